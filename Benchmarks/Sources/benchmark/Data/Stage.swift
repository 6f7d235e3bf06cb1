import CBenchmark
import Foundation

/// Where samples get their database from.
protocol Stage {
  /// Calls `body` with the path or URL of a database that has the rows of a scale and nothing else.
  func withDatabase<Result>(scale: Int, _ body: (String) throws -> Result) throws -> Result

  /// A number that depends on what is stored.
  func storedDigest(_ database: String) -> Int64
}

/// Fresh copies of files.
struct FileStage: Stage {
  let data: DataSet

  func withDatabase<Result>(scale: Int, _ body: (String) throws -> Result) throws -> Result {
    try data.withCopy(scale: scale) { try body($0.path) }
  }

  func storedDigest(_ database: String) -> Int64 { bench_stored_digest(database) }
}

/// A server whose tables are filled once, and from which inserted rows are removed after each sample.
final class ServerStage: Stage {
  private let url: String
  private let data: DataSet
  private var filled: Int?

  init(url: String, data: DataSet) {
    self.url = url
    self.data = data
  }

  func withDatabase<Result>(scale: Int, _ body: (String) throws -> Result) throws -> Result {
    if filled != scale { bench_server_fill(url, try data.pristine(scale: scale).path) }
    filled = scale
    defer { bench_server_restore(url, Int32(scale)) }
    return try body(url)
  }

  func storedDigest(_ database: String) -> Int64 { bench_server_digest(database) }
}

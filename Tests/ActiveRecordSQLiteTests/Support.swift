import ActiveRecordCore
import ActiveRecordSQLite
import Foundation
import Testing

/// A directory with a database that goes when the last reference to it goes.
final class TemporaryDatabase {
  let directory: String
  var path: String { directory + "/test.db" }

  init() throws {
    directory = FileManager.default.temporaryDirectory.path + "/active-record-sqlite-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  func connect(
    _ purpose: ConnectionPurpose = .writing, _ configure: (inout SQLiteOptions) -> Void = { _ in }
  ) async throws -> any DriverConnection {
    var options = SQLiteOptions(path: path)
    configure(&options)
    return try await SQLiteDriver(options).connect(for: purpose)
  }
}

func memory(_ script: String = "") async throws -> any DriverConnection {
  let connection = try await SQLiteDriver(.inMemory).connect(for: .writing)
  try await connection.execute(script)
  return connection
}

extension DriverConnection {
  /// The rows of a statement, as values.
  @discardableResult
  func rows(_ sql: String, _ values: [DatabaseValue] = []) async throws -> [[DatabaseValue]] {
    let statement = try await prepare(sql)
    for (index, value) in values.enumerated() { try statement.bind(value, at: Int32(index + 1)) }
    return try await statement.rows()
  }
}

extension DriverStatement {
  func rows() async throws -> [[DatabaseValue]] {
    var rows: [[DatabaseValue]] = []
    while true {
      switch try step() {
      case .row: rows.append((0..<columnCount).map { value($0) })
      case .done: return rows
      case .pending: try await wait()
      }
    }
  }
}

/// The error that `body` throws, which must be one of the database.
func databaseError(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async throws -> DatabaseError {
  do { try await body() } catch let error as DatabaseError { return error }
  Issue.record("no error was thrown", sourceLocation: sourceLocation)
  throw CancellationError()
}

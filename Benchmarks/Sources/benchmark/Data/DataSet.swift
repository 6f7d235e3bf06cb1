import CBenchmark
import Foundation

/// The database files: one pristine file a scale, made when it is missing, and copies of it that peers may change.
struct DataSet: Sendable {
  let folder: URL

  /// Returns the path of the pristine file of a scale. Nothing but the generator opens it.
  func pristine(scale: Int) throws -> URL {
    let file = folder.appendingPathComponent("rows-\(scale).db")
    guard !FileManager.default.fileExists(atPath: file.path) else { return file }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let fresh = folder.appendingPathComponent("fresh-\(ProcessInfo.processInfo.processIdentifier).db")
    bench_generate(fresh.path, Int32(scale))
    try FileManager.default.moveItem(at: fresh, to: file)
    return file
  }

  /// Calls `body` with a copy of the pristine file, and removes the copy.
  func withCopy<Result>(scale: Int, _ body: (URL) throws -> Result) throws -> Result {
    let source = try pristine(scale: scale)
    let copy = folder.appendingPathComponent("copy-\(ProcessInfo.processInfo.processIdentifier).db")
    remove(copy)
    try FileManager.default.copyItem(at: source, to: copy)
    defer { remove(copy) }
    return try body(copy)
  }

  private func remove(_ file: URL) {
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: file.path + ending)
    }
  }
}

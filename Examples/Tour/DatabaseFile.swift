import ActiveRecord
import ArgumentParser
import Foundation

/// The file that the tour makes. A file of an earlier tour is replaced; any other is left alone.
struct DatabaseFile {
  /// Where it is.
  let path: String
  /// What SQLite keeps at offset 68 of the file: "Tour".
  private static let mark: UInt32 = 0x546F_7572

  /// A place for the file: `path`, or a name of its own in the temporary directory.
  ///
  /// - Throws: `ValidationError` where something else is there, or where no file can be.
  init(path given: String?) throws {
    let temporary = FileManager.default.temporaryDirectory
    path = given ?? temporary.appending(path: "curated-connections-\(ProcessInfo.processInfo.processIdentifier).sqlite").path
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
      if isDirectory.boolValue { throw ValidationError("\(path) is a directory. Name a file: --database tour.sqlite") }
      guard try Self.isReplaceable(path) else {
        throw ValidationError("\(path) was not made by the tour, so it is not touched. Name a new file: --database tour.sqlite")
      }
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if !FileManager.default.fileExists(atPath: folder) { throw ValidationError("There is no directory \(folder).") }
  }

  /// Marks the database as the tour's, and brings the mark into the file at once: a tour may be interrupted.
  func mark(_ database: Database) async throws {
    try await database.execute(SQL("PRAGMA application_id = \(raw: String(Self.mark))"))
    try await database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  private static func isReplaceable(_ path: String) throws -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    let header = try file.read(upToCount: 100) ?? Data()
    if header.isEmpty { return true }
    guard header.count >= 72 else { return false }
    return header[68..<72].reduce(0) { $0 << 8 | UInt32($1) } == mark
  }
}

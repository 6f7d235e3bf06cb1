import Foundation

/// Where the Chinook database is: it is not part of this repository.
enum ChinookFile {
  private static let named = ProcessInfo.processInfo.environment["CHINOOK_DATABASE"].flatMap { $0.isEmpty ? nil : $0 }

  /// The file that the environment names, else the one beside the package.
  static let path: String =
    named
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/data/chinook.sqlite").path

  /// Whether there is something to test. A file that the environment names and that is missing is an error, so it counts.
  static let exists = named != nil || FileManager.default.fileExists(atPath: path)

  /// Runs `body` on a path in a folder that exists as long as that takes.
  static func inFolder<R>(_ name: String = "chinook.sqlite", _ body: (String) async throws -> R) async throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "chinook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.appending(path: name).path)
  }

  /// Runs `body` on a copy of the file.
  static func copied<R>(_ body: (String) async throws -> R) async throws -> R {
    try await inFolder { copy in
      try FileManager.default.copyItem(atPath: path, toPath: copy)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy)
      return try await body(copy)
    }
  }
}

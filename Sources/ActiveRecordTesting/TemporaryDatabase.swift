public import ActiveRecord

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Databases that exist for one test.
///
/// Unless the configuration says otherwise, what one record asked for all that were loaded with it stays an answer for a day
/// (``DatabaseConfiguration/peerAnswerLifetime``): tests count statements, and a busy machine may take its time between two of them.
public enum TemporaryDatabase {
  /// Runs `body` on a fresh SQLite database in memory, which is the current one there: for all models that name none or, with `as:`, for those
  /// that name it.
  ///
  /// ```swift
  /// @Test func titles() async throws {
  ///   try await TemporaryDatabase.inMemory { database in
  ///     try await database.migrate(migrations)
  ///     …
  ///   }
  /// }
  /// ```
  public static func inMemory<R>(
    as name: DatabaseName? = nil, models: [Record.Type] = [], configuration: DatabaseConfiguration = DatabaseConfiguration(),
    _ body: nonisolated(nonsending) (Database) async throws -> R
  ) async throws -> R {
    try await run(.memory, name, models, configuration, body)
  }

  /// Runs `body` on a fresh SQLite file, which is deleted afterwards.
  public static func inFile<R>(
    as name: DatabaseName? = nil, models: [Record.Type] = [], configuration: DatabaseConfiguration = DatabaseConfiguration(),
    _ body: nonisolated(nonsending) (Database) async throws -> R
  ) async throws -> R {
    let path = FileManager.default.temporaryDirectory.appending(path: "active-record-\(UUID().uuidString).sqlite").path
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
    return try await run(.sqlite(path), name, models, configuration, body)
  }

  private static func run<R>(
    _ location: DatabaseLocation, _ name: DatabaseName?, _ models: [Record.Type], _ configuration: DatabaseConfiguration,
    _ body: nonisolated(nonsending) (Database) async throws -> R
  ) async throws -> R {
    let database = try await Database.connect(location, as: name, models: models, configuration: configuration.forTests)
    do {
      let result = try await database.use { try await body(database) }
      await database.close()
      return result
    } catch {
      await database.close()
      throw error
    }
  }
}

extension DatabaseConfiguration {
  /// The same, for a test that may take its time between two statements.
  fileprivate var forTests: DatabaseConfiguration {
    var configuration = self
    if peerAnswerLifetime == DatabaseConfiguration().peerAnswerLifetime { configuration.peerAnswerLifetime = .seconds(86_400) }
    return configuration
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// The databases that the behaviour is shown on: each test runs once for each engine, and names it.
enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case sqlite

  /// Where the database of a test is.
  enum Storage: String, CaseIterable, Sendable {
    case memory
    case file
  }

  var testDescription: String { rawValue }

  /// Runs `body` on a fresh database that has the tables of every world.
  @discardableResult
  func database<R>(
    in storage: Storage = .memory, configuration: DatabaseConfiguration = DatabaseConfiguration(), models: [Record.Type] = [],
    _ body: nonisolated(nonsending) (Database, SQLRecorder) async throws -> R
  ) async throws -> R {
    let run: nonisolated(nonsending) (Database) async throws -> R = { database in
      for table in Worlds.tables { try await database.execute(SQL(raw: table)) }
      let recorder = SQLRecorder(database)
      defer { recorder.stop() }
      return try await body(database, recorder)
    }
    switch (self, storage) {
    case (.sqlite, .memory): return try await TemporaryDatabase.inMemory(models: models, configuration: configuration, run)
    case (.sqlite, .file): return try await TemporaryDatabase.inFile(models: models, configuration: configuration, run)
    }
  }
}

/// A reference that keeps nothing alive, for tests that watch records go.
struct Weak {
  weak var record: Record?

  init(_ record: Record?) { self.record = record }
}

/// Runs `body` and gives the error that it throws, as text.
func failure(_ body: nonisolated(nonsending) () async throws -> Void) async -> String? {
  do {
    try await body()
    return nil
  } catch { return "\(error)" }
}

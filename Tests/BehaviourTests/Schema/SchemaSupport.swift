import ActiveRecord
import Foundation
import Synchronization
import Testing

/// A directory for database files, removed when the last reference to it goes.
final class SchemaFiles: Sendable {
  let directory = FileManager.default.temporaryDirectory.path + "/active-record-schema-" + UUID().uuidString
  var path: String { directory + "/test.db" }

  init() throws { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: directory) }
}

extension Engine {
  /// Runs `body` with a database without tables, in a file of its own.
  func emptyDatabase(_ body: (Database) async throws -> Void) async throws {
    let files = try SchemaFiles()
    let database = try await connect(files)
    do { try await body(database) } catch {
      await database.close()
      throw error
    }
    await database.close()
    withExtendedLifetime(files) {}
  }

  /// Connects once more, with connections of its own, as another process would have.
  func connect(_ files: SchemaFiles, busyTimeout: Duration = .seconds(5)) async throws -> Database {
    switch self {
    case .sqlite:
      var options = SQLiteOptions(path: files.path)
      options.busyTimeout = busyTimeout
      return try await Database.connect(.sqlite(options))
    }
  }
}

/// The error of migrations that `body` throws.
func migrationError(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async throws -> MigrationError {
  do { try await body() } catch let error as MigrationError { return error }
  Issue.record("no error was thrown", sourceLocation: sourceLocation)
  throw CancellationError()
}

/// Keeps the statements that a database ran.
final class SchemaRecorder: QueryObserver {
  private let texts = Mutex<[String]>([])

  init(_ database: Database) { database.add(self) }

  func statementRan(_ event: QueryEvent) { texts.withLock { $0.append(event.sql) } }
  var statements: [String] { texts.withLock { $0 } }
}

extension Database {
  /// The first column of a query's rows.
  func column(_ name: String, _ sql: SQL) async throws -> [DatabaseValue] {
    try await query(sql).compactMap { $0[name] }
  }

  /// One value.
  func value(_ sql: SQL) async throws -> DatabaseValue? { try await query(sql).first?.values.first }

  /// What SQLite knows about columns, indexes and foreign keys of all tables, without the text they were made with.
  func schemaFacts() async throws -> [String] {
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    let queries = [
      """
      SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || ifnull(c.dflt_value, '-') || ' ' || c.pk AS fact
      FROM (\(tables)) t, pragma_table_xinfo(t.name) c ORDER BY t.name, c.name
      """,
      """
      SELECT t.name || ' ' || i.name || ' ' || i."unique" || ' ' || i.partial || ' ' || ifnull(c.name, '?') || ' ' || c.desc AS fact
      FROM (\(tables)) t, pragma_index_list(t.name) i, pragma_index_xinfo(i.name) c WHERE c.key = 1 ORDER BY t.name, i.name, c.seqno
      """,
      """
      SELECT t.name || '.' || k."from" || ' -> ' || k."table" || '.' || ifnull(k."to", '?') || ' ' || k.on_delete || ' ' || k.on_update AS fact
      FROM (\(tables)) t, pragma_foreign_key_list(t.name) k ORDER BY t.name, k."from"
      """,
      "SELECT type || ' ' || name AS fact FROM sqlite_schema WHERE type IN ('trigger', 'view') ORDER BY name",
    ]
    var facts: [String] = []
    for query in queries {
      for case .text(let fact)? in try await self.query(SQL(raw: query)).map({ $0["fact"] }) { facts.append(fact) }
    }
    return facts
  }
}

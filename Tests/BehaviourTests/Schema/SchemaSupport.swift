import ActiveRecord

#if PostgreSQL
  import ActiveRecordPostgreSQL
#endif
#if MySQL
  import ActiveRecordMySQL
#endif
import Foundation
import Synchronization
import Testing

/// A place for a database: a directory for its files, removed when the last reference to it goes, or a database of a server.
final class SchemaFiles: Sendable {
  let directory = FileManager.default.temporaryDirectory.path + "/active-record-schema-" + UUID().uuidString
  var path: String { directory + "/test.db" }

  /// The database of a server.
  let url: String

  init(url: String = "") throws {
    self.url = url
    if url.isEmpty { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true) }
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }
}

extension Engine {
  /// The type of keys that the database counts up.
  var keyType: String { self == .sqlite ? "INTEGER" : "BIGINT" }

  /// How the first value of a statement is marked.
  var placeholder: String {
    #if PostgreSQL
      if self == .postgresql { return "$1" }
    #endif
    return "?"
  }

  /// What the engine says of a table that is not there.
  func missingTable(_ name: String) -> String {
    #if MySQL
      if self == .mysql { return "Table '\(name)' doesn't exist" }
    #endif
    return self == .sqlite ? "no such table: \(name)" : "relation \"\(name)\" does not exist"
  }

  /// Runs `body` with a database without tables, in a file of its own.
  func emptyDatabase(_ body: (Database) async throws -> Void) async throws {
    try await place { files in
      let database = try await connect(files)
      do { try await body(database) } catch {
        await database.close()
        throw error
      }
      await database.close()
    }
  }

  /// Runs `body` with a place for a database, which goes afterwards.
  func place(_ body: (SchemaFiles) async throws -> Void) async throws {
    switch self {
    case .sqlite:
      let files = try SchemaFiles()
      try await body(files)
      withExtendedLifetime(files) {}
    #if PostgreSQL
      case .postgresql: try await PostgreSQLWorlds.useEmpty { try await body(SchemaFiles(url: $0)) }
    #endif
    #if MySQL
      case .mysql: try await MySQLWorlds.useEmpty { try await body(SchemaFiles(url: $0)) }
    #endif
    }
  }

  /// A statement that keeps other runners of migrations out, until its transaction ends.
  var schemaLock: SQL {
    switch self {
    case .sqlite: "CREATE TABLE IF NOT EXISTS held (id)"
    #if PostgreSQL
      case .postgresql: "SELECT pg_advisory_xact_lock(4792340617)"
    #endif
    #if MySQL
      case .mysql: "SELECT GET_LOCK(CONCAT('active_record ', MD5(DATABASE())), 60)"
    #endif
    }
  }

  /// Gives that lock back before the transaction ends; `nil` where the end does.
  var schemaUnlock: SQL? {
    #if MySQL
      if self == .mysql { return "DO RELEASE_LOCK(CONCAT('active_record ', MD5(DATABASE())))" }
    #endif
    return nil
  }

  /// Connects once more, with connections of its own, as another process would have.
  func connect(_ files: SchemaFiles, busyTimeout: Duration = .seconds(300)) async throws -> Database {
    // Many tests share two cores: who waits for a connection may wait long.
    var patient = DatabaseConfiguration()
    (patient.checkoutTimeout, patient.peerAnswerLifetime) = (.seconds(600), .seconds(86_400))
    switch self {
    case .sqlite:
      var options = SQLiteOptions(path: files.path)
      options.busyTimeout = busyTimeout
      return try await Database.connect(.sqlite(options), configuration: patient)
    #if PostgreSQL
      case .postgresql: return try await Database.connect(.postgres(url: files.url), configuration: patient)
    #endif
    #if MySQL
      case .mysql: return try await Database.connect(.mysql(MySQLWorlds.options(files.url)), configuration: patient)
    #endif
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

  func statementRan(_ event: QueryEvent) { texts.withLock { $0.append(event.sql.replacing("$1", with: "?").replacing("`", with: "\"")) } }
  var statements: [String] { texts.withLock { $0 } }
}

extension Database {
  /// The first column of a query's rows.
  func column(_ name: String, _ sql: SQL) async throws -> [DatabaseValue] {
    try await query(sql).compactMap { $0[name] }
  }

  /// One value.
  func value(_ sql: SQL) async throws -> DatabaseValue? { try await query(sql).first?.values.first }

  /// What the database knows about columns, indexes and foreign keys of all tables, without the text they were made with.
  func schemaFacts() async throws -> [String] {
    var facts: [String] = []
    let queries = ["SQLite": Self.sqliteFacts, "PostgreSQL": Self.postgreSQLFacts, "MySQL": Self.mySQLFacts]
    for query in queries[dialect.name] ?? [] {
      for case .text(let fact)? in try await self.query(SQL(raw: query)).map({ $0["fact"] }) { facts.append(fact) }
    }
    return facts
  }

  private static let postgreSQLFacts = [
    """
    SELECT c.relname || '.' || a.attname || ' '
      || replace(replace(upper(format_type(a.atttypid, a.atttypmod)), 'CHARACTER VARYING', 'VARCHAR'), 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMPTZ')
      || ' ' || a.attnotnull::int || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '-') || ' '
      || coalesce(array_position(k.conkey, a.attnum), 0) AS fact
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname COLLATE "C", a.attname COLLATE "C"
    """,
    """
    SELECT c.relname || ' ' || i.relname || ' ' || x.indisunique::int || ' ' || (x.indpred IS NOT NULL)::int || ' '
      || coalesce(a.attname, '?') || ' ' || (x.indoption[k.n - 1] & 1) AS fact
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
    CROSS JOIN LATERAL unnest(x.indkey::smallint[]) WITH ORDINALITY AS k (attnum, n)
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
    WHERE NOT x.indisprimary AND c.relnamespace = 'public'::regnamespace
    ORDER BY c.relname COLLATE "C", i.relname COLLATE "C", k.n
    """,
    """
    SELECT c.relname || '.' || a.attname || ' -> ' || k.confrelid::regclass || ' ' || k.conname || ' ' || k.confdeltype::text || ' ' || k.confupdtype::text AS fact
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname COLLATE "C", a.attname COLLATE "C"
    """,
  ]

  private static let mySQLFacts = [
    """
    SELECT CONCAT(table_name, '.', column_name, ' ', UPPER(REPLACE(data_type, 'int', IF(data_type = 'int', 'integer', 'int'))), ' ',
      is_nullable = 'NO', ' ', COALESCE(NULLIF(column_default, 'NULL'), '-'), ' ', column_key = 'PRI') AS fact
    FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, column_name
    """,
    """
    SELECT CONCAT(table_name, ' ', index_name, ' ', 1 - non_unique, ' 0 ', column_name, ' ', COALESCE(collation = 'D', 0)) AS fact
    FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name <> 'PRIMARY' AND index_name NOT LIKE 'fk%'
    ORDER BY table_name, index_name, seq_in_index
    """,
    """
    SELECT CONCAT(k.table_name, '.', k.column_name, ' -> ', k.referenced_table_name, '.', k.referenced_column_name, ' ', r.delete_rule, ' ',
      r.update_rule) AS fact
    FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r
      ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
    WHERE k.table_schema = DATABASE() ORDER BY k.table_name, k.column_name
    """,
  ]

  private static let sqliteFacts: [String] = {
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return [
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
  }()
}

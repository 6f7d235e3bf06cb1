#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Foundation

  /// Databases with the tables of every world, on the server that `scripts/services` started.
  ///
  /// Making them takes longer than a test, so they are kept: before the next test, what the last one left is removed.
  actor PostgreSQLWorlds {
    static let shared = PostgreSQLWorlds()

    /// How many tests have a database at once.
    private static let limit = 12
    private var idle: [String] = []
    private var open = 0
    private var made = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var template: Task<String, any Error>?
    private let run = "ar\(ProcessInfo.processInfo.processIdentifier)_\(UInt32.random(in: 0 ... .max))"

    /// Runs `body` on a database that has the tables of every world, and nothing in them.
    nonisolated(nonsending) static func use<R>(
      _ role: DatabaseName?, _ configuration: DatabaseConfiguration, _ models: [Record.Type],
      _ body: nonisolated(nonsending) (Database) async throws -> R
    ) async throws -> R {
      let name = try await shared.take()
      do {
        let database = try await Database.connect(.postgres(url: url(name)), as: role, models: models, configuration: configuration)
        let isWhole = try await database.use {
          try await database.query("SELECT ar_tests.clean() AS whole").first?["whole"] == .bool(true)
        }
        guard isWhole else {
          await database.close()
          await shared.giveBack(nil)
          try await drop(name)
          return try await use(role, configuration, models, body)
        }
        do {
          let result = try await database.use { try await body(database) }
          await database.close()
          await shared.giveBack(name)
          return result
        } catch {
          await database.close()
          throw error
        }
      } catch {
        await shared.giveBack(name)
        throw error
      }
    }

    /// Runs `body` with the URL of a database without tables.
    nonisolated(nonsending) static func useEmpty<R>(_ body: nonisolated(nonsending) (String) async throws -> R) async throws -> R {
      let name = await shared.nextName()
      try await administer("CREATE DATABASE \(name) TEMPLATE template0")
      do {
        let result = try await body(url(name))
        try await drop(name)
        return result
      } catch {
        try await drop(name)
        throw error
      }
    }

    /// The URL of a database of the server.
    static func url(_ name: String) throws -> String {
      guard let url = ProcessInfo.processInfo.environment["AR_POSTGRESQL_URL"], var parts = URLComponents(string: url) else {
        throw DatabaseError(.notConnected, "start a server first: eval \"$(scripts/services up postgresql)\"")
      }
      parts.path = "/" + name
      return parts.string ?? url
    }

    private func nextName() -> String {
      made += 1
      return "\(run)_\(made)"
    }

    private func take() async throws -> String {
      while open >= Self.limit { await withCheckedContinuation { waiting.append($0) } }
      open += 1
      if let name = idle.popLast() { return name }
      do {
        let template = try await templateName()
        let name = nextName()
        try await Self.administer("CREATE DATABASE \(name) TEMPLATE \(template)")
        return name
      } catch {
        giveBack(nil)
        throw error
      }
    }

    private func giveBack(_ name: String?) {
      open -= 1
      if let name { idle.append(name) }
      if !waiting.isEmpty { waiting.removeFirst().resume() }
    }

    private func templateName() async throws -> String {
      if let template { return try await template.value }
      let name = nextName()
      let task = Task {
        try await Self.administer("CREATE DATABASE \(name) TEMPLATE template0")
        let database = try await Database.connect(.postgres(url: Self.url(name)))
        try await database.use {
          for table in Worlds.tables { try await database.execute(SQL(raw: Engine.postgresql.spelled(table))) }
          for statement in Self.cleaning { try await database.execute(SQL(raw: statement)) }
        }
        await database.close()
        return name
      }
      template = task
      return try await task.value
    }

    private nonisolated(nonsending) static func drop(_ name: String) async throws {
      try await administer("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    private nonisolated(nonsending) static func administer(_ sql: String) async throws {
      let connection = try await PostgreSQLDriver(PostgreSQLOptions(url: url("postgres"))).connect(for: .writing)
      defer { connection.close() }
      // A database cannot be copied at the same moment by two.
      try await connection.execute("SELECT pg_advisory_lock(4711)")
      try await connection.execute(sql)
    }

    /// Empties the tables, counts keys from 1 again, and drops what a test added; says whether the tables are still what they were.
    private static let cleaning = [
      "CREATE SCHEMA ar_tests",
      """
      CREATE FUNCTION ar_tests.shape() RETURNS text LANGUAGE sql AS $$
        SELECT md5(string_agg(c.relname || a.attname || a.atttypid || a.attnotnull, ',' ORDER BY c.relname, a.attnum))
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i')
      $$
      """,
      """
      CREATE FUNCTION ar_tests.clean() RETURNS boolean LANGUAGE plpgsql AS $$
      DECLARE item record; used text;
      BEGIN
        FOR item IN SELECT c.oid::regclass AS name FROM pg_class c
          WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN (SELECT base.name FROM ar_tests.base)
        LOOP
          EXECUTE 'DROP TABLE IF EXISTS ' || item.name || ' CASCADE';
        END LOOP;
        -- Not DELETE: rows would be put into the gaps that it leaves, and be read in another order than they were written.
        SELECT string_agg(c.oid::regclass::text, ', ') INTO used FROM pg_class c
          WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND pg_relation_size(c.oid) > 0;
        IF used IS NOT NULL THEN EXECUTE 'TRUNCATE ' || used || ' CASCADE'; END IF;
        PERFORM setval(c.oid::regclass, 1, false) FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace;
        RETURN ar_tests.shape() = (SELECT shape FROM ar_tests.kept);
      END
      $$
      """,
      "CREATE TABLE ar_tests.base AS SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
      "CREATE TABLE ar_tests.kept AS SELECT ar_tests.shape() AS shape",
    ]
  }
#endif

#if MySQL
  import ActiveRecord
  import ActiveRecordMySQL
  import Foundation

  /// Databases with the tables of every world, on the server that `scripts/services` started.
  ///
  /// Making them takes much longer than a test, so they are kept: before the next test, what the last one left is removed.
  actor MySQLWorlds {
    static let shared = MySQLWorlds()

    /// How many tests have a database at once.
    private static let limit = 8
    private var idle: [MySQLWorld] = []
    private var open = 0
    private var made = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private let run = "ar\(ProcessInfo.processInfo.processIdentifier)_\(UInt32.random(in: 0 ... .max))"

    /// Runs `body` on a database that has the tables of every world, and nothing in them.
    nonisolated(nonsending) static func use<R>(
      _ role: DatabaseName?, _ configuration: DatabaseConfiguration, _ models: [Record.Type],
      _ body: nonisolated(nonsending) (Database) async throws -> R
    ) async throws -> R {
      let world = try await shared.take()
      do {
        let database = try await Database.connect(.mysql(options(world.name)), as: role, models: models, configuration: configuration)
        do {
          let result = try await database.use { try await body(database) }
          await database.close()
          await shared.giveBack(try await world.isClean() ? world : nil)
          return result
        } catch {
          await database.close()
          throw error
        }
      } catch {
        await shared.giveBack(nil)
        throw error
      }
    }

    /// Runs `body` with the name of a database without tables.
    nonisolated(nonsending) static func useEmpty<R>(_ body: nonisolated(nonsending) (String) async throws -> R) async throws -> R {
      let name = await shared.nextName()
      try await administer("CREATE DATABASE `\(name)`")
      do {
        let result = try await body(name)
        try await administer("DROP DATABASE `\(name)`")
        return result
      } catch {
        try await administer("DROP DATABASE `\(name)`")
        throw error
      }
    }

    /// A database of the server.
    static func options(_ name: String) throws -> MySQLOptions {
      guard let url = ProcessInfo.processInfo.environment["AR_MYSQL_URL"] else {
        throw DatabaseError(.notConnected, "start a server first: eval \"$(scripts/services up mysql)\"")
      }
      var options = try MySQLOptions(url: url)
      options.database = name
      options.lockTimeout = .seconds(120)
      return options
    }

    private func nextName() -> String {
      made += 1
      return "\(run)_\(made)"
    }

    private func take() async throws -> MySQLWorld {
      while open >= Self.limit { await withCheckedContinuation { waiting.append($0) } }
      open += 1
      if let world = idle.popLast() { return world }
      do {
        let name = nextName()
        try await Self.administer("CREATE DATABASE `\(name)` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
        return try await MySQLWorld(name)
      } catch {
        giveBack(nil)
        throw error
      }
    }

    private func giveBack(_ world: MySQLWorld?) {
      open -= 1
      if let world { idle.append(world) }
      if !waiting.isEmpty { waiting.removeFirst().resume() }
    }

    private nonisolated(nonsending) static func administer(_ sql: String) async throws {
      let connection = try await MySQLDriver(options("information_schema")).connect(for: .writing)
      defer { connection.close() }
      try await connection.execute(sql)
    }
  }

  /// One of these databases, and how its tables are made and emptied.
  struct MySQLWorld: Sendable {
    let name: String
    /// What the tables were when they were made.
    private let shape: [String]
    private let tables: [String]

    init(_ name: String) async throws {
      self.name = name
      let connection = try await MySQLDriver(MySQLWorlds.options(name)).connect(for: .writing)
      defer { connection.close() }
      for table in Worlds.tables { try await connection.execute(Engine.mysql.spelled(table)) }
      shape = try await Self.column(Self.columns, connection)
      tables = try await Self.column("SHOW TABLES", connection)
    }

    /// Empties the tables, and counts keys from 1 again.
    ///
    /// - Returns: Whether the tables are still what they were.
    func isClean() async throws -> Bool {
      let connection = try await MySQLDriver(MySQLWorlds.options(name)).connect(for: .writing)
      defer { connection.close() }
      guard try await Self.column(Self.columns, connection) == shape else { return false }
      let used = try await used(connection)
      if used.isEmpty { return true }
      let emptying = used.map { "DELETE FROM `\($0)`; ALTER TABLE `\($0)` AUTO_INCREMENT = 1" }.joined(separator: "; ")
      try await connection.execute("SET foreign_key_checks = 0; " + emptying)
      return true
    }

    private func used(_ connection: any DriverConnection) async throws -> Set<String> {
      let parts = tables.map { "SELECT '\($0)' WHERE EXISTS (SELECT 1 FROM `\($0)`)" }
      var used = Set(try await Self.column(parts.joined(separator: " UNION ALL "), connection))
      used.formUnion(
        try await Self.column(
          "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND auto_increment > 1", connection))
      return used
    }

    private static let columns =
      "SELECT CONCAT(table_name, ' ', column_name, ' ', column_type, ' ', is_nullable) FROM information_schema.columns "
      + "WHERE table_schema = DATABASE() UNION SELECT CONCAT(table_name, ' ', index_name, ' ', column_name) "
      + "FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY 1"

    private static func column(_ sql: String, _ connection: any DriverConnection) async throws -> [String] {
      let statement = try await connection.prepare(sql)
      defer { statement.reset() }
      var texts: [String] = []
      while true {
        switch try statement.step() {
        case .row: texts.append(statement.text(0) ?? "")
        case .done: return texts
        case .pending: try await statement.wait()
        }
      }
    }
  }
#endif

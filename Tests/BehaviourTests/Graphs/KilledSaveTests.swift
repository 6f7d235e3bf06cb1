#if os(Linux)
  import ActiveRecord
  import Foundation
  import Testing

  /// A process that is killed while it saves graphs leaves all of a graph, or nothing.
  ///
  /// Twenty processes on each engine, or two hundred where `AR_SEEDS` says 1000, as `scripts/soak` does.
  @Suite struct KilledSaveTests {
    private static let moments = max(20, (ProcessInfo.processInfo.environment["AR_SEEDS"].flatMap { Int($0) } ?? 100) / 5)

    @Test(arguments: Engine.allCases) func aKilledProcessLeavesAllOrNothing(_ engine: Engine) async throws {
      try await Self.withPlace(engine) { place async throws in
        let journal = Self.path("journal")
        defer { try? FileManager.default.removeItem(atPath: journal) }
        var saved = 0, open = 0, moments: [String: Int] = [:]
        for _ in 0..<Self.moments {
          try Data().write(to: URL(fileURLWithPath: journal))
          let end = try await KilledWriter.run(engine, place, journal)
          #expect(end.0 == .uncaughtSignal && end.1 == SIGKILL)
          let lines = try String(contentsOfFile: journal, encoding: .utf8).split(separator: "\n").map(String.init)
          saved += lines.count { $0 == "saved" }
          let last = lines.last { $0 != "saved" } ?? "nothing"
          moments["after \(last)", default: 0] += 1
          if last != "COMMIT" { open += 1 }
          // The last COMMIT may have reached the database without the process learning of it.
          let graphs = try await Self.check(engine, place, atLeast: saved)
          #expect(graphs <= saved + 1)
          saved = graphs
        }
        let histogram = moments.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        print("\(engine.rawValue): \(Self.moments) processes killed, \(open) in a transaction; \(histogram)")
        // How many of a few are in the middle of one is a matter of luck, and of what else the machine does.
        #expect(Self.moments >= 200 ? open * 2 >= Self.moments : open > 0)
      }
    }

    /// Without an order, this is the same writer without the end: its graphs are whole.
    @Test func savesGraphs() async throws {
      if let order = KilledWriter.order { return try await KilledWriter.saveUntilKilled(order.engine, order.place, order.journal) }
      try await Self.withPlace(.sqlite) { place async throws in
        let database = try await KilledWriter.connect(.sqlite, place)
        try await database.use { for _ in 0..<3 { try await KilledGraph.make().save() } }
        await database.close()
        #expect(try await Self.check(.sqlite, place, atLeast: 3) == 3)
      }
    }

    /// Opens the database again, and counts what is there.
    ///
    /// - Returns: How many graphs there are.
    private static func check(_ engine: Engine, _ place: String, atLeast saved: Int) async throws -> Int {
      let database = try await KilledWriter.connect(engine, place)
      defer { Task { await database.close() } }
      // What a killed process had sent is still done by the server: until its connection is gone.
      while try await database.query(engine.others, as: Int.self) != [0] { try await Task.sleep(for: .milliseconds(5)) }
      if engine == .sqlite { #expect(try await database.query("PRAGMA integrity_check", as: String.self) == ["ok"]) }
      let row = try #require(try await database.query(SQL(raw: KilledGraph.check)).first)
      let graphs = try Int(databaseValue: row["graphs"] ?? .null)
      #expect(graphs >= saved && row["miscounted"] == .int(0) && row["leaves"] == .int(Int64(graphs * 256)))
      for (table, size) in KilledGraph.sizes { #expect(row[table] == .int(Int64(graphs * size)), "\(table)") }
      return graphs
    }

    static func path(_ name: String) -> String {
      FileManager.default.temporaryDirectory.appending(path: "active-record-\(name)-\(UUID().uuidString)").path
    }

    /// Runs `body` with the place of a database that has the tables of the graph, or others.
    static func withPlace(
      _ engine: Engine, tables: [String] = Worlds.nursery, _ body: nonisolated(nonsending) (String) async throws -> Void
    ) async throws {
      func prepared(_ place: String) async throws {
        let database = try await KilledWriter.connect(engine, place)
        for table in tables { try await database.execute(SQL(raw: engine.spelled(table))) }
        await database.close()
        try await body(place)
      }
      switch engine {
      case .sqlite:
        let path = path("killed")
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
        try await prepared(path)
      #if PostgreSQL
        case .postgresql: try await PostgreSQLWorlds.useEmpty { url async throws in try await prepared(url) }
      #endif
      #if MySQL
        case .mysql: try await MySQLWorlds.useEmpty { name async throws in try await prepared(name) }
      #endif
      }
    }
  }

  extension Engine {
    /// How many other connections the database has.
    var others: SQL {
      switch self {
      case .sqlite: "SELECT 0"
      #if PostgreSQL
        case .postgresql: "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
      #endif
      #if MySQL
        case .mysql: "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"
      #endif
      }
    }
  }
#endif

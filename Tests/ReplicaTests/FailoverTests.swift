#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Foundation
  import Testing
  import TestServers

  /// A main server that is gone, and its standby that takes its place. Each test has a pair of servers for itself.
  @Suite struct FailoverTests {
    @Model(table: "failover_notes") class Note: Record {
      var text = ""
    }

    /// A database of the pair by one URL with both hosts, of which the one that can be written to is taken; and the pair itself.
    private func run(
      _ body: nonisolated(nonsending) (_ database: Database, _ pair: OwnServer) async throws -> Void
    ) async throws {
      try await OwnServer.use("replica") { pair async throws in
        let hosts = try [place(pair, "MAIN"), place(pair, "STANDBY")].joined(separator: ",")
        let url = "postgres://postgres@\(hosts)/postgres?target_session_attrs=read-write"
        // On a busy machine the standby may take its time; a server that was promoted never says that it has caught up.
        var configuration = DatabaseConfiguration()
        configuration.replicas.maximumLag = .seconds(600)
        configuration.checkoutTimeout = .seconds(120)
        let database = try await Database.connect(
          .postgres(url: url), replicas: [.postgres(url: pair.variable("AR_REPLICA_STANDBY_URL"))], configuration: configuration)
        try await database.execute("CREATE TABLE failover_notes (id BIGSERIAL PRIMARY KEY, text TEXT NOT NULL)")
        try await body(database, pair)
        await database.close()
      }
    }

    private func place(_ pair: OwnServer, _ name: String) throws -> String {
      let url = try pair.variable("AR_REPLICA_\(name)_URL")
      return try #require(url.split(separator: "@").last?.split(separator: "/").first.map(String.init))
    }

    /// Waits until so many notes are on the standby: what the main server has not sent is lost with it.
    private func arrived(_ count: Int, at pair: OwnServer) async throws {
      let standby = try await Database.connect(.postgres(url: pair.variable("AR_REPLICA_STANDBY_URL")))
      while try await standby.query("SELECT count(*) FROM failover_notes", as: Int.self) != [count] {
        try await Task.sleep(for: .milliseconds(20))
      }
      await standby.close()
    }

    @Test func aStandbyThatIsPromotedTakesTheWrites() async throws {
      try await run { database, pair async throws in
        try await database.use {
          for number in 1...20 { try await Note.create { $0.text = "\(number)" } }
          let seen = try await database.reading { try await Note.count() }
          #expect(seen == 20)
        }
        try await arrived(20, at: pair)
        try await pair.crash("main/data")
        let standby = try await Database.connect(.postgres(url: pair.variable("AR_REPLICA_STANDBY_URL")))
        let early = try await error { try await database.use { _ = try await Note.create { $0.text = "early" } } }
        #expect(early?.code == .connectionLost || early?.code == .cannotOpen)
        _ = try await standby.query("SELECT pg_promote()::text AS promoted")
        await standby.close()
        try await database.use {
          try await Note.create { $0.text = "after" }
          #expect(try await Note.order { $0.id.asc }.pluck(\.text) == (1...20).map { "\($0)" } + ["after"])
          let seen = try await database.reading { try await Note.count() }
          #expect(seen == 21)
        }
      }
    }

    @Test func withoutTheMainServerReadsGoOnAtTheStandby() async throws {
      try await run { database, pair async throws in
        try await database.use {
          try await Note.create { $0.text = "a" }
          let seen = try await database.reading { try await Note.count() }
          #expect(seen == 1)
        }
        try await arrived(1, at: pair)
        try await pair.crash("main/data")
        try await database.use {
          let seen = try await database.reading { try await Note.pluck(\.text) }
          #expect(seen == ["a"])
          let refused = try await error { try await Note.create { $0.text = "b" } }
          #expect(refused?.code == .connectionLost || refused?.code == .cannotOpen)
        }
      }
    }

    private func error(_ body: nonisolated(nonsending) () async throws -> Void) async throws -> DatabaseError? {
      do { try await body() } catch let error as DatabaseError { return error }
      return nil
    }
  }
#endif

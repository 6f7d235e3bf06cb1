#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Foundation
  import Testing

  /// Reads from a streaming standby of PostgreSQL: what was written is there, however far behind it is.
  @Suite(.serialized) struct StandbyTests {
    /// Runs `body` with a table of its own, the main database with its standby, and the standby alone.
    private func run(
      _ change: (inout ReplicaConfiguration) -> Void = { _ in },
      _ body: nonisolated(nonsending) (_ database: Database, _ standby: Database) async throws -> Void
    ) async throws {
      let environment = ProcessInfo.processInfo.environment
      let main = try #require(environment["AR_REPLICA_MAIN_URL"], "start the servers: scripts/services up")
      let copy = try #require(environment["AR_REPLICA_STANDBY_URL"])
      var configuration = DatabaseConfiguration()
      configuration.replicas.measuresEvery = .milliseconds(50)
      change(&configuration.replicas)
      let database = try await Database.connect(
        .postgres(url: main), replicas: [.postgres(url: copy)], configuration: configuration)
      let standby = try await Database.connect(.postgres(url: copy))
      _ = try await standby.query("SELECT pg_wal_replay_resume()::text AS done")
      try await database.execute("DROP TABLE IF EXISTS marks")
      try await database.execute("CREATE TABLE marks (number BIGINT NOT NULL)")
      try await body(database, standby)
      _ = try await standby.query("SELECT pg_wal_replay_resume()::text AS done")
      await standby.close()
      await database.close()
    }

    private func count(_ database: Database) async throws -> Int {
      struct Count: Decodable { var count: Int }
      return try await database.query("SELECT COUNT(*) AS count FROM marks", as: Count.self)[0].count
    }

    private func isStandby(_ database: Database) async throws -> Bool {
      struct Answer: Decodable { var number: Int }
      return try await database.query("SELECT pg_is_in_recovery()::int AS number", as: Answer.self)[0].number == 1
    }

    /// Asks again and again, for minutes, until the answer is yes: servers on a busy machine are late.
    private func eventually(_ isSo: nonisolated(nonsending) () async throws -> Bool) async throws -> Bool {
      let end = ContinuousClock.now + .seconds(300)
      while ContinuousClock.now < end {
        if try await isSo() { return true }
        try await Task.sleep(for: .milliseconds(20))
      }
      return false
    }

    @Test func everyReadSeesTheWriteBeforeIt() async throws {
      // On a busy machine the standby may be late; it is waited for.
      try await run {
        $0.waitsForWrites = .seconds(60)
        $0.maximumLag = .seconds(600)
      } _: { database, _ async throws in
        for number in 1...100 {
          try await database.execute("INSERT INTO marks VALUES (\(number))")
          let (seen, onStandby) = try await database.reading {
            (try await count(database), try await isStandby(database))
          }
          #expect(seen == number && onStandby)
        }
      }
    }

    @Test func aTransactionsWriteIsSeenToo() async throws {
      try await run { database, _ async throws in
        try await database.use {
          try await database.transaction { try await database.execute("INSERT INTO marks VALUES (1)") }
          let seen = try await database.reading { try await count(database) }
          #expect(seen == 1)
        }
      }
    }

    @Test func aStandbyThatDoesNotCatchUpIsNotReadAfterAWrite() async throws {
      try await run {
        $0.waitsForWrites = .milliseconds(200)
        $0.maximumLag = .seconds(600)
      } _: { database, standby async throws in
        _ = try await standby.query("SELECT pg_wal_replay_pause()::text AS done")
        try await database.execute("INSERT INTO marks VALUES (1)")
        let began = ContinuousClock.now
        let (seen, onStandby) = try await database.reading { (try await count(database), try await isStandby(database)) }
        #expect(seen == 1 && !onStandby)
        #expect(began.duration(to: .now) >= .milliseconds(100))
        // Who wrote nothing does not wait.
        let elsewhere = try await database.use { try await database.reading { try await isStandby(database) } }
        #expect(elsewhere)
        _ = try await standby.query("SELECT pg_wal_replay_resume()::text AS done")
        let back = try await eventually {
          try await database.reading {
            let later = try await count(database)
            #expect(later == 1)
            return try await isStandby(database)
          }
        }
        #expect(back)
      }
    }

    @Test func aStandbyThatIsTooFarBehindIsLeftOutUntilItHasCaughtUp() async throws {
      try await run {
        $0.maximumLag = .milliseconds(300)
      } _: { database, standby async throws in
        _ = try await standby.query("SELECT pg_wal_replay_pause()::text AS done")
        try await database.execute("INSERT INTO marks VALUES (1)")
        let isLeftOut = try await eventually { try await database.use { try await database.reading { try await !isStandby(database) } } }
        #expect(isLeftOut)
        _ = try await standby.query("SELECT pg_wal_replay_resume()::text AS done")
        let isBack = try await eventually { try await database.use { try await database.reading { try await isStandby(database) } } }
        #expect(isBack)
      }
    }

    @Test func whatTheLibraryCannotSeeIsRefusedByTheStandby() async throws {
      try await run { database, _ async throws in
        try await database.execute("CREATE SEQUENCE IF NOT EXISTS numbers")
        let error = await #expect(throws: DatabaseError.self) {
          try await database.reading { try await database.query("SELECT nextval('numbers') AS number") }
        }
        #expect(error?.code == .readOnly)
      }
    }

    @Test func aStandbyThatIsDownIsLeftOut() async throws {
      let main = try #require(ProcessInfo.processInfo.environment["AR_REPLICA_MAIN_URL"])
      let database = try await Database.connect(
        .postgres(url: main), replicas: [.postgres(url: "postgres://postgres@127.0.0.1:1/postgres")])
      for _ in 0..<3 {
        let onStandby = try await database.reading { try await isStandby(database) }
        #expect(!onStandby)
      }
      await database.close()
    }
  }
#endif

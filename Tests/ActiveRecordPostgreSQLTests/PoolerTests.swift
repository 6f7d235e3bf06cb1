#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Foundation
  import Testing

  /// Behind PgBouncer in transaction mode, where each transaction may run on another connection of the server.
  @Suite(.serialized) struct PoolerTests {
    @Model(table: "pooled_counters") class Counter: Record {
      var name: String
      var value = 0
    }

    private func run(_ body: nonisolated(nonsending) (Database) async throws -> Void) async throws {
      let url = try #require(ProcessInfo.processInfo.environment["AR_POOLER_URL"], "start the servers: scripts/services up")
      var configuration = DatabaseConfiguration()
      configuration.checkoutTimeout = .seconds(300)
      let database = try await Database.connect(.postgres(url: url + "?prepared_statements=false"), configuration: configuration)
      try await database.execute("DROP TABLE IF EXISTS pooled_counters")
      try await database.execute(
        "CREATE TABLE pooled_counters (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL, value BIGINT NOT NULL DEFAULT 0)")
      try await database.use { try await body(database) }
      try await database.execute("DROP TABLE pooled_counters")
      await database.close()
    }

    @Test func savesFindsAndQueriesRepeatedly() async throws {
      try await run { database async throws in
        for number in 1...50 {
          let counter = try await Counter.create { $0.name = "counter \(number)" }
          counter.value = number
          try await counter.save()
          #expect(try await Counter.find(try #require(counter.id)).value == number)
        }
        #expect(try await Counter.where { $0.value > 25 }.count() == 25)
      }
    }

    @Test func tasksShareFewConnectionsOfTheServer() async throws {
      try await run { database async throws in
        let id = try #require(try await Counter.create { $0.name = "shared" }.id)
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<40 {
            group.addTask {
              try await database.transaction {
                try await database.execute("UPDATE pooled_counters SET value = value + 1 WHERE id = \(id)")
                _ = try await Counter.find(id)
                try await database.execute("UPDATE pooled_counters SET value = value + 1 WHERE id = \(id)")
              }
            }
          }
          try await group.waitForAll()
        }
        #expect(try await Counter.find(id).value == 80)
      }
    }

    @Test func aTransactionThatFailsIsRolledBackWhole() async throws {
      try await run { database async throws in
        await #expect(throws: DatabaseError.self) {
          try await database.transaction {
            _ = try await Counter.create { $0.name = "gone" }
            try await database.execute("INSERT INTO pooled_counters (name) VALUES (NULL)")
          }
        }
        #expect(try await Counter.count() == 0)
      }
    }
  }
#endif

#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Foundation
  import Testing
  import TestServers

  /// A server that crashes and is started again, under a pool that goes on.
  @Suite("PostgreSQL: restarts") struct RestartTests {
    @Model(table: "restarted_notes") class Note: Record {
      var text = ""
    }

    @Test func whatRanIsLostAndThePoolRecovers() async throws {
      try await OwnServer.use("postgresql") { server async throws in
        let database = try await Database.connect(.postgres(url: server.variable("AR_POSTGRESQL_URL")))
        try await database.execute("CREATE TABLE restarted_notes (id BIGSERIAL PRIMARY KEY, text TEXT NOT NULL)")
        let open = Note(text: "open")
        try await database.use {
          // Else the server confirms what it did not write yet.
          try await database.transaction {
            try await database.execute("SET LOCAL synchronous_commit = on")
            try await Note.create { $0.text = "committed" }
          }
        }
        async let sleeping = databaseError { _ = try await database.query("SELECT pg_sleep(600)") }
        async let transaction = databaseError {
          try await database.transaction {
            try await database.execute("INSERT INTO restarted_notes (text) VALUES ('lost')")
            try await database.execute("SELECT pg_sleep(600)")
          }
        }
        let watcher = try await Database.connect(.postgres(url: server.variable("AR_POSTGRESQL_URL")))
        let sleepers: SQL = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
        while try await watcher.query(sleepers, as: Int.self) != [2] { try await Task.sleep(for: .milliseconds(20)) }
        await watcher.close()
        try await server.restart()
        #expect(try await sleeping.code == .connectionLost)
        #expect(try await transaction.code == .connectionLost)
        try await database.use {
          #expect(try await Note.order { $0.id.asc }.pluck(\.text) == ["committed"])
          try await open.save()
          #expect(try await Note.count() == 2)
        }
        // Whoever asks while there is no server is told; afterwards all is well again.
        #expect(database.connections(for: .writing).open <= 2)
        await database.close()
      }
    }

    @Test func aStatementThatComesWhileThereIsNoServerIsToldSo() async throws {
      try await OwnServer.use("postgresql") { server async throws in
        let database = try await Database.connect(.postgres(url: server.variable("AR_POSTGRESQL_URL")))
        try await server.crash("data")
        let error = try await databaseError { _ = try await database.query("SELECT 1", as: Int.self) }
        #expect(error.code == .connectionLost || error.code == .cannotOpen)
        let again = try await databaseError { _ = try await database.query("SELECT 1", as: Int.self) }
        #expect(again.code == .cannotOpen)
        try await server.restart()
        #expect(try await database.query("SELECT 1", as: Int.self) == [1])
        await database.close()
      }
    }
  }
#endif

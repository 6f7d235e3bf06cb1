import ActiveRecord
import ActiveRecordTesting
import Testing

/// Rows that another transaction has locked: refused at once, or passed over, where the clause says so.
@Suite struct RowLockTests {
  @Test(arguments: Engine.ofManyWriters) func lockedRowsAreRefusedOrPassedOver(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let ids = try await [
        #require(Turnstile.create { $0.passes = 1 }.id), #require(Turnstile.create { $0.passes = 2 }.id),
      ]
      try await database.transaction {
        #expect(try await Turnstile.lock().find(ids[0]).passes == 1)
        try await Task.detached { () async throws in
          let error = await #expect(throws: DatabaseError.self) { () async throws in
            try await database.transaction { _ = try await Turnstile.lock("FOR UPDATE NOWAIT").find(ids[0]) }
          }
          #expect(error?.code == .busy && error?.isRetryable == true)
          try await database.transaction { () async throws in
            let free = try await Turnstile.where { $0.id.isIn(ids) }.lock("FOR UPDATE SKIP LOCKED").load()
            #expect(free.map(\.passes) == [2])
          }
          // Who only reads does not wait.
          let passes = try await database.use { try await Turnstile.find(ids[0]).passes }
          #expect(passes == 1)
        }.value
      }
      try await database.transaction { () async throws in
        #expect(try await Turnstile.lock("FOR UPDATE NOWAIT").find(ids[0]).passes == 1)
      }
    }
  }
}

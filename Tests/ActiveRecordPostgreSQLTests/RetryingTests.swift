#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Foundation
  import Testing

  /// Transactions whose snapshot does not hold, and those that only read.
  @Suite(.serialized) struct RetryingTests {
    @Model(table: "retried_accounts") class Account: Record {
      var balance = 0
    }

    private func run(_ body: nonisolated(nonsending) (Database) async throws -> Void) async throws {
      let url = try #require(ProcessInfo.processInfo.environment["AR_POSTGRESQL_URL"], "start the servers: scripts/services up")
      let database = try await Database.connect(.postgres(url: url))
      try await database.execute("DROP TABLE IF EXISTS retried_accounts")
      try await database.execute("CREATE TABLE retried_accounts (id BIGSERIAL PRIMARY KEY, balance BIGINT NOT NULL DEFAULT 0)")
      try await database.use { try await body(database) }
      try await database.execute("DROP TABLE retried_accounts")
      await database.close()
    }

    @Test func withoutRetryingTheFailureIsTold() async throws {
      try await run { database async throws in
        let id = try #require(try await Account.create { $0.balance = 0 }.id)
        let error = await #expect(throws: DatabaseError.self) {
          try await database.transaction(isolation: .repeatableRead) {
            let account = try await Account.find(id)
            _ = try await Task.detached {
              try await database.execute("UPDATE retried_accounts SET balance = 7 WHERE id = \(id)")
            }.value
            account.balance += 1
            try await account.save()
          }
        }
        #expect(error?.code == .serializationFailure && error?.isRetryable == true)
        #expect(try await Account.find(id).balance == 7)
      }
    }

    /// Each reads what the other writes: the one that commits later is refused at its COMMIT, and sees the other's row the next time.
    @Test func aFailureAtCommitRunsItAgain() async throws {
      try await run { database async throws in
        let ids = try await [#require(Account.create { $0.balance = 1 }.id), #require(Account.create { $0.balance = 1 }.id)]
        var runs = 0, sums: [Int] = []
        try await database.transaction(isolation: .serializable, retrying: .serializationFailures) {
          runs += 1
          sums.append(try await Account.sum(\.balance))
          let account = try await Account.find(ids[0])
          account.balance = sums[runs - 1]
          try await account.save()
          if runs > 1 { return }
          try await Task.detached {
            try await database.transaction(isolation: .serializable) {
              let sum = try await Account.sum(\.balance)
              _ = try await Account.where { $0.id == ids[1] }.updateAll { [$0.balance.set(sum + 10)] }
            }
          }.value
        }
        #expect(runs == 2 && sums == [2, 13])
        #expect(try await Account.order(\.id).pluck(\.balance) == [13, 12])
      }
    }

    @Test func whatWasBegunInAReadOnlyBlockIsReadOnlyOnTheServerToo() async throws {
      try await run { database async throws in
        struct Answer: Decodable { var answer: String }
        let answer = try await database.reading {
          try await database.transaction {
            try await database.query("SELECT current_setting('transaction_read_only') AS answer", as: Answer.self)
          }
        }
        #expect(answer.map(\.answer) == ["on"])
      }
    }
  }
#endif

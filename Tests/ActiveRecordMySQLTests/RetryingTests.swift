#if MySQL
  import ActiveRecord
  @testable import ActiveRecordMySQL
  import Testing

  /// Transactions that the server gives up in favour of others (error 1213), and that run again.
  @Suite(.serialized) struct RetryingTests {
    @Model(table: "retried_accounts") class Account: Record {
      var balance = 0
    }

    private func run(_ body: nonisolated(nonsending) (Database) async throws -> Void) async throws {
      let table = "CREATE TABLE retried_accounts (id BIGINT PRIMARY KEY AUTO_INCREMENT, balance BIGINT NOT NULL DEFAULT 0)"
      try await Server.withDatabase(table) { connection async throws in
        let database = try await Database.connect(.mysql(connection.options))
        try await database.use { try await body(database) }
        await database.close()
      }
    }

    @Test func serializableIncrementsAreNeitherLostNorDoubled() async throws {
      try await run { database async throws in
        let id = try #require(try await Account.create { $0.balance = 0 }.id)
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<8 {
            group.addTask {
              for _ in 0..<5 {
                try await database.transaction(isolation: .serializable, retrying: .serializationFailures(attempts: 100)) {
                  let account = try await Account.find(id)
                  account.balance += 1
                  try await account.save()
                }
              }
            }
          }
          try await group.waitForAll()
        }
        #expect(try await Account.find(id).balance == 40)
      }
    }

    @Test func aDeadlockRunsOneOfTheTwoAgain() async throws {
      try await run { database async throws in
        let ids = try await twoAccounts()
        let runs = try await crossed(ids, database, retrying: .serializationFailures)
        #expect(runs == 3)
        #expect(try await Account.order { $0.id.asc }.pluck(\.balance) == [2, 2])
      }
    }

    @Test func withoutRetryingTheDeadlockIsToldAndItsChangesAreGone() async throws {
      try await run { database async throws in
        let ids = try await twoAccounts()
        let error = await #expect(throws: DatabaseError.self) { _ = try await crossed(ids, database, retrying: .never) }
        #expect(error?.code == .deadlock && error?.isRetryable == true)
        #expect(try await Account.order { $0.id.asc }.pluck(\.balance) == [1, 1])
        // The connection that lost is as good as before.
        try await database.transaction { try await database.execute("UPDATE retried_accounts SET balance = 5") }
        #expect(try await Account.order { $0.id.asc }.pluck(\.balance) == [5, 5])
      }
    }

    private func twoAccounts() async throws -> [Int] {
      try await [#require(Account.create { $0.balance = 0 }.id), #require(Account.create { $0.balance = 0 }.id)]
    }

    /// Two transactions that lock two rows in opposite order, each holding its first until the other has one, too.
    ///
    /// - Returns: How often their bodies ran.
    private func crossed(_ ids: [Int], _ database: Database, retrying: TransactionRetry) async throws -> Int {
      let first = Meeting(), second = Meeting()
      return try await withThrowingTaskGroup(of: Int.self) { group in
        for (order, mine, other) in [(ids, first, second), (ids.reversed(), second, first)] {
          group.addTask {
            var runs = 0
            try await database.transaction(retrying: retrying) {
              runs += 1
              try await database.execute("UPDATE retried_accounts SET balance = balance + 1 WHERE id = \(order[0])")
              await mine.arrive()
              await other.wait()
              try await database.execute("UPDATE retried_accounts SET balance = balance + 1 WHERE id = \(order[1])")
            }
            return runs
          }
        }
        var total = 0
        var failure: (any Error)?
        while let result = await group.nextResult() {
          switch result {
          case .success(let runs): total += runs
          case .failure(let error): failure = error
          }
        }
        if let failure { throw failure }
        return total
      }
    }
  }

  /// A place where one waits for another.
  private actor Meeting {
    private var hasArrived = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func arrive() {
      hasArrived = true
      for continuation in waiting { continuation.resume() }
      waiting = []
    }

    func wait() async {
      if hasArrived { return }
      await withCheckedContinuation { waiting.append($0) }
    }
  }
#endif

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Transactions that get into each other's way, and that the server gives up in favour of others.
@Suite struct ConflictTests {
  @Test(arguments: Engine.allCases) func serializableIncrementsAreNeitherLostNorDoubled(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let id = try #require(try await Turnstile.create { $0.passes = 0 }.id)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask {
            for _ in 0..<5 {
              try await database.transaction(isolation: .serializable, retrying: .serializationFailures(attempts: 100)) {
                let turnstile = try await Turnstile.find(id)
                turnstile.passes += 1
                try await turnstile.save()
              }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await Turnstile.find(id).passes == 40)
    }
  }

  @Test(arguments: Engine.ofManyWriters) func aDeadlockRunsOneOfTheTwoAgain(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let ids = try await two()
      // The one that runs again may meet the other once more.
      let runs = try await crossed(ids, database, retrying: .serializationFailures)
      #expect((3...8).contains(runs))
      #expect(try await Turnstile.order(\.id).pluck(\.passes) == [2, 2])
    }
  }

  @Test(arguments: Engine.ofManyWriters) func withoutRetryingTheDeadlockIsToldAndItsChangesAreGone(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let ids = try await two()
      let error = await #expect(throws: DatabaseError.self) { _ = try await crossed(ids, database, retrying: .never) }
      #expect(error?.code == .deadlock && error?.isRetryable == true)
      #expect(try await Turnstile.order(\.id).pluck(\.passes) == [1, 1])
      // The connection that lost is as good as before.
      try await database.transaction { try await database.execute("UPDATE turnstiles SET passes = 5") }
      #expect(try await Turnstile.order(\.id).pluck(\.passes) == [5, 5])
    }
  }

  private func two() async throws -> [Int] {
    try await [#require(Turnstile.create { $0.passes = 0 }.id), #require(Turnstile.create { $0.passes = 0 }.id)]
  }

  /// Two transactions that lock two rows in opposite order, each holding its first until the other has one, too.
  ///
  /// - Returns: How often their bodies ran.
  private func crossed(_ ids: [Int], _ database: Database, retrying: TransactionRetry) async throws -> Int {
    let first = Rendezvous(), second = Rendezvous()
    return try await withThrowingTaskGroup(of: Int.self) { group in
      for (order, mine, other) in [(ids, first, second), (ids.reversed(), second, first)] {
        group.addTask {
          var runs = 0
          try await database.transaction(retrying: retrying) {
            runs += 1
            try await database.execute("UPDATE turnstiles SET passes = passes + 1 WHERE id = \(order[0])")
            await mine.arrive()
            await other.wait()
            try await database.execute("UPDATE turnstiles SET passes = passes + 1 WHERE id = \(order[1])")
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
private actor Rendezvous {
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

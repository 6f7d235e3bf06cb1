import ActiveRecord
import ActiveRecordTesting
import Testing

/// Numbers at the end of what their type, or the database, can hold: an error that names the column, no crash, and nothing is written.
@Suite struct LargestNumberTests {
  /// The kind of the database's error that `body` throws.
  private func code(_ body: nonisolated(nonsending) () async throws -> Void) async -> DatabaseError.Code? {
    do { try await body() } catch { return (error as? DatabaseError)?.code }
    return nil
  }

  @Test(arguments: Engine.allCases) func incrementsStopAtTheEndOfTheirType(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let full = try await StrongBox.create { $0.balance = Int.max }
      let empty = try await StrongBox.create()
      recorder.clear()
      #expect(await failure { try await full.increment(\.balance) }?.contains("StrongBox.balance: the sum is beyond") == true)
      #expect(await code { try await full.increment(\.balance, by: Int.max) } == .valueOutOfRange)
      #expect(await code { try await empty.decrement(\.balance, by: Int.min) } == .valueOutOfRange)
      full.balance = Int.min
      #expect(await code { try await full.increment(\.balance) } == .valueOutOfRange)
      #expect(recorder.queries.isEmpty)
      try await full.reload()
      try await full.decrement(\.balance, by: 2)
      try await full.increment(\.balance, by: 1)
      #expect(try await full.reload().balance == Int.max - 1)
    }
  }

  @Test(arguments: Engine.allCases) func numbersWithoutASignStopThereToo(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let turnstile = try await Turnstile.create { $0.passes = UInt32.max }
      #expect(await code { try await turnstile.increment(\.passes) } == .valueOutOfRange)
      // Integers beyond 63 bits, which SQLite would round.
      #expect(await code { try await turnstile.increment(\.refused, by: UInt64.max) } == .valueOutOfRange)
      #expect(await code { try await turnstile.updateColumns { $0.refused = UInt64.max } } == .valueOutOfRange)
      #expect(await code { _ = try await Turnstile.updateAll { [$0.refused.set(UInt64.max)] } } == .valueOutOfRange)
      #expect(try await Turnstile.pluck(\.refused) == [nil])
      try await turnstile.reload()
      try await turnstile.updateColumns { $0.refused = UInt64(Int64.max) }
      #expect(try await Turnstile.pluck(\.refused) == [UInt64(Int64.max)])
    }
  }

  @Test(arguments: Engine.allCases) func theLastVersionOfARowIsNotCountedUp(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let vault = try await StrongBox.create { $0.lockVersion = Int.max }
      let told = await failure { try await vault.update { $0.name = "x" } }
      #expect(told?.contains("StrongBox.lockVersion: the next version is beyond") == true)
      #expect(told?.contains("StrongBox.updateAll { [$0.lockVersion.set(0)] }") == true)
      #expect(await code { try await vault.touch() } == .valueOutOfRange)
      #expect(try await StrongBox.pluck(\.lockVersion) == [Int.max])
      #expect(try await StrongBox.pluck(\.name) == [""])
      try await StrongBox.updateAll { [$0.lockVersion.set(0)] }
      try await vault.reload()
      try await vault.update { $0.name = "x" }
      #expect(vault.lockVersion == 1)
    }
  }

  @Test(arguments: Engine.allCases) func aFullCounterIsAnError(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let board = try await Board.create()
      try await Board.updateAll { [$0.threadsCount.set(Int.max)] }
      try await board.reload()
      #expect(await code { _ = try await board.threads.create { $0.title = "t" } } == .valueOutOfRange)
      #expect(board.threadsCount == Int.max)
      #expect(try await Board.pluck(\.threadsCount) == [Int.max])
      #expect(try await Discussion.count() == 0)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Counters that are wrong: found, mended, counted anew; and many writers on one.
@Suite struct CounterDriftTests {
  /// How often two writers count: a thousand times, or ten thousand where `AR_SEEDS` says 1000, as `scripts/soak` does.
  private static let increments = max(1000, (ProcessInfo.processInfo.environment["AR_SEEDS"].flatMap { Int($0) } ?? 100) * 10)

  @Test(arguments: Engine.allCases) func driftIsFoundAndMended(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      for count in 0...2 {
        let board = try await Board.create()
        for _ in 0..<count { try await board.threads.create() }
      }
      #expect(try await Discussion.counterCacheDrift().isEmpty)
      try await Board.updateAll { [$0.threadsCount.set(2)] }
      recorder.clear()
      let drift = try await Discussion.counterCacheDrift()
      #expect(recorder.queries.count == 1)
      #expect(drift.map(\.key) == [.int(1), .int(2)] && drift.map(\.stored) == [2, 2] && drift.map(\.actual) == [0, 1])
      #expect(drift.first?.description == "Board.threadsCount of 1: 2, but there are 0")
      #expect(try await Discussion.mendCounterCaches() == drift)
      #expect(try await Board.order { $0.id.asc }.pluck(\.threadsCount) == [0, 1, 2])
      #expect(try await Discussion.mendCounterCaches().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func oneCounterIsCountedAnew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let board = try await Board.create()
      try await board.threads.create()
      try await Board.updateAll { [$0.threadsCount.set(9)] }
      try await board.resetCounter(of: \.threads)
      #expect(board.threadsCount == 1 && !board.isChanged)
      #expect(try await Board.find(1).threadsCount == 1)
      let discussion = try await Discussion.find(1)
      #expect(await failure { try await discussion.resetCounter(of: \.utterances) }?.contains("counterCache") == true)
    }
  }

  @Test(arguments: Engine.allCases) func twoWritersOnOneCounterLoseNothing(_ engine: Engine) async throws {
    try await engine.database(in: .file) { database, _ async throws in
      try await Board.create()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<2 {
          group.addTask {
            try await database.use {
              let board = try await Board.find(1)
              for _ in 0..<Self.increments / 2 { try await board.threads.create() }
            }
          }
        }
        try await group.waitForAll()
      }
      let counted = try await Board.find(1).threadsCount
      print("\(engine.rawValue): two writers incremented one counter \(Self.increments) times, \(Self.increments - counted) lost")
      #expect(counted == Self.increments)
      #expect(try await Discussion.counterCacheDrift().isEmpty)
    }
  }
}

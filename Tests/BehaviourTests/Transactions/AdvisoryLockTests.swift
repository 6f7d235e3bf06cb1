import ActiveRecord
import ActiveRecordTesting
import Testing

/// Locks that stand for nothing but their names.
@Suite struct AdvisoryLockTests {
  @Test(arguments: Engine.allCases) func whoAskForTheSameNameRunOneAfterTheOther(_ engine: Engine) async throws {
    try await engine.database(in: .file) { database, _ async throws in
      let id = try #require(try await Turnstile.create { $0.passes = 0 }.id)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<3 {
          group.addTask {
            for _ in 0..<5 {
              // What was read is written back: without the lock, one would overwrite what another one wrote.
              try await database.use {
                try await database.withAdvisoryLock("passes", waiting: .seconds(600)) {
                  let turnstile = try await Turnstile.find(id)
                  await Task.yield()
                  try await turnstile.updateColumns { $0.passes += 1 }
                }
              }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await Turnstile.pluck(\.passes) == [15])
    }
  }

  @Test(arguments: Engine.ofManyWriters) func whoWaitsTooLongIsTold(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.withAdvisoryLock("report") {
        try await Task.detached { () async throws in
          let error = await #expect(throws: DatabaseError.self) { () async throws in
            try await database.withAdvisoryLock("report", waiting: .milliseconds(20)) {}
          }
          #expect(error?.code == .busy && error?.message.contains("the lock 'report' did not come free within") == true)
          // Another name is another lock.
          #expect(try await database.withAdvisoryLock("import") { 7 } == 7)
        }.value
      }
    }
  }

  /// How the transaction with the lock ends.
  enum End: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case commit, rollback
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.ofManyWriters, End.allCases) func itIsGivenBackWithTheTransaction(_ engine: Engine, _ end: End) async throws {
    try await engine.database { database, _ async throws in
      do {
        try await database.withAdvisoryLock("report") {
          try await Turnstile.create { $0.passes = 1 }
          if end == .rollback { throw Refused() }
        }
      } catch is Refused {}
      // Whichever connection has held it is in use, and another one takes it.
      try await database.transaction {
        #expect(try await Turnstile.count() == (end == .commit ? 1 : 0))
        try await Task.detached { () async throws in try await database.withAdvisoryLock("report") {} }.value
      }
    }
  }
}

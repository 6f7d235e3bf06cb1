import ActiveRecord
import ActiveRecordTesting
import Testing

/// Numbers that cannot be below zero, counted by the database.
@Suite struct UnsignedCounterTests {
  @Test(arguments: Engine.allCases) func theyAreIncremented(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let turnstile = try await Turnstile.create { $0.passes = 3 }
      recorder.clear()
      try await turnstile.increment(\.passes, by: 4)
      try await turnstile.increment(\.refused)
      #expect(recorder.sql[0] == #"UPDATE "turnstiles" SET "passes" = COALESCE("passes", 0) + ? WHERE "turnstiles"."id" = ?"#)
      #expect(turnstile.passes == 7 && turnstile.refused == 1)
      // What was added in memory goes along.
      turnstile.passes += 10
      try await turnstile.increment(\.passes)
      #expect(try await turnstile.reload().passes == 18)
    }
  }

  @Test(arguments: Engine.allCases) func whatBecameSmallerInMemoryIsRefused(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let turnstile = try await Turnstile.create {
        $0.passes = 3
        $0.refused = 2
      }
      turnstile.passes = 1
      turnstile.refused = nil
      recorder.clear()
      for told in [await failure { try await turnstile.increment(\.passes) }, await failure { try await turnstile.increment(\.refused) }] {
        #expect(told?.contains("made smaller and not saved") == true)
      }
      #expect(recorder.sql.isEmpty && turnstile.passes == 1)
      try await turnstile.save()
      try await turnstile.increment(\.passes)
      #expect(try await turnstile.reload().passes == 2)
    }
  }
}

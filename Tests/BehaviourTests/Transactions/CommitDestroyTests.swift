import ActiveRecord
import ActiveRecordTesting
import Testing

/// Of a destruction the one that deleted the row is told, once.
@Suite struct CommitDestroyTests {
  private func told(_ diary: Diary) -> [String] { diary.log.filter { $0 == "afterCommit" || $0 == "afterRollback" } }

  @Test(arguments: Engine.allCases, [false, true]) func whoFindsNoRowIsNotTold(_ engine: Engine, _ isInTransaction: Bool) async throws {
    try await engine.database { database, _ async throws in
      let first = try await Diary.create { $0.text = "x" }, second = try await Diary.find(first.id ?? 0)
      first.log = []
      second.log = []
      if isInTransaction {
        try await database.transaction { for diary in [first, first, second] { try await diary.destroy() } }
      } else {
        for diary in [first, first, second] { try await diary.destroy() }
      }
      #expect(told(first) == ["afterCommit"] && told(second) == [])
      #expect(first.isDestroyed && second.isDestroyed)
      #expect(first.log.count { $0 == "beforeDestroy" } == 2)
    }
  }

  @Test(arguments: Engine.allCases) func aNewRecordHasNothingToTell(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let diary = Diary(text: "x")
      try await diary.destroy()
      #expect(diary.isDestroyed && told(diary) == [] && recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func theSameHoldsForARollback(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let first = try await Diary.create { $0.text = "x" }, second = try await Diary.find(first.id ?? 0)
      first.log = []
      second.text = "changed"
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await first.destroy()
          try await second.destroy()
          throw Refused()
        }
      }
      #expect(told(first) == ["afterRollback"] && told(second) == [])
      #expect(!first.isDestroyed && !second.isDestroyed && second.isChanged(\.text))
      #expect(try await Diary.pluck(\.text) == ["x"])
    }
  }
}

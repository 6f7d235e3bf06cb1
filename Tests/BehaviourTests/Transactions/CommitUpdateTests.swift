import ActiveRecord
import ActiveRecordTesting
import Testing

/// Of an update, and of a touch, only those are told when the transaction ends that found their row.
@Suite struct CommitUpdateTests {
  private func told(_ diary: Diary) -> [String] { diary.log.filter { $0 == "afterCommit" || $0 == "afterRollback" } }

  /// Two entries; the row of the second one is gone.
  private func diaries() async throws -> (here: Diary, gone: Diary) {
    let here = try await Diary.create { $0.text = "x" }, gone = try await Diary.create { $0.text = "y" }
    try await Diary.deleteBy { $0.text == "y" }
    for diary in [here, gone] { diary.log = [] }
    return (here, gone)
  }

  @Test(arguments: Engine.allCases, [false, true]) func whoFindsNoRowIsNotTold(_ engine: Engine, _ isInTransaction: Bool) async throws {
    try await engine.database { database, _ async throws in
      let (here, gone) = try await diaries()
      if isInTransaction {
        try await database.transaction { for diary in [here, gone] { try await diary.update { $0.text += "!" } } }
      } else {
        for diary in [here, gone] { try await diary.update { $0.text += "!" } }
      }
      #expect(told(here) == ["afterCommit"] && told(gone) == [])
      #expect(gone.log.contains("afterUpdate") && gone.log.last == "afterSave")
      #expect(try await Diary.pluck(\.text) == ["x!"])
    }
  }

  @Test(arguments: Engine.allCases) func theSameHoldsForARollback(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let (here, gone) = try await diaries()
      await #expect(throws: Refused.self) {
        try await database.transaction {
          for diary in [here, gone] { try await diary.update { $0.text += "!" } }
          throw Refused()
        }
      }
      #expect(told(here) == ["afterRollback"] && told(gone) == [])
      for diary in [here, gone] { #expect(diary.isChanged(\.text) && diary.previousChanges.isEmpty) }
    }
  }

  @Test(arguments: Engine.allCases) func whoFindsNoRowIsNotCounted(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let first = try await Board.create(), second = try await Board.create()
      let discussion = try await first.threads.create()
      try await Discussion.find(discussion.id ?? 0).destroy()
      try await discussion.update { $0.$board.set(second) }
      #expect(try await Board.order(\.id).pluck(\.threadsCount) == [0, 0])
      #expect(second.threadsCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func aTouchOfNoRowIsNotTold(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let kiln = try await Kiln.create { $0.heat = 1 }
      try await Kiln.deleteAll()
      kiln.log = []
      try await kiln.touch()
      #expect(kiln.log == ["after touch"])
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Callbacks after the transaction run once, when it is over.
@Suite struct CommitCallbackTests {
  @Test(arguments: Engine.allCases) func afterCommitWaitsForTheOuterTransaction(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let diary = Diary(text: "x")
      try await database.transaction {
        try await diary.save()
        #expect(!diary.log.contains("afterCommit"))
      }
      #expect(diary.log.filter { $0 == "afterCommit" }.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func afterCommitRunsOnceForManySaves(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let diary = Diary(text: "x")
      try await database.transaction {
        try await diary.save()
        diary.text = "y"
        try await diary.save()
      }
      #expect(diary.log.filter { $0 == "afterCommit" }.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func ofSeveralObjectsOfARowTheLastIsHeard(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let first = try await Diary.create { $0.text = "x" }
      let second = try await Diary.find(first.id ?? 0), third = try await Diary.find(first.id ?? 0)
      for diary in [first, second, third] { diary.log = [] }
      try await database.transaction {
        for diary in [first, second] { try await diary.update { $0.text += "y" } }
      }
      #expect(!first.log.contains("afterCommit") && second.log.last == "afterCommit")
      await #expect(throws: Refused.self) {
        try await database.transaction {
          for diary in [second, third] { try await diary.update { $0.text += "z" } }
          throw Refused()
        }
      }
      #expect(!second.log.contains("afterRollback") && third.log.last == "afterRollback")
      // One that destroyed the row is heard, whatever others think that they changed.
      for diary in [first, second] { diary.log = [] }
      try await database.transaction {
        try await first.destroy()
        try await second.update { $0.text = "gone" }
      }
      #expect(first.log.last == "afterCommit" && !second.log.contains("afterCommit"))
    }
  }

  @Test(arguments: Engine.allCases) func aRowThatWasMadeIsToldAsMadeByTheLastObject(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      var last: Tally?
      try await database.transaction {
        let first = try await Tally.create { $0.text = "x" }
        last = try await Tally.find(first.id ?? 0)
        try await last?.update { $0.text = "y" }
        #expect(first.heard.isEmpty)
      }
      #expect(last?.heard == ["made"])
    }
  }

  @Test(arguments: Engine.allCases) func afterRollbackRunsInsteadOfAfterCommit(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let diary = Diary(text: "x")
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await diary.save()
          throw Refused()
        }
      }
      #expect(diary.log.last == "afterRollback")
      #expect(!diary.log.contains("afterCommit"))
      #expect(diary.isNew)
    }
  }

  @Test(arguments: Engine.allCases) func callbacksAfterCommitSeeTheRow(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let diary = Diary(text: "x")
      try await diary.save()
      #expect(diary.log.last == "afterCommit")
      #expect(recorder.events.last?.sql == "COMMIT")
      #expect(diary.isPersisted && diary.wasNew)
    }
  }

  @Test(arguments: Engine.allCases) func afterCommitRunsOnceOverSavepoints(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let diary = Diary(text: "x")
      try await database.transaction {
        try await diary.save()
        try await database.transaction(requiresNew: true) {
          diary.text = "y"
          try await diary.save()
          try await database.transaction(requiresNew: true) {
            diary.text = "z"
            try await diary.save()
          }
        }
        #expect(!diary.log.contains("afterCommit"))
      }
      #expect(diary.log.filter { $0 == "afterCommit" }.count == 1)
      #expect(try await Diary.pluck(\.text) == ["z"])
    }
  }

  @Test(arguments: Engine.allCases) func rolledBackSavepointTellsItsRecordsOnly(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let outer = Diary(text: "outer"), inner = Diary(text: "inner")
      try await database.transaction {
        try await outer.save()
        await #expect(throws: Refused.self) {
          try await database.transaction(requiresNew: true) {
            try await inner.save()
            throw Refused()
          }
        }
        #expect(inner.log.last == "afterRollback")
      }
      #expect(outer.log.filter { $0 == "afterCommit" || $0 == "afterRollback" } == ["afterCommit"])
      #expect(!inner.log.contains("afterCommit"))
    }
  }
}

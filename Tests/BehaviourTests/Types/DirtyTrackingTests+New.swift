import ActiveRecord
import ActiveRecordTesting
import Testing

// What is known of the changes of records without a row: what their properties held until they were set.
extension DirtyTrackingTests {
  private struct Stop: Error {}

  @Test(arguments: Engine.allCases) func aNewRecordKnowsWhatItHeld(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = Play { $0.title = "A" }
      #expect(play.changedColumns == ["title"])
      #expect(play.changes["title"]?.old == .text("") && play.changes["title"]?.new == .text("A"))
      #expect(try play.original(\.title) == "")
      play.seats = 3
      play.isHit = false
      #expect(play.changedColumns == ["title", "seats"] && play.isSet(\.title))
      try play.restoreAttributes()
      #expect(play.title == "" && play.seats == 0 && !play.isChanged && !play.isSet(\.title))
      play.title = "B"
      play.seats = 2
      try await play.save()
      #expect(!play.isChanged && play.previousChanges["title"]?.old == .text(""))
      #expect(play.previousChanges["seats"]?.old == .int(0) && play.previousChanges["seats"]?.new == .int(2))
      #expect(try play.valueBeforeLastSave(\.title) == "")
      #expect(try play.valueBeforeLastSave(\.seats) == 0)
      play.title = "C"
      try await play.save()
      #expect(play.previousChanges.keys.sorted() == ["title"] && play.previousChanges["title"]?.old == .text("B"))
    }
  }

  @Test(arguments: Engine.allCases) func aRollbackGivesBackWhatANewRecordHeld(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = Play { $0.title = "A" }
      await #expect(throws: Stop.self) {
        try await database.transaction {
          try await play.save()
          play.title = "B"
          play.seats = 5
          try await play.save()
          throw Stop()
        }
      }
      #expect(play.isNew && play.changedColumns == ["title", "seats"] && play.previousChanges.isEmpty)
      #expect(play.changes["title"]?.old == .text("") && play.changes["title"]?.new == .text("B"))
      #expect(play.changes["seats"]?.old == .int(0))
      try await play.save()
      let stored = try #require(try await Play.first())
      #expect(stored.title == "B" && stored.seats == 5)
    }
  }
}

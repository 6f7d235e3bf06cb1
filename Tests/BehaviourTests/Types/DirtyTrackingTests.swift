import ActiveRecord
import ActiveRecordTesting
import Testing

/// What changed, what it was, and what is written of it.
@Suite struct DirtyTrackingTests {
  @Test(arguments: Engine.allCases) func onlyChangedColumnsAreWritten(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      #expect(!play.isChanged)
      play.title = "B"
      #expect(play.isChanged && play.isChanged(\.title) && !play.isChanged(\.seats))
      #expect(try play.original(\.title) == "A")
      #expect(play.changedColumns == ["title"])
      #expect(play.changes["title"]?.old == .text("A") && play.changes["title"]?.new == .text("B"))
      recorder.clear()
      try await play.save()
      #expect(recorder.sql == [#"UPDATE "plays" SET "title" = ? WHERE "plays"."id" = ?"#])
      #expect(play.previousChanges["title"]?.old == .text("A"))
      recorder.clear()
      try await play.save()
      #expect(recorder.events.filter { $0.sql.hasPrefix("UPDATE") }.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func goingBackIsNoChange(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      play.title = "B"
      play.title = "A"
      #expect(!play.isChanged && play.changedColumns.isEmpty)
      play.title = "C"
      play.seats = 4
      try play.restoreAttributes()
      #expect(play.title == "A" && play.seats == 0 && !play.isChanged)
    }
  }

  @Test(arguments: Engine.allCases) func reloadForgetsChanges(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      try await Play.updateAll { [$0.seats.set(9)] }
      play.title = "B"
      try await play.reload()
      #expect(play.title == "A" && play.seats == 9 && !play.isChanged)
      try await play.destroy()
      await #expect(throws: RecordNotFound.self) {
        try await Play.create { $0.title = "x" }.delete(); _ = try await play.reload()
      }
    }
  }

  @Test(arguments: Engine.allCases) func updateWritesAndSaves(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      try await play.update {
        $0.title = "B"; $0.seats = 2
      }
      #expect(try await Play.find(1).seats == 2)
      #expect(try await play.updateIfValid { $0.title = "C" })
      #expect(play.attributes["title"] == .text("C"))
    }
  }

  @Test(arguments: Engine.allCases) func whatChangesInPlaceIsAnnounced(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      try await database.execute("UPDATE plays SET title = 'other'")
      play.willChange(\.title)
      #expect(play.isChanged && play.changedColumns == ["title"])
      recorder.clear()
      try await play.save()
      #expect(recorder.sql == [#"UPDATE "plays" SET "title" = ? WHERE "plays"."id" = ?"#])
      #expect(!play.isChanged && play.previousChanges["title"]?.new == .text("A"))
      #expect(try await play.reload().title == "A")
      recorder.clear()
      try await play.save()
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func destroyedAndReadonlyRecordsAreNotSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let readonly = try #require(try await Play.readonly().first())
      readonly.title = "B"
      let told = await failure { try await readonly.save() }
      #expect(told?.contains("Play") == true && told?.contains("read-only") == true)
      try await play.destroy()
      #expect(play.isDestroyed && !play.isPersisted && !play.isNew)
      await #expect(throws: ModelError.self) { try await play.save() }
      #expect(try await Play.count() == 0)
    }
  }
}

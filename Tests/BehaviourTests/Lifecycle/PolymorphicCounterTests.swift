import ActiveRecord
import ActiveRecordTesting
import Testing

/// Counters of a polymorphic association: in the classes that have the column.
@Suite struct PolymorphicCounterTests {
  private func run(_ engine: Engine, _ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await engine.database(models: [Notice.self, NoticeWall.self, NoticeDoor.self]) { _, recorder async throws in
      for name in ["north", "south"] { try await NoticeWall.create { $0.name = name } }
      try await NoticeDoor.create { $0.name = "main" }
      recorder.clear()
      try await body(recorder)
    }
  }

  private func counts() async throws -> [Int] { try await NoticeWall.order(\.id).pluck(\.noticesCount) }

  @Test(arguments: Engine.allCases) func followsEveryChange(_ engine: Engine) async throws {
    try await run(engine) { recorder async throws in
      let north = try await NoticeWall.find(1), south = try await NoticeWall.find(2), door = try await NoticeDoor.find(1)
      let notice = try await north.notices.create { $0.text = "a" }
      try await Notice(text: "b", place: .wall(north)).save()
      #expect(try await counts() == [2, 0] && north.noticesCount == 2)
      notice.$place.set(.wall(south))
      try await notice.save()
      #expect(try await counts() == [1, 1])
      // The door has the key of the first wall: only the class tells them apart.
      notice.$place.set(.door(door))
      try await notice.save()
      #expect(try await counts() == [1, 0])
      recorder.clear()
      notice.$place.set(.wall(north))
      try await notice.save()
      #expect(try await counts() == [2, 0])
      #expect(recorder.sql.count(where: { $0.hasPrefix(#"UPDATE "notice_"#) }) == 1)
      try await notice.destroy()
      #expect(try await counts() == [1, 0])
      try await Notice(text: "c", place: .door(door)).save()
      #expect(try await counts() == [1, 0])
    }
  }

  @Test(arguments: Engine.allCases) func answersForTheSize(_ engine: Engine) async throws {
    try await run(engine) { recorder async throws in
      try await NoticeWall.find(1).notices.create { $0.text = "a" }
      try await NoticeDoor.find(1).notices.create { $0.text = "b" }
      let wall = try await NoticeWall.find(1), door = try await NoticeDoor.find(1)
      recorder.clear()
      #expect(try await wall.notices.size() == 1 && recorder.sql.isEmpty)
      #expect(try await door.notices.size() == 1 && recorder.sql.count == 1)
      try await wall.notices.removeAll(.deleteAll)
      #expect(try await counts() == [0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func driftIsFoundAndMended(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      try await NoticeWall.find(1).notices.create { $0.text = "a" }
      try await NoticeWall.all().updateAll { [$0.noticesCount.set(7)] }
      let drift = try await Notice.counterCacheDrift()
      #expect(drift.map(\.actual) == [1, 0] && drift.map(\.stored) == [7, 7])
      try await Notice.mendCounterCaches()
      #expect(try await counts() == [1, 0])
      try await NoticeWall.all().updateAll { [$0.noticesCount.set(7)] }
      try await NoticeWall.find(1).resetCounter(of: \.notices)
      #expect(try await counts() == [1, 7])
    }
  }

  @Test(arguments: Engine.allCases) func theInverseIsNamedForAllClasses(_ engine: Engine) async throws {
    try await run(engine) { recorder async throws in
      let wall = try await NoticeWall.find(1), notice = Notice(text: "a")
      recorder.clear()
      notice.$place.set(.wall(wall))
      #expect(wall.notices.target.first === notice, "a plural inverse that is named takes new records in")
      let built = wall.notices.build { $0.text = "b" }
      if case .wall(let place)? = try await built.place { #expect(place === wall) } else { Issue.record("the inverse is not known") }
      #expect(recorder.sql.isEmpty)
      #expect(NoticeWall.reflection("notices")?.inverseName == "place")
    }
  }

  @Test(arguments: Engine.allCases) func anInverseThatNoClassHasHindersNoReading(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      try await NoticeWall.find(1).notices.create { $0.text = "a" }
      let misled = try #require(try await MisledNotice.first())
      if case .wall(let wall)? = try await misled.place { #expect(wall.name == "north") } else { Issue.record("the place is not read") }
    }
  }

  @Test func anInverseThatNoClassHasIsTold() {
    #expect(ModelGraph.problems([Notice.self, NoticeWall.self, NoticeDoor.self]).isEmpty)
    #expect(
      ModelGraph.problems([MisledNotice.self]) == [
        "MisledNotice.place: the inverse 'notice' is no association of NoticeWall, NoticeDoor. Did you mean 'notices'?"
      ])
  }
}

/// Names an inverse that is none.
@Model(table: "notices") class MisledNotice: Record {
  @BelongsTo var place: NoticePlace? = .belongs(inverse: "notice")
}

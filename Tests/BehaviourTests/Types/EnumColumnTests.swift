import ActiveRecord
import ActiveRecordTesting
import Testing

/// Columns whose values are the cases of an enum: asked, set, queried, counted, and read where the row holds none of them.
@Suite struct EnumColumnTests {
  private func performances() async throws {
    for (title, act, size) in [("a", Act.opening, Size.small), ("b", .main, .large), ("c", .main, nil)] as [(String, Act, Size?)] {
      try await Performance.create { ($0.title, $0.act, $0.size) = (title, act, size) }
    }
  }

  @Test(arguments: Engine.allCases) func casesAreAskedAndSet(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let show = try await Performance.create { $0.title = "a" }
      #expect(show.act == .opening && show.act != .main && show.size == nil)
      recorder.clear()
      try await show.update { $0.act = .encore }
      #expect(recorder.sql == [#"UPDATE "performances" SET "act" = ? WHERE "performances"."id" = ?"#])
      #expect(show.previousChanges["act"] != nil)
      #expect(try await database.query("SELECT act FROM performances", as: String.self) == ["encore"])
      #expect(try await show.reload().act == .encore)
    }
  }

  @Test(arguments: Engine.allCases) func casesAreConditions(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await performances()
      recorder.clear()
      #expect(try await Performance.main.pluck(\.title) == ["b", "c"])
      #expect(recorder.sql[0].contains(#"WHERE "performances"."act" = ?"#))
      #expect(try await Performance.where { $0.act != .main }.pluck(\.title) == ["a"])
      #expect(try await Performance.where { $0.act.isIn([.opening, .encore]) }.pluck(\.title) == ["a"])
      #expect(try await Performance.where { $0.size == .large }.pluck(\.title) == ["b"])
      #expect(try await Performance.where { $0.size == nil }.pluck(\.title) == ["c"])
      #expect(try await Performance.main.where { $0.size == nil }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func aScopeSaysWhatNewOnesAre(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let show = try await Performance.main.create { $0.title = "d" }
      #expect(show.act == .main)
      #expect(try await Performance.main.updateAll { [$0.act.set(.encore)] } == 1)
      #expect(try await show.reload().act == .encore)
    }
  }

  @Test(arguments: Engine.allCases) func aValueThatIsNoCaseIsTold(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await performances()
      try await database.execute("UPDATE performances SET act = 'matinee' WHERE title = 'a'")
      let told = await failure { _ = try await Performance.order(\.title).first() }
      #expect(told?.contains("act") == true && told?.contains("Act") == true)
      #expect(try await Performance.where { $0.title == "b" }.load().map(\.act) == [.main])
      let input = await failure { _ = try Permit<Performance>(\.title, \.act).decode(json: #"{"act":"matinee"}"#) }
      #expect(input?.contains("act") == true)
    }
  }
}

extension Performance {
  static var main: Relation<Performance> { Performance.where { $0.act == .main }.order(\.title) }
}

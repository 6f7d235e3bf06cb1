import ActiveRecord
import ActiveRecordTesting
import Testing

/// `didAssign`: what a model does where one of its associations is set.
@Suite struct AssignmentRuleTests {
  @Test(arguments: Engine.allCases) func aBelongsToTellsWhatItHadBefore(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let oak = Bough(name: "oak"), elm = Bough(name: "elm")
      let nest = Nest(bough: oak)
      nest.$bough.set(elm)
      nest.$bough.set(nil)
      #expect(nest.told == ["bough, before none", "bough, before oak", "bough, before elm"])
      nest.boughID = 7
      nest.$bough.build { $0.name = "built" }
      #expect(nest.told.count == 3)
      #expect(recorder.sql.count == 0)
    }
  }

  @Test(arguments: Engine.allCases) func whatIsNotLoadedIsNotAskedFor(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Nest(bough: Bough(name: "oak")).save()
      let nest = try #require(try await Nest.first())
      recorder.clear()
      nest.$bough.set(nil)
      #expect(nest.told == ["bough, before none"])
      #expect(recorder.sql.count == 0)
      nest.$bough.reset()
      try await nest.reload()
      _ = try await nest.bough
      nest.$bough.set(nil)
      #expect(nest.told.last == "bough, before oak")
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicOnesAndHasOneTellToo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let nest = Nest(content: .egg(NestEgg()), ribbon: NestRibbon(colour: "red"))
      nest.$content.set(.coin(NestCoin()))
      try await nest.save()
      try await nest.$ribbon.set(NestRibbon(colour: "blue"))
      #expect(
        nest.told == ["content, before none", "ribbon, before none", "content, before NestEgg", "ribbon, before red"])
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What a table of pairs takes beside its names: a scope, an extension, callbacks, validation.
@Suite struct TableOfPairsTests {
  @Test(arguments: Engine.allCases) func fourCallbacksInTheirOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let bouquet = try await Bouquet.create { $0.name = "B" }
      let rose = try await bouquet.flowers.create { $0.name = "rose" }
      #expect(bouquet.log == ["rose comes", "before add rose", "after add rose"])
      bouquet.log = []
      try await bouquet.flowers.remove(rose)
      #expect(bouquet.log == ["before remove rose", "after remove rose", "rose goes"])
      bouquet.log = []
      try await bouquet.flowers.replace(with: [rose])
      try await bouquet.flowers.destroy(rose)
      #expect(bouquet.log.count == 6 && bouquet.log.last == "rose goes")
      #expect(try await Flower.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func scopeNarrowsAndGivesItsValues(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let bouquet = try await Bouquet.create { $0.name = "B" }
      try await bouquet.flowers.create {
        $0.name = "lily"; $0.color = "white"
      }
      let rose = try await bouquet.redFlowers.create { $0.name = "rose" }
      #expect(rose.color == "red")
      recorder.clear()
      #expect(try await bouquet.redFlowers.reload() == [rose])
      #expect(recorder.sql.last?.contains(#""flowers"."color" = ?"#) == true)
      #expect(try await bouquet.flowers.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func extensionFindsOrMakesAMember(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let bouquet = try await Bouquet.create { $0.name = "B" }
      let rose = try await bouquet.flowers.findOrCreate(named: "rose")
      #expect(try await bouquet.flowers.findOrCreate(named: "rose") == rose)
      #expect(try await Bouquet.find(1).flowers.load() == [rose])
    }
  }

  @Test(arguments: Engine.allCases) func newMembersAreValidatedUnlessTheOptionSaysOtherwise(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let bouquet = Bouquet(name: "B")
      bouquet.flowers.build { $0.name = "" }
      #expect(try await bouquet.saveIfValid() == false)
      #expect(bouquet.errors.messages == ["flowers": ["is invalid"]])
      #expect(try await Bouquet.count() == 0)
      let loose = Bouquet(name: "L")
      loose.looseFlowers.build { $0.name = "" }
      #expect(try await loose.isValid())
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many through: what is built and created takes from the scope, and from the join record.
extension HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func buildAModelFromHmThroughAssociationWithWhereClause(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let tongue = try await Tongue.create { $0.name = "German" }
      let land = tongue.countries.where { $0.code == "DE" }.build()
      #expect(land.isNew)
      #expect(try await tongue.countries.contains(land))
    }
  }

  @Test(arguments: Engine.allCases) func attributesAreBeingSetWhenInitializedFromHmThroughAssociationWithWhereClause(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let tongue = try await Tongue.create { $0.name = "German" }
      #expect(tongue.countries.where { $0.code == "DE" }.build().code == "DE")
    }
  }

  @Test(arguments: Engine.allCases) func attributesAreBeingSetWhenInitializedFromHmThroughAssociationWithMultipleWhereClauses(
    _ engine: Engine
  ) async throws {
    try await engine.database { _, _ async throws in
      let tongue = try await Tongue.create { $0.name = "German" }
      let land = tongue.countries.where { $0.code == "DE" }.where { $0.name == "Germany" }.build()
      #expect(land.code == "DE" && land.name == "Germany")
    }
  }

  @Test(arguments: Engine.allCases) func includeMethodInAssociationThroughShouldReturnTrueForInstanceAddedWithBuild(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      let league = League(name: "L")
      let fan = league.passes.build().$fan.build { $0.name = "Ann" }
      recorder.clear()
      #expect(try await league.fans.contains(fan))
      #expect(try await league.fans.contains(Fan(name: "Bob")) == false)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func includeMethodInAssociationThroughShouldReturnTrueForInstanceAddedWithNestedBuilds(
    _ engine: Engine
  ) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      let role = theatre.plays.build { $0.title = "A" }.roles.build { $0.name = "king" }
      #expect(try await theatre.roles.contains(role))
      #expect(try await theatre.roles.contains(Role(name: "fool")) == false)
    }
  }

  @Test(arguments: Engine.allCases) func createShouldNotRaiseExceptionWhenJoinRecordHasErrors(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let unlucky = try await Fan.create { $0.name = "unlucky" }
      let league = try await League.createIfValid { league in
        league.name = "Fishing"
        league.passes.build { $0.$fan.set(unlucky) }
      }
      #expect(league.isNew)
      #expect(try await [League.count(), Pass.count()] == [0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func createBangShouldRaiseExceptionWhenJoinRecordHasErrors(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let unlucky = try await Fan.create { $0.name = "unlucky" }
      await #expect(throws: RecordInvalid.self) {
        _ = try await League.create { league in
          league.name = "Fishing"
          league.passes.build { $0.$fan.set(unlucky) }
        }
      }
      #expect(try await [League.count(), Pass.count()] == [0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func buildForHasManyThroughAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await StarTheatre.create { $0.name = "Globe" }
      let play = try await theatre.$star.create { $0.title = "A" }
      let direct = play.roles.build { $0.name = "king" }
      let through = theatre.roles.build { $0.name = "fool" }
      #expect(play.id != nil && direct.playID == play.id)
      #expect(through.playID == direct.playID)
      #expect(try await through.play === play)
    }
  }

  @Test(arguments: Engine.allCases) func nestedHasManyThroughAssociationWithUnpersistedParentInstance(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let scarf = LooseScarf(color: "red")
      for name in ["Ann", "Bob"] {
        let fan = try await Fan.create { $0.name = name }
        let league = try await fan.leagues.create { $0.name = "of \(name)" }
        scarf.$fan.set(fan)
        #expect(scarf.isNew)
        #expect(try await scarf.leagues.load() == [league])
      }
    }
  }
}

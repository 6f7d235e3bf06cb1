import ActiveRecord
import ActiveRecordTesting
import Testing

/// Associations of a record that are asked by their names, as tools do.
@Suite struct RecordAssociationTests {
  @Test(arguments: Engine.allCases) func everyAssociationOfEveryKindAnswers(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "Hamlet" }
      let found = try await Play.find(try #require(play.id))
      recorder.clear()
      let owner = try found.association("theatre")
      #expect(owner.owner === found && owner.reflection.kind == .belongsTo && !owner.isLoaded && owner.targets.isEmpty)
      #expect(try await owner.load() == [theatre])
      #expect(owner.isLoaded && owner.target == theatre)
      let roles = try found.association("roles")
      found.roles.build { $0.name = "Ghost" }
      #expect(!roles.isLoaded && roles.targets.count == 1 && roles.target == nil)
      #expect(try await roles.load().count == 1)
      #expect(recorder.queries.count == 2)
      roles.reset()
      #expect(!roles.isLoaded && roles.targets.isEmpty)
      for reflection in Play.reflections { _ = try await found.association(reflection.name).load() }
    }
  }

  @Test(arguments: Engine.allCases) func aNameThatIsNotThereIsAnsweredWithTheNearest(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let error = #expect(throws: AssociationError.self) { try Play(title: "A").association("theater") }
      #expect(error.map { "\($0)" }?.contains("Did you mean 'theatre'?") == true)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many through: associations whose first step is a key that changes, and those that can only be read.
extension HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func hasManyThroughBelongsToShouldUpdateWhenTheThroughForeignKeyChanges(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ann = try await scarfed()
      let scarf = try #require(try await Scarf.first())
      let bob = try await Fan.create { $0.name = "Bob" }
      #expect(try await scarf.passes.load() == ann.passes.load())
      scarf.fanID = bob.id
      #expect(!scarf.passes.isLoaded)
      #expect(try await scarf.passes.load().isEmpty)
      recorder.clear()
      #expect(try await scarf.passes.load().isEmpty)
      #expect(recorder.events.isEmpty)
      scarf.fanID = ann.id
      #expect(try await scarf.passes.load().count == 1)
      scarf.fanID = bob.id
      try await scarf.save()
      #expect(try await scarf.passes.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func whatPeersLoadedIsForgottenWhenTheKeyChanges(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ann = try await scarfed()
      try await ann.scarves.create { $0.color = "blue" }
      let bob = try await Fan.create { $0.name = "Bob" }
      let scarves = try await Scarf.preload(\.passes).order(\.id).load()
      recorder.clear()
      #expect(try await scarves[0].passes.load().count == 1)
      #expect(recorder.events.isEmpty)
      try await scarves[0].update { $0.fanID = bob.id }
      #expect(try await scarves[0].passes.load().isEmpty)
      recorder.clear()
      #expect(try await scarves[1].passes.load().count == 1)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func singleHasManyThroughAssociationWithUnpersistedParentInstance(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ann = try await joined().1
      let bob = try await Fan.create { $0.name = "Bob" }
      let pass = try await bob.passes.create()
      let scarf = Scarf { $0.color = "red" }
      scarf.$fan.set(ann)
      #expect(try await scarf.passes.load() == ann.passes.load())
      scarf.$fan.set(bob)
      #expect(try await scarf.passes.load() == [pass])
    }
  }

  @Test(arguments: Engine.allCases) func modifyingHasManyThroughHasOneReflectionShouldRaise(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ann = try await scarfed()
      let scarf = try #require(try await Scarf.first())
      let pass = try #require(try await ann.passes.first())
      for attempt in Attempt.allCases {
        let error = await #expect(throws: AssociationError.self) { try await attempt.run(scarf.passes, pass) }
        #expect(error?.description.contains("can only be read") == true)
      }
      #expect(try await Pass.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func scarvesOfALeagueCanOnlyBeRead(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await scarfed()
      let league = try await League.find(1)
      let scarf = try #require(try await league.scarves.first())
      for attempt in Attempt.allCases {
        let error = await #expect(throws: AssociationError.self) { try await attempt.run(league.scarves, scarf) }
        #expect(error?.description.contains("can only be read") == true)
      }
      #expect(try await Scarf.count() == 1)
    }
  }

  /// The ways to change a collection, those that have nothing to do among them.
  enum Attempt: CaseIterable {
    case append, appendNothing, create, remove, removeNothing, destroy, replace, replaceWithTheSame, replaceByKeys, clear

    nonisolated(nonsending) func run<Owner: Record, Element: Record>(
      _ members: ManyAssociation<Owner, Element, Plain>, _ member: Element
    ) async throws {
      switch self {
      case .append: try await members.append(member)
      case .appendNothing: try await members.append([])
      case .create: try await members.create()
      case .remove: try await members.remove(member)
      case .removeNothing: try await members.remove([])
      case .destroy: try await members.destroy(member)
      case .replace: try await members.replace(with: [])
      case .replaceWithTheSame: try await members.replace(with: [member])
      case .replaceByKeys: try await members.replace(withIDs: [1])
      case .clear: try await members.clear()
      }
    }
  }
}

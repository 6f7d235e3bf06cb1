import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of collections: what loads them, what does not, and what they answer from memory.
@Suite struct AssociationProxyTests {
  private func globe() async throws -> Theatre {
    let theatre = try await Theatre.create { $0.name = "Globe" }
    for title in ["Hamlet", "Macbeth"] { try await theatre.plays.create { $0.title = title } }
    return try await Theatre.find(theatre.id!)
  }

  @Test(arguments: Engine.allCases) func appendingDoesNotLoad(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe(), play = Play(title: "Lear")
      try await theatre.plays.append(play)
      #expect(!theatre.plays.isLoaded)
      #expect(try await theatre.plays.contains(play))
    }
  }

  @Test(arguments: Engine.allCases) func appendingThroughDoesNotLoad(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await globe()
      let play = try await Play.find(1), ann = try await Player.create { $0.name = "Ann" }
      try await play.players.append(ann)
      #expect(!play.players.isLoaded)
      #expect(try await play.players.contains(ann))
    }
  }

  @Test(arguments: Engine.allCases) func savingTheOwnerOfAppendedMembersDoesNotLoad(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe(), play = Play(title: "Lear")
      try await theatre.plays.append(play)
      #expect(!theatre.plays.isLoaded)
      try await theatre.save()
      #expect(!theatre.plays.isLoaded)
      #expect(try await theatre.plays.contains(play))
    }
  }

  @Test(arguments: Engine.allCases) func membersOfNewOwnersAreNotLost(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe"), play = Play(title: "Lear")
      try await theatre.plays.append(play)
      #expect(try await theatre.plays.size() == 1)
      #expect(try await theatre.plays.load() == [play])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func savingTheOwnerDoesNotLoad(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe()
      #expect(!theatre.plays.isLoaded)
      theatre.name = "New Globe"
      try await theatre.save()
      #expect(!theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func loadingLoads(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe()
      #expect(!theatre.plays.isLoaded)
      try await theatre.plays.load()
      #expect(theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func savingTheOwnerSavesItsMembers(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create {
        $0.name = "Globe"; $0.plays.build { $0.title = "Lear" }
      }
      #expect(try await theatre.reload().plays.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases, [true, false]) func creatingWithAClosure(_ engine: Engine, _ throwsWhereInvalid: Bool) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe()
      let set: (Play) -> Void = {
        $0.title = "Lear"; $0.seats = 20
      }
      let play = throwsWhereInvalid ? try await theatre.plays.create(set) : try await theatre.plays.createIfValid(set)
      #expect(play.title == "Lear" && play.seats == 20 && play.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases) func reloadingGivesTheMembers(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await globe()
      let members = try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.reload() == members)
      #expect(try await theatre.plays.reload() == members)
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func aCollectionIsTheAssociationOfItsName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe(), association = try theatre.association("plays")
      #expect(association.owner === theatre.plays.owner && association.reflection === theatre.plays.reflection)
      try await theatre.plays.load()
      #expect(association.isLoaded && association.targets == theatre.plays.target)
    }
  }

  @Test(arguments: Engine.allCases) func queriesOverMembersTakeConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe()
      let sql = try theatre.plays.where("foo = 1").toSQL()
      #expect(sql.contains("foo = 1") && sql.contains("theatre_id"))
    }
  }

  @Test(arguments: Engine.allCases) func theQueryOverMembers(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe()
      let relation: Relation<Play> = theatre.plays.relation
      #expect(try await relation.order(\.id).load() == theatre.plays.load())
    }
  }

  @Test(arguments: Engine.allCases) func aCollectionIsTheSameEachTime(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await globe(), one = theatre.plays, other = theatre.plays
      recorder.clear()
      let members = try await one.load()
      #expect(other.isLoaded)
      #expect(try zip(members, other.loaded).allSatisfy { $0 === $1 })
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func queriesOverMembersKnowTheOwner(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await globe()
      recorder.clear()
      #expect(try await theatre.plays.where("1 = 1").first()?.theatre === theatre)
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func theFirstOfLoadedMembers(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await globe()
      let first = try #require(try await theatre.plays.first())
      #expect(try await theatre.plays.reload().first == first)
      recorder.clear()
      #expect(try await theatre.plays.first() == first)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func pluckTakesLoadedMembers(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await globe()
      let titles = try await theatre.plays.pluck(\.title)
      #expect(titles == ["Hamlet", "Macbeth"] && !theatre.plays.isLoaded)
      try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.pluck(\.title) == titles)
      #expect(recorder.queries.isEmpty)
      #expect(try await theatre.plays.where { $0.title == "Hamlet" }.pluck(\.title) == ["Hamlet"])
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func pickTakesLoadedMembers(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await globe()
      let title = try await theatre.hits.pick(\.title), first = try await theatre.plays.order(\.id).pick(\.title)
      #expect(title == nil && first == "Hamlet")
      try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.pick(\.title) == "Hamlet")
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func resetForgetsTheMembers(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe()
      try await theatre.plays.reload()
      #expect(theatre.plays.isLoaded)
      theatre.plays.reset()
      #expect(!theatre.plays.isLoaded)
    }
  }

  // Members in memory whose rows the scope does not ask for (any more).

  @Test(arguments: Engine.allCases) func madeMembersThatTheScopeDoesNotAskFor(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe()
      let play = try #require(try await theatre.plays.first())
      play.isHit = true
      try await play.save()
      #expect(try await theatre.hits.contains(play))
      try await theatre.hits.create {
        $0.title = "Something else entirely"; $0.isHit = false
      }
      #expect(try await theatre.hits.size() == 1)
      #expect(try await theatre.hits.load() == [play])
    }
  }

  @Test(arguments: Engine.allCases) func membersThatLeaveAnEmptyScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe()
      #expect(try await theatre.hits.isEmpty())
      let play = try await theatre.hits.create { $0.title = "Lear" }
      #expect(play.isHit)
      play.isHit = false
      try await play.save()
      #expect(try await theatre.hits.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func recordsThatEnterAScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe()
      let play = try await theatre.plays.create { $0.title = "Lear" }
      #expect(try await theatre.hits.isEmpty())
      play.isHit = true
      try await play.save()
      #expect(try await theatre.hits.load() == [play])
    }
  }

  @Test(arguments: Engine.allCases) func sizeOfAScopeThatItsMembersLeft(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await globe()
      #expect(try await theatre.hits.isEmpty())
      let play = try await theatre.hits.create { $0.title = "Lear" }
      play.isHit = false
      try await play.save()
      #expect(try await theatre.hits.size() == 0)
      #expect(try await theatre.hits.load().isEmpty)
      #expect(try await theatre.hits.size() == 0)
    }
  }
}

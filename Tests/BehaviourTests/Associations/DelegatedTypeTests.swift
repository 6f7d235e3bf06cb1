import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Asking a polymorphic belongs_to for its class: in memory, in queries, and while it is loaded.
@Suite struct DelegatedTypeTests {
  private func seed() async throws {
    try await Nest { $0.$content.set(.egg(NestEgg(colour: "blue"))) }.save()
    try await Nest { $0.$content.set(.coin(NestCoin(worth: 3))) }.save()
    try await Nest { $0.$content.set(.egg(SpottedEgg { $0.colour = "brown" })) }.save()
    try await Nest().save()
  }

  @Test(arguments: Engine.allCases) func scopesByClass(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      #expect(try await Nest.where { $0.content.is(NestEgg.self) }.ids() == [1, 3])
      #expect(recorder.sql.last?.contains(#"WHERE "nests"."content_type" = ?"#) == true)
      #expect(try await Nest.where { $0.content.is(NestCoin.self) }.ids() == [2])
      #expect(try await Nest.where { $0.content.is(SpottedEgg.self) }.ids() == [3])
      #expect(
        recorder.sql.last?.contains(
          #"AND "nests"."content_id" IN (SELECT "nest_eggs"."id" FROM "nest_eggs" WHERE "nest_eggs"."type" = ?)"#) == true)
      #expect(try await Nest.where { !$0.content.is(NestCoin.self) }.order(\.id).ids() == [1, 3])
      try await Nest(finder: NestCoin()).save()
      #expect(try await Nest.where { $0.finder.is(NestCoin.self) }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func predicatesAskTheDatabaseNothing(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let nests = try await Nest.all().order(\.id).load()
      recorder.clear()
      #expect(try nests.map { try $0.$content.is(NestEgg.self) } == [true, false, true, false])
      #expect(try nests[1].$content.is(SpottedEgg.self) == false)
      #expect(recorder.sql.count == 0)
      let told = await failure { _ = try nests[2].$content.is(SpottedEgg.self) }
      #expect(told?.hasPrefix("Nest.content: it is not loaded.") == true)
      _ = try await nests[2].content
      #expect(try nests[2].$content.is(SpottedEgg.self))
    }
  }

  /// A class without a key points at nothing.
  @Test(arguments: Engine.allCases) func aClassWithoutAKey(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await database.execute("INSERT INTO verdicts (stars, tasted_type) VALUES (1, 'Wine')")
      let verdict = try #require(try await Verdict.first())
      recorder.clear()
      #expect(verdict.$tasted.type == "Wine")
      #expect(try !verdict.$tasted.is(Wine.self) && !verdict.$tasted.is(Port.self))
      #expect(try !Cask().$wine.is(Wine.self))
      #expect(try await verdict.tasted == nil)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func anotherClassIsNotAskedFor(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let nests = try await Nest.all().order(\.id).load()
      recorder.clear()
      #expect(try await nests[1].$content.load(as: NestEgg.self) == nil)
      #expect(try await nests[3].$content.load(as: NestEgg.self) == nil)
      #expect(recorder.sql.count == 0)
      #expect(try await nests[0].$content.load(as: NestEgg.self)?.colour == "blue")
      #expect(try await nests[0].$content.load(as: SpottedEgg.self) == nil)
      #expect(try await nests[2].$content.load(as: SpottedEgg.self)?.colour == "brown")
    }
  }

  @Test func classesOfTheSet() throws {
    let content = try #require(Nest.reflection("content"))
    #expect(content.targetTypes.map { $0._facts.name } == ["NestEgg", "NestCoin"])
  }

  @Test(arguments: Engine.allCases) func theClassIsKnownWithoutTheTarget(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let nests = try await Nest.all().order(\.id).load()
      recorder.clear()
      #expect(nests.map { $0.$content.model.map { "\($0)" } } == ["NestEgg", "NestCoin", "NestEgg", nil])
      #expect(recorder.events.isEmpty)
    }
  }

  /// The class stands in a column of another name.
  @Test(arguments: Engine.allCases) func theClassInAColumnOfItsOwnName(_ engine: Engine) async throws {
    try await engine.database(models: [Hero.self, Maker.self]) { _, _ async throws in
      let hero = try await Hero.create(), maker = try await Maker.create { $0.name = "M" }
      try await Badge { $0.$wearer.set(hero) }.save()
      try await Badge { $0.$wearer.set(maker) }.save()
      let badges = try await Badge.order(\.id).load()
      #expect(badges[0].$wearer.model == Hero.self && badges[0].$holder.model == Hero.self)
      #expect(badges[1].$wearer.model == Maker.self && Badge().$wearer.model == nil)
    }
  }

  @Test(arguments: Engine.allCases) func predicatesWithAColumnOfItsOwnName(_ engine: Engine) async throws {
    try await engine.database(models: [Hero.self, Maker.self]) { _, _ async throws in
      let hero = try await Hero.create()
      try await Badge { $0.$wearer.set(hero) }.save()
      let badge = try #require(try await Badge.first())
      #expect(try badge.$wearer.is(Hero.self) && badge.$holder.is(Hero.self))
      #expect(try !badge.$wearer.is(Maker.self) && !Badge().$wearer.is(Hero.self))
    }
  }

  @Test(arguments: Engine.allCases) func scopesWithAColumnOfItsOwnName(_ engine: Engine) async throws {
    try await engine.database(models: [Hero.self, Maker.self]) { _, recorder async throws in
      let hero = try await Hero.create(), maker = try await Maker.create { $0.name = "M" }
      for wearer in [hero, maker] as [Record] { try await Badge { $0.$wearer.set(wearer) }.save() }
      #expect(try await Badge.where { $0.holder.is(Hero.self) }.ids() == [1])
      #expect(recorder.sql.last?.contains(#"WHERE "badges"."wearer_kind" = ?"#) == true)
      #expect(try await Badge.where { $0.wearer.is(Maker.self) }.ids() == [2])
    }
  }

  @Test(arguments: Engine.allCases) func keysByClass(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let nests = try await Nest.all().order(\.id).load()
      recorder.clear()
      let eggs: [Int?] = try nests.map { try $0.$content.key(of: NestEgg.self) }
      #expect(eggs == [nests[0].contentID, nil, nests[2].contentID, nil])
      let coins: [Int?] = try nests.map { try $0.$content.key(of: NestCoin.self) }
      #expect(coins == [nil, nests[1].contentID, nil, nil])
      #expect(recorder.events.isEmpty && nests[0].contentID != nil)
    }
  }

  @Test func keysByClassThatAreUUIDs() throws {
    let star = Star(name: "Sol"), sighting = Sighting()
    sighting.$subject.set(.star(star))
    let code: UUID? = try sighting.$subject.key(of: Star.self), other: UUID? = try sighting.$subject.key(of: Planet.self)
    #expect(code == star.code && sighting.subjectID == star.code && other == nil)
  }
}

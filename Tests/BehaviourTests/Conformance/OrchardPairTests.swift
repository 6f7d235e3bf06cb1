import ActiveRecord
import ActiveRecordTesting
import Testing

/// Tables of pairs with names that mislead, and belongs_to that writes its owner or takes its target along.
@Suite struct OrchardPairTests {
  @Test(arguments: Engine.allCases) func isNamedLikeItsTable(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let orchard = try await Orchard.create()
      try await orchard.orchardPool.create { $0.name = "a" }
      #expect(try await orchard.orchardPool.count() == 1)
      try await orchard.orchardPool.clear()
      #expect(try await database.query("SELECT COUNT(*) FROM orchard_pool", as: Int.self) == [0])
    }
  }

  @Test(arguments: Engine.allCases) func twoCollectionsOfOneTableAreSavedTogether(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      var tags: [OrchardTag] = []
      for name in ["a", "b", "c", "d"] { tags.append(try await OrchardTag.create { $0.name = name }) }
      let orchard = Orchard()
      try await orchard.tags.replace(withIDs: [tags[0].id!, tags[1].id!])
      try await orchard.looseTags.replace(withIDs: [tags[2].id!, tags[3].id!])
      try await orchard.save()
      try await orchard.reload()
      #expect(try await orchard.tags.size() == 4)
      #expect(try await orchard.tags.order(\.id).load() == tags)
    }
  }

  @Test(arguments: Engine.allCases, ["new", "stored"]) func membersThatAreNotValidatedRunNoCallbackOfIt(
    _ engine: Engine, _ member: String
  ) async throws {
    try await engine.database { _, _ async throws in
      let tag = member == "new" ? OrchardTag() : try await OrchardTag.create()
      let name = tag.name
      #expect(name == (member == "new" ? "" : "named"))
      let orchard = Orchard()
      try await orchard.looseTags.append(tag)
      _ = try await orchard.isValid()
      #expect(orchard.looseTags.target.count == 1)
      #expect(tag.name == name)
    }
  }

  @Test(arguments: Engine.allCases) func aStoredMemberIsNotTouched(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let tag = try await OrchardTag.create { $0.name = "a" }, orchard = try await Orchard.create()
      let time = tag.updatedAt
      recorder.clear()
      try await orchard.tags.append(tag)
      #expect(recorder.sql.filter { $0.hasPrefix("UPDATE") }.isEmpty)
      #expect(tag.updatedAt == time)
      #expect(try await orchard.tags.size() == 1)
      #expect(try await orchard.tags.reload() == [tag])
      // Found through the collection, it can be saved.
      let found = try #require(try await orchard.tags.findBy { $0.name == "a" })
      #expect(!found.isReadonly)
      try await found.save()
    }
  }

  @Test(arguments: Engine.allCases, ["inside", "outside"]) func modelsInsideOfATypeArePaired(_ engine: Engine, _ other: String) async throws
  {
    try await engine.database { _, _ async throws in
      let article = try await Press.Article.create()
      if other == "inside" {
        let magazine = try await Press.Magazine.create()
        try await magazine.articles.append(article)
        try await magazine.save()
        #expect(try await magazine.articles.contains(article))
        #expect(try await Press.Magazine.find(magazine.id!).articles.load() == [article])
      } else {
        let tag = try await OrchardTag.create()
        try await article.tags.append(tag)
        #expect(try await Press.Article.find(article.id!).tags.load() == [tag])
      }
    }
  }

  @Test(arguments: Engine.allCases) func aCounterInsideOfATypeFollowsAMove(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let topics = [try await Press.Topic.create(), try await Press.Topic.create()]
      let reply = Press.Reply()
      for (position, topic) in topics.enumerated() {
        reply.$topic.set(topic)
        try await reply.save()
        let sizes = [try await Press.Topic.find(topics[0].id!).replies.size(), try await Press.Topic.find(topics[1].id!).replies.size()]
        #expect(sizes == (position == 0 ? [1, 0] : [0, 1]))
      }
    }
  }

  @Test(arguments: Engine.allCases) func belongsToTakesItsTargetsAlong(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let keeper = try await OrchardKeeper.create(), spare = try await OrchardKeeper.create()
      let deed = OrchardDeed(keeper: keeper, spare: spare)
      try await deed.save()
      try await deed.destroy()
      #expect(try await OrchardKeeper.count() == 0)
      #expect([keeper.destroyed, spare.destroyed] == [1, 0])
    }
  }

  @Test(arguments: Engine.allCases) func listsOfAConditionAreNoValue(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(OrchardTree.where { $0.height.isIn([50, 60]) }.build().height == nil)
    }
  }

  @Test(arguments: Engine.allCases) func aTableOfPairsInAnotherSchema(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      switch engine {
      case .sqlite: try await database.execute("ATTACH ':memory:' AS elsewhere")
      #if PostgreSQL
        case .postgresql: try await database.execute("CREATE SCHEMA elsewhere")
      #endif
      #if MySQL
        case .mysql:
          try await database.execute("DROP DATABASE IF EXISTS elsewhere")
          try await database.execute("CREATE DATABASE elsewhere")
      #endif
      }
      try await database.execute("CREATE TABLE elsewhere.pilgrims_shrines (pilgrim_id INTEGER NOT NULL, shrine_id INTEGER NOT NULL)")
      let pilgrim = try await Pilgrim.create { $0.name = "Ann" }
      recorder.clear()
      try await pilgrim.shrines.create(forEach: ["a", "b"]) { $0.name = $1 }
      #expect(recorder.sql.contains { $0.hasPrefix(#"INSERT INTO "elsewhere"."pilgrims_shrines" ("#) })
      #expect(try await Pilgrim.find(pilgrim.id!).shrines.order(\.name).load().map(\.name) == ["a", "b"])
      #expect(try await Pilgrim.joins(\.shrines).where { $0.shrines.name == "b" }.count() == 1)
      #expect(try await Pilgrim.includes(\.shrines).load().first?.shrines.loaded.count == 2)
      #expect(try await Pilgrim.eagerLoad(\.shrines).load().first?.shrines.loaded.count == 2)
      let shrine = try #require(try await Shrine.findBy { $0.name == "a" })
      #expect(try await shrine.pilgrims.load() == [pilgrim])
      try await pilgrim.shrines.remove(shrine)
      #expect(try await database.query("SELECT COUNT(*) FROM elsewhere.pilgrims_shrines", as: Int.self) == [1])
      try await pilgrim.destroy()
      #expect(try await database.query("SELECT COUNT(*) FROM elsewhere.pilgrims_shrines", as: Int.self) == [0])
      #if MySQL
        if engine == .mysql { try await database.execute("DROP DATABASE elsewhere") }
      #endif
    }
  }
}

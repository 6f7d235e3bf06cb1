import ActiveRecord
import ActiveRecordTesting
import Testing

/// What several databases cannot say in one statement, and associations without joins that lead through them.
@Suite(.serialized) struct SeveralDatabasesJoinTests {
  @Test(arguments: Engine.allCases) func stepsThroughThreeDatabases(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      try await places.fill()
      let keeper = try await Keeper.find(1)
      places.clear()
      #expect(try await keeper.ribbons.load().map(\.text).sorted() == ["first", "second", "third"])
      #expect(
        places.logs.kennel.sql == [#"SELECT "hounds"."keeper_id", "hounds"."id" FROM "hounds" WHERE "hounds"."keeper_id" = ?"#])
      #expect(places.logs.trophies.sql[0].hasSuffix(#" FROM "ribbons" WHERE "ribbons"."hound_id" IN (1,2)"#))
      #expect(places.counts == [0, 1, 1])
      #expect(try await keeper.ribbons.count() == 3)
      #expect(try await keeper.ribbons.where { $0.text == "third" }.first()?.text == "third")
      #expect(try await keeper.ribbons.order(\.text).pluck(\.text) == ["first", "second", "third"])
      #expect(try await keeper.ribbonsOfOrdered.load().map(\.text) == ["first", "third", "second"])
      #expect(try await keeper.ribbons.where { $0.text != "first" }.deleteAll() == 2)
      #expect(try await Ribbon.pluck(\.text) == ["first"])
    }
  }

  @Test(arguments: Engine.allCases) func preloadsStepByStep(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      try await places.fill()
      try await Keeper.create { $0.name = "Lou" }
      places.clear()
      let keepers = try await Keeper.includes(\.ribbons).order(\.id).load()
      #expect(try keepers.map { try $0.ribbons.loaded.map(\.text).sorted() } == [["first", "second", "third"], []])
      #expect(places.counts == [1, 1, 1])
      #expect(try await Keeper.eagerLoad(\.ribbons).find(1).ribbons.loaded.count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func whatWouldBeJoinedIsRefused(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      try await places.fill()
      let keeper = try await Keeper.find(1)
      places.clear()
      let direct =
        "Keeper.hounds: Keeper is in the default database and Hound in the database 'kennel', so their tables cannot be joined. "
        + #"Load it with queries of its own: .preload(\.hounds)"#
      #expect(await failure { _ = try await Keeper.joins(\.hounds).load() } == direct)
      #expect(await failure { _ = try await Keeper.eagerLoad(\.hounds).load() } == direct)
      #expect(await failure { _ = try await Keeper.includes(\.hounds).where { $0.hounds.name == "Rex" }.load() } == direct)
      #expect(await failure { _ = try await Keeper.where { $0.hounds.exists() }.load() } == direct)
      let through =
        "Keeper.joinedRibbons: Hound is in the database 'kennel' and Ribbon in the database 'trophies', so their tables cannot be joined. "
        + "Declare it with 'disableJoins: true', which asks each database by itself"
      #expect(await failure { _ = try await keeper.joinedRibbons.load() } == through)
      #expect(await failure { _ = try await keeper.joinedRibbons.count() } == through)
      #expect(ModelGraph.problems([Keeper.self]) == [through])
      let apart = await failure { _ = try await Keeper.joins(\.ribbons).load() }
      #expect(apart?.hasSuffix(#"It has 'disableJoins: true', so load it with .preload(\.ribbons), or ask for the keys first"#) == true)
      #expect(places.counts == [0, 0, 0])
      // What stands in one database is joined as ever.
      #expect(try await Hound.joins(\.trainings).where { $0.trainings.word == "sit" }.pluck(\.name) == ["Rex"])
      #expect(try await Hound.where { $0.keeper == keeper }.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func aQueryOverAnotherDatabaseIsRefusedInside(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      try await places.fill()
      let inKennel =
        "Keeper: Keeper is in the default database and Hound in the database 'kennel', so a query over one cannot stand inside of a query over "
        + "the other. Ask for the values first, with .pluck, and give them to the query"
      let names = Hound.all().subquery(\.name)
      #expect(await failure { _ = try await Keeper.where { $0.name.isIn(names) }.load() } == inKennel)
      #expect(await failure { _ = try await Keeper.where { $0.name == "Kim" || $0.name.isNotIn(names) }.count() } == inKennel)
      #expect(await failure { _ = try await Keeper.where { $0.name == names.value }.first() } == inKennel)
      #expect(await failure { _ = try await Keeper.order { _ in names.value.desc }.load() } == inKennel)
      #expect(await failure { _ = try await Keeper.all().group(\.name).having { $0.name.isIn(names) }.pluck(\.name) } == inKennel)
      #expect(await failure { _ = try await Keeper.where("name IN (\(names.value))").load() } == inKennel)
      #expect(await failure { _ = try await Keeper.all().with("known", as: names).load() } == inKennel)
      #expect(await failure { _ = try await Keeper.all().with("known", as: Hound.all()).load() } == inKennel)
      #expect(await failure { _ = try await Keeper.where { $0.name.isIn(names) }.deleteAll() } == inKennel)
      let home = await failure { _ = try await Hound.where { $0.keeper.isIn(Keeper.all()) }.load() }
      #expect(home?.hasPrefix("Hound: Hound is in the database 'kennel' and Keeper in the default database, so a query over") == true)
      #expect(places.counts == [0, 0, 0])
      // What stands in one database stands inside as ever.
      #expect(try await Hound.where { $0.id.isIn(Training.all().subquery(\.id)) }.pluck(\.name) == ["Rex"])
      #expect(try await Keeper.where { $0.name.isIn(Keeper.all().subquery(\.name)) }.count() == 1)
      // The way that the message tells.
      let plain = try await Hound.pluck(\.name)
      #expect(try await Keeper.where { $0.name.isIn(plain) }.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func manyKeysKeepTheOrderOfTheWay(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      let keeper = try await Keeper.create { $0.name = "Kim" }
      let names = (0..<1100).map { String(10_000 + ($0 * 7919) % 1100) }
      try await Hound.insertAll(names.map { Hound(name: $0, keeper: keeper) })
      let hounds = try await Hound.order(\.id).load()
      try await Ribbon.insertAll(hounds.map { Ribbon(text: $0.name, hound: $0) })
      places.clear()
      let texts = try await keeper.ribbonsOfOrdered.load().map(\.text)
      #expect(texts == names.sorted(by: >))
      #expect(places.counts == [0, 1, 1])
      #expect(!places.logs.trophies.sql[0].contains("CASE"))
      #expect(try await keeper.ribbonsOfOrdered.limit(2).load().map(\.text) == Array(names.sorted(by: >).prefix(2)))
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Models in several databases: where they are read and written, and what one transaction holds.
@Suite(.serialized) struct SeveralDatabasesTests {
  @Test(arguments: Engine.allCases) func modelsAreReadAndWrittenWhereTheySay(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      try await places.fill()
      #expect(try await Keeper.count() == 1)
      #expect(try await Hound.order(\.id).pluck(\.name) == ["Rex", "Ace"])
      #expect(try await Ribbon.where { $0.text == "second" }.first()?.text == "second")
      #expect(places.counts == [1, 1, 1])
      let rows = { (database: Database, table: String) in
        try await database.query(SQL(raw: "SELECT 1 AS one FROM \(table)")).count
      }
      #expect(try await rows(places.home, "hounds") == 0)
      #expect(try await rows(places.kennel, "hounds") == 2)
      #expect(try await rows(places.kennel, "keepers") == 0)
      #expect(try await rows(places.trophies, "ribbons") == 3)
      let current = try Database.current
      #expect(current === places.home)
      #expect(try Database.current(for: Training.self) === places.kennel)
      #expect(try Database.current(.trophies) === places.trophies)
    }
  }

  @Test(arguments: Engine.allCases) func everyWordOfWritingFindsItsDatabase(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      try await Hound.insertAll([Hound(name: "A"), Hound(name: "B"), Hound(name: "C")])
      let hound = try await Hound.findOrCreateBy { $0.name == "D" }
      try await hound.updateColumns { $0.name = "E" }
      #expect(try await Hound.where { $0.name == "A" }.updateAll { [$0.name.set("F")] } == 1)
      #expect(try await Hound.where { $0.name == "B" }.deleteAll() == 1)
      try await hound.withLock { try await hound.update { $0.name = "G" } }
      #expect(try await Hound.where { $0.name == "C" }.destroyAll().count == 1)
      try await hound.reload()
      try await hound.delete()
      #expect(try await Hound.pluck(\.name) == ["F"])
      #expect(places.logs.home.events.isEmpty && places.logs.trophies.sql.allSatisfy { $0.contains("ribbons") })
    }
  }

  @Test(arguments: Engine.allCases) func associationsLeadFromOneToTheOther(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      try await places.fill()
      let keeper = try await Keeper.find(1)
      #expect(try await keeper.hounds.map(\.name) == ["Rex", "Ace"])
      #expect(try await keeper.oldest?.name == "Rex")
      // Only what is joined has to be in one database: the owner is not.
      #expect(try await keeper.trainings.map(\.word) == ["sit"])
      #expect(places.counts == [1, 3, 0])
      places.clear()
      let hounds = try await Hound.order(\.id).load()
      #expect(try await hounds[1].keeper?.name == "Kim")
      #expect(try await hounds[0].ribbons.map(\.text).sorted() == ["first", "third"])
      #expect(try await hounds[1].ribbons.size() == 1)
      #expect(places.counts == [1, 1, 1])
    }
  }

  @Test(arguments: Engine.allCases) func preloadsAskEachDatabaseOnce(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      try await places.fill()
      let other = try await Keeper.create { $0.name = "Lou" }
      try await other.hounds.create { $0.name = "Pip" }
      places.clear()
      let keepers = try await Keeper.includes(\.hounds.ribbons, \.trainings).order(\.id).load()
      #expect(try keepers.map { try $0.hounds.loaded.map(\.name) } == [["Rex", "Ace"], ["Pip"]])
      #expect(try keepers[0].hounds.loaded.map { try $0.ribbons.loaded.count } == [2, 1])
      #expect(places.logs.home.sql.count == 1 && places.logs.trophies.sql.count == 1)
      #expect(!places.logs.kennel.sql.contains { $0.contains("keepers") })
    }
  }

  @Test(arguments: Engine.allCases) func aGraphHasATransactionInEach(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      let keeper = Keeper(name: "Kim")
      let rex = keeper.hounds.build { $0.name = "Rex" }
      _ = rex.ribbons.build { $0.text = "first" }
      _ = keeper.hounds.build { $0.name = "Ace" }
      try await keeper.save()
      let verbs = { (log: SQLRecorder) in log.events.map { String($0.sql.prefix { $0 != " " }) } }
      #expect(verbs(places.logs.home) == ["BEGIN", "INSERT", "COMMIT"])
      #expect(verbs(places.logs.kennel) == ["BEGIN", "INSERT", "INSERT", "COMMIT"])
      #expect(verbs(places.logs.trophies) == ["BEGIN", "INSERT", "COMMIT"])
      #expect(keeper.log == ["committed"] && rex.log == ["committed"])
      #expect(try await Ribbon.first()?.hound?.keeper?.name == "Kim")
      // From the other side: what the record points at is written first.
      let pip = Hound(name: "Pip", keeper: Keeper(name: "Lou"))
      try await pip.save()
      #expect(try await Keeper.where { $0.name == "Lou" }.first()?.hounds.pluck(\.name) == ["Pip"])
    }
  }

  @Test(arguments: Engine.allCases) func aLargeGraphIsWrittenWhereItBelongs(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      let keeper = Keeper(name: "Kim")
      for number in 1...20 { _ = keeper.hounds.build { $0.name = "Hound \(number)" }.trainings.build { $0.word = "sit" } }
      try await keeper.save()
      #expect(try await keeper.hounds.count() == 20)
      #expect(try await Training.count() == 20)
      #expect(places.logs.home.sql.allSatisfy { !$0.contains("hounds") && !$0.contains("trainings") })
      #expect(places.logs.kennel.events.filter { $0.sql == "COMMIT" }.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func whatOneDatabaseCommittedStays(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      let keeper = Keeper(name: "Kim")
      let rex = keeper.hounds.build { $0.name = "Rex" }
      await #expect(throws: Stopped.self) {
        try await places.home.transaction {
          try await keeper.save()
          // The kennel's part is committed, and says so; the owner's is open.
          #expect(rex.log == ["committed"] && keeper.log.isEmpty)
          throw Stopped()
        }
      }
      #expect(keeper.isNew && keeper.log == ["rolled back"])
      #expect(rex.isPersisted)
      #expect(try await Keeper.count() == 0)
      #expect(try await Hound.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func transactionsOfBothAreTakenBackTogether(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      let keeper = Keeper(name: "Kim")
      let rex = keeper.hounds.build { $0.name = "Rex" }
      await #expect(throws: Stopped.self) {
        try await places.home.transaction {
          try await places.kennel.transaction {
            try await keeper.save()
            #expect(try await Keeper.count() == 1)
            throw Stopped()
          }
        }
      }
      #expect(keeper.isNew && rex.isNew)
      #expect(keeper.log == ["rolled back"] && rex.log == ["rolled back"])
      #expect(try await Keeper.count() == 0)
      #expect(try await Hound.count() == 0)
      try await keeper.save()
      #expect(try await keeper.hounds.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func anInvalidMemberStopsBeforeAnythingIsWritten(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      let keeper = Keeper(name: "Kim")
      _ = keeper.hounds.build { $0.name = "" }
      await #expect(throws: RecordInvalid.self) { try await keeper.save() }
      #expect(places.counts == [0, 0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func collectionsAreWrittenThere(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      try await places.fill()
      let keeper = try await Keeper.find(1)
      try await keeper.hounds.append(Hound(name: "Pip"))
      #expect(try await keeper.hounds.count() == 3)
      let rex = try await Hound.find(1)
      try await rex.ribbons.removeAll()
      #expect(try await Ribbon.where { $0.houndID == nil }.count() == 2)
      places.clear()
      try await keeper.destroy()
      #expect(try await Hound.count() == 0)
      #expect(try await Training.count() == 0)
      #expect(try await Ribbon.where { $0.houndID != nil }.count() == 0)
      #expect(try await Keeper.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func countersAndTimesAreOfTheParentsDatabase(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      let groom = try await Groom.create { $0.name = "Gil" }
      try await groom.updateColumns { $0.updatedAt = nil }
      let pony = try await groom.ponies.create { $0.name = "Dot" }
      #expect(groom.poniesCount == 1)
      let fresh = try await Groom.find(1)
      #expect(fresh.poniesCount == 1 && fresh.updatedAt != nil)
      try await fresh.updateColumns { $0.updatedAt = nil }
      // Outside of any transaction of the parent's database.
      let other = try await Pony.find(pony.id ?? 0)
      try await places.kennel.transaction { try await other.update { $0.name = "Dash" } }
      #expect(try await Groom.find(1).updatedAt != nil)
      try await other.destroy()
      #expect(try await Groom.find(1).poniesCount == 0)
      #expect(await failure { _ = try await Pony.counterCacheDrift() }?.contains("database 'kennel'") == true)
    }
  }

  @Test(arguments: Engine.allCases) func aDatabaseThatOnlyReadsLeavesTheOthersAlone(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      try await places.kennel.reading {
        try await Keeper.create { $0.name = "Kim" }
        #expect(try await Hound.count() == 0)
        let error = await #expect(throws: DatabaseError.self) { try await Hound.create { $0.name = "Rex" } }
        #expect(error?.code == .readOnly)
        try await places.kennel.writing { _ = try await Hound.create { $0.name = "Rex" } }
      }
      #expect(try await Hound.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func aBlockUsesAnotherOneOfTheName(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      try await places.fill()
      try await engine.database(as: .kennel) { second, secondLog async throws in
        // The block of the second one is the innermost.
        #expect(try await Hound.count() == 0)
        #expect(try await Keeper.count() == 1)
        let shards = ActiveRecord.Shards(["first": places.kennel, "second": second])
        #expect(try await shards.use("first") { try await Hound.count() } == 2)
        try await shards.use("second") { _ = try await Hound.create { $0.name = "Pip" } }
        let names = try await shards.onEach { _ in try await Hound.order(\.id).pluck(\.name) }
        #expect(names == ["first": ["Rex", "Ace"], "second": ["Pip"]])
        // A record is asked about in the database that the block chooses: it remembers none.
        let keeper = try await Keeper.find(1)
        #expect(try await shards.use("second") { try await keeper.hounds.load().count } == 0)
        #expect(try await shards.use("first") { try await keeper.hounds.reload().count } == 2)
        let ofFirst = try await shards.use("first") { try await Hound.order(\.id).load() }
        let ofSecond = try await shards.use("second") { try await Hound.order(\.id).load() }
        places.clear()
        secondLog.clear()
        #expect(try await ofSecond[0].keeper == nil)
        #expect(try await ofFirst[0].keeper?.name == "Kim")
        // Records of two databases are never asked about together.
        #expect(places.logs.home.sql.count == 1)
      }
      #expect(try await Hound.count() == 2)
    }
  }

  @Test func aNameThatIsNotConnectedIsTold() async throws {
    try await Engine.sqlite.database { _, _ async throws in
      let told = await failure { _ = try await Stray.count() }
      let words = #"no database is connected as 'nowhere'; call Database.connect(.sqlite("nowhere.db"), as: "nowhere") first"#
      #expect(told?.contains(words) == true)
    }
  }

  @Test func theFirstOfANameIsTheOneThatIsUsed() async throws {
    let first = try await Database.connect(.memory, as: "nowhere"), second = try await Database.connect(.memory, as: "nowhere")
    for database in [first, second] { try await database.execute("CREATE TABLE strays (id INTEGER PRIMARY KEY, name TEXT NOT NULL)") }
    try await Stray.create { $0.name = "Tom" }
    #expect(try await second.use { try await Stray.count() } == 0)
    #expect(try await Stray.count() == 1)
    #expect(try Database.current("nowhere") === first)
    await first.close()
    #expect(throws: DatabaseError.self) { try Database.current("nowhere") }
    await second.close()
  }

  private struct Stopped: Error {}
}

@Model class Stray: Record {
  override class var databaseName: DatabaseName? { "nowhere" }
  var name: String
}

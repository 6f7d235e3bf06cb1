import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of inheritance: the names that are stored, classes above and between, and rules that are inherited.
extension InheritanceTests {
  typealias V = Ventures

  private struct Stored: Decodable, Equatable { var name: String?; var type: String? }

  @Test func storedNamesAreFullNames() {
    #expect(V.Firm.modelFacts.storedName == "Ventures.Firm")
    #expect(Painter.modelFacts.storedName == "Painter")
  }

  @Test func storedNamesByChoice() {
    #expect(V.Startup.modelFacts.storedName == "omg_startup" && V.Startup.modelFacts.name == "Ventures.Startup")
  }

  @Test(arguments: Engine.allCases) func fullNamesAreStored(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let firm = try await V.Firm.create { $0.name = "Wolverine 2" }
      let stored = try await database.query("SELECT name, type FROM concerns", as: Stored.self)
      #expect(stored == [Stored(name: "Wolverine 2", type: "Ventures.Firm")])
      #expect(try await V.Concern.find(firm.id!) is V.Firm)
      #expect(try await V.Firm.find(firm.id!) == firm)
    }
  }

  @Test(arguments: Engine.allCases) func chosenNamesAreStored(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await V.Startup.create { $0.name = "a Startup" }
      try await V.Empire.create { $0.name = "an Empire" }
      let rows = { () async throws in try await database.query("SELECT name, type FROM ventures ORDER BY id", as: Stored.self) }
      #expect(try await rows() == [Stored(name: "a Startup", type: "omg_startup"), Stored(name: "an Empire", type: "omg_empire")])
      #expect(try await V.Venture.order(\.id).load().map { "\(type(of: $0))" } == ["Startup", "Empire"])
      recorder.clear()
      let startup = try #require(try await V.Startup.first())
      #expect(recorder.queries[0].bindings.contains(.text("omg_startup")))
      try await startup.becomes(V.Empire.self, changingType: true).save()
      #expect(try await rows().map(\.type) == ["omg_empire", "omg_empire"])
      #expect(try await V.Venture.order(\.id).load().allSatisfy { $0 is V.Empire })
      // A name that is given does not keep the class's own from being understood.
      try await database.execute("INSERT INTO ventures (name, type) VALUES ('old', 'Ventures.Startup')")
      #expect(try await V.Venture.findBy { $0.name == "old" } is V.Startup)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicAssociationsStoreChosenNames(_ engine: Engine) async throws {
    try await engine.database(models: [V.Venture.self]) { database, _ async throws in
      struct Types: Decodable, Equatable { var held_type: String?; var holding_type: String? }
      let startup = try await V.Startup.create { $0.name = "a Startup" }
      let stake = V.Stake()
      stake.$held.set(startup)
      stake.$holding.set(.venture(startup))
      try await stake.save()
      let stored = try await database.query("SELECT held_type, holding_type FROM stakes", as: Types.self)
      #expect(stored == [Types(held_type: "omg_venture", holding_type: "omg_venture")])
      let found = try await V.Stake.find(stake.id!)
      #expect(try await found.held == startup)
      #expect(found.$held.type == "omg_venture" && found.$held.model == V.Venture.self)
      guard case .venture(let venture)? = try await found.holding else { return #expect(Bool(false), "no venture") }
      #expect(venture == startup)
      #expect(try found.$holding.is(V.Startup.self) && found.$held.is(V.Venture.self))
      #expect(try await startup.stakes.load() == [stake])
      #expect(try await V.Venture.joins(\.stakes).load() == [startup])
      #expect(try await V.Venture.preload(\.stakes).load().map { try $0.stakes.loaded } == [[stake]])
      #expect(try await V.Stake.preload(\.held, \.holding).load().map { try $0.$held.loaded } == [startup])
      #expect(try await V.Stake.where { $0.holding == .venture(startup) }.count() == 1)
      #expect(try await V.Stake.where { $0.held.is(V.Startup.self) }.count() == 1)
      #expect(try await V.Stake.where { $0.held.is(V.Ledger.self) }.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func namesOfNothingButSpacesAreTheBaseClass(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.execute("INSERT INTO concerns (name, type) VALUES ('X', '  ')")
      let found = try #require(try await V.Concern.first())
      #expect(type(of: found) == V.Concern.self && found.name == "X")
      found.name = "Y"
      try await found.save()
      #expect(try await database.query("SELECT name, type FROM concerns", as: Stored.self) == [Stored(name: "Y", type: "  ")])
    }
  }

  @Test func classesThatSeeAllRowsOfTheirTable() {
    for type in [V.Loose.self, V.LooseDescendant.self, V.Tight.self, V.TightDescendant.self, V.Post.self, V.Concern.self] as [Record.Type] {
      #expect(!type._facts.isSubclass, "\(type)")
    }
    for type in [V.StiPost.self, V.SubStiPost.self, V.Firm.self, V.SpecialClient.self] as [Record.Type] {
      #expect(type._facts.isSubclass, "\(type)")
    }
    #expect(V.Post.modelFacts.typeColumnName == "type" && V.Tight.modelFacts.typeColumnName == nil)
  }

  @Test func abstractClasses() {
    #expect(V.Loose.modelFacts.isAbstract && KennelRecord.modelFacts.isAbstract)
    #expect(!V.LooseDescendant.modelFacts.isAbstract && !V.Post.modelFacts.isAbstract)
  }

  @Test func theBaseOfAHierarchy() {
    for type in [V.Post.self, V.StiPost.self, V.SubStiPost.self] as [Record.Type] { #expect(type._facts.base == V.Post.self) }
    #expect(V.Post.modelFacts.isBase && !V.StiPost.modelFacts.isBase && !V.SubStiPost.modelFacts.isBase)
    #expect(V.StiPost.modelFacts.tableName == "posts" && V.SubStiPost.modelFacts.tableName == "posts")
  }

  @Test func theBaseBelowAbstractClasses() {
    #expect(V.Loose.modelFacts.base == V.Loose.self && V.Loose.modelFacts.isBase)
    #expect(V.LooseDescendant.modelFacts.base == V.LooseDescendant.self && V.LooseDescendant.modelFacts.isBase)
    #expect(V.Tight.modelFacts.base == V.Tight.self && V.Tight.modelFacts.isBase)
    #expect(V.TightDescendant.modelFacts.base == V.Tight.self && !V.TightDescendant.modelFacts.isBase)
    #expect(V.LooseDescendant.modelFacts.columns.map(\.name) == ["id", "note"])
  }

  @Test(arguments: Engine.allCases) func recordsOfAbstractClassesHaveNoRows(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let told = await failure { try await V.Loose().save() }
      #expect(told?.contains("the class is abstract, so it has no table") == true)
      let base = await failure { try await Record().save() }
      #expect(base?.contains("the class is abstract, so it has no table") == true)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func becomingSetsTheValuesBeforeWhatRunsAfterwards(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let concern = try await V.Concern.create { $0.name = "yelling carrot" }
      let shouting = try concern.becomes(V.Shouting.self)
      #expect(shouting.name == "YELLING CARROT" && shouting.id == concern.id)
      // In Rails both share their values; here each object has its own.
      #expect(concern.name == "yelling carrot")
    }
  }

  @Test(arguments: Engine.allCases) func newRecordsAreOfTheClassThatMakesThem(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let concern = V.Concern()
      #expect(type(of: concern) == V.Concern.self)
      try await concern.save()
      #expect(try await database.query("SELECT name, type FROM concerns", as: Stored.self) == [Stored(name: nil, type: nil)])
      let made = try await V.Client.where { $0.name == "new" }.create()
      #expect(try await V.Concern.find(made.id!) is V.Client)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToSomethingInherited(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let firm = try await V.Firm.create { $0.name = "F" }
      try await V.Ledger.create { $0.$firm.set(firm) }
      recorder.clear()
      let ledger = try await V.Ledger.includes(\.firm).find(1)
      #expect(ledger.$firm.isLoaded)
      #expect(try ledger.$firm.loaded == firm)
      #expect(recorder.sql.last?.contains(#""concerns"."id" = ?"#) == true)
    }
  }

  @Test(arguments: Engine.allCases) func keysOfTheirOwnAreInherited(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(V.SpecialPatroness.modelFacts.primaryKeyName == "nick")
      #expect(V.SpecialPatroness.modelFacts.tableName == "patronesses")
    }
  }

  @Test(arguments: Engine.allCases) func subclassesWithoutAColumnForTheClass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await V.Patroness(nick: "webster132", name: "W").save()
      let found = try await V.SpecialPatroness.find("webster132")
      #expect(type(of: found) == V.SpecialPatroness.self && found.name == "W")
      let special = V.SpecialPatroness()
      special.nick = "roger"
      special.name = "And breathe"
      try await special.save()
      #expect(try await V.Patroness.find("roger").name == "And breathe")
      #expect(try await V.Patroness.count() == 2)
      #expect(try await V.SpecialPatroness.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func scopesAreInherited(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await V.Client.create { $0.firmID = 1 }
      try await V.Concern.create { $0.firmID = 1 }
      #expect(try await V.Concern.ofFirstFirm().count() == 2)
      #expect(try await V.Client.ofFirstFirm().load().map(\.id) == [1])
      #expect(recorder.sql.last?.contains(#""concerns"."type" IN (?, ?, ?)"#) == true)
    }
  }

  @Test(arguments: Engine.allCases) func defaultScopesOfASubclass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for name in ["chosen", "other"] { try await V.Chosen.create { $0.name = name } }
      try await V.Client.create { $0.name = "chosen" }
      #expect(try await V.Chosen.count() == 1)
      #expect(try await V.Chosen.unscoped().count() == 2)
      #expect(try await V.Concern.count() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func anAssociationNamedType(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ware = V.Ware(label: "W", type: V.WareType(name: "Phone"))
      try await ware.save()
      #expect(try await V.Ware.find(ware.id!).type?.name == "Phone")
      #expect(V.Ware.modelFacts.typeColumnName == nil)
    }
  }

  @Test func classesAreKnownByTheNamesThatColumnsHold() throws {
    ModelRegistry.register([Painter.self, V.Startup.self])
    let stake = V.Stake { $0.$held.set(SignPainter()) }
    // The class of the column is the one that owns the table.
    #expect(stake.$held.type == "Worker" && stake.$held.model == Worker.self)
    #expect(ModelRegistry.model(named: "Painter") == Painter.self)
    #expect(ModelRegistry.model(named: "omg_startup") == V.Startup.self && ModelRegistry.model(named: "Ventures.Startup") == V.Startup.self)
    #expect(ModelRegistry.model(named: "NonexistentModel") == nil)
  }
}

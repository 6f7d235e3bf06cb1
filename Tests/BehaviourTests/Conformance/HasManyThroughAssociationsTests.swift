import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many through, name by name.
@Suite struct HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func hasManyThroughCreateRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      #expect(try await league.fans.create { $0.name = "Bob" }.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases) func throughAssociationWithJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fan = try await scarfed()
      #expect(try await fan.leagues.load()[0].scarves.relation.joins(\.fan).load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func throughAssociationWithLeftJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fan = try await scarfed()
      #expect(try await fan.leagues.load()[0].scarves.relation.leftJoins(\.fan).load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func preloadWithNestedAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await scarfed()
      let leagues = try await League.preload(\.fans, \.scarves).order(\.id).load()
      recorder.clear()
      #expect(try leagues.map { try $0.fans.loaded.count } == [1])
      #expect(try leagues.map { try $0.scarves.loaded.count } == [1])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadMultipleInstancesOfTheSameRecord(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let league = try await League.create()
      for name in ["Ann", "Bob"] { try await league.fans.create { $0.name = name } }
      let leagues = try await League.joins(\.passes).preload(\.passes).load()
      recorder.clear()
      #expect(try leagues.map { try $0.passes.loaded.count } == [2, 2])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func orderedHasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      for name in ["Ann", "Bob", "Cid"] { try await league.fans.create { $0.name = name } }
      #expect(try await League.includes(\.fansByName).first()?.fansByName.loaded.map(\.name) == ["Cid", "Bob", "Ann"])
    }
  }

  @Test(arguments: Engine.allCases) func include(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = League(), fan = Fan()
      try await league.fans.append(fan)
      #expect(try await league.fans.contains(fan))
    }
  }

  @Test(arguments: Engine.allCases) func associateExisting(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let league = try await League.create(), fan = try await Fan.create { $0.name = "Ann" }
      recorder.clear()
      try await league.fansDestroyed.append(fan)
      #expect(recorder.sql.filter { $0.hasPrefix("INSERT") }.count == 1)
      #expect(try await league.fansDestroyed.contains(fan))
      #expect(try await league.reload().fans.reload() == [fan])
    }
  }

  @Test(arguments: Engine.allCases) func concat(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create(), fan = try await Fan.create { $0.name = "Ann" }
      try await league.fans.append([fan])
      #expect(try await league.fans.size() == 1)
      #expect(try await league.fans.reload() == [fan])
    }
  }

  @Test(arguments: Engine.allCases) func associateExistingRecordTwiceShouldAddToTargetTwice(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create(), fan = try await Fan.create { $0.name = "Ann" }
      try await league.fans.append(fan)
      try await league.fans.append(fan)
      #expect(try await league.fans.load().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func associateExistingRecordTwiceShouldAddRecordsTwice(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create(), fan = try await Fan.create { $0.name = "Ann" }
      try await league.fans.append(fan)
      try await league.fans.append(fan)
      #expect(try await league.fans.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func addTwoInstanceAndThenDeleting(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create(), fan = try await Fan.create { $0.name = "Ann" }
      try await league.fans.append(fan)
      try await league.fans.append(fan)
      try await league.fans.remove(fan)
      #expect(
        try await [league.fans.count(), league.fans.load().count, league.passes.count(), league.passes.reload().count] == [0, 0, 0, 0])
      #expect(try await league.fans.reload().contains(fan) == false)
    }
  }

  @Test(arguments: Engine.allCases) func associatingNew(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }, player = Player(name: "Bob")
      #expect(try await recorder.statements { try await play.players.append(player) } == 4)
      #expect(try await play.players.contains(player))
      #expect(try await play.reload().players.reload() == [player])
    }
  }

  @Test(arguments: Engine.allCases) func associateNewByBuilding(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      recorder.clear()
      play.players.build { $0.name = "Bob" }
      play.players.build { $0.name = "Ted" }
      #expect(recorder.events.isEmpty)
      #expect(try await play.players.map(\.name) == ["Bob", "Ted"])
      #expect(recorder.events.count == 1)
      play.title += "-changed"
      #expect(try await recorder.statements { try await play.save() } == 7)
      #expect(try await play.reload().players.reload().map(\.name) == ["Bob", "Ted"])
    }
  }

  @Test(arguments: Engine.allCases) func buildThenRemoveThenSave(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      play.players.build { $0.name = "Bob" }
      let ted = play.players.build { $0.name = "Ted" }
      try await play.players.remove(ted)
      try await play.save()
      #expect(try await play.reload().players.map(\.name) == ["Bob"])
    }
  }

  @Test(arguments: Engine.allCases) func bothParentIdsSetWhenSavingNew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = League(name: "L"), fan = Fan(name: "Sean")
      try await league.fans.replace(with: [fan])
      try await league.save()
      let pass = try #require(try await league.passes.reload().first)
      #expect(league.id != nil && fan.id != nil && pass.leagueID == league.id && pass.fanID == fan.id)
    }
  }

  /// A league and a fan, joined.
  func joined() async throws -> (League, Fan) {
    let league = try await League.create { $0.name = "L" }
    let fan = try await league.fans.create { $0.name = "Ann" }
    return (try await League.find(league.id!), fan)
  }

  /// A fan with a league and a scarf.
  func scarfed() async throws -> Fan {
    let fan = try await joined().1
    try await fan.scarves.create { $0.color = "red" }
    return fan
  }
}

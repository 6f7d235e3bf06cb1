import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many through: members that are created.
extension HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func associateWithCreate(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      #expect(try await recorder.statements { try await play.players.create { $0.name = "Jeb" } } == 4)
      recorder.clear()
      #expect(try await play.players.map(\.name) == ["Jeb"])
      #expect(recorder.events.count == 1)
      #expect(try await play.reload().players.reload().map(\.name) == ["Jeb"])
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateAndNoOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fans.createIfValid { $0.name = "foo" }
      #expect(try await league.fans.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateExclamationAndNoOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fans.create { $0.name = "foo" }
      #expect(try await league.fans.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateWithThroughHavingConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.favouriteFans.create { $0.name = "foo" }
      #expect(try await league.favouriteFans.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func createOnNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      await #expect(throws: RecordNotSaved.self) { _ = try await League().fans.createIfValid { $0.name = "mew" } }
      await #expect(throws: RecordNotSaved.self) { _ = try await League().fans.create { $0.name = "snow" } }
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateAndValidOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fans.createIfValid { $0.name = "fan" }
      #expect(try await league.fans.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateBangAndInvalidOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      await #expect(throws: RecordInvalid.self) { _ = try await league.fans.create { $0.name = "0" } }
      #expect(try await league.fans.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateBangAndValidOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fans.create { $0.name = "fan" }
      #expect(try await league.fans.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func pushWithInvalidRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      await #expect(throws: RecordInvalid.self) { try await league.fans.append(Fan(name: "0")) }
    }
  }

  @Test(arguments: Engine.allCases) func pushWithInvalidJoinRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      await #expect(throws: RecordInvalid.self) { try await league.fans.append(Fan(name: "unlucky")) }
      let saved = try await Fan.create { $0.name = "unlucky" }
      await #expect(throws: RecordInvalid.self) { try await league.fans.append(saved) }
      #expect(try await Pass.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func clearAssociations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      try await play.players.create { $0.name = "P" }
      let found = try await Play.find(1)
      try await found.players.reload()
      try await found.players.clear()
      recorder.clear()
      #expect(try await found.players.isEmpty())
      #expect(recorder.events.isEmpty)
      #expect(try await found.reload().players.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func countWithIncludeShouldAliasJoinTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await League.create().fans.append(fan)
      #expect(league.isPersisted)
      #expect(try await fan.leagues.includes(\.passes).count() == 2)
    }
  }
}

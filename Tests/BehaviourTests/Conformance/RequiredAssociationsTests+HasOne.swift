import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of a has_one that must be there.
extension RequiredAssociationsTests {
  @Test(arguments: Engine.allCases) func requiredHasOneAssociationsHavePresenceValidated(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let bottle = Bottle { $0.litres = 2 }
      #expect(try await bottle.saveIfValid() == false)
      #expect(bottle.errors.fullMessages == ["Cork must exist"])
      #expect(try await Bottle.count() == 0)
      try await bottle.$cork.set(Cork(length: 4))
      #expect(try await bottle.saveIfValid())
      #expect(try await Cork.all().sole().bottleID == bottle.id)
    }
  }

  @Test(arguments: Engine.allCases) func requiredHasOneAssociationsHaveACorrectErrorMessage(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let bottle = try await Bottle.createIfValid { $0.litres = 2 }
      #expect(bottle.isNew && bottle.errors.fullMessages == ["Cork must exist"])
      #expect(bottle.errors["cork"] == ["must exist"])
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of required associations, name by name.
@Suite struct RequiredAssociationsTests {
  @Test(arguments: Engine.allCases) func requiredBelongsToAssociationsHavePresenceValidated(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let contract = Contract { $0.salary = 1 }
      #expect(try await contract.saveIfValid() == false)
      #expect(contract.errors.fullMessages == ["Player must exist"])
      contract.$player.set(Player(name: "P"))
      #expect(try await contract.saveIfValid())
    }
  }

  @Test(arguments: Engine.allCases) func requiredBelongsToAssociationsHaveACorrectErrorMessage(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let contract = try await Contract.createIfValid { $0.salary = 1 }
      #expect(contract.errors.fullMessages == ["Player must exist"])
    }
  }

  @Test(arguments: Engine.allCases) func hasOneAssociationsAreNotRequiredByDefault(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await Theatre(name: "G").saveIfValid())
      let theatre = Theatre(name: "H")
      try await theatre.$license.set(License(number: "1"))
      #expect(try await theatre.saveIfValid())
    }
  }

  @Test(arguments: Engine.allCases) func belongsToAssociationsCanBeOptionalByDefault(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await Play(title: "A").saveIfValid())
      #expect(try await Play(title: "B", theatre: Theatre(name: "G")).saveIfValid())
    }
  }

}

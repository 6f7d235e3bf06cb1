import ActiveRecord
import ActiveRecordTesting
import Testing

/// Checks, contexts and messages.
@Suite struct ValidationTests {
  @Test(arguments: Engine.allCases) func everyCheckHasItsMessage(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let member = Member(name: "x", email: "nowhere", age: -1, role: "king")
      #expect(try await member.isValid() == false)
      #expect(member.errors["name"] == ["is too short (minimum is 2 characters)"])
      #expect(member.errors["email"] == ["looks wrong"])
      #expect(member.errors["age"].count == 1)
      #expect(member.errors["role"] == ["is not included in the list"])
      member.name = " "
      #expect(try await member.isValid() == false)
      #expect(member.errors["name"].contains("can't be blank"))
      #expect(try await member.saveIfValid() == false)
      #expect(recorder.sql.allSatisfy { $0.hasPrefix("SELECT") })
    }
  }

  @Test(arguments: Engine.allCases) func uniquenessAsksWithinTheScope(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.changeSchema { $0.removeIndex("members", name: "one_email") }
      try await Member(name: "Ann", email: "a@b").save()
      let same = Member(name: "Bob", email: "a@b")
      #expect(try await same.saveIfValid() == false)
      #expect(same.errors["email"] == ["has already been taken"])
      same.club = "chess"
      #expect(try await same.saveIfValid())
      #expect(try await same.isValid())
    }
  }

  @Test(arguments: Engine.allCases) func contextsChooseTheRules(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let member = Member(name: "Ann", age: 12)
      #expect(try await member.isValid())
      #expect(try await member.isValid(in: "contract") == false)
      #expect(try await member.saveIfValid(in: "contract") == false)
      try await member.save()
      member.name = "frozen"
      #expect(try await member.saveIfValid() == false)
      #expect(member.errors["base"] == ["cannot be changed"])
      try await member.save(validate: false)
      #expect(try await Member.first()?.name == "frozen")
    }
  }

  @Test(arguments: Engine.allCases) func saveThrowsWithTheErrors(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let told = await failure { try await Member(name: "").save() }
      #expect(told?.hasPrefix("Validation failed: ") == true)
      #expect(told?.contains("can't be blank") == true)
      let member = try await Member.createIfValid { $0.name = "x" }
      #expect(member.isNew && !member.errors.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func membersAreValidatedWithTheirOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = Basket(name: "B")
      let fruit = basket.fruits.build { $0.name = "" }
      #expect(try await basket.isValid() == false)
      #expect(basket.errors["fruits"] == ["is invalid"])
      fruit.name = "apple"
      #expect(try await basket.isValid())
    }
  }
}

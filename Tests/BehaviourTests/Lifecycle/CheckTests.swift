import ActiveRecord
import ActiveRecordTesting
import Testing

/// Each check with its message, and the conditions under which it runs.
@Suite struct CheckTests {
  /// The sentences about an applicant that is valid but for what `change` does.
  private func sentences(in context: ValidationContext? = nil, _ change: (Applicant) -> Void) async throws -> [String] {
    let applicant = Applicant(name: "ann")
    change(applicant)
    let isValid = try await applicant.isValid(in: context)
    #expect(isValid == applicant.errors.isEmpty)
    return applicant.errors.fullMessages
  }

  @Test(arguments: Engine.allCases) func presenceAndLength(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await sentences { $0.name = " " } == ["Name can't be blank", "Name is too short (minimum is 2 characters)"])
      #expect(try await sentences { $0.name = "x" } == ["Name is too short (minimum is 2 characters)"])
      #expect(try await sentences { $0.name = "far too long" } == ["Name is too long (maximum is 8 characters)"])
      #expect(try await sentences { $0.code = "1" } == ["Code is the wrong length (should be 3 characters)"])
      #expect(try await sentences { $0.code = "123" } == [])
      #expect(try await Applicant().isValid() == false)
    }
  }

  @Test(arguments: Engine.allCases) func formatConfirmationAndAcceptance(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await sentences { $0.email = "nope" } == ["Email is invalid"])
      #expect(try await sentences { $0.email = "" } == [])
      #expect(try await sentences { $0.email = "a@b" } == [])
      #expect(
        try await sentences {
          $0.email = "a@b"
          $0.emailConfirmation = "a@c"
        } == ["Email confirmation doesn't match Email"])
      #expect(try await sentences { $0.terms = false } == ["Terms must be accepted"])
      #expect(try await sentences { $0.terms = true } == [])
    }
  }

  @Test(arguments: Engine.allCases) func numericality(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await sentences { $0.age = 17 } == ["Age must be greater than or equal to 18"])
      #expect(try await sentences { $0.age = 99 } == ["Age must be less than 99"])
      #expect(try await sentences { $0.age = 50 } == ["Age must be other than 50"])
      #expect(try await sentences { $0.score = "x" } == ["Score is not a number"])
      #expect(try await sentences { $0.score = "1e1" } == [])
      #expect(try await sentences { $0.score = "11" } == ["Score must be in 0..10", "Score must be even"])
      #expect(try await sentences { $0.score = "1.5" } == ["Score must be even"])
      #expect(try await sentences { $0.score = "4 apples" } == ["Score is not a number"])
    }
  }

  @Test(arguments: Engine.allCases) func listsComparisonsAndConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await sentences { $0.level = "king" } == ["Level is not included in the list"])
      #expect(try await sentences { $0.level = "full" } == [])
      #expect(
        try await sentences {
          $0.level = "full"
          $0.isActive = false
        } == ["Level is reserved"])
      #expect(
        try await sentences {
          $0.level = "guest"
          $0.code = "123"
        } == ["Code must be blank"])
      #expect(
        try await sentences {
          $0.startsAt = 5
          $0.endsAt = 3
        } == ["Ends at must come after 5, not at 3"])
      #expect(try await sentences { $0.endsAt = 3 } == [])
      #expect(try await sentences { $0.name = "odd" } == ["looks odd"])
    }
  }

  @Test(arguments: Engine.allCases) func contextsAddToThePlainRules(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await sentences { $0.name = "nobody" } == [])
      #expect(try await sentences(in: "gate") { $0.name = "nobody" } == ["Name is no name", "Name is no name"])
      #expect(try await sentences(in: ["gate", .create]) { $0.name = "nobody" }.count == 2)
      let guild = try await Guild.create()
      #expect(try await guild.isValid(in: "opening") == false)
      #expect(guild.errors.fullMessages == ["Applicants can't be blank"])
      for name in ["ann", "bob", "cid"] { try await guild.applicants.create { $0.name = name } }
      #expect(try await guild.isValid(in: "crowd") == false)
      #expect(guild.errors.fullMessages == ["Applicants are too many (at most 2)"])
      #expect(try await guild.isValid())
    }
  }

  @Test(arguments: Engine.allCases) func strictChecksThrow(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let applicant = Applicant(name: "root")
      #expect(await failure { _ = try await applicant.isValid() } == "Name is reserved")
      await #expect(throws: StrictValidationFailed.self) { _ = try await applicant.saveIfValid() }
      #expect(try await Applicant.count() == 0)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Errors as programs and users see them: kinds, words, languages, and those of members.
@Suite struct ErrorsTests {
  private static let german = ErrorMessages(
    messages: [
      "blank": "muss ausgefüllt werden", "too_short.one": "ist zu kurz (mindestens 1 Zeichen)",
      "too_short.other": "ist zu kurz (mindestens %{count} Zeichen)", "Applicant.code.wrong_length": "hat drei Zeichen",
    ],
    attributes: ["Applicant.name": "Der Name", "code": "Das Kürzel"])

  @Test(arguments: Engine.allCases) func kindsAndDetails(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let applicant = Applicant(name: "x", code: "1")
      #expect(try await applicant.isValid() == false)
      let errors = applicant.errors
      #expect(errors.count == 2 && errors.attributes == ["name", "code"])
      #expect(errors.messages["name"] == ["is too short (minimum is 2 characters)"])
      #expect(errors.details["name"]?.map(\.kind) == ["too_short"])
      #expect(errors.details["name"]?.first?.options == ["count": "2"])
      #expect(errors.contains("name", kind: "too_short") && errors.contains("name", kind: "too_short", options: ["count": "2"]))
      #expect(!errors.contains("name", kind: "blank") && !errors.contains("name", kind: "too_short", options: ["count": "3"]))
      #expect(errors[Applicant.name] == errors["name"] && errors.fullMessages(for: "code").count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func addedByHandAreForgottenByTheNextValidation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let applicant = Applicant(name: "ann")
      applicant.errors.add(Applicant.name, kind: "too_short", options: ["count": "9"])
      applicant.errors.add("code", kind: "sold_out")
      #expect(applicant.errors.fullMessages == ["Name is too short (minimum is 9 characters)", "Code is sold out"])
      applicant.errors.remove("code")
      #expect(applicant.errors.attributes == ["name"])
      #expect(try await applicant.isValid() && applicant.errors.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func wordsOfALanguage(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let applicant = Applicant(name: "", code: "1", age: 3)
      try await Self.german.use { _ = try await applicant.isValid() }
      let german = [
        "Der Name muss ausgefüllt werden", "Der Name ist zu kurz (mindestens 2 Zeichen)", "Das Kürzel hat drei Zeichen",
        "Age must be greater than or equal to 18",
      ]
      #expect(applicant.errors.fullMessages(in: Self.german) == german)
      #expect(
        applicant.errors.fullMessages(in: .english) == [
          "Name can't be blank", "Name is too short (minimum is 2 characters)", "Code is the wrong length (should be 3 characters)",
          "Age must be greater than or equal to 18",
        ])
    }
  }

  @Test(arguments: Engine.allCases) func membersErrorsOnTheirOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let guild = Guild()
      for _ in 1...2 { guild.applicants.build { $0.name = "x" } }
      #expect(try await guild.isValid() == false)
      #expect(guild.errors.fullMessages == ["Applicants is invalid"])
      let saved = Guild()
      for _ in 1...2 { saved.savedApplicants.build { $0.name = "x" } }
      #expect(try await saved.isValid() == false)
      #expect(saved.errors.fullMessages == ["Saved applicants name is too short (minimum is 2 characters)"])
      #expect(saved.errors.attributes == ["savedApplicants.name"])
      let numbered = Guild()
      for name in ["ann", "x", "y"] { numbered.numberedApplicants.build { $0.name = name } }
      #expect(try await numbered.saveIfValid() == false)
      #expect(numbered.errors.attributes == ["numberedApplicants[1].name", "numberedApplicants[2].name"])
      #expect(numbered.errors.fullMessages[0] == "Numbered applicants[1] name is too short (minimum is 2 characters)")
    }
  }

  @Test(arguments: Engine.allCases) func whatIsValidatedWithAnOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let loose = Guild()
      loose.looseApplicants.build { $0.name = "x" }
      #expect(try await loose.isValid())
      #expect(try await loose.isValid(in: "review") == false)
      #expect(loose.errors.messages == ["looseApplicants": ["are bad"]])
      let guild = try await Guild.create()
      let founder = Applicant(name: "ann")
      try await guild.$founder.set(founder)
      founder.name = "x"
      #expect(try await guild.isValid() == false)
      #expect(guild.errors.messages == ["founder": ["is invalid"]])
      // Without autosave the mark has no meaning.
      founder.markForDestruction()
      #expect(try await guild.isValid() == false)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of the errors of members that their owner saves with it.
@Suite struct AutosaveErrorTests {
  /// A circus with a good and a bad member.
  private func circus(numbered: Bool, _ bad: String = "") async throws -> (circus: Circus, good: Clown, bad: Clown) {
    let circus = Circus(motto: "Hi"), good = Clown(name: "Pip"), bad = Clown(name: bad)
    try await (numbered ? circus.numberedClowns : circus.clowns).append(good, bad)
    return (circus, good, bad)
  }

  @Test(arguments: Engine.allCases) func anInvalidMemberKeepsTheOwnerUnsaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (circus, good, bad) = try await circus(numbered: false)
      #expect(try await circus.saveIfValid() == false)
      #expect(try await bad.isValid() == false)
      #expect(try await good.isValid())
      #expect(circus.isNew)
    }
  }

  @Test(arguments: Engine.allCases) func validMembersAreSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi")
      try await circus.clowns.append(Clown(name: "Pip"))
      #expect(try await circus.saveIfValid())
      #expect(try await circus.clowns.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func errorsAreNumberedWhereRulesSayIt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (circus, good, bad) = try await circus(numbered: true)
      #expect(try await bad.isValid() == false)
      #expect(try await good.isValid())
      #expect(try await circus.isValid() == false)
      #expect(circus.errors["numberedClowns[1].name"] == ["can't be blank"] && circus.errors["numberedClowns.name"].isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func detailsNameTheKind(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (circus, _, _) = try await circus(numbered: false)
      #expect(try await circus.isValid() == false)
      #expect(circus.errors.details["clowns.name"]?.map(\.kind) == ["blank"])
    }
  }

  @Test(arguments: Engine.allCases) func detailsAreNumberedWhereRulesSayIt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (circus, _, _) = try await circus(numbered: true)
      #expect(try await circus.isValid() == false)
      #expect(circus.errors.details["numberedClowns[1].name"]?.map(\.kind) == ["blank"])
      #expect(circus.errors.details["numberedClowns.name"] == nil)
    }
  }

  @Test(arguments: Engine.allCases) func errorsOfAMemberAsAWholeAreNumberedToo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (circus, good, bad) = try await circus(numbered: true, "sad")
      #expect(try await good.isValid())
      #expect(try await bad.isValid() == false)
      #expect(try await circus.isValid() == false)
      #expect(circus.errors["numberedClowns[1]"] == ["should be funny"])
      #expect(circus.errors.fullMessages == ["Numbered clowns[1] should be funny"])
    }
  }

  @Test(arguments: Engine.allCases) func aLanguageNamesTheTargetAndItsAttributes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let words = ErrorMessages(messages: [:], attributes: ["tent": "The big top", "tent.name": "The tent's name"])
      let circus = Circus(motto: "Hi")
      try await circus.$tent.set(Tent(name: "odd"))
      #expect(try await circus.isValid() == false)
      #expect(circus.errors.fullMessages(in: words) == ["The big top looks odd"])
      try await circus.$tent.set(Tent(name: ""))
      #expect(try await circus.isValid() == false)
      #expect(circus.errors.fullMessages(in: words) == ["The tent's name can't be blank", "The tent's name is invalid"])
    }
  }
}

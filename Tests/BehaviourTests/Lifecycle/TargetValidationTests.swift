import ActiveRecord
import ActiveRecordTesting
import Testing

/// Whether targets of associations to one record are validated with it, and what becomes of them.
@Suite struct TargetValidationTests {
  @Test(arguments: Engine.allCases) func belongsToIsNotValidatedUnlessAsked(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let captain = try await Captain.create { $0.name = "Ann" }
      let plain = Mascot(name: "m"), checked = Mascot(name: "n")
      plain.$owner.set(captain)
      checked.$checkedOwner.set(captain)
      captain.name = ""
      #expect(try await plain.isValid())
      #expect(try await checked.isValid() == false)
      #expect(checked.errors.messages == ["checkedOwner": ["is invalid"]])
      #expect(try await plain.saveIfValid() && captain.isChanged)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneIsNotValidatedUnlessAsked(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await Crew.create { $0.name = "C" }
      let mascot = try await crew.$mascot.create { $0.name = "m" }
      mascot.name = ""
      #expect(try await crew.isValid())
      let other = try await Crew.find(1)
      try await other.checkedMascot?.name = ""
      #expect(try await other.isValid() == false)
      #expect(other.errors.messages == ["checkedMascot": ["is invalid"]])
    }
  }

  @Test(arguments: Engine.allCases) func belongsToDeletesItsTargetWithoutCallbacks(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let captain = Captain(name: "Ann", parrot: Mascot(name: "m"))
      try await captain.save()
      try await captain.destroy()
      #expect(try await [Captain.count(), Mascot.count()] == [0, 0])
    }
  }
}

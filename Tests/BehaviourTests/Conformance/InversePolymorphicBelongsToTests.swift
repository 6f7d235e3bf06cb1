import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of inverses and keys that change.
@Suite struct InversePolymorphicBelongsToTests {
  @Test(arguments: Engine.allCases) func inversedInstanceShouldNotBeReloadedAfterStaleStateChanged(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe"), license = License(number: "1")
      try await theatre.$license.set(license)
      let before = try await license.theatre
      try await theatre.save()
      #expect(try await license.theatre === before)
    }
  }

  @Test(arguments: Engine.allCases) func inversedInstanceShouldNotBeReloadedAfterStaleStateChangedWithValidation(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let license = License(number: "1", theatre: Theatre(name: "Globe"))
      let before = try await license.theatre
      try await license.save()
      #expect(try await license.theatre === before)
    }
  }

}

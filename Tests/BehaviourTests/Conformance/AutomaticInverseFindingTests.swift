import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of inverses that are found by themselves.
@Suite struct AutomaticInverseFindingTests {
  @Test(arguments: Engine.allCases) func hasOneAndBelongsToShouldFindInverseAutomatically(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Theatre.reflection("license")?.inverseName == "theatre")
      #expect(License.reflection("theatre")?.inverseName == "license")
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAndBelongsToShouldFindInverseAutomatically(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Play.reflection("roles")?.inverseName == "play")
      #expect(Role.reflection("play")?.inverseName == "roles")
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAndBelongsToShouldFindInverseAutomaticallyForModelInModule(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Billing.Invoice.reflection("lines")?.inverseName == "invoice")
    }
  }

  @Test(arguments: Engine.allCases) func hasOneAndBelongsToShouldFindInverseAutomaticallyOnMultipleWordName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Depot.reflection("boxes")?.inverseName == "depot")
      #expect(DepotBox.reflection("depot")?.inverseName == "boxes")
      #expect(Depot.reflection("lid")?.inverseName == "depot")
      #expect(DepotLid.reflection("depot")?.inverseName == "lid")
      let key = try #require(Beacon.reflection("beaconKey")), beacon = try #require(BeaconKey.reflection("beacon"))
      #expect(key.inverse === beacon && beacon.inverse === key)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAndBelongsToShouldFindInverseAutomaticallyForSti(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Workshop.reflection("workers")?.inverseName == "workshop")
      #expect(Workshop.reflection("painters")?.inverseName == "workshop")
    }
  }

  @Test(arguments: Engine.allCases) func hasOneAndBelongsToAutomaticInverseSharesObjects(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let license = License(number: "1", theatre: theatre)
      try await license.save()
      #expect(try await theatre.license == license)
      try await theatre.license?.number = "Blue"
      #expect(try await theatre.license?.number == license.number)
      license.number = "Red"
      #expect(try await theatre.license?.number == license.number)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAndBelongsToAutomaticInverseSharesObjectsOnRating(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = Play(title: "A", theatre: theatre)
      try await play.save()
      #expect(try await play.theatre == theatre)
      try await play.theatre?.name = "x"
      #expect(theatre.name == "x")
      theatre.name = "y"
      #expect(try await play.theatre?.name == "y")
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAndBelongsToAutomaticInverseSharesObjectsOnComment(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }, play = try await Play.create { $0.title = "A" }
      play.$theatre.set(theatre)
      #expect(try await play.theatre == theatre)
      try await play.theatre?.name = "x"
      #expect(theatre.name == "x")
      theatre.name = "y"
      #expect(try await play.theatre?.name == "y")
    }
  }

}

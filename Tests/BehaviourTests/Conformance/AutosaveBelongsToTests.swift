import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of a belongs_to whose target is saved with the record, where nothing else was said.
@Suite struct AutosaveBelongsToTests {
  @Test(arguments: Engine.allCases) func saveFailsForInvalidOneThatIsValidated(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let trailer = try await Trailer.create { $0.name = "T" }
      trailer.$checkedCircus.set(Circus(motto: ""))
      #expect(try await trailer.isValid() == false)
      #expect(try await trailer.saveIfValid() == false)
      #expect(trailer.errors["checkedCircus"] == ["is invalid"])
    }
  }

  /// Rails saves the record, and forgets the invalid target in silence.
  @Test(arguments: Engine.allCases, AutosaveHasOneTests.Validated.allCases)
  func anInvalidOneFailsTheSaveAlthoughItIsNotValidated(_ engine: Engine, _ validated: AutosaveHasOneTests.Validated) async throws {
    try await engine.database { _, _ async throws in
      let trailer = Trailer(name: "T")
      let (handle, name) = validated == .off ? (trailer.$looseCircus, "looseCircus") : (trailer.$circus, "circus")
      let circus = handle.build { $0.motto = "" }
      #expect(try await trailer.isValid())
      #expect(try await trailer.saveIfValid() == false)
      #expect(trailer.errors[name] == ["is invalid"] && circus.isNew && trailer.isNew)
      #expect(try await Trailer.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func assignmentBeforeTheTargetIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let trailer = try await Trailer.create { $0.name = "T" }
      let circus = Circus(motto: "Hi")
      trailer.$circus.set(circus)
      #expect(try await trailer.circus === circus)
      #expect(circus.isNew)
      #expect(try await trailer.saveIfValid())
      #expect(try await circus.saveIfValid())
      #expect(circus.isPersisted)
      #expect(try await trailer.circus === circus)
      #expect(try await trailer.$circus.reload() == circus)
    }
  }

  @Test(arguments: Engine.allCases) func assignmentBeforeEitherIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let trailer = Trailer(name: "T"), circus = Circus(motto: "Hi")
      trailer.$circus.set(circus)
      #expect(trailer.isNew && circus.isNew)
      #expect(try await trailer.saveIfValid())
      #expect(trailer.isPersisted && circus.isPersisted)
      #expect(try await trailer.circus === circus)
      #expect(try await trailer.$circus.reload() == circus)
    }
  }

  enum Targets: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case two, shared, sharedByStored, sharedTwice
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Targets.allCases) func oneSaveStoresTwoAssociations(_ engine: Engine, _ targets: Targets) async throws {
    try await engine.database { _, _ async throws in
      let booking = targets == .two || targets == .shared ? Booking() : try await Booking.create()
      for _ in 0..<(targets == .sharedTwice ? 2 : 1) {
        let payer = Circus(motto: "P"), host = targets == .two ? Circus(motto: "H") : payer
        booking.$payer.set(payer)
        booking.$host.set(host)
        #expect(try await booking.saveIfValid())
        #expect(try await booking.payer === payer)
        #expect(try await booking.host === host)
        try await booking.reload()
        #expect(try await booking.payer == payer)
        #expect(try await booking.host == host)
      }
      #expect(try await Booking.count() == 1)
      #expect(try await Circus.count() == (targets == .two || targets == .sharedTwice ? 2 : 1))
    }
  }

  @Test(arguments: Engine.allCases) func aPolymorphicTargetIsStoredWithANewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      let clown = try await Clown.create { $0.name = "Pip" }
      try await circus.$booking.create { $0.$record.set(clown) }
      #expect(try await Booking.count() == 1)
      #expect(try await Booking.find(1).record == clown)
    }
  }

  @Test(arguments: Engine.allCases) func aBuiltTargetIsNotLoadedAgain(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let trailer = try await Trailer.create { $0.name = "T" }
      let circus = trailer.$circus.build { $0.motto = "Hi" }
      try await trailer.save()
      recorder.clear()
      #expect(try await trailer.circus === circus)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aTargetThatTheKeyLeftIsNotValidated(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      let trailer = Trailer(name: "T")
      trailer.$checkedCircus.set(Circus(motto: ""))
      #expect(try await trailer.isValid() == false)
      trailer.circusID = circus.id
      #expect(try await trailer.isValid())
      #expect(try await trailer.saveIfValid())
      #expect(try await Circus.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func anUnchangedTargetIsNotValidated(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      try await Tent(name: "Top", circus: circus).save()
      circus.motto = ""
      try await circus.save(validate: false)
      let tent = try #require(try await Tent.last())
      #expect(try await tent.isValid())
      #expect(try await tent.circus?.motto == "")
      #expect(try await tent.isValid())
      let trailer = Trailer(name: "T")
      trailer.$checkedCircus.set(try await Circus.find(circus.id ?? 0))
      #expect(try await trailer.isValid())
    }
  }

  @Test(arguments: Engine.allCases) func aTargetThatIsNotThereIsNotLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let trailer = Trailer(name: "T", circus: Circus(motto: "Hi"))
      try await trailer.save()
      trailer.$circus.reset()
      recorder.clear()
      try await trailer.save()
      #expect(recorder.queries.isEmpty)
    }
  }
}

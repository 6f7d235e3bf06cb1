import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of one target that is saved with the record, changed or not: `hasOne` saves a circus with its tent,
/// `belongsTo` a tent with its circus.
@Suite struct AutosaveTargetTests {
  @Test(arguments: Engine.allCases, Side.allCases) func worksWithoutATarget(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(side)
      try await pair.target.destroy()
      if side == .hasOne {
        try await pair.circus.reload().update { $0.motto = "Arr" }
        #expect(try await pair.circus.reload().motto == "Arr")
      } else {
        try await pair.tent.reload().update { $0.name = "Arr" }
        #expect(try await pair.tent.reload().name == "Arr")
      }
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func theTargetIsSavedIfAllIsValid(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(side)
      pair.setTarget("New")
      #expect(try await pair.owner.saveIfValid())
      #expect(try await pair.texts() == (side == .hasOne ? ["Hi", "New"] : ["New", "Top"]))
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func theTargetIsSaved(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(side)
      pair.setTarget("New")
      try await pair.owner.save()
      #expect(try await pair.texts() == (side == .hasOne ? ["Hi", "New"] : ["New", "Top"]))
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func theTargetIsValidated(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(side)
      pair.setTarget("")
      #expect(try await pair.owner.isValid() == false)
      #expect(!pair.owner.errors[pair.error].isEmpty)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func errorsOfBothAreTold(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(side)
      pair.setTarget("")
      pair.setOwner("")
      #expect(try await pair.owner.isValid() == false)
      #expect(!pair.owner.errors[pair.error].isEmpty)
      #expect(!pair.owner.errors[side == .hasOne ? "motto" : "name"].isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func severalErrorsOfOneAttributeAreTold(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(.hasOne)
      pair.setTarget("")
      pair.setOwner("")
      #expect(try await pair.circus.isValid() == false)
      #expect(pair.circus.errors["tent.name"] == ["can't be blank", "is invalid"])
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func theTargetIsNotValidatedIfTheSaveDoesNot(_ engine: Engine, _ side: Side) async throws
  {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(side)
      pair.setTarget("")
      pair.setOwner("")
      try await pair.owner.save(validate: false)
      #expect(try await pair.texts() == ["", ""])
    }
  }

  @Test(arguments: Engine.allCases) func nothingIsValidatedAtAnyDepthIfTheSaveDoesNot(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(.hasOne)
      let poles = try await pair.tent.poles.create(forEach: ["a", "b"]) { $0.name = $1 }
      pair.setTarget("")
      pair.setOwner("")
      for pole in poles { pole.name = "" }
      try await pair.circus.save(validate: false)
      #expect(try await pair.texts() + Pole.pluck(\.name) == ["", "", "", ""])
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func saveThrowsForAnInvalidTarget(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(side)
      pair.setTarget("")
      await #expect(throws: RecordInvalid.self) { try await pair.owner.save() }
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func aTargetThatStopsKeepsAllUnsaved(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi"), tent = Tent(name: "Top")
      if side == .hasOne {
        try await circus.$tent.set(tent)
        tent.stops = true
        #expect(try await circus.saveIfValid() == false)
      } else {
        tent.$circus.set(circus)
        circus.stops = true
        #expect(try await tent.saveIfValid() == false)
      }
      #expect(try await Circus.count() + Tent.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func aFailureTakesAllBack(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(side)
      pair.setTarget("New")
      pair.setOwner("New")
      pair.target.fails = true
      await #expect(throws: Mishap.self) { try await pair.owner.save() }
      #expect(try await pair.texts() == ["Hi", "Top"])
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func aTargetThatIsNotThereIsNotLoaded(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await CircusPair(side)
      let circus = try await Circus.find(1), tent = try await Tent.find(1)
      recorder.clear()
      if side == .hasOne { try await circus.update { $0.motto = "Arr" } } else { try await tent.update { $0.name = "Arr" } }
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func cyclesAreSearchedForChangesOnce(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let pair = try await CircusPair(.hasOne)
      pair.tent.$circus.set(pair.circus)
      recorder.clear()
      try await pair.tent.save()
      #expect(recorder.queries.isEmpty)
      let trick = try await pair.circus.tricks.create { $0.name = "Flip" }
      trick.name = "Jump"
      recorder.clear()
      try await pair.tent.save()
      #expect(recorder.sql.map { $0.prefix(6) } == ["UPDATE"])
      recorder.clear()
      try await pair.tent.save()
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aTargetThatNamedItsOwnerIsSavedWithIt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi"), tent = Tent(name: "Top")
      tent.$circus.set(circus)
      try await circus.save()
      #expect(try await circus.reload().tent?.name == "Top")
    }
  }

  @Test(arguments: Engine.allCases) func aTargetThroughAnotherIsNotSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let writer = try await Writer.find(1)
      let room = try #require(try await writer.room)
      room.name = "Hall"
      try await writer.save()
      #expect(room.isChanged)
      #expect(try await Room.pluck(\.name) == ["Attic"])
      let letter = try #require(try await writer.newestLetter)
      letter.text = "changed"
      try await writer.save()
      #expect(letter.isChanged)
    }
  }

  @Test(arguments: Engine.allCases) func aMemberSavesItsNewOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let choice = Choice(text: "C")
      let hint = choice.hints.build { $0.text = "h" }
      try await hint.save()
      #expect(choice.isPersisted)
      #expect(try await hint.reload().choice == choice.reload())
    }
  }

  @Test(arguments: Engine.allCases) func aPolymorphicTargetOfASubclassIsNotSavedAgain(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let mask = try await Mask.create()
      let acrobat = Acrobat(name: "A")
      try await acrobat.$mask.set(mask)
      try await acrobat.save()
      try await acrobat.update { $0.name = "B" }
      #expect(mask.$wearer.type == "Artist" && mask.wearerID == acrobat.id)
      #expect(mask.saves == 2)
    }
  }

  @Test(arguments: Engine.allCases, [false, true]) func aTargetThatAnotherOwnerTookIsTakenBack(_ engine: Engine, _ sameKey: Bool)
    async throws
  {
    try await engine.database { _, _ async throws in
      let canteen = try await Canteen.create { $0.name = "C" }
      try await canteen.$chef.create { $0.name = "Gordon" }
      if !sameKey { try await Grill.create { $0.name = "other" } }
      let grill = try await Grill.create { $0.name = "G" }
      #expect((grill.id == canteen.id) == sameKey)
      try await grill.$chef.set(try await canteen.chef)
      try await grill.save()
      try await canteen.save()
      #expect(try await canteen.chef?.workplace === canteen)
      #expect(try await canteen.reload().chef != nil)
      #expect(try await grill.reload().chef == nil)
    }
  }

  @Test(arguments: Engine.allCases) func aSavedRecordTakesAnotherTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let tent = Tent(name: "Top", circus: Circus(motto: "Arr"))
      try await tent.save()
      try await tent.$circus.create { $0.motto = "Savvy?" }
      #expect(try await tent.reload().circus?.motto == "Savvy?")
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of to-one associations and keys that were not shown elsewhere.
@Suite struct HoopTests {
  @Test(arguments: Engine.allCases, ["save", "saveIfValid"])
  func aTargetThatWasBuiltGivesItsKeyWhenItIsSaved(_ engine: Engine, _ word: String) async throws {
    try await engine.database { _, _ async throws in
      let clasp = try await HoopClasp.create { $0.name = "c" }
      let hoop = clasp.$hoop.build { $0.name = "r" }
      if word == "save" { try await hoop.save() } else { #expect(try await hoop.saveIfValid()) }
      #expect(clasp.hoopID == hoop.id && !clasp.isChanged)
      #expect(try await HoopClasp.find(clasp.id!).hoopID == hoop.id)
      #expect(try await hoop.clasp === clasp)
    }
  }

  @Test(arguments: Engine.allCases) func aTargetSavesTheRecordThatWasMadeWithIt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hoop = Hoop(name: "r"), clasp = HoopClasp(name: "c", hoop: hoop), moved = HoopClasp(name: "m")
      try await hoop.save()
      #expect(clasp.isPersisted && clasp.hoopID == hoop.id)
      let other = Hoop(name: "o")
      moved.$hoop.set(other)
      moved.$hoop.set(hoop)
      try await other.save()
      #expect(moved.isNew)
    }
  }

  @Test(arguments: Engine.allCases, ["create", "createIfValid", "build"])
  func theOwnersKeyIsThereWhenATargetIsMade(_ engine: Engine, _ word: String) async throws {
    try await engine.database { _, _ async throws in
      let hoop = try await Hoop.create { $0.name = "r" }
      let clasp =
        switch word {
        case "create": try await hoop.$clasp.create()
        case "createIfValid": try await hoop.$clasp.createIfValid()
        default: hoop.$clasp.build()
        }
      #expect(clasp.keyWhenMade == hoop.id && hoop.id != nil)
      #expect(try await hoop.clasp === clasp)
    }
  }

  @Test(arguments: Engine.allCases) func aTargetThatCannotBeCreatedChangesNothing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hoop = try await Hoop.create { $0.name = "r" }
      let first = try await hoop.$clasp.create()
      let bad = try await hoop.$clasp.createIfValid { $0.name = "bad" }
      #expect(bad.isNew && bad.errors["name"].count == 1)
      #expect(try await hoop.clasp === first)
      #expect(try await HoopClasp.pluck(\.hoopID) == [hoop.id])
    }
  }

  @Test(arguments: Engine.allCases) func aHierarchysTargetIsOfTheClassThatWasMade(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hoop = Hoop(name: "r")
      #expect(type(of: hoop.$clamp.build()) == HoopClamp.self)
      try await hoop.$clamp.set(SteelClamp())
      try await hoop.save()
      let found = try await Hoop.find(hoop.id!).clamp
      #expect(found.map { type(of: $0) } == SteelClamp.self)
    }
  }

  @Test(arguments: Engine.allCases) func aKeyThatTargetsDoNotHaveIsTold(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hoop = try await LostHoop.create { $0.name = "r" }
      let told = await failure { _ = try await hoop.$clasp.create() }
      #expect(told?.contains("LostHoop.clasp") == true && told?.contains("nowhere_id") == true)
      #expect(try await HoopClasp.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func ownerAndTargetGoTogetherFromTheBelongingSide(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let holder = try await HoopHolder.create()
      let clip = HoopClip(holder: holder)
      try await clip.save()
      try await clip.destroy()
      #expect(clip.isDestroyed && holder.isDestroyed)
      #expect(try await HoopHolder.count() == 0)
      #expect(try await HoopClip.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases, ["landlord", "tenant"])
  func whatIsBetweenTwoTakesBothFromEitherEnd(_ engine: Engine, _ end: String) async throws {
    try await engine.database { _, _ async throws in
      let landlord = try await Lodger.create(), tenant = try await Lodger.create()
      let chamber = Chamber(landlord: landlord, tenant: tenant)
      try await chamber.save()
      try await (end == "landlord" ? landlord : tenant).destroy()
      #expect(chamber.isDestroyed && landlord.isDestroyed && tenant.isDestroyed)
      #expect(try await Lodger.count() == 0)
      #expect(try await Chamber.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases, ["destroy", "replace", "alone"])
  func aTargetKnowsWhatDestroysIt(_ engine: Engine, _ way: String) async throws {
    try await engine.database { _, _ async throws in
      let hoop = try await Hoop.create { $0.name = "h" }
      let charm = try await hoop.$charm.create()
      switch way {
      case "destroy": try await hoop.destroy()
      case "replace": try await hoop.$charm.set(HoopCharm())
      default: #expect(try await charm.destroyIfAllowed() == false)
      }
      // SQLite gives the next row the key of the last one.
      if way != "replace" { #expect(try await HoopCharm.exists(charm.id!) == (way == "alone")) }
      #expect(charm.destroyer == (way == "alone" ? nil : "charm"))
      #expect(charm.isDestroyed == (way != "alone"))
    }
  }

  @Test(arguments: Engine.allCases) func aTargetIsForgottenWhereItsClassIsSetByHand(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let cord = try await SignetCord.create {
        $0.$bound.set(SignetChain(name: "c"))
        $0.boundType = "Document"
      }
      #expect(cord.boundID == nil && cord.boundType == "Document")
      #expect(try await SignetChain.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func whatIsPolymorphicCannotBeGoneThrough(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let cord = try await LostCord.create()
      recorder.clear()
      let told = await failure { _ = try await cord.wax }
      #expect(told?.contains("LostCord.wax") == true && told?.contains("'bound' is polymorphic") == true)
      #expect(recorder.sql.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func conditionsReachThroughTwoHasOnes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hoop = try await Hoop.create { $0.name = "r" }
      let clasp = try await hoop.$clasp.create()
      #expect(try await Hoop.joins(\.clasp.pin).where { !($0.clasp.pin.claspID == nil) }.count() == 0)
      try await clasp.$pin.create()
      #expect(try await Hoop.joins(\.clasp.pin).where { !($0.clasp.pin.claspID == nil) }.load() == [hoop])
    }
  }
}

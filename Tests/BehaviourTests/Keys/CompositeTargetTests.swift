import ActiveRecord
import ActiveRecordTesting
import Testing

/// To-one associations with keys of several columns: set, built, replaced, validated, and declared wrongly.
@Suite struct CompositeTargetTests {
  @Test(arguments: Engine.allCases) func aBuiltTargetGivesBothColumns(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let awning = try await Awning.create()
      let booth = awning.$booth.build {
        $0.outletID = 123
        $0.number = "A"
      }
      try await awning.save()
      #expect(awning.boothOutletID == 123 && awning.boothNumber == "A")
      #expect(try await awning.reload().booth == booth)
    }
  }

  @Test(arguments: Engine.allCases) func aTargetFollowsTheKeyOfItsOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let booth = try await Booth.create {
        $0.outletID = 1
        $0.number = "A"
      }
      let awning = Awning()
      try await booth.$awning.set(awning)
      booth.outletID = 3
      try await booth.save()
      #expect(awning.boothOutletID == 3 && awning.boothNumber == "A")
      #expect(try await Awning.find(awning.id!).boothOutletID == 3)
    }
  }

  @Test(arguments: Engine.allCases) func aReplacedTargetLosesBothColumns(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let booth = try await booth("A")
      let first = try await booth.$awning.create(), second = try await Awning.create()
      try await booth.$awning.set(second)
      #expect(first.boothOutletID == nil && first.boothNumber == nil && second.boothNumber == "A")
      let sign = try await booth.$sign.create { $0.place = 1 }
      let other = try await BoothSign.create {
        $0.outletID = 1
        $0.place = 2
      }
      try await booth.$sign.set(other)
      // What is a part of its own key stays.
      #expect(sign.boothNumber == nil && sign.outletID == 1 && other.boothNumber == "A")
      #expect(try await BoothSign.find((1, 1)).boothNumber == nil)
    }
  }

  @Test(arguments: Engine.allCases) func aNewOwnerWithAKeyHasItsTarget(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let awning = try await booth("A").$awning.create()
      let known = Booth(outletID: 1, number: "A")
      #expect(try await known.awning == awning)
      let half = Booth { $0.outletID = 1 }
      recorder.clear()
      #expect(try await half.awning == nil)
      #expect(recorder.sql.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func anOwnerSavesItsMembersTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hoop = Hoop(name: "h")
      let sign = hoop.signs.build {
        $0.outletID = 1
        $0.place = 1
      }
      let booth = Booth(outletID: 1, number: "N", sign: sign)
      try await hoop.save()
      #expect(booth.isPersisted && sign.boothNumber == "N")
      #expect(try await BoothSign.find((1, 1)).boothNumber == "N")
    }
  }

  @Test(arguments: Engine.allCases) func changesAreTracked(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let old = try await booth("A"), new = try await booth("B")
      let awning = try await old.$awning.create()
      let found = try await Awning.find(awning.id!)
      #expect(!found.$booth.isChanged && !found.$booth.wasChanged)
      found.$booth.set(new)
      #expect(found.$booth.isChanged && !found.$booth.wasChanged)
      try await found.save()
      #expect(!found.$booth.isChanged && found.$booth.wasChanged)
    }
  }

  @Test(arguments: Engine.allCases) func aRequiredTargetIsAskedForWhereTheKeyChanged(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let permit = BoothPermit()
      #expect(try await permit.isValid() == false)
      #expect(permit.errors.fullMessages == ["Booth must exist"])
      permit.$booth.set(try await booth("A"))
      try await permit.save()
      let found = try await BoothPermit.find(permit.id!)
      recorder.clear()
      #expect(try await found.isValid())
      #expect(recorder.sql.isEmpty)
      found.boothNumber = "Z"
      #expect(try await found.isValid() == false)
      #expect(found.errors.fullMessages == ["Booth must exist"])
    }
  }

  @Test(arguments: Engine.allCases) func aTargetWithAKeyOfOneColumn(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let sign = try await BoothSign.create {
        $0.outletID = 1
        $0.place = 1
        $0.$supplier.set(Hoop(name: "first"))
      }
      let other = try await Hoop.create { $0.name = "second" }
      sign.$supplier.set(other)
      #expect(sign.supplierID == other.id && other.id != nil)
    }
  }

  @Test(arguments: Engine.allCases) func targetsAreReachedThroughAKeyOfSeveralColumns(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let booth = try await booth("A")
      let sign = try await booth.$sign.create { $0.place = 1 }
      let awning = Awning(booth: booth)
      #expect(try await awning.sign == sign)
      try await awning.save()
      #expect(try await awning.sign == sign)
      awning.$booth.set(Booth(outletID: 2, number: "N"))
      #expect(!awning.$sign.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases, ["oneForTwo", "twoForOne", "oneForTwoBelow", "twoForOneBelow"])
  func sidesOfDifferentWidthAreTold(_ engine: Engine, _ mistake: String) async throws {
    try await engine.database { _, _ async throws in
      let told = await failure {
        switch mistake {
        case "oneForTwo": try await OneSidedAwning(booth: Booth(outletID: 1, number: "A")).save()
        case "twoForOne": try await TwoSidedAwning(hoop: Hoop(name: "h")).save()
        case "oneForTwoBelow": try await OneSidedBooth(outletID: 1, number: "A", awning: Awning()).save()
        default: try await TwoSidedHoop(name: "h", awning: Awning()).save()
        }
      }
      let parts =
        switch mistake {
        case "oneForTwo": ["OneSidedAwning.booth", "the key of Booth has 2 columns", "the foreign key has 1"]
        case "twoForOne": ["TwoSidedAwning.hoop", "the key of Hoop has 1 column", "the foreign key has 2"]
        case "oneForTwoBelow": ["OneSidedBooth.awning", "the key of OneSidedBooth has 2 columns", "the foreign key has 1"]
        default: ["TwoSidedHoop.awning", "the key of TwoSidedHoop has 1 column", "the foreign key has 2"]
        }
      for part in parts { #expect(told?.contains(part) == true, "\(told ?? "nothing") lacks \(part)") }
      let rows = [try await Awning.count(), try await Booth.count(), try await Hoop.count()]
      #expect(rows == [0, 0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func keysOfTextLeadThroughOthers(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let dashboard = try await Dashboard.create {
        $0.code = "d'1"
        $0.name = "plain"
      }
      let van = try await Minivan.create {
        $0.code = "m1"
        $0.model = "Small"
      }
      #expect(try await van.dashboard == nil)
      try await Speedometer(minivanCode: "m1", minivanModel: "Small", dashboard: dashboard).save()
      let found = try await Minivan.find("m1")
      #expect(try await found.dashboard == dashboard)
      #expect(try await found.modelDashboard == dashboard)
      #expect(try await Minivan.joins(\.modelDashboard).where { $0.modelDashboard.name == "plain" }.load() == [van])
    }
  }

  private func booth(_ number: String) async throws -> Booth {
    try await Booth.create {
      $0.outletID = 1
      $0.number = number
    }
  }
}

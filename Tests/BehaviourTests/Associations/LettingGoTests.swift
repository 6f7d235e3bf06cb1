import ActiveRecord
import ActiveRecordTesting
import Testing

/// A record that leaves the target of its belongs_to is not taken back by it; one that makes its target is not saved with it.
@Suite struct LettingGoTests {
  /// Where a record goes that leaves its owner.
  enum Departure: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case toNobody, toAStoredOne, toANewOne

    var testDescription: String { rawValue }
  }

  /// How the former owner came to know the record.
  enum Holding: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case created, loadedAlone, preloaded

    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Departure.allCases) func theFormerOwnersSaveLeavesTheRowAlone(
    _ engine: Engine, _ departure: Departure
  ) async throws {
    for holding in Holding.allCases {
      try await engine.database { _, _ async throws in
        let rose = try await Theatre.create { $0.name = "Rose" }
        let (globe, license) = try await licensed(holding)
        let next: Theatre? = departure == .toNobody ? nil : departure == .toAStoredOne ? rose : Theatre(name: "New")
        license.$theatre.set(next)
        #expect(try globe.$license.loaded == nil)
        try await license.save()
        try await globe.update { $0.name = "Swan" }
        #expect(license.theatreID == next?.id && (next?.isPersisted ?? true))
        #expect(try await License.find(license.id!).theatreID == next?.id)
        #expect(try license.$theatre.loaded === next)
        #expect(try await globe.$license.reload() == nil)
      }
    }
  }

  /// A theatre whose license is in memory, and the license, which knows it.
  private func licensed(_ holding: Holding) async throws -> (Theatre, License) {
    let globe = try await Theatre.create { $0.name = "Globe" }
    let license = try await globe.$license.create { $0.number = "1" }
    switch holding {
    case .created: return (globe, license)
    case .loadedAlone:
      let found = try await Theatre.find(globe.id!)
      return (found, try #require(try await found.license))
    case .preloaded:
      let found = try await Theatre.preload(\.license).find(globe.id!)
      return (found, try #require(try found.$license.loaded))
    }
  }

  @Test(arguments: Engine.allCases) func anotherInstanceOfTheSameRowTakesNothingAway(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (globe, license) = try await licensed(.created)
      license.$theatre.set(try await Theatre.find(globe.id!))
      #expect(try globe.$license.loaded === license)
    }
  }

  @Test(arguments: Engine.allCases) func whatWasToBeReplacedStays(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (globe, first) = try await licensed(.created)
      let second = globe.$license.build { $0.number = "2" }
      second.$theatre.set(nil)
      #expect(!globe.$license.isLoaded)
      try await globe.update { $0.name = "Swan" }
      #expect(try await globe.license == first)
      #expect(second.isNew && second.theatreID == nil)
      #expect(try await License.pluck(\.theatreID) == [globe.id])
    }
  }

  @Test(arguments: Engine.allCases) func aSaveThatIsTakenBackGivesTheRecordBack(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let circus = Circus(motto: "Arr"), tent = Tent(name: "Top", circus: circus)
      try await tent.save()
      circus.markForDestruction()
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await tent.save()
          #expect(circus.isDestroyed && tent.circusID == nil)
          throw Refused()
        }
      }
      #expect(circus.isPersisted && tent.circusID == circus.id)
      #expect(try circus.$tent.loaded === tent)
    }
  }

  @Test(arguments: Engine.allCases, [true, false]) func makingATargetSavesItAlone(_ engine: Engine, _ isStored: Bool) async throws {
    for isChecked in [true, false] {
      try await engine.database { _, recorder async throws in
        let license = License(number: "1")
        if isStored { try await license.save() }
        license.number = "2"
        recorder.clear()
        let globe =
          isChecked
          ? try await license.$theatre.createIfValid { $0.name = "Globe" } : try await license.$theatre.create { $0.name = "Globe" }
        #expect(!recorder.sql.contains { $0.contains("licenses") })
        #expect(globe.isPersisted && license.theatreID == globe.id && license.isNew != isStored && license.isChanged)
        #expect(try globe.$license.loaded === license)
        #expect(try await License.pluck(\.number) == (isStored ? ["1"] : []))
        try await license.save()
        #expect(try await License.where { $0.number == "2" }.pluck(\.theatreID) == [globe.id])
      }
    }
  }

  /// A has_many that is named as the inverse takes a new record in.
  @Test(arguments: Engine.allCases) func makingATargetSavesNoNewMember(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let tree = OrchardTree()
      let orchard = try await tree.$orchard.create()
      #expect(orchard.isPersisted && tree.isNew && tree.orchardID == orchard.id)
      #expect(orchard.trees.target == [tree])
      #expect(try await OrchardTree.count() == 0)
    }
  }

  /// A target whose has_one is saved with it takes the record along.
  @Test(arguments: Engine.allCases) func aTargetThatSavesItsMemberWritesTheKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let tent = Tent(name: "Top", circus: Circus(motto: "Arr"))
      try await tent.save()
      let circus = try await tent.$circus.create { $0.motto = "Savvy?" }
      #expect(try await Tent.find(tent.id!).circusID == circus.id)
    }
  }
}

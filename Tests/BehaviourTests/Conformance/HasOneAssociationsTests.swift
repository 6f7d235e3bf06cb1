import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_one, name by name.
@Suite struct HasOneAssociationsTests {
  @Test(arguments: Engine.allCases) func hasOneDoesNotUseOrderBy(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await licensed()
      recorder.clear()
      _ = try await theatre.license
      #expect(recorder.sql.count == 1 && !recorder.sql[0].uppercased().contains("ORDER BY"))
    }
  }

  @Test(arguments: Engine.allCases) func hasOne(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await licensed(), license = try await License.find(1)
      recorder.clear()
      #expect(try await theatre.license == license)
      #expect(try await theatre.license?.number == "1")
      #expect(recorder.sql.count == 1 && recorder.sql[0].contains("LIMIT"))
    }
  }

  @Test(arguments: Engine.allCases) func hasOneCacheNils(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Theatre.create { $0.name = "Globe" }
      let found = try await Theatre.find(1)
      #expect(try await recorder.statements { _ = try await found.license } == 1)
      #expect(try await recorder.statements { _ = try await found.license } == 0)
      let theatres = try await Theatre.includes(\.license).load()
      #expect(try await recorder.statements { for theatre in theatres { _ = try await theatre.license } } == 0)
    }
  }

  @Test(arguments: Engine.allCases) func findingUsingPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await Maker.create { $0.name = "Ann" }
      let seals = [try await Seal.create { $0.makerName = "Ann" }, try await Seal.create { $0.makerName = "Bob" }]
      #expect(try await maker.seal == seals[0])
      maker.name = "Bob"
      maker.$seal.reset()
      #expect(try await maker.seal == seals[1])
    }
  }

  @Test(arguments: Engine.allCases) func updateWithForeignAndPrimaryKeys(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await Maker.create { $0.name = "Ann" }
      let seal = try await Seal.create { $0.makerName = "Ann" }
      #expect(try await maker.seal == seal)
      try await maker.save()
      try await maker.reload()
      #expect(try await maker.seal == seal)
    }
  }

  @Test(arguments: Engine.allCases) func proxyAssignment(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await licensed()
      let license = try await theatre.license
      try await theatre.$license.set(license)
      #expect(try await theatre.license === license)
    }
  }

  @Test(arguments: Engine.allCases) func naturalAssignment(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }, license = try await License.create { $0.number = "1" }
      try await theatre.$license.set(license)
      #expect(license.theatreID == theatre.id && theatre.id != nil)
    }
  }

  @Test(arguments: Engine.allCases) func naturalAssignmentToNil(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      let anchor = try await ship.$anchor.create()
      try await ship.$anchor.set(nil)
      try await ship.save()
      #expect(try await ship.anchor == nil)
      await #expect(throws: RecordNotFound.self) { _ = try await Anchor.find(anchor.id!) }
    }
  }

  @Test(arguments: Engine.allCases) func nullificationOnAssociationChange(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      let bell = try await ship.$bell.create()
      try await ship.$bell.set(Bell())
      #expect(try await Bell.find(bell.id!).shipID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func replacingAPolymorphicHasOneNullifiesTheTypeColumn(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hero = try await Hero.create(), badge = try await Badge.create()
      try await hero.$badge.set(badge)
      try await badge.reload()
      #expect(badge.wearerID == hero.id && badge.wearerKind == "Hero")
      try await hero.$badge.set(nil)
      try await badge.reload()
      #expect(badge.wearerID == nil && badge.wearerKind == nil)
    }
  }

  @Test(arguments: Engine.allCases) func naturalAssignmentToNilAfterDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      let bell = try await ship.$bell.create()
      try await bell.destroy()
      try await ship.$bell.set(nil)
      #expect(try await Ship.find(1).bell == nil)
      await #expect(throws: RecordNotFound.self) { _ = try await Bell.find(bell.id!) }
    }
  }

  @Test(arguments: Engine.allCases) func associationChangeCallsDelete(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.$compass.create()
      recorder.clear()
      try await ship.$compass.set(Compass())
      #expect(recorder.sql.contains { $0.hasPrefix(#"DELETE FROM "compasses""#) })
      #expect(try await Compass.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associationChangeCallsDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let counter = try await Counter.create()
      try await counter.$guardian.create()
      await #expect(throws: (any Error).self) { try await counter.$guardian.set(Guardian()) }
      #expect(try await Guardian.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func dependence(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      let anchor = try await ship.$anchor.create()
      try await Anchor.create()
      try await ship.destroy()
      #expect(anchor.isDestroyed)
      #expect(try await Anchor.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func exclusiveDependence(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.$compass.create()
      let found = try await Ship.find(1)
      recorder.clear()
      try await found.destroy()
      #expect(recorder.sql.contains { $0.hasPrefix(#"DELETE FROM "compasses""#) })
      #expect(try await Compass.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func dependenceWithNilAssociate(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = Ship(name: "S")
      try await ship.save()
      try await ship.destroy()
      #expect(ship.isDestroyed)
    }
  }

  @Test(arguments: Engine.allCases) func restrictWithException(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pier = try await Pier.create { $0.name = "P" }
      let warden = try await pier.$warden.create()
      await #expect(throws: DeleteRestricted.self) { try await pier.destroy() }
      #expect(try await Pier.exists { $0.name == "P" })
      #expect(try await Pier.find(1).warden == warden)
    }
  }

  @Test(arguments: Engine.allCases) func restrictWithError(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let depot = try await Depot.create { $0.name = "D" }
      let lid = try await depot.$lid.create()
      #expect(try await depot.destroyIfAllowed() == false)
      #expect(depot.errors["base"].first == "Cannot delete record because a dependent lid exists")
      #expect(try await Depot.exists { $0.name == "D" })
      #expect(try await Depot.find(1).lid == lid)
    }
  }

  @Test(arguments: Engine.allCases) func successfulBuildAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let license = theatre.$license.build { $0.number = "1" }
      #expect(try await license.saveIfValid())
      #expect(try await theatre.license == license)
    }
  }

  @Test(arguments: Engine.allCases) func buildAssociationDontCreateTransaction(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      #expect(try await recorder.statements { theatre.$license.build { $0.number = "1" } } == 0)
    }
  }

  @Test(arguments: Engine.allCases) func clearingAnAssociationClearsTheAssociationsInverse(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let license = try await theatre.$license.create { $0.number = "1" }
      #expect(try await theatre.license == license)
      #expect(try await license.theatre == theatre)
      try await license.update { $0.$theatre.set(nil) }
      #expect(try await license.theatre == nil)
      try await theatre.update { $0.name = "Rose" }
      #expect(try await license.theatre == nil)
    }
  }

  @Test(arguments: Engine.allCases) func createAssociationWithBang(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let license = try await theatre.$license.create { $0.number = "1" }
      #expect(try await theatre.reload().license == license)
    }
  }

  @Test(arguments: Engine.allCases) func createWhenParentIsNewRaises(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      let error = await #expect(throws: RecordNotSaved.self) { _ = try await theatre.$license.create { $0.number = "1" } }
      #expect(error?.model == "Theatre" && error?.description.contains("Save it first") == true)
    }
  }

  @Test(arguments: Engine.allCases) func reloadAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await licensed()
      #expect(try await theatre.license?.number == "1")
      try await License.updateAll { [$0.number.set("2")] }
      #expect(try await theatre.license?.number == "1")
      #expect(try await recorder.statements { try await theatre.$license.reload() } == 1)
      #expect(try await recorder.statements { _ = try await theatre.license } == 0)
      #expect(try await theatre.license?.number == "2")
    }
  }

  @Test(arguments: Engine.allCases) func resetAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await licensed()
      #expect(try await theatre.license?.number == "1")
      try await License.updateAll { [$0.number.set("2")] }
      #expect(try await theatre.license?.number == "1")
      #expect(try await recorder.statements { theatre.$license.reset() } == 0)
      #expect(try await recorder.statements { _ = try await theatre.license } == 1)
      #expect(try await theatre.license?.number == "2")
    }
  }

  @Test(arguments: Engine.allCases) func build(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }, license = License(number: "1")
      try await theatre.$license.set(license)
      #expect(try await theatre.license === license)
      #expect(try await license.saveIfValid())
      #expect(try await theatre.license === license)
    }
  }

  @Test(arguments: Engine.allCases) func create(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }, license = try await License.create { $0.number = "1" }
      try await theatre.$license.set(license)
      #expect(try await theatre.license === license)
    }
  }

  @Test(arguments: Engine.allCases) func createBeforeSave(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe"), license = try await License.create { $0.number = "1" }
      try await theatre.$license.set(license)
      #expect(try await theatre.license === license)
    }
  }

  @Test(arguments: Engine.allCases) func dependenceWithMissingAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      #expect(try await ship.anchor == nil)
      try await ship.destroy()
      #expect(ship.isDestroyed)
    }
  }

  @Test(arguments: Engine.allCases) func dependenceWithMissingAssociationAndNullify(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      #expect(try await ship.bell == nil)
      try await ship.destroy()
      #expect(ship.isDestroyed)
    }
  }

  @Test(arguments: Engine.allCases) func findingWithInterpolatedCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.create {
        $0.title = "Globe"; $0.seats = 10
      }
      #expect(try await theatre.namesakes.first()?.seats == 10)
    }
  }

  @Test(arguments: Engine.allCases) func assignmentBeforeChildSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }, license = License(number: "1")
      try await theatre.$license.set(license)
      #expect(license.isPersisted)
      #expect(try await theatre.license == license)
      #expect(try await theatre.$license.reload() == license)
    }
  }

  @Test(arguments: Engine.allCases) func saveStillWorksAfterAccessingNilHasOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      #expect(try await theatre.license == nil)
      try await theatre.save()
      #expect(theatre.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases) func cantSaveReadonlyAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let studio = try await Studio.create { $0.name = "Ann" }
      try await Gadget.create { $0.makerName = "Ann" }
      let gadget = try #require(try await studio.exhibit)
      #expect(gadget.isReadonly)
      gadget.label = "x"
      let told = await failure { try await gadget.save() }
      #expect(told?.contains("read-only") == true)
    }
  }

  @Test(arguments: Engine.allCases) func saveOfRecordWithLoadedHasOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await licensed()
      #expect(try await theatre.license != nil)
      try await Theatre.find(1).save()
      try await Theatre.includes(\.license).find(1).save()
      try await theatre.license?.destroy()
      try await Theatre.find(1).save()
      try await Theatre.includes(\.license).find(1).save()
      #expect(try await Theatre.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func buildRespectsHashCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let studio = try await Studio.create { $0.name = "Ann" }
      let gadget = studio.$gift.build()
      #expect(try await gadget.saveIfValid())
      #expect(gadget.label == "gift")
    }
  }

  @Test(arguments: Engine.allCases) func createRespectsHashCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let gadget = try await Studio.create { $0.name = "Ann" }.$gift.create()
      #expect(gadget.isPersisted && gadget.label == "gift")
    }
  }

  @Test(arguments: Engine.allCases) func attributesAreBeingSetWhenInitializedFromHasOneAssociationWithWhereClause(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(theatre.$license.build { $0.number = "7" }.number == "7")
    }
  }

  @Test(arguments: Engine.allCases) func buildWithBlock(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await Theatre.create { $0.name = "G" }.$license.build { $0.number = "7" }.number == "7")
    }
  }

  @Test(arguments: Engine.allCases) func createBangWithBlock(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await Theatre.create { $0.name = "G" }.$license.create { $0.number = "7" }.number == "7")
    }
  }

  @Test(arguments: Engine.allCases) func hasOneAssignmentDontTriggerSaveOnChangeOfSameObject(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let license = theatre.$license.build { $0.number = "old" }
      try await license.save()
      license.number = "new"
      #expect(license.isChanged)
      #expect(try await recorder.statements { try await theatre.$license.set(license) } == 3)
      #expect(try await theatre.license?.reload().number == "new")
    }
  }

  @Test(arguments: Engine.allCases) func hasOneAssignmentTriggersSaveOnChangeOnReplacingObject(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.$license.build { $0.number = "old" }.save()
      let new = try await License.create { $0.number = "new" }
      #expect(try await recorder.statements { try await theatre.$license.set(new) } == 4)
      #expect(try await theatre.license?.reload().number == "new")
    }
  }

  @Test(arguments: Engine.allCases) func hasOneAutosaveWithPrimaryKeyManuallySet(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = Maker(name: "Ann"), seal = try await Seal.create()
      try await maker.$seal.set(seal)
      try await maker.save()
      try await maker.reload()
      #expect(try await maker.seal == seal)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneLoadingForNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let seal = try await Seal.create { $0.makerName = "Ann" }
      #expect(try await Maker(name: "Ann").seal == seal)
    }
  }

  @Test(arguments: Engine.allCases) func withPolymorphicHasOneWithCustomColumnsName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hero = try await Hero.create(), badge = try await Badge.create()
      try await hero.$badge.set(badge)
      try await hero.reload()
      #expect(try await hero.badge == badge)
      #expect(try await badge.wearer == hero)
    }
  }

  @Test(arguments: Engine.allCases) func dependencyShouldHaltParentDestruction(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let counter = try await Counter.create()
      try await counter.$guardian.create()
      #expect(try await Counter.find(1).destroyIfAllowed() == false)
      #expect(try await [Counter.count(), Guardian.count()] == [1, 1])
    }
  }

  /// A theatre with a license, found again.
  private func licensed() async throws -> Theatre {
    let theatre = try await Theatre.create { $0.name = "Globe" }
    try await theatre.$license.create { $0.number = "1" }
    return try await Theatre.find(theatre.id!)
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_one, name by name: what becomes of the target when its owner is destroyed.
extension HasOneAssociationsTests {
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

  @Test(arguments: Engine.allCases) func restrictWithErrorWithLocale(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let depot = try await Depot.create { $0.name = "D" }
      try await depot.$lid.create()
      let words = ErrorMessages(messages: [:], attributes: ["Depot.lid": "Hood"])
      let isGone = try await words.use { try await depot.destroyIfAllowed() }
      #expect(!isGone)
      #expect(depot.errors["base"] == ["Cannot delete record because a dependent hood exists"])
      #expect(try await Depot.exists { $0.name == "D" })
      #expect(try await depot.$lid.reload() != nil)
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

  @Test(arguments: Engine.allCases) func dependencyShouldHaltParentDestruction(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let counter = try await Counter.create()
      try await counter.$guardian.create()
      #expect(try await Counter.find(1).destroyIfAllowed() == false)
      #expect(try await [Counter.count(), Guardian.count()] == [1, 1])
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_one, name by name: targets that are set and replaced.
extension HasOneAssociationsTests {
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

  @Test(arguments: Engine.allCases) func assignmentBeforeChildSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }, license = License(number: "1")
      try await theatre.$license.set(license)
      #expect(license.isPersisted)
      #expect(try await theatre.license == license)
      #expect(try await theatre.$license.reload() == license)
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
}

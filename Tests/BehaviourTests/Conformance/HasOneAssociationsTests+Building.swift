import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_one, name by name: targets that are built and created.
extension HasOneAssociationsTests {
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
}

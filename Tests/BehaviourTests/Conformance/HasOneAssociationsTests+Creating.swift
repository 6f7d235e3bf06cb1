import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_one whose target is created, set, or refused.
extension HasOneAssociationsTests {
  @Test(arguments: Engine.allCases) func createAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let license = try await theatre.$license.createIfValid { $0.number = "1" }
      #expect(try await theatre.reload().license == license)
    }
  }

  @Test(arguments: Engine.allCases) func creationFailureKeepsTheExisting(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let player = try await Player.create { $0.name = "Ann" }
      let old = try await player.$contract.create { $0.salary = 1 }
      let new = try await player.$contract.createIfValid { $0.salary = -1 }
      #expect(new.isNew && new.errors.contains("salary"))
      #expect(try await player.contract === old && old.isPersisted && old.playerID == player.id)
      #expect(try await player.reload().contract == old)
    }
  }

  @Test(arguments: Engine.allCases) func createAssociationWithBangFailing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let player = try await Player.create { $0.name = "Ann" }
      let error = await #expect(throws: RecordInvalid.self) { _ = try await player.$contract.create { $0.salary = -1 } }
      #expect(error?.model == "Contract")
      #expect(try await player.contract == nil)
      #expect(try await Contract.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func creationFailureDueToNewRecordShouldRaiseError(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let player = try await Player.create { $0.name = "Ann" }, contract = Contract { $0.salary = -1 }
      let error = await #expect(throws: RecordNotSaved.self) { try await player.$contract.set(contract) }
      #expect(error?.model == "Contract" && error?.description.contains("Player.contract") == true)
      #expect(try await player.contract == nil)
      #expect(contract.isNew)
    }
  }

  @Test(arguments: Engine.allCases) func replacementFailureDueToNewRecordShouldRaiseError(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let player = try await Player.create { $0.name = "Ann" }, contract = Contract { $0.salary = -1 }
      let old = try await player.$contract.create { $0.salary = 1 }
      await #expect(throws: RecordNotSaved.self) { try await player.$contract.set(contract) }
      #expect(try await player.contract === old && old.playerID == player.id)
      #expect(try await Contract.find(old.id!).playerID == player.id)
      #expect(contract.isNew)
    }
  }

  @Test(arguments: Engine.allCases) func replacementFailureDueToExistingRecordShouldRaiseError(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let buoy = try await Buoy.create { $0.name = "b" }, other = try await BuoyChain.create { $0.number = "2" }
      let old = try await buoy.$chain.create { $0.number = "1" }
      old.number = ""
      #expect(try await old.isValid() == false)
      let error = await #expect(throws: RecordNotSaved.self) { try await buoy.$chain.set(other) }
      #expect(error?.model == "BuoyChain")
      #expect(error?.description.contains("Buoy.chain: the chain that is replaced was not saved without its owner") == true)
      #expect(try await buoy.chain === old && old.buoyID == buoy.id)
      #expect(other.buoyID == nil)
      #expect(try await BuoyChain.where { $0.buoyID == buoy.id }.pluck(\.number) == ["1"])
    }
  }

  @Test(arguments: Engine.allCases) func associationKeysBypassAttributeProtection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(theatre.$license.build { $0.number = "1" }.theatreID == theatre.id)
      #expect(try await theatre.$license.create { $0.number = "2" }.theatreID == theatre.id)
    }
  }

  @Test(arguments: Engine.allCases) func associationProtectForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let built = theatre.$license.build {
        $0.number = "1"; $0.theatreID = 99
      }
      #expect(built.theatreID == theatre.id)
      let created = try await theatre.$license.create {
        $0.number = "2"; $0.theatreID = 99
      }
      #expect(created.theatreID == theatre.id)
      #expect(try await License.where { $0.number == "2" }.pluck(\.theatreID) == [theatre.id])
    }
  }

  @Test(arguments: Engine.allCases) func createWithBlock(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.$license.createIfValid { $0.number = "red" }.number == "red")
    }
  }

  @Test(arguments: Engine.allCases) func naturalAssignmentToAlreadyAssociatedRecord(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let license = try await theatre.$license.create { $0.number = "1" }
      let again = try await License.find(license.id!)
      try await theatre.$license.set(again)
      #expect(try await theatre.reload().license == license)
      #expect(try await again.reload().theatreID == theatre.id)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneTransaction(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Theatre.create { $0.name = "Globe" }.$license.create { $0.number = "1" }
      let theatre = try await Theatre.find(1), license = try await License.find(1)
      _ = try await theatre.license
      #expect(try await recorder.statements { try await theatre.$license.set(license) } == 0)
      #expect(try await theatre.license === license)
      try await theatre.$license.set(nil)
      #expect(try await recorder.statements { try await theatre.$license.set(nil) } == 0)
      let other = try await License.create { $0.number = "2" }
      #expect(try await recorder.statements { try await theatre.$license.set(other) } == 3)
      #expect(try await recorder.statements { try await Theatre(name: "New").$license.set(other) } == 0)
    }
  }

  @Test(arguments: Engine.allCases) func nullifyOnPolymorphicAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let reel = try await LettingReel.create()
      let mark = try await reel.$mark.create()
      #expect(mark.markableID == reel.id && mark.$markable.type == "LettingReel")
      try await reel.destroy()
      try await mark.reload()
      #expect(mark.markableID == nil && mark.$markable.type == nil)
    }
  }
}

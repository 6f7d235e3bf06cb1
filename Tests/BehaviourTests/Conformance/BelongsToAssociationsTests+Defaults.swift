import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of belongs_to with a default target, and of a target that is saved by itself.
extension BelongsToAssociationsTests {
  @Test(arguments: Engine.allCases) func defaultTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let first = try await Hamper.create(), second = try await Hamper.create()
      #expect(try await HamperLid.create().hamper == first)
      let lid = try await HamperLid.create { $0.$hamper.set(second) }
      #expect(try await lid.hamper == second)
      try await lid.update { $0.$hamper.set(nil) }
      #expect(try await lid.hamper == first)
      #expect(try await HamperLid.find(lid.id!).hamperID == first.id)
    }
  }

  @Test(arguments: Engine.allCases) func savedTargetsGiveTheirKeyWhenTheRecordIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let license = try await License.create { $0.number = "1" }
      let theatre = license.$theatre.build { $0.name = "Globe" }
      try await theatre.save()
      try await license.save()
      #expect(license.theatreID == theatre.id && theatre.id != nil)
      #expect(try await License.find(1).theatreID == theatre.id)
    }
  }
}

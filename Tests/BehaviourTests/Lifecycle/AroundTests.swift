import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// What runs around updates and destructions, beside members that go with their owner.
@Suite struct AroundTests {
  @Test(arguments: Engine.allCases) func updateRunsInside(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let kiln = try await Kiln.create { $0.heat = 1 }
      kiln.log = []
      try await kiln.update { $0.heat = 2 }
      #expect(kiln.log == ["before update", "update in", "update out", "after update", "after commit"])
    }
  }

  @Test(arguments: Engine.allCases) func dependentsGoBetweenTheOwnersCallbacks(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let kiln = try await Kiln.create { $0.heat = 1 }
      for name in ["a", "b"] { try await kiln.pots.create { $0.name = name } }
      kiln.log = []
      try await kiln.destroy()
      #expect(
        kiln.log == [
          "before destroy", "destroy in", "pot a", "pot b", "after dependents", "destroy out", "after destroy", "after commit",
        ])
      #expect(try await [Kiln.count(), Pot.count()] == [0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func whatIsAroundMayStopTheDestruction(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let kiln = try await Kiln.create { $0.heat = 100 }
      try await kiln.pots.create { $0.name = "a" }
      #expect(try await kiln.destroyIfAllowed() == false)
      await #expect(throws: RecordNotDestroyed.self) { try await kiln.destroy() }
      #expect(kiln.isPersisted)
      #expect(try await [Kiln.count(), Pot.count()] == [1, 1])
    }
  }

  @Test(arguments: Engine.allCases) func touchingValidatesNothingAndTellsTouchAndTheTransactionOnly(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let kiln = try await Kiln.create { $0.heat = 1 }
      let moment = Date(timeIntervalSince1970: 86_400)
      kiln.heat = -1
      kiln.log = []
      recorder.clear()
      try await kiln.touch(\.firedAt, at: moment)
      #expect(kiln.log == ["after touch", "after commit"])
      #expect(
        recorder.sql == [
          #"UPDATE "kilns" SET "fired_at" = ?, "updated_at" = ?, "updated_on" = ? WHERE "kilns"."id" = ?"#
        ])
      #expect(kiln.changedColumns == ["heat"])
      kiln.log = []
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await kiln.touch()
          throw Refused()
        }
      }
      #expect(kiln.log == ["after touch", "after rollback"])
      let found = try await Kiln.find(1)
      #expect(found.firedAt == moment && found.updatedAt == moment && found.updatedOn == moment && found.heat == 1)
    }
  }
}

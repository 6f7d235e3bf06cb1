import ActiveRecord
import ActiveRecordTesting
import Testing

/// More members than are in memory at once go with their owner, and come back with it.
@Suite struct LargeDependentTests {
  @Test(arguments: Engine.allCases) func aRollbackGivesAllOfThemBack(_ engine: Engine) async throws {
    var configuration = DatabaseConfiguration()
    configuration.dependentBatchSize = 10
    try await engine.database(configuration: configuration) { database, _ async throws in
      let hoop = Hoop(name: "r")
      for _ in 0..<25 { hoop.plates.build() }
      try await hoop.save()
      let found = try await Hoop.find(hoop.id!)
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await found.destroy()
          throw Refused()
        }
      }
      #expect(found.isPersisted && !found.isDestroyed)
      #expect(try await HoopPlate.count() == 25)
      #expect(try await found.plates.load().count == 25)
      try await found.destroy()
      #expect(try await HoopPlate.count() == 0)
    }
  }
}

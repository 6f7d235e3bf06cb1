import ActiveRecord
import ActiveRecordTesting
import Testing

/// `dependent: .destroyAsync` through other associations, and by keys of several columns.
@Suite struct DestroyLaterThroughTests {
  private let outbox = JobOutbox()

  private func run(
    _ engine: Engine, jobs: Bool = true, _ body: nonisolated(nonsending) (Database, SQLRecorder) async throws -> Void
  ) async throws {
    var configuration = DatabaseConfiguration()
    configuration.jobs = jobs ? outbox : nil
    try await engine.database(configuration: configuration, models: SiloWorld.models) { database, recorder in
      try await database.migrate(SiloWorld.migrations)
      try await body(database, recorder)
    }
  }

  private func jobs(_ database: Database) async throws -> Int {
    try await database.query("SELECT COUNT(*) FROM active_record_jobs", as: Int.self).first ?? -1
  }

  private func silo() async throws -> Silo {
    let silo = try await Silo.create { $0.code = "S" }
    try await silo.grains.append(SiloGrain(name: "oat"), SiloGrain(name: "rye"))
    return try await Silo.find(silo.id!)
  }

  @Test(arguments: Engine.allCases) func targetsAndWhatIsInBetweenGoByJobsOfTheirOwn(_ engine: Engine) async throws {
    try await run(engine) { database, _ in
      let other = try await Silo.create { $0.code = "T" }
      try await other.grains.append(SiloGrain(name: "corn"))
      try await silo().destroy()
      #expect(try await jobs(database) == 2)
      #expect(try await SiloGrain.count() == 3)
      #expect(try await SiloHatch.count() == 3)
      #expect(try await outbox.runDue(on: database) == 2)
      #expect(try await SiloGrain.pluck(\.name) == ["corn"])
      #expect(try await SiloHatch.pluck(\.siloCode) == ["T"])
    }
  }

  @Test(arguments: Engine.allCases) func aScopeSaysWhichTargetsGo(_ engine: Engine) async throws {
    try await run(engine) { database, _ in
      let silo = try await silo()
      try await PickySilo.find(silo.id!).destroy()
      #expect(try await jobs(database) == 1)
      #expect(try await outbox.runDue(on: database) == 1)
      #expect(try await SiloGrain.pluck(\.name) == ["oat"])
      #expect(try await SiloHatch.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func withoutAQueueTargetsGoAtOnce(_ engine: Engine) async throws {
    try await run(engine, jobs: false) { _, _ in
      try await silo().destroy()
      #expect(try await SiloGrain.count() == 0)
      #expect(try await SiloHatch.count() == 0)
    }
  }

  enum Reach: String, CaseIterable, Sendable { case through, belongsTo, hasMany }

  @Test(arguments: Engine.allCases, Reach.allCases) func jobsHoldEveryColumnOfAKey(_ engine: Engine, _ reach: Reach) async throws {
    try await run(engine) { database, recorder in
      let lot = try await SiloLot.create {
        $0.siteID = 1; $0.number = 7
      }
      try await SiloLot.create {
        $0.siteID = 2; $0.number = 7
      }
      switch reach {
      case .through:
        let silo = try await Silo.create { $0.code = "S" }
        try await silo.lots.append(lot, SiloLot(siteID: 1, number: 8))
        try await Silo.find(silo.id!).destroy()
      case .belongsTo:
        let clerk = SiloClerk(lot: lot)
        try await clerk.save()
        try await clerk.destroy()
      case .hasMany:
        try await lot.parts.create { $0.place = 1 }
        try await lot.parts.create { $0.place = 2 }
        try await SiloPart.create {
          $0.siteID = 2; $0.place = 1; $0.lotNumber = 7
        }
        try await SiloLot.find((1, 7)).destroy()
      }
      #expect(try await jobs(database) == 1)
      recorder.clear()
      #expect(try await outbox.runDue(on: database) == 1)
      let table = reach == .hasMany ? "silo_parts" : "silo_lots", rest = reach == .hasMany ? "place" : "number"
      let deletions = recorder.sql.filter { $0.hasPrefix("DELETE FROM \"\(table)\"") }
      #expect(deletions.count == (reach == .belongsTo ? 1 : 2))
      for deletion in deletions {
        #expect(deletion == "DELETE FROM \"\(table)\" WHERE \"\(table)\".\"site_id\" = ? AND \"\(table)\".\"\(rest)\" = ?")
      }
      #expect(try await SiloLot.pluck(\.siteID) == [2])
      if reach == .hasMany { #expect(try await SiloPart.pluck(\.siteID) == [2]) }
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Where the scope of a has_one picks one of several rows, the dependent is about that one.
@Suite struct PickedDependentTests {
  private func run(_ engine: Engine, _ outbox: JobOutbox?, _ body: nonisolated(nonsending) (Database) async throws -> Void) async throws {
    var configuration = DatabaseConfiguration()
    configuration.jobs = outbox
    try await engine.database(configuration: configuration, models: [LampKeeper.self, LighthouseLamp.self]) { database, _ async throws in
      try await database.migrate(Migrations { Migration("2025-01-01 create jobs") { $0.createJobTable() } })
      try await body(database)
    }
  }

  /// A keeper with three lamps at each of its associations.
  private func keeper() async throws -> LampKeeper {
    let keeper = try await LampKeeper.create { $0.name = "K" }
    for number in 1...3 {
      try await LighthouseLamp.create {
        $0.name = "emptied \(number)"; $0.emptiedID = keeper.id
      }
      try await LighthouseLamp.create {
        $0.name = "broken \(number)"; $0.brokenID = keeper.id
      }
      try await LighthouseLamp.create {
        $0.name = "dropped \(number)"; $0.droppedID = keeper.id
      }
      try await LighthouseLamp.create {
        $0.name = "later \(number)"; $0.laterID = keeper.id
      }
    }
    return try await LampKeeper.find(keeper.id!)
  }

  @Test(arguments: Engine.allCases, ["unloaded", "loaded", "with a queue"]) func onlyThatOneGoes(_ engine: Engine, _ state: String)
    async throws
  {
    let outbox = state == "with a queue" ? JobOutbox() : nil
    try await run(engine, outbox) { database in
      let keeper = try await keeper()
      if state == "loaded" {
        #expect(try await keeper.dropped?.name == "dropped 3")
        #expect(try await keeper.emptied?.name == "emptied 3")
      }
      let plan = try await keeper.destroyPlan()
      #expect(
        plan.steps.filter { $0.depth == 1 }.map(\.description).sorted() == [
          "LampKeeper.broken: destroy 1 record", "LampKeeper.dropped: delete 1 row", "LampKeeper.emptied: nullify 1 row",
          "LampKeeper.later: destroy 1 record\(outbox == nil ? "" : " later")",
        ])
      try await keeper.destroy()
      if let outbox { #expect(try await outbox.runDue(on: database) == 1) }
      let left = try await LighthouseLamp.order(\.name).load()
      #expect(
        left.map(\.name) == [
          "broken 1", "broken 2", "dropped 1", "dropped 2", "emptied 1", "emptied 2", "emptied 3", "later 1", "later 2",
        ])
      #expect(left.filter { $0.keys.isEmpty }.map(\.name) == ["emptied 3"])
    }
  }
}

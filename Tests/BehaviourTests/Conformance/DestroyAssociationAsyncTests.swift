import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of records that are destroyed by jobs.
@Suite struct DestroyAssociationAsyncTests {
  private let outbox = JobOutbox()

  private func run(_ engine: Engine, _ body: nonisolated(nonsending) (Database) async throws -> Void) async throws {
    var configuration = DatabaseConfiguration()
    configuration.jobs = outbox
    try await engine.database(configuration: configuration, models: WarehouseWorld.models) { database, _ in
      try await database.migrate(WarehouseWorld.migrations)
      try await body(database)
    }
  }

  private func jobs(_ database: Database) async throws -> Int {
    try await database.query("SELECT COUNT(*) FROM active_record_jobs", as: Int.self).first ?? -1
  }

  @Test(arguments: Engine.allCases) func enqueuesTheHasManyToBeDeletedWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await run(engine) { database in
      let warehouse = try await Warehouse.create { $0.code = "W" }
      try await warehouse.pallets.create()
      try await Pallet.create { $0.warehouseCode = "other" }
      try await warehouse.destroy()
      #expect(try await Pallet.count() == 2)
      #expect(try await outbox.runDue(on: database) == 1)
      #expect(try await Pallet.pluck(\.warehouseCode) == ["other"])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyWithSTIParentClassDestroysAllChildrenClassRecords(_ engine: Engine) async throws {
    try await run(engine) { database in
      let warehouse = try await Warehouse.create { $0.code = "W" }
      try await warehouse.pallets.append(Pallet(), LongPallet())
      try await warehouse.destroy()
      #expect(try await outbox.runDue(on: database) == 1)
      #expect(try await Pallet.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func enqueuesHasOneToBeDeletedWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await run(engine) { database in
      let warehouse = try await Warehouse.create { $0.code = "W" }
      try await warehouse.$sign.create()
      try await warehouse.destroy()
      #expect(try await WarehouseSign.count() == 1)
      #expect(try await outbox.runDue(on: database) == 1)
      #expect(try await WarehouseSign.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func enqueuesBelongsToToBeDeletedWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await run(engine) { database in
      let warehouse = try await Warehouse.create { $0.code = "W" }
      let lock = try await LastLock.create()
      lock.$warehouse.set(warehouse)
      try await lock.save()
      try await lock.destroy()
      #expect(try await Warehouse.count() == 1)
      #expect(try await outbox.runDue(on: database) == 1)
      #expect(try await Warehouse.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicBelongsTo(_ engine: Engine) async throws {
    try await run(engine) { database in
      let knot = try await LastKnot.create()
      knot.$tied.set(try await Pallet.create())
      try await knot.save()
      try await knot.destroy()
      #expect(try await Pallet.count() == 1)
      #expect(try await outbox.runDue(on: database) == 1)
      #expect(try await Pallet.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneEnsuresFunctionForParent(_ engine: Engine) async throws {
    try await run(engine) { _ in
      let warehouse = try await Warehouse.create { $0.code = "W" }
      let sign = try await warehouse.$sign.create()
      let job = DestroyJob(owner: "Warehouse", ownerKey: "1", association: "sign", model: "WarehouseSign", keys: ["\(sign.id!)"])
      await #expect(throws: JobError.self) { try await job.run() }
      #expect(try await WarehouseSign.count() == 1)
      try await warehouse.update { $0.isClosed = true }
      #expect(try await job.run() == 1)
      #expect(try await WarehouseSign.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func enqueuesBelongsToToBeDeletedWithEnsuringFunction(_ engine: Engine) async throws {
    try await run(engine) { _ in
      let warehouse = try await Warehouse.create { $0.code = "W" }
      let lock = try await LastLock.create { $0.warehouseCode = "W" }
      let job = DestroyJob(owner: "LastLock", ownerKey: "1", association: "warehouse", model: "Warehouse", keys: ["\(warehouse.id!)"])
      await #expect(throws: JobError.self) { try await job.run() }
      #expect(try await Warehouse.count() == 1)
      try await lock.update { $0.isGone = true }
      #expect(try await job.run() == 1)
      #expect(try await Warehouse.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func dontEnqueueWithNoRelations(_ engine: Engine) async throws {
    try await run(engine) { database in
      try await Warehouse.create { $0.code = "W" }.destroy()
      #expect(try await jobs(database) == 0)
    }
  }

  @Test(arguments: Engine.allCases) func notEnqueueTheJobIfTransactionIsNotCommitted(_ engine: Engine) async throws {
    try await run(engine) { database in
      let warehouse = try await Warehouse.create { $0.code = "W" }
      try await warehouse.pallets.create()
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await warehouse.destroy()
          throw Refused()
        }
      }
      #expect(try await jobs(database) == 0)
      #expect(try await Pallet.count() == 1)
    }
  }
}

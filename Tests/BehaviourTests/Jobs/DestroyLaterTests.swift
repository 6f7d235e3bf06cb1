import ActiveRecord
import ActiveRecordTesting
import Testing

/// `dependent: .destroyAsync`: what is stored with the transaction, and what a worker does with it.
@Suite struct DestroyLaterTests {
  private func run(
    _ engine: Engine, _ outbox: JobOutbox?, _ body: nonisolated(nonsending) (Database, SQLRecorder) async throws -> Void
  ) async throws {
    var configuration = DatabaseConfiguration()
    configuration.jobs = outbox
    try await engine.database(configuration: configuration, models: ArchiveWorld.models) { database, recorder in
      try await database.migrate(ArchiveWorld.migrations)
      recorder.clear()
      try await body(database, recorder)
    }
  }

  private func archive(_ labels: String...) async throws -> Archive {
    let archive = try await Archive.create { $0.name = "A" }
    try await archive.boxes.create(forEach: labels) { $0.label = $1 }
    return try await Archive.find(archive.id ?? 0)
  }

  private func jobs(_ database: Database) async throws -> Int {
    try await database.query("SELECT COUNT(*) FROM active_record_jobs", as: Int.self).first ?? -1
  }

  @Test(arguments: Engine.allCases) func withoutAQueueTheyGoAtOnce(_ engine: Engine) async throws {
    try await run(engine, nil) { database, _ in
      try await archive("a", "b").destroy()
      #expect(try await ArchiveBox.count() == 0)
      #expect(try await jobs(database) == 0)
    }
  }

  @Test(arguments: Engine.allCases) func aJobForEachBatchIsStored(_ engine: Engine) async throws {
    let outbox = JobOutbox(batchSize: 2)
    try await run(engine, outbox) { database, recorder in
      let archive = try await archive("a", "b", "c", "d", "e")
      recorder.clear()
      try await archive.destroy()
      #expect(recorder.sql.filter { $0.hasPrefix("INSERT") }.count == 3)
      #expect(recorder.sql.filter { $0.contains("archive_boxes") }.count == 1)
      #expect(try await ArchiveBox.count() == 5)
      #expect(try await outbox.runDue(on: database) == 3)
      #expect(try await ArchiveBox.count() == 0)
      #expect(try await jobs(database) == 0)
    }
  }

  @Test(arguments: Engine.allCases) func aPlanSaysWhatIsLeftToJobs(_ engine: Engine) async throws {
    try await run(engine, JobOutbox()) { _, _ in
      let archive = try await archive("a", "b")
      try await archive.$seal.create()
      try await archive.readers.append(ArchiveReader(name: "r"))
      let plan = try await archive.destroyPlan()
      #expect(
        plan.steps.filter { $0.depth == 1 }.map(\.description).sorted() == [
          "Archive.boxes: destroy 2 records later", "Archive.readers: destroy 1 record later", "Archive.seal: destroy 1 record later",
        ])
      #expect(plan.isAllowed && plan.deletedRows == 1)
    }
  }

  @Test(arguments: Engine.allCases) func aRollbackLeavesNoJob(_ engine: Engine) async throws {
    try await run(engine, JobOutbox()) { database, _ in
      let archive = try await archive("a")
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await archive.destroy()
          throw Refused()
        }
      }
      #expect(try await jobs(database) == 0)
      #expect(try await Archive.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func toOneThroughAndBelongsTo(_ engine: Engine) async throws {
    let outbox = JobOutbox()
    try await run(engine, outbox) { database, _ in
      let archive = try await archive()
      try await archive.$seal.create()
      try await archive.readers.append(ArchiveReader(name: "r"))
      let keeper = ArchiveGuard(archive: archive)
      try await keeper.save()
      try await keeper.destroy()
      #expect(try await Archive.count() == 1)
      #expect(try await outbox.runDue(on: database) == 3)
      let left = [try await Archive.count(), try await ArchiveSeal.count(), try await ArchiveLoan.count(), try await ArchiveReader.count()]
      #expect(left == [0, 0, 1, 0])
    }
  }

  @Test(arguments: Engine.allCases) func aJobThatFailsIsTriedAgainAndThenGivenUp(_ engine: Engine) async throws {
    let outbox = JobOutbox(maximumAttempts: 2, retryDelay: .zero)
    try await run(engine, outbox) { database, _ in
      let archive = try await archive("a", "stuck")
      try await ArchiveBox.where { $0.label == "stuck" }.updateAll { [$0.isStuck.set(true)] }
      try await archive.destroy()
      #expect(try await outbox.runDue(on: database) == 0)
      #expect(try await ArchiveBox.count() == 2)
      let failed = try await outbox.failed(on: database)
      #expect(failed.map(\.job.keys) == [["1", "2"]])
      #expect(failed.first?.error.contains("Failed to destroy ArchiveBox") == true)
      #expect(try await outbox.runDue(on: database) == 0)
    }
  }

  @Test(arguments: Engine.allCases) func aJobOfAProcessThatDiedIsTakenOver(_ engine: Engine) async throws {
    let outbox = JobOutbox()
    try await run(engine, outbox) { database, _ in
      try await archive("a").destroy()
      try await database.execute("UPDATE active_record_jobs SET locked_until = \(Int64.max), attempts = 1")
      #expect(try await outbox.runDue(on: database) == 0)
      try await database.execute("UPDATE active_record_jobs SET locked_until = 1")
      #expect(try await outbox.runDue(on: database) == 1)
      #expect(try await ArchiveBox.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func membersOfAnotherOwnerStay(_ engine: Engine) async throws {
    let outbox = JobOutbox()
    try await run(engine, outbox) { database, _ in
      let other = try await Archive.create { $0.name = "B" }
      try await archive("a", "b").destroy()
      try await ArchiveBox.where { $0.label == "b" }.updateAll { [$0.archiveID.set(other.id)] }
      #expect(try await outbox.runDue(on: database) == 1)
      #expect(try await ArchiveBox.all().pluck(\.label) == ["b"])
    }
  }

  @Test(arguments: Engine.allCases) func theOwnerMustBeGoneOrCountAsGone(_ engine: Engine) async throws {
    try await run(engine, nil) { _, _ in
      let archive = try await archive("a")
      let job = DestroyJob(owner: "Archive", ownerKey: "1", association: "boxes", model: "ArchiveBox", keys: ["1"])
      let told = await failure { try await job.run() }
      #expect(told == "Archive.boxes: the owner is not destroyed, so its records stay")
      try await archive.update { $0.isClosed = true }
      #expect(try await job.run() == 1)
      #expect(try await job.run() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func anUnknownModelIsTold(_ engine: Engine) async throws {
    try await run(engine, nil) { _, _ in
      let job = DestroyJob(owner: "Nothing", ownerKey: "1", association: "boxes", model: "ArchiveBox", keys: ["1"])
      let told = await failure { try await job.run() }
      #expect(told?.contains("Database.connect(…, models: [Nothing.self])") == true)
    }
  }

  @Test(arguments: Engine.allCases) func aWorkerIsWokenByTheCommit(_ engine: Engine) async throws {
    let outbox = JobOutbox()
    try await run(engine, outbox) { database, _ in
      let worker = Task { await outbox.run(on: database, every: .seconds(3600)) }
      defer { worker.cancel() }
      // The first look comes when the worker begins.
      try await Task.sleep(for: .milliseconds(50))
      try await archive("a").destroy()
      for _ in 0..<30_000 where try await ArchiveBox.count() > 0 { try await Task.sleep(for: .milliseconds(10)) }
      #expect(try await ArchiveBox.count() == 0)
    }
  }
}

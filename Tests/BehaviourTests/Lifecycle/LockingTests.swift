import ActiveRecord
import ActiveRecordTesting
import Testing

/// Versions of rows, locks, and columns that are written once.
@Suite struct LockingTests {
  @Test(arguments: Engine.allCases) func staleUpdateAndDestroyAreRefused(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await StrongBox.create { $0.name = "v" }
      let (first, second) = (try await StrongBox.find(1), try await StrongBox.find(1))
      recorder.clear()
      try await first.update { $0.name = "1" }
      #expect(first.lockVersion == 1 && recorder.queries.count == 1)
      second.name = "2"
      do {
        try await second.save()
        Issue.record("a stale record must not be saved")
      } catch let error as StaleRecord {
        #expect(error.action == "update" && error.model == "StrongBox" && error.key == .int(1))
        #expect(
          "\(error)" == "Attempted to update a stale object: StrongBox. Somebody else wrote the row with id=1 since it was loaded: "
            + "reload it, and try again")
      }
      #expect(second.lockVersion == 0 && second.name == "2" && second.isChanged)
      await #expect(throws: StaleRecord.self) { try await second.destroy() }
      #expect(try await StrongBox.pluck(\.name) == ["1"])
      #expect(second.isPersisted)
      try await second.reload()
      try await second.update { $0.name = "2" }
      #expect(try await StrongBox.find(1).lockVersion == 2)
      try await second.save()
      #expect(second.lockVersion == 2)
      try await second.destroy()
      #expect(try await StrongBox.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func rowsWithoutAVersionGetOne(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      for name in ["a", "b", "c"] { try await database.execute("INSERT INTO charters (name) VALUES (\(name))") }
      let (first, stale) = (try await Charter.find(1), try await Charter.find(1))
      #expect(first.lockVersion == nil)
      recorder.clear()
      try await first.update { $0.name = "A" }
      #expect(recorder.sql.last?.hasSuffix(#"WHERE "charters"."id" = ? AND "charters"."lock_version" IS NULL"#) == true)
      #expect(first.lockVersion == 1)
      try await first.update { $0.name = "AA" }
      #expect(recorder.sql.last?.hasSuffix(#"WHERE "charters"."id" = ? AND "charters"."lock_version" = ?"#) == true)
      await #expect(throws: StaleRecord.self) { try await stale.update { $0.name = "?" } }
      await #expect(throws: StaleRecord.self) { try await stale.destroy() }
      await #expect(throws: StaleRecord.self) { try await stale.touch() }
      let touched = try await Charter.find(2)
      try await touched.touch()
      #expect(touched.lockVersion == 1)
      try await Charter.find(3).destroy()
      #expect(try await Charter.order(\.id).pluck(\.name) == ["AA", "b"])
      #expect(try await Charter.order(\.id).pluck(\.lockVersion) == [2, 1])
    }
  }

  @Test(arguments: Engine.allCases) func withLockReadsAgainInATransaction(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let vault = try await StrongBox.create { $0.name = "v" }
      try await StrongBox.updateAll { [$0.name.set("db")] }
      recorder.clear()
      let name = try await vault.withLock { vault.name }
      #expect(name == "db" && recorder.events.first?.sql.hasPrefix("BEGIN") == true && recorder.events.last?.sql == "COMMIT")
      vault.name = "mine"
      #expect(await failure { try await vault.lock() }?.contains("changed: name") == true)
      #expect(try await vault.reload(lock: "FOR UPDATE").name == "db")
    }
  }

  @Test(arguments: Engine.allCases) func readonlyColumnsAreWrittenOnce(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let vault = try await StrongBox.create { $0.serial = "S1" }
      vault.serial = "S2"
      #expect(await failure { try await vault.save() }?.contains("StrongBox.serial: it is readonly") == true)
      #expect(await failure { try await vault.updateColumns { $0.serial = "S3" } }?.contains("readonly") == true)
      let board = try await Board.create()
      board.threadsCount = 7
      #expect(await failure { try await board.save() }?.contains("Board.threadsCount") == true)
      #expect(try await StrongBox.pluck(\.serial) == ["S1"])
      #expect(try await Board.pluck(\.threadsCount) == [0])
    }
  }
}

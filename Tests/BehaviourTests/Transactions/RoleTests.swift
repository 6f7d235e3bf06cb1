import ActiveRecord
import ActiveRecordTesting
import Testing

/// Blocks that only read.
@Suite struct RoleTests {
  @Test(arguments: Engine.allCases, Engine.Storage.allCases) func readingReadsAndRefusesToWrite(
    _ engine: Engine, _ storage: Engine.Storage
  ) async throws {
    try await engine.database(in: storage) { database, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      try await database.reading { () async throws in
        #expect(try await Play.count() == 1)
        recorder.clear()
        play.title = "B"
        let saving = await failure { try await play.save() }
        let creating = await failure { try await Play.create { $0.title = "C" } }
        let deleting = await failure { _ = try await Play.all().deleteAll() }
        let raw = await failure { _ = try await database.execute(#"DELETE FROM "plays""#) }
        for error in [saving, creating, deleting, raw] {
          #expect(error?.contains("read only: this runs inside of Database.reading") == true)
        }
        #expect(recorder.queries.isEmpty)
      }
      try await play.save()
      #expect(try await Play.pluck(\.title) == ["B"])
    }
  }

  @Test(arguments: Engine.allCases) func writingInsideOfReadingWrites(_ engine: Engine) async throws {
    // In memory there is one connection, which the block that reads does not keep.
    try await engine.database { database, _ async throws in
      try await database.reading { () async throws in
        try await database.writing { try await Play.create { $0.title = "A" } }
        #expect(try await Play.count() == 1)
        #expect(await failure { try await Play.create { $0.title = "B" } } != nil)
      }
    }
  }

  @Test(arguments: Engine.allCases) func readingInsideOfATransactionSeesWhatItWrote(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.transaction { () async throws in
        try await Play.create { $0.title = "A" }
        try await Database.reading { () async throws in
          #expect(try await Play.count() == 1)
          #expect(await failure { try await Play.create { $0.title = "B" } } != nil)
        }
        try await Play.create { $0.title = "C" }
      }
      #expect(try await Play.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func transactionsThatReadSeeOneState(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await Play.create { $0.title = "A" }
      recorder.clear()
      try await database.reading { () async throws in
        try await database.transaction { () async throws in
          #expect(try await Play.count() == 1)
          #expect(await failure { try await Play.create { $0.title = "B" } } != nil)
        }
      }
      let control = recorder.events.filter(\.isTransactionControl).map(\.sql)
      #expect(control == [database.dialect.beginRead, "COMMIT"])
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What a transaction sends, and what stays of it.
@Suite struct TransactionTests {
  @Test(arguments: Engine.allCases, Engine.Storage.allCases) func commitKeeps(_ engine: Engine, _ storage: Engine.Storage) async throws {
    try await engine.database(in: storage) { database, recorder async throws in
      let id = try await database.transaction {
        let play = try await Play.create { $0.title = "A" }
        #expect(try await Play.count() == 1)
        return play.id
      }
      #expect(id == 1)
      #expect(try await Play.count() == 1)
      let control = recorder.events.filter(\.isTransactionControl).map { String($0.sql.prefix { $0 != " " }) }
      #expect(control == ["BEGIN", "COMMIT"])
    }
  }

  @Test(arguments: Engine.allCases, Engine.Storage.allCases) func errorRollsBack(_ engine: Engine, _ storage: Engine.Storage) async throws {
    try await engine.database(in: storage) { database, recorder async throws in
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await Play.create { $0.title = "A" }
          throw Refused()
        }
      }
      #expect(try await Play.count() == 0)
      #expect(recorder.events.filter(\.isTransactionControl).map(\.sql).last == "ROLLBACK")
    }
  }

  @Test(arguments: Engine.allCases) func nothingIsSentForAnEmptyTransaction(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let answer = try await database.transaction { 42 }
      #expect(answer == 42)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func beginWaitsForTheFirstStatement(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await database.transaction {
        #expect(recorder.events.isEmpty)
        _ = try await Play.count()
        #expect(recorder.events.first?.sql.hasPrefix("BEGIN") == true)
      }
    }
  }

  @Test(arguments: Engine.allCases) func innerTransactionJoinsTheOuterOne(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await Play.create { $0.title = "A" }
          try await database.transaction { try await Play.create { $0.title = "B" } }
          throw Refused()
        }
      }
      #expect(try await Play.count() == 0)
      #expect(!recorder.events.contains { $0.sql.hasPrefix("SAVEPOINT") })
    }
  }

  @Test(arguments: Engine.allCases) func savepointRollsBackAlone(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await database.transaction {
        try await Play.create { $0.title = "A" }
        await #expect(throws: Refused.self) {
          try await database.transaction(requiresNew: true) {
            try await Play.create { $0.title = "B" }
            #expect(try await Play.count() == 2)
            throw Refused()
          }
        }
        #expect(try await Play.count() == 1)
        try await database.transaction(requiresNew: true) { try await Play.create { $0.title = "C" } }
      }
      #expect(try await Play.order(\.title).pluck(\.title) == ["A", "C"])
      #expect(recorder.events.contains { $0.sql.hasPrefix("SAVEPOINT") })
      #expect(recorder.events.contains { $0.sql.hasPrefix("ROLLBACK TO SAVEPOINT") })
      #expect(recorder.events.contains { $0.sql.hasPrefix("RELEASE SAVEPOINT") })
    }
  }

  @Test(arguments: Engine.allCases) func savepointsNest(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.transaction {
        try await Play.create { $0.title = "1" }
        try await database.transaction(requiresNew: true) {
          try await Play.create { $0.title = "2" }
          await #expect(throws: Refused.self) {
            try await database.transaction(requiresNew: true) {
              try await Play.create { $0.title = "3" }
              throw Refused()
            }
          }
        }
      }
      #expect(try await Play.order(\.title).pluck(\.title) == ["1", "2"])
    }
  }

  @Test(arguments: Engine.allCases) func failedStatementLeavesTheTransactionUsable(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.transaction {
        try await Play.create { $0.title = "A" }
        let told = await failure {
          _ = try await database.transaction(requiresNew: true) { try await database.execute("INSERT INTO nowhere VALUES (1)") }
        }
        #expect(told?.contains("nowhere") == true)
        try await Play.create { $0.title = "B" }
      }
      #expect(try await Play.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func cancelledTaskRollsBack(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let task = Task {
        try await database.transaction {
          try await Play.create { $0.title = "A" }
          withUnsafeCurrentTask { $0?.cancel() }
        }
      }
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(try await Play.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func twoTasksInOneTransactionAreTold(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      // The first task has its connection in use while the second one comes, on however many threads.
      let told = await failure {
        try await database.transaction {
          var rows = database.stream("SELECT 1 AS n UNION ALL SELECT 2 AS n", as: Int.self).makeAsyncIterator()
          _ = try await rows.next()
          async let other = database.query("SELECT 3 AS n").count
          _ = try await other
          _ = try await rows.next()
        }
      }
      #expect(told?.contains("two tasks used the same transaction at once") == true)
      #expect(try await Play.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func aTaskThatOutlivesTheTransactionIsTold(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      var told: String?
      var late: [Task<Void, any Error>] = []
      for _ in 0..<20 where told == nil {
        let (opened, opening) = AsyncStream.makeStream(of: Void.self)
        told = await failure {
          try await database.transaction {
            try await Play.create { $0.title = "A" }
            late.append(
              Task {
                var rows = database.stream("SELECT 1 AS n UNION ALL SELECT 2 AS n", as: Int.self).makeAsyncIterator()
                _ = try await rows.next()
                opening.yield()
                try await Task.sleep(for: .milliseconds(200))
                _ = try await rows.next()
              })
            for await _ in opened { break }
          }
        }
        for task in late { try? await task.value }
      }
      #expect(told?.contains("two tasks used the same transaction at once") == true)
      try await database.transaction { try await Play.create { $0.title = "B" } }
      #expect(try await Play.where { $0.title == "B" }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func rollbackByHandIsAnError(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      await #expect(throws: Rollback.self) {
        try await database.transaction {
          try await Play.create { $0.title = "A" }
          throw Rollback()
        }
      }
      #expect(try await Play.count() == 0)
    }
  }
}

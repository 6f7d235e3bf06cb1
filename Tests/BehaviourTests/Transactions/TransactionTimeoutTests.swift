import ActiveRecord
import ActiveRecordTesting
import Testing

/// Transactions whose time is over.
@Suite struct TransactionTimeoutTests {
  private static let short = Duration.milliseconds(20)
  private static let long = Duration.seconds(3600)

  /// Runs `body` with more and more time, until it has come as far as it says: a busy machine may need more than the first.
  private func growing(_ body: nonisolated(nonsending) (Duration) async throws -> Bool) async throws {
    var timeout = Self.short
    while !(try await body(timeout)) {
      timeout *= 2
      try #require(timeout < .seconds(300), "it never came so far")
    }
  }

  /// What ends a transaction because of its time.
  private func timedOut(_ body: nonisolated(nonsending) () async throws -> Void) async -> DatabaseError? {
    let error = await #expect(throws: DatabaseError.self) { try await body() }
    #expect(error?.code == .transactionTimeout && error?.isRetryable == false)
    #expect(error?.message.hasPrefix("the transaction begun at BehaviourTests/TransactionTimeoutTests.swift:") == true)
    return error
  }

  @Test(arguments: Engine.allCases, Engine.Storage.allCases)
  func whatNeverComesToItsEndIsRolledBack(_ engine: Engine, _ storage: Engine.Storage) async throws {
    try await engine.database(in: storage) { database, recorder async throws in
      let old = try await Diary.create { $0.text = "old" }
      let new = Diary(text: "new")
      try await growing { timeout async throws in
        var hasWaited = false
        recorder.clear()
        new.log = []
        let error = await timedOut {
          try await database.transaction(timeout: timeout) {
            try await new.save()
            old.text = "changed"
            try await old.save()
            hasWaited = true
            try await Task.sleep(for: Self.long)
          }
        }
        #expect(
          error?.message.hasSuffix(
            " did not end within \(timeout): what it did was rolled back. Give it more time by 'timeout:', or look for what it waited for")
            == true)
        #expect(new.isNew && new.id == nil && new.text == "new" && new.isChanged)
        #expect(!new.log.contains("afterCommit") && !Task.isCancelled)
        guard hasWaited else { return false }
        #expect(error?.sql == nil)
        #expect(recorder.events.last?.sql == "ROLLBACK")
        #expect(new.log.last == "afterRollback" && old.log.last == "afterRollback")
        #expect(try old.isChanged(\.text) && old.original(\.text) == "old")
        return true
      }
      #expect(try await Diary.pluck(\.text) == ["old"])
      // The connection is there for the next one, and the records can be saved.
      try await database.transaction(timeout: Self.long) {
        try await new.save()
        try await old.save()
      }
      #expect(try await Diary.order(\.text).pluck(\.text) == ["changed", "new"])
      #expect(new.log.last == "afterCommit")
    }
  }

  @Test(arguments: Engine.allCases) func theStatementThatRunsIsStopped(_ engine: Engine) async throws {
    try await stopsAStatement(engine)
  }

  /// A statement of SQLite keeps the actor's thread while it runs.
  @Test(arguments: Engine.allCases) @MainActor func theStatementThatRunsOnAnActorIsStopped(_ engine: Engine) async throws {
    try await stopsAStatement(engine)
  }

  private func stopsAStatement(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await growing { timeout async throws in
        let error = await timedOut {
          try await database.transaction(timeout: timeout) {
            _ = try await Play.create { $0.title = "secret" }
            _ = try await database.query(engine.endless)
          }
        }
        #expect("\(error as Any)".contains("secret") == false)
        return error?.sql == engine.endlessText
      }
      #expect(try await Play.count() == 0)
      try await Play.create { $0.title = "A" }
      #expect(try await Play.pluck(\.title) == ["A"])
    }
  }

  /// Whatever the transaction is about when its time is over: taking a connection, `BEGIN`, a statement, a savepoint, or nothing.
  @Test(arguments: Engine.allCases, Engine.Storage.allCases)
  func anEndAtAnyMomentKeepsAllOrNothing(_ engine: Engine, _ storage: Engine.Storage) async throws {
    try await engine.database(in: storage) { database, _ async throws in
      var kept = 0
      for moment in 0..<60 {
        let plays = (0..<4).map { Play(title: "\(moment).\($0)") }
        do {
          try await database.transaction(timeout: .microseconds(150 * moment)) {
            try await plays[0].save()
            try await database.transaction(requiresNew: true) { try await plays[1].save() }
            _ = try await Play.insertAll([Play(title: "\(moment).4"), Play(title: "\(moment).5")])
            for play in plays[2...] { try await play.save() }
          }
          kept += 1
          #expect(plays.allSatisfy { $0.isPersisted })
        } catch let error as DatabaseError {
          #expect(error.code == .transactionTimeout, "\(error)")
          #expect(plays.allSatisfy { $0.isNew && $0.id == nil && $0.isChanged })
        }
        #expect(try await Play.count() == 6 * kept)
      }
      #expect(database.connections(for: .writing).inUse == 0)
      try await database.transaction(timeout: Self.long) { try await Play.create { $0.title = "last" } }
      #expect(try await Play.count() == 6 * kept + 1)
    }
  }

  @Test(arguments: Engine.allCases) func whoWaitsForALockEnds(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await Play.create { $0.title = "A" }
      try await database.transaction {
        try await Play.updateAll { [$0.seats.set(1)] }
        // The row, and where there is one writer the connection, is not to be had before this transaction ends.
        let other = Task.detached {
          try await database.transaction(timeout: Self.short) { try await database.execute("UPDATE plays SET seats = 2") }
        }
        _ = await timedOut { _ = try await other.value }
      }
      #expect(try await Play.pluck(\.seats) == [1])
      try await database.transaction(timeout: Self.long) { try await database.execute("UPDATE plays SET seats = 3") }
      #expect(try await Play.pluck(\.seats) == [3])
    }
  }

  @Test(arguments: Engine.allCases) func aSavepointEndsAloneAndTheOuterTransactionGoesOn(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let inner = Play(title: "B")
      try await growing { timeout async throws in
        var hasWaited = false
        try await Play.deleteAll()
        try await database.transaction(timeout: Self.long) {
          try await Play.create { $0.title = "A" }
          let error = await timedOut {
            try await database.transaction(requiresNew: true, timeout: timeout) {
              try await inner.save()
              hasWaited = true
              try await Task.sleep(for: Self.long)
            }
          }
          #expect(error?.message.contains("within \(timeout): what it did was rolled back") == true)
          #expect(inner.isNew && !Task.isCancelled)
          try await Play.create { $0.title = "C" }
        }
        return hasWaited
      }
      #expect(try await Play.order(\.title).pluck(\.title) == ["A", "C"])
    }
  }

  @Test(arguments: Engine.allCases, [true, false]) func ofNestedOnesTheNearerEndCounts(_ engine: Engine, _ requiresNew: Bool) async throws {
    try await engine.database { database, _ async throws in
      let outer = await timedOut {
        try await database.transaction(timeout: Self.short) {
          try await Play.create { $0.title = "A" }
          try await database.transaction(requiresNew: requiresNew, timeout: Self.long) { try await Task.sleep(for: Self.long) }
        }
      }
      #expect(outer?.message.contains(" within \(Self.short): what it did was rolled back") == true)
      let inner = await timedOut {
        try await database.transaction(timeout: Self.long) {
          try await Play.create { $0.title = "B" }
          try await database.transaction(requiresNew: requiresNew, timeout: Self.short) { try await Task.sleep(for: Self.long) }
        }
      }
      #expect(inner?.message.contains(" within \(Self.short): ") == true)
      #expect(inner?.message.contains("it is a part of another one, which rolls back what it did") == !requiresNew)
      #expect(try await Play.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func furtherRunsAreInTheSameTime(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let retry = TransactionRetry.serializationFailures(attempts: .max, pause: .milliseconds(1))
      _ = await timedOut {
        try await database.transaction(retrying: retry, timeout: Self.short) {
          try await Play.create { $0.title = "A" }
          throw DatabaseError(.serializationFailure, "another transaction was first")
        }
      }
      #expect(try await Play.count() == 0)
      // What did not end in its time is not run again.
      var runs = 0
      _ = await timedOut {
        try await database.transaction(retrying: retry, timeout: Self.short) {
          runs += 1
          try await Task.sleep(for: Self.long)
        }
      }
      #expect(runs <= 1)
    }
  }

  @Test(arguments: Engine.allCases) func whoTakesNoNoticeIsRolledBackAllTheSame(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = Play(title: "A")
      _ = await timedOut {
        try await database.transaction(timeout: Self.short) {
          try? await play.save()
          try? await Task.sleep(for: Self.long)
          // Nothing is sent any more.
          let told = await failure { _ = try await Play.count() }
          #expect(told?.contains("CancellationError") == true)
        }
      }
      _ = await timedOut {
        try await database.transaction(timeout: Self.short) {
          do { try await Task.sleep(for: Self.long) } catch { throw Refused() }
        }
      }
      #expect(play.isNew)
      #expect(try await Play.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func withoutTimeNothingIsBegun(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      for time in [Duration.zero, .seconds(-1)] {
        var hasRun = false
        let error = await timedOut { try await database.transaction(timeout: time) { hasRun = true } }
        #expect(error?.message.contains("did not end within \(time)") == true && !hasRun)
      }
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aTaskThatIsCancelledIsNoWantOfTime(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let task = Task {
        try await database.transaction(timeout: Self.long) {
          try await Play.create { $0.title = "A" }
          try await Task.sleep(for: Self.long)
        }
      }
      task.cancel()
      let told = await failure { try await task.value }
      #expect(told?.contains("ancel") == true && told?.contains("transaction timeout") == false)
      #expect(try await Play.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) @MainActor func whatEndsInTimeIsAsWithoutALimit(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let diary = Diary(text: "x")
      let answer = try await Database.transaction(isolation: .serializable, timeout: Self.long) {
        try await diary.save()
        return diary
      }
      #expect(answer === diary && diary.log.last == "afterCommit")
      let control = recorder.events.filter(\.isTransactionControl).map { String($0.sql.prefix { $0 != " " }) }
      #expect(control.suffix(2) == ["BEGIN", "COMMIT"])
      await #expect(throws: Refused.self) {
        try await database.transaction(timeout: Self.long) {
          _ = try await Diary.create { $0.text = "y" }
          throw Refused()
        }
      }
      #expect(try await Diary.pluck(\.text) == ["x"])
    }
  }
}

extension Engine {
  /// A query that takes longer than a test.
  fileprivate var endlessText: String {
    switch self {
    case .sqlite: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    #if PostgreSQL
      case .postgresql: "SELECT pg_sleep(3600)"
    #endif
    #if MySQL
      case .mysql: "SELECT SLEEP(3600)"
    #endif
    }
  }

  fileprivate var endless: SQL { SQL(raw: endlessText) }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Transactions that are run again because the database gave them up.
@Suite struct RetryTests {
  private static let given = DatabaseError(.serializationFailure, "another transaction was first")
  private static let quickly = TransactionRetry.serializationFailures(attempts: 4, pause: .milliseconds(1))

  @Test(arguments: Engine.allCases) func theWholeBodyIsRunAgain(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      var runs = 0
      let count = try await database.transaction(retrying: Self.quickly) {
        runs += 1
        try await Play.create { $0.title = "A" }
        if runs < 3 { throw Self.given }
        return try await Play.count()
      }
      #expect(runs == 3 && count == 1)
      #expect(try await Play.count() == 1)
      let control = recorder.events.filter(\.isTransactionControl).map { String($0.sql.prefix { $0 != " " }) }
      #expect(control == ["BEGIN", "ROLLBACK", "BEGIN", "ROLLBACK", "BEGIN", "COMMIT"])
    }
  }

  @Test(arguments: Engine.allCases) func itGivesUpAfterTheLastAttempt(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      var runs = 0
      let error = await failure {
        try await database.transaction(retrying: Self.quickly) {
          runs += 1
          throw Self.given
        }
      }
      #expect(runs == 4 && error?.contains("another transaction was first") == true)
    }
  }

  @Test(arguments: Engine.allCases) func otherErrorsAreNotRunAgain(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      var runs = 0
      _ = await failure {
        try await database.transaction(retrying: Self.quickly) {
          runs += 1
          throw DatabaseError(.uniqueViolation, "taken")
        }
      }
      #expect(runs == 1)
    }
  }

  @Test(arguments: Engine.allCases) func recordsFromOutsideBeginEachRunAsTheyWere(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let saved = try await Play.create { $0.title = "A" }
      let changed = try await Play.create { $0.title = "B" }
      changed.title = "B, unsaved"
      let new = Play { $0.title = "C" }
      var seen: [[String]] = []
      var runs = 0
      try await database.transaction(retrying: Self.quickly) {
        runs += 1
        seen.append([saved.title, "\(saved.isChanged)", changed.title, "\(changed.isChanged)", new.title, "\(new.isNew)"])
        saved.title += "+"
        try await saved.save()
        saved.title += "+"
        changed.title += "+"
        try await changed.save()
        new.title += "+"
        try await new.save()
        if runs < 3 { throw Self.given }
      }
      let before = ["A", "false", "B, unsaved", "true", "C", "true"]
      #expect(seen == [before, before, before])
      #expect(saved.title == "A++" && saved.isChanged && !changed.isChanged && !new.isNew)
      let titles = try await Play.order { $0.id.asc }.pluck(\.title)
      #expect(titles == ["A+", "B, unsaved+", "C+"])
    }
  }

  @Test(arguments: Engine.allCases) func whatACommitCallbackThrowsIsNoReasonToRunItAgain(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      var runs = 0
      let inner = DatabaseError(.deadlock, "after the commit")
      _ = await failure {
        try await database.transaction(retrying: Self.quickly) {
          runs += 1
          try await Play.create { $0.title = "A" }
        }
        throw inner
      }
      #expect(runs == 1)
      #expect(try await Play.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func anIsolationLevelInsideAnOpenTransactionIsRefused(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let error = await failure {
        try await database.transaction { try await database.transaction(isolation: .serializable) {} }
      }
      #expect(error?.contains("Give 'isolation:' to the outermost transaction") == true)
      try await database.transaction(isolation: .serializable) { try await Play.create { $0.title = "A" } }
      #expect(try await Play.count() == 1)
    }
  }
}

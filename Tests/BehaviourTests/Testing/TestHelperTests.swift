import ActiveRecord
import ActiveRecordTesting
import Testing

/// What tests of an application are given: databases that stay clean, and a budget of queries.
@Suite struct TestHelperTests {
  @Test(arguments: Engine.allCases) func nothingStaysOfATest(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await Theatre.create { $0.name = "Globe" }
      recorder.clear()
      let count = try await database.rollingBack {
        let rose = try await Theatre.create { $0.name = "Rose" }
        try await database.transaction { try await rose.plays.create { $0.title = "A" } }
        _ = await failure {
          try await database.transaction(requiresNew: true) {
            try await rose.plays.create { $0.title = "B" }
            throw Refused()
          }
        }
        #expect(try await rose.plays.count() == 1)
        return try await Theatre.count()
      }
      #expect(count == 2)
      #expect(recorder.events.first?.sql.hasPrefix("BEGIN") == true || recorder.events.first?.sql.hasPrefix("START") == true)
      #expect(recorder.events.last?.sql == "ROLLBACK")
      #expect(try await Theatre.pluck(\.name) == ["Globe"])
      #expect(try await Play.count() == 0)
      await #expect(throws: Refused.self) { try await database.rollingBack { throw Refused() } }
    }
  }

  @Test(arguments: Engine.allCases) func testsAtTheSameTimeDoNotSeeEachOther(_ engine: Engine) async throws {
    try await engine.database(in: .file) { database, _ async throws in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<4 {
          group.addTask {
            try await database.rollingBack {
              for _ in 0...number { try await Theatre.create { $0.name = "T" } }
              return try await Theatre.count() - number
            }
          }
        }
        for try await rest in group { #expect(rest == 1) }
      }
      #expect(try await Theatre.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func insideOfATransactionASavepointIsTakenBack(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.transaction {
        try await Theatre.create { $0.name = "Globe" }
        try await database.rollingBack { try await Theatre.create { $0.name = "Rose" } }
        #expect(try await Theatre.count() == 1)
      }
      #expect(try await Theatre.pluck(\.name) == ["Globe"])
    }
  }

  @Test(arguments: Engine.allCases) func moreQueriesThanAllowedAreTold(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      for name in ["Globe", "Rose"] { try await Theatre.create { $0.name = name }.plays.create { $0.title = name } }
      let theatres = try await database.queries(atMost: 2) { try await Theatre.includes(\.plays).load() }
      #expect(theatres.count == 2)
      do {
        try await database.queries(atMost: 2) {
          for theatre in try await Theatre.all().loadsTogether(false).load() { _ = try await theatre.plays.load() }
        }
        Issue.record("three statements are more than two")
      } catch let error as QueryBudgetExceeded {
        #expect(error.budget == 2 && error.statements.count == 3)
        #expect("\(error)".hasPrefix("3 statements were sent, and 2 were allowed:\n  SELECT "))
        #expect(error.statements[2].hasSuffix("Theatre.plays, lazy, for 1 record"))
      }
    }
  }

  @Test(arguments: Engine.allCases) func onlyTheStatementsOfTheTaskCount(_ engine: Engine) async throws {
    try await engine.database(in: .file) { database, _ async throws in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
          group.addTask {
            try await database.use {
              try await database.queries(atMost: 3) {
                try await database.queries(atMost: 2) { for _ in 0..<2 { _ = try await Theatre.count() } }
                _ = try await Theatre.count()
              }
            }
          }
        }
        try await group.waitForAll()
      }
      await #expect(throws: QueryBudgetExceeded.self) {
        try await database.queries(atMost: 1) {
          try await database.queries(atMost: 2) { for _ in 0..<2 { _ = try await Theatre.count() } }
        }
      }
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Touching: which rows, which columns, and how often.
@Suite struct TouchTests {
  private let early = Date(timeIntervalSince1970: 1000)
  private let late = Date(timeIntervalSince1970: 2000)

  /// A remark in a discussion on a board, all written early; the records are new instances.
  private func remark() async throws -> Utterance {
    try await RecordClock.set(to: early) {
      let board = try await Board.create()
      let discussion = try await board.threads.create()
      return try await Utterance.find(try await discussion.utterances.create().id ?? 0)
    }
  }

  @Test(arguments: Engine.allCases) func changeTouchesUpTwoLevelsOnceBeforeCommit(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let remark = try await remark()
      recorder.clear()
      try await RecordClock.set(to: late) {
        try await database.transaction {
          remark.text = "x"
          try await remark.save()
          remark.text = "y"
          try await remark.save()
          #expect(recorder.queries.filter { $0.sql.hasPrefix("UPDATE") }.count == 2)
        }
      }
      let written = recorder.queries.map(\.sql).filter { $0.hasPrefix("UPDATE") }
      #expect(written.count == 4 && written[2].contains("discussions") && written[3].contains("boards"))
      #expect(recorder.events.last?.sql == "COMMIT")
      let board = try await Board.find(1)
      #expect(board.updatedAt == late && board.activeAt == late && board.createdAt == early)
      #expect(try await remark.discussion?.updatedAt == late)
      let discussion = try #require(try await remark.discussion)
      #expect(discussion.touches == 1 && !discussion.isChanged)
      recorder.clear()
      try await remark.save()
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func movingTouchesBothParents(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await remark()
      let other = try await RecordClock.set(to: early) { try await Board.create() }
      let discussion = try await Discussion.find(1)
      try await RecordClock.set(to: late) { try await discussion.update { $0.$board.set(other) } }
      #expect(try await Board.pluck(\.updatedAt) == [late, late])
      let later = Date(timeIntervalSince1970: 3000)
      try await RecordClock.set(to: later) { try await discussion.update { $0.boardID = nil } }
      #expect(try await Board.order { $0.id.asc }.pluck(\.updatedAt) == [late, later])
      #expect(try await Board.order { $0.id.asc }.pluck(\.threadsCount) == [0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func touchTakesColumnsAndATime(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let remark = try await remark()
      let board = try await Board.find(1)
      recorder.clear()
      try await board.touch(\.activeAt, at: late)
      #expect(recorder.queries.count == 1 && board.touches == 1 && !board.isChanged)
      let found = try await Board.find(1)
      #expect(found.activeAt == late && found.updatedAt == late)
      try await RecordClock.set(to: late) { try await remark.touch() }
      #expect(try await Discussion.find(1).updatedAt == late)
      await #expect(throws: ModelError.self) { try await Board().touch() }
      let sealed = try await Board.find(1)
      sealed.makeReadonly()
      await #expect(throws: ModelError.self) { try await sealed.touch() }
    }
  }

  @Test(arguments: Engine.allCases, [false, true]) func parentsAreKnownWhenRulesAreTold(_ engine: Engine, _ isSpared: Bool) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await remark()
      let discussion = try await Discussion.find(1)
      recorder.clear()
      if isSpared { try await Board.withoutTouching { try await discussion.touch() } } else { try await discussion.touch() }
      #expect(discussion.touches == 1 && discussion.knewItsBoard)
      #expect(recorder.sql.map { $0.prefix(6) } == (isSpared ? ["UPDATE", "SELECT"] : ["UPDATE", "SELECT", "UPDATE"]))
    }
  }

  @Test(arguments: Engine.allCases) func sparedClassesAndSavesWithoutTouch(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let remark = try await remark()
      try await RecordClock.set(to: late) {
        try await Board.withoutTouching { try await remark.update { $0.text = "x" } }
        #expect(try await Board.find(1).updatedAt == early)
        #expect(try await Discussion.find(1).updatedAt == late)
        let board = try await Board.find(1)
        board.name = "b"
        try await board.save(touch: false)
        #expect(try await Board.find(1).updatedAt == early)
      }
    }
  }

  @Test(arguments: Engine.allCases) func everyClassCanBeSpared(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let remark = try await remark()
      try await RecordClock.set(to: late) {
        try await Record.withoutTouching {
          recorder.clear()
          try await remark.update { $0.text = "x" }
          try await Board.find(1).touch(\.activeAt)
          #expect(recorder.sql.count { $0.hasPrefix("UPDATE") } == 1)
        }
        #expect(try await Board.pluck(\.updatedAt) == [early])
        #expect(try await Discussion.pluck(\.updatedAt) == [early])
        try await remark.update { $0.text = "y" }
        #expect(try await Discussion.pluck(\.updatedAt) == [late])
      }
    }
  }

  @Test(arguments: Engine.allCases) func rolledBackTouchesAreForgotten(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let remark = try await remark()
      try await RecordClock.set(to: late) {
        try await database.transaction {
          _ = await failure {
            try await database.transaction(requiresNew: true) {
              try await remark.update { $0.text = "x" }
              throw Refused()
            }
          }
          recorder.clear()
        }
      }
      #expect(recorder.queries.isEmpty)
      #expect(try await Board.find(1).updatedAt == early)
      #expect(remark.isChanged && remark.text == "x")
    }
  }

  @Test(arguments: Engine.allCases) func stoppedClockSetsNoTimes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let board = try await RecordClock.stop { try await Board.create { $0.createdAt = early } }
      #expect(board.createdAt == early && board.updatedAt == nil)
    }
  }
}

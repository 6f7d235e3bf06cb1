import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// What Rails' suite shows of belongs_to whose target counts, is touched, or has a default.
extension BelongsToAssociationsTests {
  @Test(arguments: Engine.allCases) func concurrentCounterCacheDoubleDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      for _ in 1...5 { try await debate.answers.create() }
      #expect(try await debate.reload().answersCount == 5)
      let answer = try #require(try await debate.answers.first())
      let clone = try await Answer.find(answer.id!)
      try await answer.destroy()
      #expect(try await debate.reload().answersCount == 4)
      try await clone.destroy()
      #expect(clone.isDestroyed)
      #expect(try await debate.reload().answersCount == 4)
      #expect(try await debate.answers.count() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func counterCache(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let debate = try await Debate.create { $0.title = "D" }
      #expect(debate.answersCount == 0)
      let answer = try await Answer.create { $0.text = "A" }
      answer.$debate.set(debate)
      try await answer.save()
      #expect(try await debate.reload().answersCount == 1)
      recorder.clear()
      #expect(try await debate.answers.size() == 1)
      debate.answersCount = 15
      #expect(try await debate.answers.size() == 15)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func customCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let parent = try await Answer.create { $0.text = "parent" }
      let child = try await Answer.create { $0.text = "child" }
      child.$parent.set(parent)
      try await child.save()
      #expect(try await parent.reload().answersCount == 1)
      recorder.clear()
      #expect(try await parent.answers.size() == 1)
      parent.answersCount = 17
      #expect(try await parent.answers.size() == 17)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToCounterAfterTouch(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let board = try await Board.create { $0.name = "B" }
      #expect(board.threadsCount == 0 && board.touches == 0)
      let thread = try await Discussion.create {
        $0.title = "T"
        $0.$board.set(board)
      }
      #expect(board.threadsCount == 1 && board.touches == 1)
      try await thread.destroy()
      #expect(board.threadsCount == 0 && board.touches == 2)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToCounterWhenUpdateColumns(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      try await debate.answers.create()
      try await debate.updateColumns { $0.title = "changed" }
      #expect(try await Debate.find(debate.id!).answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithTouchOptionOnTouch(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let line = try await billed()
      #expect(try await recorder.statements { try await line.touch() } == 3)
      #expect(try await Bill.pluck(\.updatedAt) != [Date(timeIntervalSince1970: 1_000_000_000)])
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithTouchOptionOnTouchWithoutUpdatedAtAttributes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let line = try await billed()
      let before = try await Bill.pluck(\.updatedAt)
      try await RecordClock.set(to: Date(timeIntervalSince1970: 2_000_000_000)) { try await line.touch() }
      #expect(try await Bill.pluck(\.updatedAt) != before)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithTouchOnMultipleRecords(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let bill = try await Bill.create()
      let lines = [try await BillLine.create { $0.amount = 1 }, try await BillLine.create { $0.amount = 2 }]
      try await bill.lines.append(lines)
      let together = try await recorder.statements {
        try await database.transaction { for line in lines { try await line.touch() } }
      }
      #expect(together == 3)
      #expect(try await recorder.statements { for line in lines { try await line.touch() } } == 6)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithTouchOptionOnDestroyWithDestroyedParent(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let bill = try await Bill.create(), line = try await BillLine.create()
      try await bill.lines.append(line)
      try await bill.destroy()
      let statements = try await recorder.statements { try await line.destroy() }
      #expect(statements == 3)
      #expect(try await BillLine.count() == 0)
    }
  }
}

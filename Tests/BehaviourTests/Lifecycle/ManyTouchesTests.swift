import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// More touches wait in one transaction than are looked through one by one.
@Suite struct ManyTouchesTests {
  private let early = Date(timeIntervalSince1970: 1000)
  private let late = Date(timeIntervalSince1970: 2000)

  @Test(arguments: Engine.allCases) func eachIsTouchedOnce(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let remarks = try await RecordClock.set(to: early) {
        var remarks: [Int] = []
        for number in 0..<40 {
          let discussion = try await Board.create { $0.name = "\(number)" }.threads.create()
          for text in ["a", "b"] { remarks.append(try await discussion.utterances.create { $0.text = text }.id ?? 0) }
        }
        return remarks
      }
      recorder.clear()
      try await RecordClock.set(to: late) {
        try await database.transaction {
          // Half of them in a savepoint, whose touches join the others.
          try await change(remarks.prefix(40))
          try await database.transaction(requiresNew: true) { try await change(remarks.suffix(60)) }
        }
      }
      let touches = recorder.queries.map(\.sql).filter { $0.hasPrefix("UPDATE") && !$0.contains("utterances") }
      #expect(touches.count { $0.contains("discussions") } == 40)
      #expect(touches.count { $0.contains("boards") } == 40)
      #expect(try await Set(Board.pluck(\.activeAt)) == [late])
      #expect(try await Set(Discussion.pluck(\.updatedAt)) == [late])
    }
  }

  /// Writes remarks by new instances, so that their discussions are new instances, too.
  private func change(_ keys: ArraySlice<Int>) async throws {
    for key in keys {
      let remark = try await Utterance.find(key)
      remark.text += "!"
      try await remark.save()
    }
  }
}

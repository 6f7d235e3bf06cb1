import ActiveRecord
import ActiveRecordTesting
import Testing

/// Single columns, copies, other classes, and values in one form.
@Suite struct WordsTests {
  @Test(arguments: Engine.allCases) func columnsAreWrittenWithoutRules(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let vault = try await StrongBox.create { $0.name = "v" }
      let before = vault.updatedAt
      vault.email = "kept@unsaved"
      recorder.clear()
      try await vault.updateColumns { $0.name = " far too long " }
      #expect(recorder.queries.count == 1 && !recorder.sql[0].contains("updated_at"))
      #expect(vault.changedColumns == ["email"] && vault.updatedAt == before)
      let found = try await StrongBox.find(1)
      #expect(found.name == " far too long " && found.email == nil && found.lockVersion == 0)
      await #expect(throws: ModelError.self) { try await StrongBox().updateColumns { $0.name = "x" } }
    }
  }

  @Test(arguments: Engine.allCases) func numbersGrowInTheDatabase(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let (mine, yours) = (try await StrongBox.create(), try await StrongBox.find(1))
      try await yours.increment(\.balance, by: 5)
      recorder.clear()
      try await mine.increment(\.balance)
      try await mine.decrement(\.balance, by: 3, touches: true)
      #expect(recorder.queries.count == 2 && recorder.sql[1].contains("updated_at"))
      #expect(mine.balance == -2 && !mine.isChanged)
      #expect(try await StrongBox.pluck(\.balance) == [3])
      try await mine.toggle(\.isOpen)
      #expect(try await StrongBox.find(1).isOpen)
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await yours.increment(\.balance)
          throw Refused()
        }
      }
      #expect(yours.balance == 5)
    }
  }

  @Test(arguments: Engine.allCases) func recordsOfAConditionGo(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      for balance in 1...4 { try await StrongBox.create { $0.balance = balance } }
      recorder.clear()
      #expect(try await StrongBox.deleteBy { $0.balance < 2 } == 1)
      #expect(recorder.queries.count == 1)
      #expect(try await StrongBox.destroyBy { $0.balance < 4 }.map(\.balance) == [2, 3])
      #expect(try await StrongBox.all().deleteBy { $0.balance == 4 } == 1)
    }
  }

  @Test(arguments: Engine.allCases) func copiesAreNew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let board = try await Board.create { $0.name = "b" }
      let discussion = try await board.threads.create { $0.title = "t" }
      for text in ["x", "y"] { try await discussion.utterances.create { $0.text = text } }
      try await discussion.stickers.create { $0.name = "red" }
      let plain = discussion.dup()
      #expect(plain.isNew && plain.id == nil && plain.title == "t" && plain.boardID == board.id && plain.updatedAt == nil)
      let copy = try await discussion.dup(with: \.utterances, \.stickers)
      copy.title += " (copy)"
      try await copy.save()
      #expect(try await Utterance.pluck(\.text).sorted() == ["x", "x", "y", "y"])
      #expect(try await Sticker.count() == 1)
      #expect(try await Discussion.find(copy.id ?? 0).stickers.map(\.name) == ["red"])
      #expect(try await Board.find(1).threadsCount == 2)
    }
  }

  @Test(arguments: Engine.allCases) func copiesCountTheirOwnMembers(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let raft = try await Raft.create { $0.name = "r" }
      for name in ["a", "b", "c"] { try await raft.oars.create { $0.name = name } }
      #expect(raft.oarsCount == 3 && raft.dup().oarsCount == 0)
      // The next save of the raft would destroy it.
      let doomed = try #require(try await raft.oars.load().first { $0.name == "b" })
      doomed.markForDestruction()
      let copy = try await raft.dup(with: \.oars)
      #expect(copy.name == "r" && copy.oarsCount == 0)
      try await copy.save()
      #expect(copy.oarsCount == 2)
      #expect(try await Raft.find(copy.id ?? 0).oarsCount == 2)
      #expect(try await Oar.where { $0.raftID == copy.id }.pluck(\.name).sorted() == ["a", "c"])
      #expect(try await Raft.find(raft.id ?? 0).oarsCount == 3)
    }
  }

  @Test(arguments: Engine.allCases) func recordsBecomeOtherClasses(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let bird = try await Bird.create { $0.name = "b" }
      let parrot = try bird.becomes(Parrot.self)
      #expect(parrot.id == bird.id && parrot.name == "b" && !parrot.isChanged)
      let kept = try bird.becomes(Parrot.self, changingType: true)
      kept.word = "hi"
      recorder.clear()
      try await kept.save()
      #expect(recorder.sql == ["UPDATE \"birds\" SET \"word\" = ?, \"type\" = ? WHERE \"birds\".\"id\" = ?"])
      #expect(try await Bird.find(1) is Parrot)
      #expect(throws: ModelError.self) { try bird.becomes(Egg.self) }
    }
  }

  @Test(arguments: Engine.allCases) func valuesComeIntoTheirForm(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let vault = try await StrongBox.create {
        $0.name = "  ann   "
        $0.email = "A@B"
      }
      #expect(vault.name == "ann" && vault.email == "a@b")
      vault.email = ""
      try await vault.save(validate: false)
      #expect(try await StrongBox.pluck(\.email) == [nil])
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Attributes with those of members: made, changed, destroyed, left out and refused.
@Suite struct NestedAttributesTests {
  /// A poll with the choices a, b, c and d.
  private func poll() async throws -> Poll {
    let poll = try await Poll.create(
      Attributes {
        $0.title = "P"
        $0.choices = ["a", "b", "c", "d"].map { text in .new { $0.text = text } }
      })
    return try await Poll.find(poll.id ?? 0)
  }

  private func texts() async throws -> [String] { try await Choice.order { $0.id.asc }.pluck(\.text) }

  @Test(arguments: Engine.allCases) func hasManyCreatesTwoLevels(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let poll = try await Poll.create(
        Attributes {
          $0.title = "P"
          $0.choices = [
            .new { $0.text = "a" },
            .new {
              $0.text = "b"
              $0.hints = [.new { $0.text = "h" }]
            },
          ]
        })
      #expect(try await Choice.pluck(\.pollID) == [poll.id, poll.id])
      #expect(try await Hint.first()?.choice.text == "b")
    }
  }

  @Test(arguments: Engine.allCases) func hasManyUpdatesByKeyAndLoadsOnlyThose(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let poll = try await poll()
      recorder.clear()
      try await poll.update(Attributes { $0.choices = [.update(1) { $0.text = "a2" }, .update(2) { $0.votes = 5 }] })
      #expect(recorder.queries.count == 3)
      #expect(recorder.queries[0].sql.contains("IN (") && recorder.events[0].sql.hasPrefix("BEGIN"))
      #expect(try await texts() == ["a2", "b", "c", "d"])
      #expect(try await Choice.find(2).votes == 5)
    }
  }

  @Test(arguments: Engine.allCases) func assigningSavesNothing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let poll = try await poll()
      try await poll.assign(Attributes { $0.choices = [.update(1) { $0.text = "memory" }, .new { $0.text = "new" }] })
      #expect(try await poll.choices.map(\.text) == ["memory", "b", "c", "d", "new"])
      #expect(!poll.isChanged)
      #expect(try await texts() == ["a", "b", "c", "d"])
      try await poll.save()
      #expect(try await texts() == ["memory", "b", "c", "d", "new"])
    }
  }

  @Test(arguments: Engine.allCases) func keysOfOthersAreNotFound(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let poll = try await poll()
      let other = try await Poll.create { $0.title = "Q" }
      let told = await failure { try await other.update(Attributes { $0.choices = [.update(1) { $0.text = "stolen" }] }) }
      #expect(told == "Couldn't find Choice with id=1 for Poll with id=\(other.id ?? 0)")
      #expect(
        await failure { _ = try await Poll.build(Attributes { $0.choices = [.destroy(1)] }) }
          == "Couldn't find Choice with id=1 for a new Poll")
      #expect(try await texts()[0] == "a" && poll.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases) func invalidMemberSavesNothing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let poll = try await poll()
      let change = Attributes<Poll> {
        $0.title = "Q"
        $0.choices = [.update(1) { $0.text = "" }, .new { $0.text = "fine" }]
      }
      #expect(try await poll.updateIfValid(change) == false)
      #expect(poll.errors.fullMessages == ["Choices text can't be blank"])
      #expect(poll.title == "Q" && poll.isChanged)
      #expect(try await Choice.count() == 4)
      await #expect(throws: RecordInvalid.self) { try await poll.save() }
    }
  }

  @Test(arguments: Engine.allCases) func destroyNeedsToBeAllowed(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let poll = try await poll()
      try await poll.update(Attributes { $0.choices = [.destroy(3), .update(4) { $0.text = "d2" }] })
      #expect(try await texts() == ["a", "b", "d2"])
      #expect(try await poll.choices.map(\.text).sorted() == ["a", "b", "d2"])
      let told = await failure { try await poll.update(Attributes { $0.safeChoices = [.destroy(1)] }) }
      #expect(told?.contains("allowDestroy: true") == true)
      #expect(try await texts() == ["a", "b", "d2"])
    }
  }

  @Test(arguments: Engine.allCases) func rejectedOnesAreLeftOut(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let poll = try await poll()
      try await poll.assign(Attributes { $0.choices = [.new { $0.text = " " }, .new { _ in }, .new { $0.text = "e" }] })
      #expect(poll.choices.target.count(where: \.isNew) == 1)
      try await poll.update(Attributes { $0.safeChoices = [.update(1) { $0.text = "skip" }, .new { $0.text = "skip" }] })
      #expect(try await texts() == ["a", "b", "c", "d", "e"])
    }
  }

  @Test(arguments: Engine.allCases) func limitAndUndeclaredAssociations(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let poll = try await poll()
      let told = await failure {
        try await poll.assign(Attributes { $0.fewChoices = ["1", "2", "3"].map { text in .new { $0.text = text } } })
      }
      #expect(told == "Maximum 2 records are allowed. Got 3 records instead.")
      let undeclared = await failure { try await poll.assign(Attributes { $0.lockedChoices = [.new { $0.text = "x" }] }) }
      #expect(undeclared?.contains(#"acceptsNestedAttributes(for: \.lockedChoices)"#) == true)
      #expect(try await Choice.count() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneIsMadeChangedAndDestroyed(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let poll = try await poll()
      try await poll.update(Attributes { $0.banner = .new { $0.text = "one" } })
      try await poll.update(Attributes { $0.banner = .new { $0.text = "two" } })
      #expect(try await Banner.pluck(\.text) == ["two"])
      #expect(await failure { try await poll.update(Attributes { $0.banner = .update(1) { $0.text = "three" } }) } == nil)
      #expect(try await Banner.pluck(\.text) == ["three"])
      try await poll.update(Attributes { $0.banner = .destroy(1) })
      #expect(try await Banner.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToAndJoinedMembers(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let choice = try await Choice.create(
        Attributes {
          $0.text = "x"
          $0.poll = .new { $0.title = "made with its choice" }
        })
      #expect(try await choice.poll?.title == "made with its choice")
      let poll = try await poll()
      try await poll.update(Attributes { $0.voters = [.new { $0.name = "v" }, .new { $0.name = "w" }] })
      #expect(try await Poll.find(poll.id ?? 0).voters.map(\.name).sorted() == ["v", "w"])
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What saving would write, shown before it is written.
@Suite struct PlannedSaveTests {
  @Test(arguments: Engine.allCases) func showsEveryRowInOrder(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = Play(title: "A", theatre: Theatre(name: "Globe"))
      play.roles.build { $0.name = "King" }
      try await play.genres.append(Genre(name: "Drama"))
      recorder.clear()
      let plan = try play.savePlan()
      #expect(
        plan.description == """
            Play.theatre: insert Theatre (name)
          insert Play (title, seats, is_hit, theatre_id)
            Play.roles: insert Role (name, play_id)
            Play.genres: insert Genre (name)
            Play.genres: join by genres_plays (play_id, genre_id)
          """)
      #expect(plan.insertedRows == 5 && plan.updatedRows == 0 && recorder.sql.isEmpty && play.isNew)
      try await play.save()
      let tables = recorder.sql.filter { $0.hasPrefix("INSERT") }.map { $0.split(separator: "\"")[1] }
      #expect(tables == ["theatres", "plays", "roles", "genres", "genres_plays"])
    }
  }

  @Test(arguments: Engine.allCases) func aStoredRecordShowsItsChanges(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      #expect(try play.savePlan().isEmpty)
      play.title = "B"
      play.$theatre.build { $0.name = "Globe" }
      let plan = try play.savePlan()
      #expect(plan.description == "  Play.theatre: insert Theatre (name)\nupdate Play 1 (title, theatre_id)")
      #expect(plan.updatedRows == 1)
      try await play.save()
      #expect(try play.savePlan().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func markedAndAutosavedMembersAreShown(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let poll = try await Poll.create { $0.title = "P" }
      for text in ["a", "b", "c"] { try await poll.choices.create { $0.text = text } }
      let choices = try await poll.choices.load()
      choices[2].markForDestruction()
      choices[1].text = "B"
      #expect(try poll.savePlan().description == "  Poll.choices: destroy Choice 3\n  Poll.choices: update Choice 2 (text)")
      choices[0].hints.build { $0.text = "h" }
      #expect(poll.isChangedForAutosave)
      #expect(try poll.savePlan().steps.map(\.action) == [.destroy, .insert, .update])
      try await poll.save()
      #expect(try await Choice.order(\.id).pluck(\.text) == ["a", "B"])
      #expect(try await Hint.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func membersThroughAnotherModelAreJoinedByIt(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = Play(title: "A")
      try await play.players.append(Player(name: "Ann"))
      let plan = try play.savePlan()
      #expect(plan.insertedRows == 3)
      recorder.clear()
      try await play.save()
      #expect(recorder.sql.count { $0.hasPrefix("INSERT") } == 3)
    }
  }

  @Test(arguments: Engine.allCases) func cyclesEnd(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ann = Player(name: "Ann"), bob = Player(name: "Bob")
      ann.$mentor.set(bob)
      bob.$mentor.set(ann)
      let plan = try ann.savePlan()
      #expect(plan.steps.map(\.action) == [.insert, .insert] && plan.steps.map(\.depth) == [1, 0])
    }
  }
}

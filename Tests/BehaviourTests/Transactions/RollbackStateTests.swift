import ActiveRecord
import Testing

/// A record whose transaction was rolled back is what it was before.
@Suite struct RollbackStateTests {
  @Test(arguments: Engine.allCases) func createdRecordIsNewAgain(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = Play(title: "A")
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await play.save()
          #expect(play.isPersisted && play.id == 1)
          throw Refused()
        }
      }
      #expect(play.isNew)
      #expect(play.id == nil)
      #expect(play.title == "A")
      #expect(play.isChanged)
      try await play.save()
      // Servers give a key once, even where nobody got it.
      #expect(play.id == (engine == .sqlite ? 1 : 2))
      #expect(try await Play.pluck(\.title) == ["A"])
    }
  }

  @Test(arguments: Engine.allCases) func updatedRecordIsDirtyAgain(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      await #expect(throws: Refused.self) {
        try await database.transaction {
          play.title = "B"
          try await play.save()
          #expect(!play.isChanged)
          throw Refused()
        }
      }
      #expect(play.title == "B")
      #expect(play.isChanged(\.title))
      #expect(try play.original(\.title) == "A")
      try await play.save()
      #expect(try await Play.pluck(\.title) == ["B"])
    }
  }

  @Test(arguments: Engine.allCases) func twiceUpdatedRecordKeepsTheFirstOriginal(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      await #expect(throws: Refused.self) {
        try await database.transaction {
          play.title = "B"
          try await play.save()
          play.seats = 5
          try await play.save()
          throw Refused()
        }
      }
      #expect(play.changedColumns == ["title", "seats"])
      #expect(try play.original(\.title) == "A")
      try await play.save()
      #expect(try await Play.find(play.id!).title == "B")
      #expect(try await Play.find(play.id!).seats == 5)
    }
  }

  @Test(arguments: Engine.allCases) func destroyedRecordIsThereAgain(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await play.destroy()
          #expect(play.isDestroyed)
          throw Refused()
        }
      }
      #expect(play.isPersisted && !play.isDestroyed)
      play.title = "B"
      try await play.save()
      #expect(try await Play.pluck(\.title) == ["B"])
    }
  }

  @Test(arguments: Engine.allCases) func wholeGraphIsNewAgain(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let theatre = Theatre(name: "Globe")
      let play = theatre.plays.build { $0.title = "A" }
      let role = play.roles.build { $0.name = "King" }
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await theatre.save()
          throw Refused()
        }
      }
      #expect(theatre.isNew && play.isNew && role.isNew)
      #expect(theatre.id == nil && play.id == nil && role.id == nil)
      try await theatre.save()
      #expect(try await Role.first()?.play == play)
      #expect(try await Play.first()?.theatre == theatre)
      #expect(try await Play.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func savepointRestoresItsRecordsOnly(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let outer = Play(title: "outer"), inner = Play(title: "inner")
      try await database.transaction {
        try await outer.save()
        await #expect(throws: Refused.self) {
          try await database.transaction(requiresNew: true) {
            try await inner.save()
            outer.title = "changed"
            try await outer.save()
            throw Refused()
          }
        }
        #expect(inner.isNew && inner.id == nil)
        #expect(outer.isPersisted)
        #expect(outer.isChanged(\.title))
        try await outer.save()
      }
      #expect(try await Play.pluck(\.title) == ["changed"])
    }
  }

  @Test(arguments: Engine.allCases) func failedChildTakesTheOwnerBack(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = Basket(name: "B")
      _ = basket.fruits.build { $0.name = "apple" }
      _ = basket.fruits.build { $0.name = "" }
      #expect(try await basket.saveIfValid() == false)
      #expect(basket.isNew && basket.id == nil)
      #expect(try await Fruit.count() == 0)
      #expect(try await Basket.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func constraintTakesTheWholeSaveBack(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.execute("CREATE UNIQUE INDEX one_name ON roles (name)")
      let play = Play(title: "A")
      _ = play.roles.build { $0.name = "twin" }
      _ = play.roles.build { $0.name = "twin" }
      await #expect(throws: DatabaseError.self) { try await play.save() }
      #expect(play.isNew && play.id == nil)
      #expect(try await Play.count() == 0)
      #expect(try await Role.count() == 0)
    }
  }
}

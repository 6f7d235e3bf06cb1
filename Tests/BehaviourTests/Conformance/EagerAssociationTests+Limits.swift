import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of eager loading: owners with limits and conditions.
extension EagerAssociationTests {
  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndForeignKeys(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ann = try await Maker.create { $0.name = "Ann" }
      for name in ["Ann", nil, "nobody"] { try await Gadget.create { $0.makerName = name } }
      recorder.clear()
      let gadgets = try await Gadget.includes(\.maker).order(\.id).load()
      #expect(recorder.queries.count == 2)
      #expect(try gadgets.map { try $0.$maker.loaded } == [ann, nil, nil])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let names = try await Play.includes(\.theatre).load().map { try $0.$theatre.loaded?.name }
      #expect(names.count == 3 && names.contains("Globe") && names.contains("Rose"))
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimit(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre).limit(2).order(\.id).load().map(\.id) == [1, 2])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimitAndConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre).where("theatre_id = 1").limit(3).order(\.id).load().map(\.id) == [1, 2])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimitAndOffset(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre).limit(3).offset(1).order(\.id).load().map(\.id) == [2, 3])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimitAndOffsetAndConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre).where("theatre_id = 1").limit(3).offset(1).order(\.id).load().map(\.id) == [2])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimitAndOffsetAndConditionsArray(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatre = 1
      #expect(try await Play.includes(\.theatre).where("theatre_id = \(theatre)").limit(3).offset(1).order(\.id).load().map(\.id) == [2])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndConditionsHash(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let plays = try await Play.includes(\.theatre).where { $0.theatre.id == 1 }.limit(3).order(\.id).load()
      #expect(plays.map(\.id) == [1, 2])
      recorder.clear()
      #expect(try await plays[0].theatre?.name == "Globe")
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimitAndMultipleAssociations(_ engine: Engine) async throws
  {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre, \.roles).limit(1).order(\.id).load().map(\.id) == [1])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimitAndOffsetAndMultipleAssociations(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre, \.roles).limit(1).offset(1).order(\.id).load().map(\.id) == [2])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToInferredForeignKeyFromAssociationName(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      try await Player(name: "Bob", mentor: Player(name: "Ann")).save()
      let bob = try #require(try await Player.includes(\.mentor).where { $0.name == "Bob" }.first())
      recorder.clear()
      #expect(try await bob.mentor?.name == "Ann")
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimit(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = try await Play.order(\.id).includes(\.theatre, \.roles).limit(2).load()
      #expect(plays.count == 2)
      #expect(try plays.map { try $0.roles.loaded.count }.reduce(0, +) == 3)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimitAndConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre, \.roles).limit(2).where("plays.title > 'A'").order(\.id).load().map(\.id) == [2, 3])
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimitAndConditionsArray(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let title = "A"
      #expect(try await Play.includes(\.theatre, \.roles).limit(2).where("plays.title > \(title)").order(\.id).load().map(\.id) == [2, 3])
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimitAndHighOffset(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre, \.roles).limit(2).offset(10).where { $0.theatre.name == "Globe" }.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimitAndHighOffsetAndMultipleHashConditions(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let plays = Play.includes(\.theatre, \.roles).limit(2).offset(10).where { $0.theatre.name == "Globe" && $0.roles.name == "go wild" }
      #expect(try await plays.load().isEmpty)
      #expect(recorder.events.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimitWithNoResults(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre, \.roles).limit(2).where("plays.title = 'magic forest'").load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasAndBelongsToManyAndLimit(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = try await Play.includes(\.genres).order(\.id).limit(3).load()
      #expect(try plays.map { try $0.genres.loaded.map(\.name).sorted() } == [["Drama", "Farce"], ["Drama"], []])
    }
  }
}

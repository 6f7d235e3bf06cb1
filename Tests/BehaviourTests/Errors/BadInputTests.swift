import ActiveRecord
import ActiveRecordTesting
import Testing

/// A model whose table nobody made.
@Model class Ghost: Record {
  var name = ""
}

/// A model that knows more than its table.
@Model(table: "genres") class WideGenre: Record {
  var name = ""
  var shade = ""
}

/// What goes wrong between the models and the database is told with the model, the column and the fix.
@Suite struct BadInputTests {
  @Test(arguments: Engine.allCases) func missingTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for body: () async throws -> Void in [
        { _ = try await Ghost.all().load() }, { _ = try await Ghost.find(1) }, { try await Ghost(name: "x").save() },
        { _ = try await Ghost.count() }, { _ = try await Ghost.deleteAll() }, { _ = try await Ghost.updateAll { [$0.name.set("x")] } },
        { _ = try await Ghost.pluck(\.name) }, { _ = try await Ghost.where { $0.name == "x" }.exists() },
      ] {
        let told = await failure { try await body() }
        #expect(told?.contains("missing table") == true)
        #expect(told?.contains("Ghost") == true && told?.contains("'ghosts'") == true && told?.contains("@Model(table:") == true)
      }
    }
  }

  @Test(arguments: Engine.allCases) func missingColumn(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for body: () async throws -> Void in [
        { _ = try await WideGenre.all().load() }, { _ = try await WideGenre.find(1) }, { try await WideGenre(shade: "dark").save() },
        { _ = try await WideGenre.where { $0.shade == "dark" }.count() }, { _ = try await WideGenre.pluck(\.shade) },
        { _ = try await WideGenre.updateAll { [$0.shade.set("dark")] } },
      ] {
        do {
          try await body()
          Issue.record("no error")
        } catch let error as DatabaseError {
          #expect(error.code == .missingColumn && error.columns == ["shade"])
          #expect(error.message.contains("WideGenre.shade needs the column 'shade' of 'genres'"))
          #expect(error.message.contains("Add it by a migration, name another one with @Column(\"…\"), or mark the property @Transient"))
        }
      }
    }
  }

  @Test(arguments: Engine.allCases) func closedDatabase(_ engine: Engine) async throws {
    let left = try await engine.database { database, _ async throws in database }
    let told = await failure { try await left.use { _ = try await Play.all().load() } }
    #expect(told?.contains("the database was closed") == true && told?.contains("Database.connect(") == true)
    #expect(left.isClosed)
    let inside = await failure { try await left.transaction { _ = try await Play.create { $0.title = "A" } } }
    #expect(inside?.contains("the database was closed") == true)
  }

  @Test(arguments: Engine.allCases) func recordsOfAClosedDatabase(_ engine: Engine) async throws {
    let (left, play) = try await engine.database { database, _ async throws in
      try await Theatre.create { $0.name = "Globe" }.plays.create { $0.title = "A" }
      return (database, try await Play.find(1))
    }
    play.title = "B"
    for body: () async throws -> Void in [
      { _ = try await play.theatre }, { _ = try await play.roles.load() }, { try await play.save() }, { try await play.destroy() },
      { try await play.reload() }, { _ = try await play.roles.count() }, { try await play.genres.append(Genre(name: "x")) },
    ] {
      let told = await failure { try await left.use { try await body() } }
      #expect(told?.contains("the database was closed") == true)
    }
    #expect(play.title == "B" && play.isPersisted && play.isChanged)
  }

  @Test(arguments: Engine.allCases) func uniqueConstraint(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Member(name: "Ann", email: "a@b").save()
      do {
        try await Member(name: "Bob", email: "a@b", club: "chess").save()
        Issue.record("no constraint")
      } catch let error as DatabaseError {
        #expect(error.code == .uniqueViolation && error.table == "members" && error.columns == ["email"])
        #expect("\(error)".contains("Another Member has the same email"))
      }
    }
  }

  @Test(arguments: Engine.allCases) func otherConstraints(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      do {
        try await Fruit {
          $0.name = "x"; $0.basketID = 99
        }.save(validate: false)
        Issue.record("no constraint")
      } catch let error as DatabaseError { #expect(error.code == .foreignKeyViolation && "\(error)".contains("Fruit")) }
      do {
        try await Member(name: "Ann", age: -5).save(validate: false)
        Issue.record("no constraint")
      } catch let error as DatabaseError { #expect(error.code == .checkViolation && "\(error)".contains("Member")) }
      do {
        try await Language { $0.name = "x" }.save()
        try await database.execute("INSERT INTO contracts (salary) VALUES (1)")
        Issue.record("no constraint")
      } catch let error as DatabaseError { #expect(error.code == .notNullViolation && error.columns == ["player_id"]) }
    }
  }

  @Test(arguments: Engine.allCases) func wrongSQL(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let told = await failure { try await database.execute("SELEKT 1") }
      #expect(told?.contains("syntax error") == true && told?.contains("SELEKT 1") == true)
      let condition = await failure { _ = try await Play.where("nonsense = 1").load() }
      #expect(condition?.contains("nonsense") == true)
    }
  }

  @Test(arguments: Engine.allCases) func graphChecksNameEveryMistake(_ engine: Engine) async throws {
    await #expect(throws: ModelGraphError.self) { try await engine.database(models: [Broken.self]) { _, _ async throws in } }
    let told = await failure { try await engine.database(models: [Broken.self]) { _, _ async throws in } }
    #expect(told?.contains("Broken.plays") == true && told?.contains("@BelongsTo var broken") == true)
  }
}

/// A has_many whose members know nothing of it.
@Model class Broken: Record {
  @HasMany var plays: Many<Play>
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// A table with a name of nearly sixty characters, joined to itself: servers take 63 or 64, and cut or refuse what is longer.
@Suite struct LongNameTests {
  private func run(_ engine: Engine, _ body: nonisolated(nonsending) () async throws -> Void) async throws {
    try await engine.database { database, _ async throws in
      let table =
        "CREATE TABLE twigs_of_a_tree_whose_table_has_a_name_of_sixty_characters (id INTEGER PRIMARY KEY, name VARCHAR(40), stem_id INTEGER)"
      try await database.execute(SQL(raw: engine.spelled(table)))
      let root = try await Twig.create { $0.name = "root" }
      let middle = Twig(name: "middle", stem: root)
      try await middle.save()
      for name in ["left", "right"] { try await Twig(name: name, stem: middle).save() }
      try await body()
    }
  }

  @Test(arguments: Engine.allCases) func joinedToItselfSeveralTimes(_ engine: Engine) async throws {
    try await run(engine) { () async throws in
      let above = Twig.joins(\.stem.stem).where { $0.stem.name == "middle" && $0.stem.stem.name == "root" }
      #expect(try await above.order(\.id).pluck(\.name) == ["left", "right"])
      let below = Twig.joins(\.shoots.shoots).where { $0.shoots.shoots.name == "right" }
      #expect(try await below.pluck(\.name) == ["root"])
      #expect(try await Twig.where { $0.shoots.exists() }.order(\.id).pluck(\.name) == ["root", "middle"])
    }
  }

  /// Servers would cut longer names themselves, and two that are cut alike would be one.
  @Test(arguments: Engine.allCases) func namesFitTheEngine(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let sql = try Twig.joins(\.stem.stem).toSQL().replacing("`", with: "\"")
      let whole = "stems_twigs_of_a_tree_whose_table_has_a_name_of_sixty_characters"
      let limit = database.dialect.identifierLimit ?? 100
      #expect(sql.matches(of: /AS "(\w+)"/).map { String($0.1) } == ["\(whole.prefix(limit))", "\(whole.prefix(limit - 2))_2"])
    }
  }

  @Test(arguments: Engine.allCases) func loadedByOneQuery(_ engine: Engine) async throws {
    try await run(engine) { () async throws in
      let twigs = try await Twig.eagerLoad(\.shoots.shoots, \.stem).order(\.id).load()
      #expect(try twigs.map { try $0.shoots.loaded.count } == [1, 2, 0, 0])
      #expect(try twigs[0].shoots.loaded[0].shoots.loaded.map(\.name).sorted() == ["left", "right"])
    }
  }
}

@Model(table: "twigs_of_a_tree_whose_table_has_a_name_of_sixty_characters") class Twig: Record {
  var name: String
  @BelongsTo var stem: Twig?
  @HasMany var shoots: Many<Twig> = .has(foreignKey: \.stemID, inverse: \.stem)
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// A table with names that need quotes.
@Model(table: "odd \"table\"") class Odd: Record {
  @Column("select") var choice: String
  @Column("a \"b\" c") var words = ""
}

/// An owner whose names all need quotes, keys and join table included.
@Model(table: "odd owners; --") class OddOwner: Record {
  @Column("na\"me") var name: String
  @HasMany var items: Many<OddItem> = .has(foreignKey: "own\"er id")
  @HasAndBelongsToMany var tags: Many<OddTag> = .has(joinTable: "odd\"join", foreignKey: "o w", associationForeignKey: "t'g")
}

/// A member whose key needs quotes.
@Model(table: "odd'items") class OddItem: Record {
  @Column("te xt") var text: String
  @BelongsTo var owner: OddOwner? = .belongs(foreignKey: "own\"er id")
}

/// The other end of a join table with odd names.
@Model(table: "odd [tags]") class OddTag: Record {
  @Column("from") var name: String
}

extension Worlds {
  /// Tables with names that need quotes, which their test makes itself.
  static let odd = Migrations {
    Migration("2025-03-04 create odd tables") { schema in
      schema.createTable("odd owners; --") { $0.string("na\"me", null: false) }
      schema.createTable("odd'items") { t in
        t.string("te xt", null: false)
        t.bigint("own\"er id")
      }
      schema.createTable("odd [tags]") { $0.string("from", null: false) }
      schema.createTable("odd\"join", primaryKey: .none) { t in
        t.bigint("o w", null: false)
        t.bigint("t'g", null: false)
      }
    }
  }
}

/// Values are bound, and names are quoted, whatever they hold.
@Suite struct HostileTextTests {
  static let texts = [
    "'; DROP TABLE plays; --", "\" OR \"\"=\"", "a%b_c\\d", "\u{1F3AD}\u{200D}e\u{301}", "NULL", "", " ", "line\nbreak\ttab",
    "?1 $1 :name @x",
    "\\'; SELECT 1; /*", "nul\u{0}inside",
  ]

  @Test(arguments: Engine.allCases, texts) func valuesComeBackUnchanged(_ engine: Engine, _ text: String) async throws {
    try await engine.database { database, recorder async throws in
      if text.contains("\0"), !engine.holdsZeroBytes {
        let told = await failure { try await Play(title: text).save() }
        #expect(told?.contains("NUL") == true)
        return
      }
      try await Play(title: text).save()
      #expect(try await Play.first()?.title == text)
      #expect(try await Play.where { $0.title == text }.count() == 1)
      #expect(try await Play.where("title = \(text)").count() == 1)
      #expect(try await Play.where { $0.title.isIn([text, "other"]) }.count() == 1)
      #expect(try await Play.updateAll { [$0.title.set(text + text)] } == 1)
      #expect(try await Play.pluck(\.title) == [text + text])
      #expect(text.count < 5 || recorder.sql.allSatisfy { !$0.contains(text) })
    }
  }

  @Test(arguments: Engine.allCases) func literalMatchesTakeWildcardsAsText(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for title in ["100%", "100 x", "a_b", "axb", "c\\d"] { try await Play(title: title).save() }
      #expect(try await Play.where { $0.title.hasPrefix("100%") }.pluck(\.title) == ["100%"])
      #expect(try await Play.where { $0.title.contains("a_b") }.pluck(\.title) == ["a_b"])
      #expect(try await Play.where { $0.title.hasSuffix("\\d") }.pluck(\.title) == ["c\\d"])
      #expect(try await Play.where { $0.title.like("a_b") }.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func namesAreQuoted(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let table = #"CREATE TABLE "odd ""table""" (id INTEGER PRIMARY KEY, "select" TEXT NOT NULL, "a ""b"" c" TEXT NOT NULL)"#
      try await database.execute(SQL(raw: engine.spelled(table)))
      let odd = Odd(choice: "x", words: "y")
      try await odd.save()
      odd.words = "z"
      try await odd.save()
      #expect(try await Odd.where { $0.words == "z" && $0.choice == "x" }.order { $0.words.desc }.first() == odd)
      // Between backquotes a double quote is nothing special.
      let doubled = #""odd ""table"""."a ""b"" c" = ?"#
      let expected = database.dialect.identifierQuote == "`" ? #""odd "table""."a "b" c" = ?"# : doubled
      #expect(recorder.sql.last?.contains(expected) == true)
      try await odd.destroy()
      #expect(try await Odd.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func namesAreQuotedInAssociations(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.migrate(Worlds.odd)
      let owner = OddOwner(name: "A")
      _ = owner.items.build { $0.text = "one" }
      try await owner.save()
      try await owner.items.create { $0.text = "two" }
      let tag = try await owner.tags.create { $0.name = "T" }
      let loaded = try await OddOwner.preload(\.items, \.tags).load()
      #expect(try loaded[0].items.loaded.map(\.text).sorted() == ["one", "two"])
      #expect(try loaded[0].tags.loaded == [tag])
      let joined = try await OddOwner.eagerLoad(\.items, \.tags).load()
      #expect(try joined[0].items.loaded.count == 2)
      #expect(try joined[0].tags.loaded == [tag])
      #expect(try await OddOwner.joins(\.items).where { $0.items.text == "two" }.pluck(\.name) == ["A"])
      #expect(try await OddOwner.joins(\.tags).where { $0.tags.name == "T" }.order { $0.name.desc }.count() == 1)
      #expect(try await OddItem.first()?.owner == owner)
      #expect(try await OddItem.where { $0.owner == owner }.updateAll { [$0.text.set("x")] } == 2)
      try await owner.tags.clear()
      try await owner.items.clear()
      #expect(try await OddOwner.find(1).items.count() == 0)
      #expect(try await OddOwner.find(1).tags.isEmpty())
      try await owner.destroy()
      #expect(try await OddItem.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func logsShowNoValues(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let told = await failure { _ = try await Play.where("secret = \("password")").load() }
      #expect(told?.contains("secret") == true)
      #expect(told?.contains("password") == false)
    }
  }
}

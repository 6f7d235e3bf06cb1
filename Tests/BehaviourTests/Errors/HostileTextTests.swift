import ActiveRecord
import ActiveRecordTesting
import Testing

/// A table with names that need quotes.
@Model(table: "odd \"table\"") class Odd: Record {
  @Column("select") var choice: String
  @Column("a \"b\" c") var words = ""
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
      #expect(recorder.sql.last?.contains(#""odd ""table"""."a ""b"" c" = ?"#) == true)
      try await odd.destroy()
      #expect(try await Odd.count() == 0)
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

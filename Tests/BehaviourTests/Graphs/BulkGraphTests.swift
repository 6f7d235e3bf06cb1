import ActiveRecord
import ActiveRecordTesting
import Testing

/// Graphs that are written in bulk: `insertAll` and `upsertAll` with the members of associations.
@Suite struct BulkGraphTests {
  /// Two books: one with two platters, of which the first is spiced, and one with one.
  private func books(minutes: Int = 10) -> [Cookbook] {
    let pies = Cookbook(title: "Pies"), soups = Cookbook(title: "Soups")
    for (book, names) in [(pies, ["apple", "cherry"]), (soups, ["leek"])] {
      for name in names { book.platters.build { ($0.name, $0.minutes) = (name, minutes) } }
    }
    pies.platters.target[0].spices.build { $0.name = "salt" }
    return [pies, soups]
  }

  /// The verbs and tables of the statements.
  private func statements(_ recorder: SQLRecorder) -> [String] {
    recorder.sql.map { sql in
      let words = sql.split(whereSeparator: { " \"".contains($0) }).map(String.init)
      guard let place = words.firstIndex(of: "INTO") else { return words[0] }
      return "INSERT \(words[place + 1])"
    }
  }

  @Test(arguments: Engine.allCases) func aStatementForEachLevelAndTable(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let books = books(), salt = Spice(name: "salt")
      books[0].platters.target[0].spices.reset()
      for platter in books.flatMap(\.platters.target) { try await platter.spices.append(salt) }
      books[0].$cover.build { $0.color = "red" }
      recorder.clear()
      let count = try await Cookbook.insertAll(
        books, with: .insert(\.platters), .insert(\.platters.spices), .insert(\.cover))
      #expect(count == 2 + 3 + 1 + 3 + 1)
      let tables = ["INSERT cookbooks", "INSERT platters", "INSERT spices", "INSERT platters_spices", "INSERT book_covers"]
      // An engine that returns no keys inserts one by one what others hang on.
      var seen: [String] = []
      for statement in statements(recorder) where statement != "SELECT" && seen.last != statement { seen.append(statement) }
      #expect(seen == tables)
      if engine == .sqlite { #expect(recorder.queries.count == 5) }
      #expect(books.allSatisfy { $0.isPersisted && !$0.isChanged } && books[0].platters.target.allSatisfy(\.isPersisted))
      #expect(try await Platter.order(\.name).pluck(\.cookbookID) == [books[0].id, books[0].id, books[1].id])
      #expect(try await Cookbook.find(books[0].id ?? 0).platters.order(\.name).first()?.spices.map(\.name) == ["salt"])
      #expect(try await Cookbook.find(books[0].id ?? 0).cover?.color == "red")
      // There is nothing left to save: a save would refuse the platters.
      try await books[0].save()
    }
  }

  @Test(arguments: Engine.allCases) func neitherRulesNorCallbacksRun(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Cookbook.insertAll(books(minutes: 1000), with: .insert(\.platters))
      #expect(try await Platter.pluck(\.minutes) == [1000, 1000, 1000])
    }
  }

  @Test(arguments: Engine.allCases) func knownRowsTakeOverWhatIsNew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Cookbook.insertAll(books(), with: .insert(\.platters), .insert(\.platters.spices))
      let again = books(minutes: 20)
      again[0].pages = 9
      try await Cookbook.upsertAll(
        again, recognizedBy: [\.title], updating: [\.pages], with: .upsert(\.platters, recognizedBy: [\.cookbookID, \.name]),
        .upsert(\.platters.spices, recognizedBy: [\.name]))
      #expect(try await Cookbook.order(\.title).pluck(\.pages) == [9, 0])
      #expect(try await Platter.order(\.name).pluck(\.minutes) == [20, 20, 20])
      #expect(try await Spice.pluck(\.name) == ["salt"])
      #expect(try await Platter.findBy { $0.name == "apple" }?.spices.count() == 1)
      #expect(try await Cookbook.order(\.title).ids() == again.compactMap(\.id))
    }
  }

  @Test(arguments: Engine.allCases) func membersThroughAModelAreJoinedByIt(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let books = books(), ann = try await Taster.create { $0.name = "Ann" }
      for book in books { try await book.tasters.append(ann, Taster(name: "of \(book.title)")) }
      recorder.clear()
      try await Cookbook.insertAll(books, with: .insert(\.tasters))
      #expect(try await Taster.count() == 3)
      #expect(try await Credit.count() == 4)
      let found = try await Cookbook.find(books[1].id ?? 0)
      #expect(try await found.tasters.map(\.name).sorted() == ["Ann", "of Soups"])
    }
  }

  @Test(arguments: Engine.allCases) func aDuplicateTakesEverythingBack(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let books = books()
      books[1].platters.build { $0.name = "leek" }
      await #expect(throws: DatabaseError.self) { try await Cookbook.insertAll(books, with: .insert(\.platters)) }
      #expect(try await Cookbook.count() + Platter.count() == 0)
      #expect(books.allSatisfy { $0.isNew && $0.id == nil } && books[1].platters.target.allSatisfy { $0.isNew && $0.cookbookID == nil })
    }
  }

  @Test(arguments: Engine.allCases) func whatCannotBeWrittenIsTold(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let early = await failure { try await Cookbook.insertAll(books(), with: .insert(\.platters.spices)) }
      #expect(early?.contains("Name the associations before it first") == true)
      let parent = await failure {
        try await Platter.insertAll([Platter(name: "x", cookbook: Cookbook(title: "y"))], with: .insert(\.cookbook))
      }
      #expect(parent != nil)
      #expect(try await Cookbook.count() == 0)
      #expect(try await Cookbook.insertAll([], with: .insert(\.platters)) == 0)
    }
  }
}

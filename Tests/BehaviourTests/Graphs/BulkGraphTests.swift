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

  @Test(arguments: Engine.allCases) func joinRowsOfAModelAreRecognized(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await database.execute("CREATE UNIQUE INDEX one_taster ON tasters (name)")
      try await database.execute("CREATE UNIQUE INDEX one_credit ON credits (cookbook_id, taster_id)")
      func books() async throws -> [Cookbook] {
        let books = ["Pies", "Soups"].map { Cookbook(title: $0) }, ann = Taster(name: "Ann")
        for book in books { try await book.tasters.append(ann, Taster(name: "of \(book.title)")) }
        return books
      }
      func write(_ books: [Cookbook], _ tasters: BulkMembers<Cookbook>) async throws {
        try await Cookbook.upsertAll(books, recognizedBy: [\.title], updating: [\.pages], with: tasters)
      }
      let known = BulkMembers<Cookbook>.upsert(\.tasters, recognizedBy: [\.name])
      try await write(books(), known)
      let keys = try await Credit.order(\.id).ids()
      #expect(keys.count == 4)
      // Without the word, the index refuses a pair that is there.
      await #expect(throws: DatabaseError.self) { () async throws in try await write(books(), known) }
      let again = try await books()
      again[1].tasters.build { $0.name = "Cid" }
      recorder.clear()
      try await write(again, known.joined(by: Credit.self, recognizedBy: [\.cookbookID, \.tasterID]))
      #expect(statements(recorder).filter { $0 == "INSERT credits" }.count == 1)
      #expect(try await Taster.order(\.name).pluck(\.name) == ["Ann", "Cid", "of Pies", "of Soups"])
      let stored = try await Credit.order(\.id).ids()
      #expect(stored.prefix(4) == keys[...] && stored.count == 5)
      #expect(again.allSatisfy { $0.credits.target.allSatisfy { $0.isPersisted && !$0.isChanged } })
      for book in again {
        let stored = try await Credit.where { $0.cookbookID == book.id }.ids()
        // What is in memory has a row; the collection was never loaded, so it need not be all.
        #expect(Set(book.credits.target.compactMap(\.id)).isSubset(of: stored))
        #expect(try await book.credits.reload().count == stored.count)
      }
      recorder.clear()
      try await again[0].save()
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func membersThatAreJoinedAlreadyAreNotJoinedAgain(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.changeSchema { $0.removeIndex("platters_spices", name: "index_platters_spices_on_platter_id_and_spice_id") }
      let books = books()
      try await books[0].tasters.append(Taster(name: "Ann"))
      try await Cookbook.insertAll(books, with: .insert(\.platters), .insert(\.platters.spices), .insert(\.tasters))
      let book = try await Cookbook.find(books[0].id ?? 0)
      #expect(try await book.tasters.load().count == 1)
      book.tasters.build { $0.name = "Bob" }
      let platter = try #require(try await book.platters.order(\.name).first())
      #expect(try await platter.spices.load().count == 1)
      platter.spices.build { $0.name = "thyme" }
      try await Cookbook.insertAll([book], with: .insert(\.tasters))
      try await Platter.insertAll([platter], with: .insert(\.spices))
      #expect(try await Credit.count() == 2)
      #expect(try await book.tasters.reload().map(\.name).sorted() == ["Ann", "Bob"])
      #expect(try await platter.spices.reload().map(\.name).sorted() == ["salt", "thyme"])
      #expect(try await database.query("SELECT COUNT(*) FROM platters_spices", as: Int.self) == [2])
    }
  }

  @Test(arguments: Engine.allCases) func aModelThatJoinsNothingIsTold(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let books = books()
      try await books[0].tasters.append(Taster(name: "Ann"))
      func told(_ members: BulkMembers<Cookbook>...) async -> String? {
        await failure { for member in members { try await Cookbook.insertAll(books, with: member) } }
      }
      let wrong = await told(.insert(\.tasters).joined(by: Spice.self, recognizedBy: [\.name]))
      #expect(wrong == "Cookbook.tasters: it is written 'joined(by: Spice.self, …)', but Credit joins its members")
      let none = await told(.insert(\.platters).joined(by: Credit.self, recognizedBy: [\.cookbookID]))
      #expect(none == "Cookbook.platters: it is written 'joined(by: Credit.self, …)', but nothing joins its members")
      let pairs = await failure {
        try await Cookbook.insertAll(
          books, with: .insert(\.platters), .insert(\.platters.spices).joined(by: Credit.self, recognizedBy: []))
      }
      #expect(pairs?.contains("a table without a model joins its members. Pairs that are there already stay as they are") == true)
      #expect(try await Cookbook.count() == 0)
    }
  }
}

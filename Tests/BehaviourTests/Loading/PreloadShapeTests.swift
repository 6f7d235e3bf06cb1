import ActiveRecord
import ActiveRecordTesting
import Testing

/// Whom a preload asks for, and in how many statements.
@Suite struct PreloadShapeTests {
  @Test(arguments: Engine.allCases) func ownersOfOneRowShareAKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }
      for title in ["A", "B"] { try await globe.plays.create { $0.title = title } }
      let one = try await Theatre.find(globe.id!), other = try await Theatre.find(globe.id!)
      recorder.clear()
      try await [one, other, one, Theatre(name: "new")].preload(\.plays)
      #expect(recorder.sql.count == 1 && recorder.sql[0].hasSuffix(#" WHERE "plays"."theatre_id" = ?"#))
      for theatre in [one, other] { #expect(try theatre.plays.loaded.map(\.title).sorted() == ["A", "B"]) }
      #expect(recorder.queries.count == 1)
    }
  }

  /// An offset counts for each owner, as a limit does.
  @Test(arguments: Engine.allCases, Way.allCases) func anOffsetCountsForEachOwner(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, recorder async throws in
      for (name, texts) in [("A", ["a", "b", "c", "d"]), ("B", ["e", "f"]), ("C", [])] {
        let almanac = try await Almanac.create { $0.name = name }
        for text in texts { try await almanac.entries.create { $0.text = text } }
      }
      let almanacs = Almanac.order(\.id)
      let relation =
        switch way {
        case .lazily: almanacs
        case .preload: almanacs.preload(\.middle)
        case .includes: almanacs.includes(\.middle)
        case .eagerLoad: almanacs.eagerLoad(\.middle)
        }
      recorder.clear()
      var found: [[String]] = []
      for almanac in try await relation.load() { found.append(try await almanac.middle.map(\.text)) }
      #expect(found == [["b", "c"], ["f"], []])
      #expect(recorder.queries.count == 2 && recorder.sql[1].contains("ROW_NUMBER() OVER (PARTITION BY "))
    }
  }

  /// More keys of text than an engine binds in one statement: as many statements as it takes.
  @Test(arguments: Engine.allCases) func keysThatAreBoundAreAskedForInPieces(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let last = 1 << 16
      try await database.execute("INSERT INTO cities (id, name, country_id) VALUES (1, 'c', '1')")
      for power in 0..<16 {
        let size = 1 << power
        try await database.execute(
          SQL(raw: "INSERT INTO cities (id, name, country_id) SELECT id + \(size), 'c', CAST(id + \(size) AS CHAR(10)) FROM cities"))
      }
      for code in ["1", "\(last)"] { try await Country(code: code, name: code).save() }
      recorder.clear()
      let cities = try await City.preload(\.country).order(\.id).load()
      let most = database.dialect.maximumBindings
      #expect(most < last && recorder.queries.count == 1 + (last + most - 1) / most)
      #expect(recorder.queries.dropFirst().allSatisfy { $0.bindings.count <= most })
      #expect(try cities.compactMap { try $0.$country.loaded?.code } == ["1", "\(last)"])
    }
  }
}

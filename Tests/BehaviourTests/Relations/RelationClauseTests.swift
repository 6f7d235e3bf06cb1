import ActiveRecord
import ActiveRecordTesting
import Testing

/// Each clause: the SQL it sends, and what comes back.
@Suite struct RelationClauseTests {
  @Test(arguments: Engine.allCases) func typedConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await titles(Play.where { $0.seats > 20 && $0.isHit == true }) == ["C"])
      #expect(try await titles(Play.where { $0.seats <= 20 || $0.title == "D" }) == ["A", "B", "D"])
      #expect(try await titles(Play.where { !($0.title == "A") }) == ["B", "C", "D"])
      #expect(try await titles(Play.where { $0.title != "A" }) == ["B", "C", "D"])
      #expect(try await titles(Play.where { $0.title.isIn(["A", "D", "Z"]) }) == ["A", "D"])
      #expect(try await titles(Play.where { $0.title.isNotIn([]) }) == ["A", "B", "C", "D"])
      #expect(try await titles(Play.where { $0.title.isIn([]) }) == [])
      #expect(try await titles(Play.where { $0.seats.isIn(20...30) }) == ["B", "C"])
      #expect(try await titles(Play.where { $0.seats.isIn(20..<30) }) == ["B"])
      #expect(try await titles(Play.where { $0.theatreID.isNil }) == ["D"])
      #expect(try await titles(Play.where { $0.theatreID != nil }) == ["A", "B", "C"])
      #expect(try await titles(Play.where { $0.title.like("%B%") }) == ["B"])
      #expect(try await titles(Play.where { $0.title.hasPrefix("C") }) == ["C"])
    }
  }

  @Test(arguments: Engine.allCases) func wordsOfSQL(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let seats = 20, names = ["A", "B"]
      recorder.clear()
      #expect(try await titles(Play.where("seats >= \(seats)").where("title IN (\(names))")) == ["B"])
      #expect(recorder.sql.last?.contains("(seats >= ?) AND (title IN (?, ?))") == true)
      #expect(recorder.queries.last?.bindings == [.int(20), .text("A"), .text("B")])
      #expect(try await titles(Play.where { .sql("\($0.title) = \("C")") }) == ["C"])
      #expect(try await titles(Play.order("title DESC").limit(1)) == ["D"])
    }
  }

  @Test(arguments: Engine.allCases) func orderLimitOffset(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      #expect(try await Play.order { $0.seats.desc }.limit(2).pluck(\.title) == ["D", "C"])
      #expect(try await Play.order { [$0.isHit.desc, $0.title.desc] }.pluck(\.title) == ["C", "A", "D", "B"])
      #expect(try await Play.order(\.title).offset(1).limit(2).pluck(\.title) == ["B", "C"])
      #expect(try await Play.order(\.title).offset(3).pluck(\.title) == ["D"])
      #expect(try await Play.order(\.title).reversed().first()?.title == "D")
      #expect(try await Play.order(\.title).reorder { $0.seats.desc }.first()?.title == "D")
      #expect(try await Play.order { $0.theatreID.asc.nullsLast }.pluck(\.title).last == "D")
      #expect(try await Play.limit(2).count() == 2)
      #expect(try await Play.limit(2).sum(\.seats) == 30)
      #expect(try await Play.limit(0).load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func valuesWithoutRecords(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let pairs = try await Play.order(\.title).select(\.title, \.seats)
      #expect(pairs.map(\.0) == ["A", "B", "C", "D"] && pairs.map(\.1) == [10, 20, 30, 40])
      #expect(recorder.sql.last == #"SELECT "plays"."title", "plays"."seats" FROM "plays" ORDER BY "plays"."title" ASC"#)
      #expect(try await Play.distinct().pluck(\.isHit).count == 2)
      #expect(try await Play.order(\.title).pick(\.seats) == 10)
      #expect(try await Play.all().counts(by: \.isHit) == [true: 2, false: 2])
      #expect(try await Play.all().minimum(\.seats) == 10)
      #expect(try await Play.all().average(\.seats) == 25)
      #expect(try await Play.where { $0.title == "Z" }.maximum(\.seats) == nil)
      #expect(try await Play.where { $0.title == "Z" }.sum(\.seats) == 0)
      #expect(try await Play.ids() == [1, 2, 3, 4])
    }
  }

  @Test(arguments: Engine.allCases) func joinsWithTypedConditions(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      #expect(try await titles(Play.joins(\.theatre).where { $0.theatre.name == "Globe" }) == ["A", "B"])
      #expect(
        recorder.sql.last?.contains(
          #"FROM "plays" INNER JOIN "theatres" ON "theatres"."id" = "plays"."theatre_id" WHERE "theatres"."name" = ?"#) == true)
      #expect(try await titles(Play.leftJoins(\.theatre).where { $0.theatre.name.isNil }) == ["D"])
      #expect(try await Theatre.joins(\.plays).where { $0.plays.seats > 10 }.distinct().order(\.name).pluck(\.name) == ["Globe", "Rose"])
      #expect(try await Theatre.joins("LEFT JOIN plays p ON p.theatre_id = theatres.id").where("p.seats = \(30)").pluck(\.name) == ["Rose"])
      #expect(try await Play.joins(\.theatre).order { $0.theatre.name.desc }.first()?.title == "C")
      #expect(try await Play.joins(\.theatre).where { $0.theatre.name == "Rose" }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func finders(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      #expect(try await Play.find(2).title == "B")
      #expect(recorder.sql.last?.hasSuffix(#"FROM "plays" WHERE "plays"."id" = ? LIMIT 1"#) == true)
      #expect(try await Play.find([3, 1]).map(\.title) == ["C", "A"])
      #expect(try await Play.first()?.title == "A")
      #expect(try await Play.last()?.title == "D")
      #expect(try await Play.all().first(2).map(\.title) == ["A", "B"])
      #expect(try await Play.all().last(2).map(\.title) == ["C", "D"])
      #expect(try await Play.take() != nil)
      #expect(try await Play.where { $0.title == "C" }.sole().id == 3)
      await #expect(throws: SoleRecordExceeded.self) { _ = try await Play.all().sole() }
      await #expect(throws: RecordNotFound.self) { _ = try await Play.where { $0.title == "Z" }.sole() }
      #expect(await failure { _ = try await Play.find(9) } == "Play: there is no record with id = 9")
      #expect(await failure { _ = try await Play.find([1, 8, 9]) } == "Play: there is no record with id among (8, 9)")
      #expect(try await Play.findBy { $0.title == "Z" } == nil)
      await #expect(throws: RecordNotFound.self) { _ = try await Play.findByOrThrow { $0.title == "Z" } }
      let globe = try #require(try await Theatre.findBy { $0.name == "Globe" })
      #expect(try await Play.findBy { $0.theatre == globe }?.title == "A")
      #expect(try await titles(Play.where { $0.theatre != globe }) == ["C"])
      #expect(try await titles(Play.where { $0.theatre == nil }) == ["D"])
      #expect(try await Play.exists(1))
      #expect(try await Play.exists { $0.title == "Z" } == false)
      #expect(try await Play.where { $0.seats > 100 }.exists() == false)
    }
  }

  @Test(arguments: Engine.allCases) func bulkWrites(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      #expect(try await Play.where { $0.seats > 20 }.updateAll { [$0.title.set("big"), $0.seats.increase(by: 1)] } == 2)
      #expect(recorder.sql == [#"UPDATE "plays" SET "title" = ?, "seats" = "seats" + ? WHERE "plays"."seats" > ?"#])
      #expect(try await Play.where { $0.title == "big" }.order(\.id).pluck(\.seats) == [31, 41])
      #expect(try await Play.order(\.id).limit(1).deleteAll() == 1)
      #expect(try await Play.joins(\.theatre).where { $0.theatre.name == "Rose" }.deleteAll() == 1)
      #expect(try await Play.order(\.id).pluck(\.title) == ["B", "big"])
      #expect(try await Play.none().deleteAll() == 0)
      #expect(try await Play.destroyAll().count == 2)
      #expect(try await Play.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func toSQLShowsTheValues(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let sql = try Play.where { $0.title == "O'Neill" && $0.seats > 3 }.order { $0.title.asc }.limit(2).toSQL()
      #expect(
        sql.replacing("`", with: "\"")
          == #"SELECT "plays".* FROM "plays" WHERE "plays"."title" = 'O''Neill' AND "plays"."seats" > 3 ORDER BY "plays"."title" ASC LIMIT 2"#
      )
      _ = try await Play.count()
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func handWrittenSQL(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await seed()
      let found = try await Play.find(sql: "SELECT * FROM plays WHERE seats > \(20) ORDER BY id")
      #expect(found.map(\.title) == ["C", "D"] && found.allSatisfy(\.isPersisted))
      #expect(try await found[0].theatre?.name == "Rose")
      struct Row: Decodable, Equatable { var theatreID: Int?; var total: Int }
      let totals: SQL = "SELECT theatre_id, SUM(seats) AS total FROM plays WHERE theatre_id > 0 GROUP BY theatre_id ORDER BY 1"
      let rows = try await database.query(totals, as: Row.self)
      #expect(rows == [Row(theatreID: 1, total: 30), Row(theatreID: 2, total: 30)])
      let other: SQL = "SELECT theatre_id, SUM(seats) AS total FROM plays WHERE theatre_id IS NULL GROUP BY theatre_id"
      #expect(try await database.query(other, as: Row.self) == [Row(theatreID: nil, total: 40)])
      #expect(try await database.query("SELECT COUNT(*) AS n FROM plays", as: Int.self) == [4])
      #expect(try await database.execute("DELETE FROM plays WHERE title = \("A")") == 1)
      let told = await failure { _ = try await Play.find(sql: "SELECT id FROM plays") }
      #expect(told?.contains("Play.title") == true && told?.contains("title") == true)
    }
  }

  @Test(arguments: Engine.allCases) func relationsAreValues(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let all = Play.order(\.id)
      let some = all.where { $0.seats > 20 }
      #expect(try await titles(some) == ["C", "D"])
      #expect(try await titles(all) == ["A", "B", "C", "D"])
      var seen: [String] = []
      for try await play in some { seen.append(play.title) }
      #expect(seen == ["C", "D"])
      #expect(try await titles(some.merge(Play.where { $0.isHit == true })) == ["C"])
    }
  }

  private func titles(_ relation: Relation<Play>) async throws -> [String] {
    try await relation.load().map(\.title)
  }

  private func seed() async throws {
    let globe = try await Theatre.create { $0.name = "Globe" }, rose = try await Theatre.create { $0.name = "Rose" }
    for (index, title) in ["A", "B", "C", "D"].enumerated() {
      try await Play.create { play in
        play.title = title
        play.seats = (index + 1) * 10
        play.isHit = index.isMultiple(of: 2)
        play.theatreID = index < 2 ? globe.id : index == 2 ? rose.id : nil
      }
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Values that the database computes: functions, cases, arithmetic, sub-queries, JSON.
@Suite struct ExpressionTests {
  @Test(arguments: Engine.allCases) func functionsOfText(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      #expect(try await Sheet.where { $0.title.lowercased == "deed" }.pluck(\.title) == ["Deed"])
      #expect(recorder.sql.last?.hasSuffix(#"FROM "sheets" WHERE LOWER("sheets"."title") = ?"#) == true)
      #expect(try await Sheet.order(\.id).pluck { $0.title.uppercased } == ["LAW", "DEED", "ART", "LOOSE", "BILL"])
      #expect(try await Sheet.where { $0.title.length > 4 }.pluck(\.title) == ["Loose"])
      #expect(try await Sheet.where { $0.title.contains("oo") }.pluck(\.title) == ["Loose"])
      #expect(try await Sheet.where { $0.title.contains("%") }.pluck(\.title) == [])
    }
  }

  @Test(arguments: Engine.allCases) func valuesInThePlaceOfNull(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillArchive()
      #expect(try await Sheet.order(\.id).pluck { $0.label.coalesce("none") } == ["red", "none", "none", "blue", "blue"])
      #expect(try await Sheet.order(\.id).pluck { $0.label.coalesce($0.title) } == ["red", "Deed", "Art", "blue", "blue"])
      #expect(try await Folder.where { $0.label.isSame(as: $0.settings) }.pluck(\.name) == ["Art"])
    }
  }

  @Test(arguments: Engine.allCases) func cases(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      let sizes = try await Sheet.order(\.id).select {
        ($0.title, Case.when($0.pages > 30, "thick").when($0.pages > 10, "fair").otherwise("thin"))
      }
      #expect(sizes.map(\.1) == ["fair", "thin", "thick", "thin", "thin"])
      #expect(
        recorder.sql.last
          == #"SELECT "sheets"."title", CASE WHEN "sheets"."pages" > ? THEN ? WHEN "sheets"."pages" > ? THEN ? ELSE ? END FROM "sheets" "#
          + #"ORDER BY "sheets"."id" ASC"#)
      #expect(try await Sheet.order { Case.when($0.title == "Bill", 0).otherwise(1).asc }.first()?.title == "Bill")
      #expect(try await Sheet.where { $0.title == "Art" }.pick { Case.when($0.pages > 100, "much").orNil } == .some(nil))
    }
  }

  @Test(arguments: Engine.allCases) func arithmetic(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      #expect(try await Sheet.all().sum { $0.pages * 2 } == 132)
      #expect(recorder.sql.last == #"SELECT SUM("sheets"."pages" * ?) FROM "sheets""#)
      #expect(try await Sheet.where { $0.pages + 1 > $0.pages * 2 - 1 }.pluck(\.title) == ["Loose"])
      #expect(try await Sheet.all().maximum { $0.pages - $0.id } == 37)
      #expect(try await Sheet.none().sum { $0.pages * 2 } == 0)
      #expect(try await Sheet.where { $0.title == "Z" }.minimum { $0.pages * 1 } == nil)
    }
  }

  @Test(arguments: Engine.allCases) func groupsAndAggregates(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      let rows = try await Sheet.all().group(\.folderID).having { $0.id.count > 1 }.select { ($0.folderID, $0.pages.sum, $0.id.count) }
      #expect(rows.count == 1 && rows[0] == (1, 20, 2))
      #expect(
        recorder.sql.last
          == #"SELECT "sheets"."folder_id", COALESCE(SUM("sheets"."pages"), 0), COUNT("sheets"."id") FROM "sheets" "#
          + #"GROUP BY "sheets"."folder_id" HAVING COUNT("sheets"."id") > ?"#)
      #expect(try await Sheet.all().grouped(by: \.folderID).count() == [1: 2, 2: 1, 3: 1, nil: 1])
      #expect(try await Sheet.all().grouped(by: \.folderID).sum(\.pages) == [1: 20, 2: 40, 3: 5, nil: 1])
      #expect(try await Sheet.all().grouped(by: \.folderID).maximum(\.pages) == [1: 12, 2: 40, 3: 5, nil: 1])
      #expect(try await Sheet.all().grouped { $0.title.length }.count() == [3: 2, 4: 2, 5: 1])
      #expect(try await Sheet.all().group(\.folderID, \.label).select { ($0.folderID, $0.id.count) }.count == 5)
      #expect(try await Scribble.all().pick { $0.stars.distinctCount } == 2)
      #expect(try await Sheet.order(\.id).pick(\.title, \.pages)! == ("Law", 12))
    }
  }

  @Test(arguments: Engine.allCases) func recordsWithValuesBesideThem(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      let rows = try await Folder.joins(\.sheets).group(\.id).order(\.id).load(with: { ($0.sheets.pages.sum, $0.sheets.id.count) })
      #expect(recorder.queries.count == 1)
      #expect(rows.map(\.0.name) == ["Law", "Art", "Tax"] && rows.map(\.1) == [20, 40, 5] && rows.map(\.2) == [2, 1, 1])
      rows[0].0.label = "green"
      try await rows[0].0.save()
      #expect(try await Folder.find(1).label == "green")
    }
  }

  @Test(arguments: Engine.allCases) func subqueries(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      let red = Folder.where { $0.label == "red" }
      #expect(try await Sheet.where { $0.folderID.isIn(red.subquery(\.id)) }.order(\.id).pluck(\.title) == ["Law", "Deed"])
      #expect(
        recorder.sql.last?.contains(
          #"WHERE "sheets"."folder_id" IN (SELECT "folders"."id" FROM "folders" WHERE "folders"."label" = ?)"#) == true)
      #expect(try await Sheet.where { $0.folder.isIn(red) }.count() == 2)
      #expect(
        try await Sheet.where { $0.id.isNotIn(Scribble.all().subquery { $0.sheetID.coalesce(0) }) }.order(\.id).pluck(\.title) == [
          "Loose", "Bill",
        ])
      let average = Sheet.all().subquery { $0.pages.average }.value
      #expect(try await Sheet.where { $0.pages.as(Double?.self) > average }.pluck(\.title) == ["Art"])
      let told = await failure { _ = try await Sheet.where { $0.id.isIn(Folder.where { $0.sheets.pages > 1 }.subquery(\.id)) }.load() }
      #expect(told?.contains("Folder.sheets") == true)
    }
  }

  @Test(arguments: Engine.allCases) func pathsIntoJSON(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillArchive()
      #expect(try await Folder.where { $0.settings.json("shelf", "row", as: Int.self) == 3 }.pluck(\.name) == ["Law"])
      #expect(try await Folder.where { $0.settings.json("tags", 1) == "b" }.pluck(\.name) == ["Law"])
      #expect(try await Folder.order(\.id).pluck { $0.settings.json("nothing") } == [nil, nil, nil])
    }
  }
}

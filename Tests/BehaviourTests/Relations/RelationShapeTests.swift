import ActiveRecord
import ActiveRecordTesting
import Testing

/// Clauses that take away, replace, or put queries into queries.
@Suite struct RelationShapeTests {
  @Test(arguments: Engine.allCases) func replacingConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillArchive()
      let thick = Sheet.where { $0.pages > 10 && $0.label == nil }.order { $0.title.desc }.limit(1)
      #expect(try await thick.rewhere { $0.pages > 5 }.limit(nil).pluck(\.title) == ["Deed", "Art"])
      #expect(try await thick.unscope(where: \.label).unscope(.limit).pluck(\.title) == ["Law", "Art"])
      #expect(try await thick.unscope(.where, .order, .limit).order(\.id).pluck(\.title).count == 5)
      #expect(try await thick.inverted().unscope(.limit).pluck(\.title) == ["Loose", "Law", "Deed", "Bill"])
      #expect(try Painter.where { $0.name == "x" }.unscope(.where).toSQL().contains("type"))
      let law = try await Folder.find(1)
      #expect(try await law.sheets.where { $0.pages > 10 }.unscope(.where).order(\.id).pluck(\.title) == ["Law", "Deed"])
      #expect(try await law.sheets.where { $0.pages > 10 }.inverted().pluck(\.title) == ["Deed"])
      #expect(try await law.sheets.thickOnes().pluck(\.title) == ["Law"])
    }
  }

  @Test(arguments: Engine.allCases) func conditionsByColumn(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      #expect(try await Sheet.all().where(\.label, "blue").where(\.title, in: ["Bill", "Law"]).pluck(\.title) == ["Bill"])
      #expect(recorder.sql.last?.hasSuffix(#"WHERE "sheets"."label" = ? AND "sheets"."title" IN (?, ?)"#) == true)
      #expect(try await Sheet.all().where(\.label, nil).order(\.id).pluck(\.title) == ["Deed", "Art"])
      let first = try #require(try await Sheet.first())
      #expect(try await Sheet.all().excluding(first).order(\.id).ids() == [2, 3, 4, 5])
      #expect(try await Sheet.all().inOrder(of: \.title, ["Bill", "Law", "Art"]).pluck(\.title) == ["Bill", "Law", "Art"])
      #expect(
        try await Sheet.all().inOrder(of: \.title, ["Bill"], keepingOthers: true).order(\.id).pluck(\.title).prefix(2) == ["Bill", "Law"])
      #expect(try await Sheet.where { $0.pages.isIn(...8) }.count() == 3)
      #expect(try await Sheet.where { $0.pages.isIn(..<8) }.count() == 2)
      #expect(try await Scribble.where { $0.stars.isIn(3...4) }.pluck(\.text) == ["fine"])
    }
  }

  @Test(arguments: Engine.allCases) func fromAndUnion(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      let top = Sheet.order { $0.pages.desc }.limit(3)
      #expect(try await Sheet.all().from(top).where { $0.label == nil }.order(\.id).pluck(\.title) == ["Deed", "Art"])
      let either = Sheet.where { $0.pages > 30 }.union(Sheet.where { $0.label == "blue" }, Sheet.where { $0.title == "Art" })
      #expect(try await either.order(\.id).load().map(\.title) == ["Art", "Loose", "Bill"])
      #expect(try await either.count() == 3)
      #expect(try await either.where { $0.pages < 5 }.pluck(\.title) == ["Loose"])
      #expect(try await Sheet.where { $0.id == 1 }.unionAll(Sheet.where { $0.id == 1 }).count() == 2)
      #expect(try await top.union(Sheet.order(\.id).limit(1)).count() == 3)
      #expect(try await Sheet.none().union(Sheet.where { $0.id == 2 }).ids() == [2])
    }
  }

  @Test(arguments: Engine.allCases) func commonTables(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      let thick = Sheet.all().with("thick", as: Sheet.where { $0.pages > 10 }).from("thick")
      #expect(try await thick.order(\.id).pluck(\.title) == ["Law", "Art"])
      #expect(recorder.sql.last?.hasPrefix(#"WITH "thick" AS (SELECT "sheets"."id", "#) == true)
      #expect(try await thick.count() == 2)
      let full = Sheet.all().group(\.folderID).having { $0.id.count > 1 }.subquery(\.folderID)
      #expect(
        try await Folder.all().with("full_ones", as: full).joins("JOIN full_ones ON full_ones.folder_id = folders.id").pluck(\.name) == [
          "Law"
        ])
      let tree = Folder.all().withRecursive(
        "tree", Folder.where { $0.name == "Law" }, Folder.all().joins("JOIN tree ON tree.id = folders.parent_id")
      ).from("tree")
      #expect(try await tree.order(\.id).load().map(\.name) == ["Law", "Tax"])
      #expect(try await Sheet.where { $0.folderID.isIn(tree.subquery(\.id)) }.count() == 3)
      let written = Sheet.all().with("few", sql: "SELECT id FROM sheets WHERE pages < \(6)").joins("JOIN few ON few.id = sheets.id")
      #expect(try await written.order(\.id).ids() == [4, 5])
    }
  }

  @Test(arguments: Engine.allCases) func commentsAndExplanations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      _ = try await Sheet.all().annotated("report */ DROP").hints("X(sheets)").load()
      #expect(recorder.sql.last?.hasSuffix(#"FROM "sheets" /* report * / DROP */"#) == true)
      #expect(try await Sheet.where { $0.pages > 3 }.explain().isEmpty == false)
      #expect(recorder.sql.last?.hasPrefix("EXPLAIN") == true)
    }
  }

  @Test(arguments: Engine.allCases) func positionsAndNumbers(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      #expect(try await Sheet.all().second()?.title == "Deed")
      #expect(recorder.sql.last?.hasSuffix(#"ORDER BY "sheets"."id" ASC LIMIT ? OFFSET ?"#) == true)
      #expect(try await Sheet.order { $0.pages.desc }.element(at: 2)?.title == "Deed")
      #expect(try await Sheet.all().element(at: 9) == nil)
      #expect(try await Sheet.limit(2).element(at: 2) == nil)
      #expect(try await Sheet.all().many())
      #expect(try await Sheet.where { $0.id == 1 }.one())
      #expect(try await Sheet.where { $0.id == 9 }.isEmpty())
      let law = try await Folder.find(1)
      #expect(try await law.sheets.element(at: 1)?.title == "Deed")
      #expect(try await law.sheets.first(1).map(\.title) == ["Law"])
      try await law.sheets.load()
      recorder.clear()
      #expect(try await law.sheets.element(at: 1)?.title == "Deed")
      #expect(try await law.sheets.last(1).map(\.title) == ["Deed"])
      #expect(recorder.queries.isEmpty)
    }
  }
}

extension QuerySource where Model == Sheet {
  /// A named scope for queries and collections alike.
  func thickOnes() -> Relation<Sheet> { relation.thick(10) }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

// snippet.polymorphic
@Polymorphic enum Remarkable { case recipe(GuideRecipe), cook(GuideCook) }

@Model(table: "remarks") class GuideRemark: Record {
  var text: String
  @BelongsTo var remarkable: Remarkable?
  @BelongsTo var about: Record?
}
@Model(table: "recipes") class GuideRecipe: Record {
  var name: String
  @HasMany var remarks: Many<GuideRemark> = .has(as: \.remarkable, dependent: .destroy)
}
@Model(table: "cooks") class GuideCook: Record {
  var name: String
  @HasMany var remarks: Many<GuideRemark> = .has(as: \.remarkable)
}
// snippet.end

// snippet.inheritance
@Model(table: "dishes", subclasses: GuideSoup.self, GuideCake.self) class GuideDish: Record { var name: String }
@Model class GuideSoup: GuideDish { var isHot = true }
@Model class GuideCake: GuideDish { var layers = 1 }
// snippet.end

// snippet.stored-names
@Model(table: "drinks", subclasses: GuideTea.self) class GuideDrink: Record { var name: String }
@Model(storedName: "tea") class GuideTea: GuideDrink {}
// snippet.end

@Suite struct PolymorphismGuideTests {
  private func run(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory { database in
      for sql: SQL in [
        """
        CREATE TABLE remarks (id INTEGER PRIMARY KEY, text TEXT NOT NULL, remarkable_id INTEGER, remarkable_type TEXT,
          about_id INTEGER, about_type TEXT)
        """,
        "CREATE TABLE recipes (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "CREATE TABLE cooks (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "CREATE TABLE dishes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT, is_hot BOOLEAN, layers INTEGER)",
      ] { try await database.execute(sql) }
      try await body(SQLRecorder(database))
    }
  }

  @Test func closedSet() async throws {
    try await run { recorder in
      let pie = try await GuideRecipe.create { $0.name = "Pie" }
      recorder.clear()
      // snippet.polymorphic-use
      let remark = try await pie.remarks.create { $0.text = "Crisp" }
      switch try await remark.remarkable {
      case .recipe(let recipe): print(recipe.name)
      case .cook(let cook): print(cook.name)
      case nil: break
      }
      // snippet.end
      #expect(remark.$remarkable.type == "GuideRecipe")
      // snippet.polymorphic-is
      let onCooks = try await GuideRemark.where { $0.remarkable.is(GuideCook.self) }.count()
      if try remark.$remarkable.is(GuideRecipe.self) { print("on a recipe") }
      let name = try await remark.$remarkable.load(as: GuideRecipe.self)?.name
      // snippet.end
      #expect(onCooks == 0 && name == "Pie")
      let insert =
        #"INSERT INTO "remarks" ("text", "remarkable_id", "remarkable_type") VALUES (?, ?, ?) RETURNING "id", "about_id", "about_type""#
      #expect(recorder.sql.first == insert)
      recorder.clear()
      // snippet.polymorphic-query
      let onRecipes = try await GuideRemark.where { $0.remarkable.type == "GuideRecipe" }.count()
      let onPie = try await GuideRemark.where { $0.remarkable == .recipe(pie) }.count()
      // snippet.end
      #expect(onRecipes == 1 && onPie == 1)
      expect(
        recorder,
        [
          #"SELECT COUNT(*) FROM "remarks" WHERE "remarks"."remarkable_type" = ?"#,
          #"SELECT COUNT(*) FROM "remarks" WHERE "remarks"."remarkable_type" = ? AND "remarks"."remarkable_id" = ?"#,
        ])
    }
  }

  @Test func preloading() async throws {
    try await run { recorder in
      let pie = try await GuideRecipe.create { $0.name = "Pie" }
      let ada = try await GuideCook.create { $0.name = "Ada" }
      try await pie.remarks.create { $0.text = "Crisp" }
      try await ada.remarks.create { $0.text = "Quick" }
      recorder.clear()
      // snippet.polymorphic-preload
      let remarks = try await GuideRemark.includes(\.remarkable).load()
      // snippet.end
      #expect(remarks.allSatisfy { $0.$remarkable.isLoaded })
      expect(
        recorder,
        [
          #"SELECT "remarks"."id", "remarks"."text", "remarks"."remarkable_id", "remarks"."about_id", "remarks"."remarkable_type", "remarks"."about_type" FROM "remarks""#,
          #"SELECT "recipes"."id", "recipes"."name" FROM "recipes" WHERE "recipes"."id" = ?"#,
          #"SELECT "cooks"."id", "cooks"."name" FROM "cooks" WHERE "cooks"."id" = ?"#,
        ])
    }
  }

  @Test func preloadingBelow() async throws {
    try await run { recorder in
      let pie = try await GuideRecipe.create { $0.name = "Pie" }
      try await pie.remarks.create { $0.text = "Crisp" }
      recorder.clear()
      // snippet.polymorphic-below
      let remarks = try await GuideRemark.preload(\.remarkable, of: GuideRecipe.self, \.remarks)
        .preload(\.remarkable, of: GuideCook.self, \.remarks).load()
      // snippet.end
      #expect(recorder.queries.count == 3)
      guard case .recipe(let recipe) = try remarks[0].$remarkable.loaded else {
        Issue.record("not loaded")
        return
      }
      #expect(try recipe.remarks.loaded.map(\.text) == ["Crisp"])
    }
  }

  @Test func openSet() async throws {
    try await run { _ in
      let ada = try await GuideCook.create { $0.name = "Ada" }
      // snippet.polymorphic-open
      let remark = GuideRemark(text: "Quick", about: ada)
      try await remark.save()
      let cook = try await GuideRemark.find(1).about as? GuideCook
      // snippet.end
      #expect(cook == ada)
    }
  }

  @Test func inheritance() async throws {
    try await run { recorder in
      // snippet.inheritance-use
      try await GuideSoup.create { $0.name = "Leek" }
      try await GuideCake.create { $0.name = "Lemon" }
      let dishes = try await GuideDish.all().load()
      let soups = try await GuideSoup.all().load()
      // snippet.end
      #expect(dishes.first is GuideSoup && dishes.last is GuideCake && soups.count == 1)
      #expect(recorder.sql.last?.hasSuffix(#"FROM "dishes" WHERE "dishes"."type" = ?"#) == true)
    }
  }

  @Test func storedNames() async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.execute("CREATE TABLE drinks (id INTEGER PRIMARY KEY, type TEXT, name TEXT NOT NULL)")
      let recorder = SQLRecorder(database)
      // snippet.stored-names-use
      let green = try await GuideTea.create { $0.name = "Green" }
      let drink = try await GuideDrink.find(green.id!)
      // snippet.end
      #expect(drink is GuideTea)
      #expect(recorder.queries[0].bindings.contains(.text("tea")))
    }
  }
}

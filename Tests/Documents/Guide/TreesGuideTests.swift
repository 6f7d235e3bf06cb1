import ActiveRecord
import ActiveRecordTesting
import Testing

// snippet.trees
@Model(table: "folders") class GuideFolder: Record {
  var name: String
  @BelongsTo var parent: GuideFolder?
  @HasMany var children: Many<GuideFolder> = .has(foreignKey: \.parentID)
}
// snippet.end

@Suite struct TreesGuideTests {
  @Test func aboveAndBelow() async throws {
    try await run { home, letter, recorder in
      // snippet.trees-queries
      let texts = try await home.descendants(by: \.children).where { $0.name.like("%.txt") }.count()
      let isBelow = try await letter.ancestors(by: \.parent).exists(home.id ?? 0)
      // snippet.end
      #expect(texts == 1 && isBelow)
      let steps =
        #"WITH RECURSIVE "children_steps" ("step") AS (SELECT "folders"."id" FROM "folders" WHERE "folders"."parent_id" = ? "#
        + #"UNION SELECT "folders"."id" FROM "folders" INNER JOIN "children_steps" ON "folders"."parent_id" = "children_steps"."step")"#
      #expect(recorder.sql.first?.hasPrefix(steps) == true)
      // snippet.trees-lineage
      let crumbs = try await letter.lineage(by: \.parent).reversed().map(\.name)
      #expect(crumbs == ["home", "post"])
      // snippet.end
    }
  }

  @Test func wholeTrees() async throws {
    try await run { _, _, recorder in
      // snippet.trees-preload
      func show(_ folder: GuideFolder, indent: String = "") throws {
        print(indent + folder.name)
        for child in try folder.children.loaded { try show(child, indent: indent + "  ") }
      }
      let roots = try await GuideFolder.where { $0.parentID == nil }.load()
      try await roots.preloadTree(\.children)
      for root in roots { try show(root) }
      // snippet.end
      #expect(recorder.sql.count == 2)
    }
  }

  private func run(_ body: nonisolated(nonsending) (GuideFolder, GuideFolder, SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.execute("CREATE TABLE folders (id INTEGER PRIMARY KEY, name TEXT NOT NULL, parent_id INTEGER)")
      let home = try await GuideFolder.create { $0.name = "home" }
      let post = try await home.children.create { $0.name = "post" }
      let letter = try await post.children.create { $0.name = "letter.txt" }
      let recorder = SQLRecorder(database)
      try await body(home, letter, recorder)
    }
  }
}

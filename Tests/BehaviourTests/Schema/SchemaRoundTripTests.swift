import ActiveRecord
import Foundation
import Testing

/// A migration that is made and undone leaves the schema as it was.
@Suite struct SchemaRoundTripTests {
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let record: @Sendable (inout SchemaChange) -> Void
    init(_ name: String, _ record: @escaping @Sendable (inout SchemaChange) -> Void) {
      testDescription = name
      self.record = record
    }
  }

  static let changes = [
    Change("createTable") { $0.createTable("new") { $0.references("post", foreignKey: true) } },
    Change("dropTable") { schema in
      schema.dropTable("notes") { t in
        t.text("body")
        t.references("post", null: false)
      }
    },
    Change("renameTable") { $0.renameTable("posts", to: "articles") },
    Change("renameColumn") { $0.renameColumn("posts", "title", to: "headline") },
    Change("renameColumn of a key") { $0.renameColumn("posts", "author_id", to: "writer_id") },
    Change("addColumn") { $0.addColumn("posts", "slug", .string, null: false, default: "-", index: true) },
    Change("addColumn, now") { $0.addColumn("posts", "at", .datetime, null: false, default: .now, unique: false) },
    Change("removeColumn") { $0.removeColumn("posts", "votes", .integer, null: false, default: 0, index: true) },
    Change("changeColumn") { $0.changeColumn("posts", "views", .bigint, from: .integer, null: true) },
    Change("changeDefault") { $0.changeDefault("posts", "views", from: 0, to: nil) },
    Change("changeNull") { $0.changeNull("posts", "title", to: false, fill: "") },
    Change("addReference") { $0.addReference("posts", "editor", null: false, foreignKey: "authors", unique: true) },
    Change("addReference, polymorphic") { $0.addReference("notes", "about", polymorphic: true) },
    Change("removeReference") { $0.removeReference("posts", "author", foreignKey: .on(delete: .cascade)) },
    Change("createJoinTable") { $0.createJoinTable("posts", "authors", index: .unique, foreignKeys: true) },
    Change("dropJoinTable") { $0.dropJoinTable("authors", "notes") },
    Change("addIndex") { $0.addIndex("posts", .desc("title"), unique: true, where: "views > 0") },
    Change("removeIndex") { $0.removeIndex("posts", "title", "views") },
    Change("addForeignKey") { $0.addForeignKey("notes", "posts", onUpdate: .cascade) },
    Change("removeForeignKey") { $0.removeForeignKey("posts", "authors", onDelete: .cascade) },
    Change("addTimestamps") { $0.addTimestamps("notes") },
    Change("several") { schema in
      schema.renameTable("posts", to: "articles")
      schema.addColumn("articles", "slug", .string, unique: true)
      schema.renameColumn("articles", "slug", to: "path")
      schema.changeNull("articles", "path", to: false)
      schema.addReference("notes", "article", foreignKey: true)
    },
  ]

  @Test(arguments: Engine.allCases, changes)
  func isUndone(_ engine: Engine, change: Change) async throws {
    try await engine.emptyDatabase { database in
      try await database.changeSchema { schema in
        schema.createTable("authors")
        schema.createTable("posts") { t in
          t.string("title")
          t.integer("views", null: false, default: 0)
          t.integer("votes", null: false, default: 0, index: true)
          t.references("author", foreignKey: .on(delete: .cascade))
          t.index("title", "views")
        }
        schema.createTable("notes") { t in
          t.text("body")
          t.references("post", null: false)
        }
        schema.createJoinTable("authors", "notes")
      }
      let migrations = Migrations([Migration("1 change", change.record)])
      let before = try await database.schemaFacts()
      if change.testDescription == "addIndex", !engine.hasConditionalIndexes {
        let error = try await migrationError { try await database.migrate(migrations) }
        #expect(error.message.contains("has no indexes that leave rows out"))
        return
      }
      try await database.migrate(migrations)
      let changed = try await database.schemaFacts().filter { !$0.hasPrefix("schema_migrations") }
      #expect(changed != before)
      try await database.rollback(migrations)
      #expect(try await database.schemaFacts().filter { !$0.hasPrefix("schema_migrations") } == before)
      try await database.migrate(migrations)
      #expect(try await database.schemaFacts().filter { !$0.hasPrefix("schema_migrations") } == changed)
    }
  }

  @Test(arguments: Engine.allCases) func indexesFollowWhatTheyAreNamedAfter(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      try await database.changeSchema { schema in
        schema.createTable("posts") { t in
          t.string("title", index: true)
          t.index("title", name: "mine")
        }
        schema.renameTable("posts", to: "articles")
        schema.renameColumn("articles", "title", to: "headline")
        schema.removeIndex("articles", "headline")
      }
      #expect(try await database.schemaFacts().filter { $0.hasPrefix("articles ") } == ["articles mine 0 0 headline 0"])
    }
  }
}

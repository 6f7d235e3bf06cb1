import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Migrations of the chapter on schemas.
enum GuideSchema {
  static func migrations() -> Migrations {
    // snippet.migrations
    let migrations = Migrations {
      Migration("2025-01-15 create blog") { schema in
        schema.createTable("authors") { t in
          t.string("name", null: false)
          t.integer("posts_count", null: false, default: 0)
          t.timestamps()
        }
        schema.createTable("posts") { t in
          t.string("title", null: false)
          t.references("author", foreignKey: true)
        }
        schema.createTable("topics") { $0.string("name", null: false, unique: true) }
        schema.createJoinTable("posts", "topics")
        schema.createTable("remarks") { t in
          t.text("text", null: false)
          t.references("remarkable", polymorphic: true)
        }
      }
      Migration("2025-02-01 views") { schema in
        schema.addColumn("posts", "views", .integer, null: false, default: 0)
        schema.addIndex("posts", "views")
        schema.execute("UPDATE posts SET views = 1", down: "UPDATE posts SET views = 0")
      }
    }
    // snippet.end
    return migrations
  }

  // snippet.timestamped
  @Model class Author: Record {
    var name: String
    var postsCount = 0
    var createdAt: Date?
    var updatedAt: Date?
  }
  // snippet.end
}

@Suite struct SchemaGuideTests {
  @Test func migrating() async throws {
    try await TemporaryDatabase.inMemory { database in
      let migrations = GuideSchema.migrations()
      // snippet.migrate
      let made = try await database.migrate(migrations)
      let status = try await database.migrationStatus(migrations).map(\.description)
      let undone = try await database.rollback(migrations)
      // snippet.end
      #expect(made == ["2025-01-15 create blog", "2025-02-01 views"])
      #expect(status == ["up       2025-01-15 create blog", "up       2025-02-01 views"])
      #expect(undone == ["2025-02-01 views"])
      let author = try await GuideSchema.Author.create { $0.name = "Ada" }
      #expect(author.createdAt != nil && author.updatedAt == author.createdAt)
    }
  }

  @Test func changingNow() async throws {
    try await TemporaryDatabase.inMemory { database in
      let recorder = SQLRecorder(database)
      // snippet.change-schema
      try await database.changeSchema { schema in
        schema.createTable("topics") { $0.string("name", null: false) }
      }
      // snippet.end
      #expect(recorder.sql.last == #"CREATE TABLE "topics" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "name" VARCHAR NOT NULL)"#)
      try await Guide.Topic.create { $0.name = "Swift" }
      #expect(try await Guide.Topic.count() == 1)
    }
  }
}

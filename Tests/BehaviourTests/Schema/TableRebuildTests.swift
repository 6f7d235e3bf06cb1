import ActiveRecord
import Foundation
import Testing

/// Changes that SQLite cannot make in place: the table is rebuilt, and nothing is lost.
@Suite struct TableRebuildTests {
  private func withBlog(_ engine: Engine, _ body: (Database) async throws -> Void) async throws {
    try await engine.emptyDatabase { database in
      try await database.changeSchema { schema in
        schema.createTable("authors") { t in
          t.string("name", null: false, default: "it's")
          t.column("nick", "TEXT COLLATE NOCASE", unique: true)
          t.references("mentor", foreignKey: .to("authors", onDelete: .nullify))
          t.check("length(name) < 10", name: "short")
        }
        schema.createTable("posts") { t in
          t.string("title")
          t.references("author", foreignKey: .on(delete: .cascade))
          t.index(.expression("lower(title)"), name: "by_title", where: "title <> ''")
        }
        schema.execute(
          """
          INSERT INTO authors (id, name, nick, mentor_id) VALUES (1, 'Ada', 'a', NULL), (2, 'Bo', 'b', 1), (9, 'Z', 'z', 1);
          DELETE FROM authors WHERE id = 9;
          INSERT INTO posts (id, title, author_id) VALUES (1, 'x', 1), (2, 'y', 1), (3, 'z', 2);
          CREATE TABLE log (line TEXT);
          CREATE TRIGGER note AFTER UPDATE ON authors BEGIN INSERT INTO log VALUES (NEW.name || ' (' || OLD.name || ')'); END;
          CREATE TRIGGER touch AFTER DELETE ON posts BEGIN UPDATE authors SET name = name || '!' WHERE id = OLD.author_id; END;
          CREATE VIEW people AS SELECT name FROM authors
          """)
      }
      try await body(database)
      #expect(try await database.query("PRAGMA foreign_key_check").isEmpty)
      #expect(try await database.value("PRAGMA foreign_keys") == .int(1))
      #expect(try await database.value("PRAGMA legacy_alter_table") == .int(0))
      #expect(try await database.query("SELECT name FROM sqlite_schema WHERE name LIKE 'active_record_new%'").isEmpty)
    }
  }

  @Test(arguments: Engine.rebuilding) func keepsEverythingElse(_ engine: Engine) async throws {
    try await withBlog(engine) { database in
      let before = try await database.schemaFacts()
      try await database.changeSchema { $0.changeColumn("authors", "name", .text) }
      let after = try await database.schemaFacts()
      #expect(after.map { $0.replacing("authors.name TEXT", with: "authors.name VARCHAR") } == before)
      #expect(after.contains("authors.name TEXT 1 'it''s' 0"))
      #expect(try await database.column("name", "SELECT name FROM authors ORDER BY id") == [.text("Ada"), .text("Bo")])
      // The rows that point at the table were neither deleted nor changed.
      #expect(try await database.column("author_id", "SELECT author_id FROM posts ORDER BY id") == [.int(1), .int(1), .int(2)])
      // Keys go on where they were, past the one that was deleted.
      try await database.execute("INSERT INTO authors (nick) VALUES ('c')")
      #expect(try await database.value("SELECT max(id) FROM authors") == .int(10))
      try await database.execute("UPDATE authors SET name = 'Cy' WHERE id = 10")
      #expect(try await database.column("line", "SELECT line FROM log") == [.text("Cy (it's)")])
      #expect(try await database.value("SELECT count(*) FROM people") == .int(3))
      await #expect(throws: DatabaseError.self) { try await database.execute("INSERT INTO authors (nick) VALUES ('C')") }
      await #expect(throws: DatabaseError.self) { try await database.execute("INSERT INTO authors (name) VALUES ('a very long name')") }
      // The trigger of another table still finds this one.
      try await database.execute("DELETE FROM posts WHERE id = 2")
      #expect(try await database.value("SELECT name FROM authors WHERE id = 1") == .text("Ada!"))
      // Foreign keys are enforced again.
      try await database.execute("DELETE FROM authors WHERE id = 1")
      #expect(try await database.value("SELECT count(*) FROM posts") == .int(1))
      #expect(try await database.value("SELECT mentor_id FROM authors WHERE id = 2") == .null)
    }
  }

  @Test(arguments: Engine.rebuilding) func removesAColumnWithItsIndexes(_ engine: Engine) async throws {
    try await withBlog(engine) { database in
      try await database.changeSchema { $0.removeColumn("authors", "nick") }
      let facts = try await database.schemaFacts()
      #expect(facts.allSatisfy { !$0.contains("nick") } && facts.contains("authors.mentor_id -> authors.id SET NULL NO ACTION"))
      try await database.changeSchema { $0.removeReference("authors", "mentor", foreignKey: true) }
      #expect(try await database.schemaFacts().allSatisfy { !$0.contains("mentor") })
      #expect(try await database.value("SELECT count(*) FROM posts") == .int(3))
    }
  }

  @Test(arguments: Engine.rebuilding) func aColumnThatTriggersOrViewsUseStays(_ engine: Engine) async throws {
    try await withBlog(engine) { database in
      let error = try await migrationError { try await database.changeSchema { $0.removeColumn("authors", "name") } }
      #expect(error.code == .invalidChange)
      #expect(error.message.hasPrefix(#"the trigger "note" on "authors" mentions 'name'. Drop it before"#))
      let other = try await migrationError {
        try await database.changeSchema { schema in
          schema.execute("DROP TRIGGER note")
          schema.removeColumn("authors", "name")
        }
      }
      #expect(other.statement == #"SELECT 1 FROM "people" LIMIT 0"# && other.underlying?.code == .missingColumn)
      #expect(try await database.column("name", "SELECT name FROM people ORDER BY name") == [.text("Ada"), .text("Bo")])
    }
  }

  @Test(arguments: Engine.rebuilding) func changesDefaultsAndNull(_ engine: Engine) async throws {
    try await withBlog(engine) { database in
      try await database.changeSchema { schema in
        schema.changeDefault("posts", "title", from: nil, to: "it's \"new\"")
        schema.execute("INSERT INTO posts (id, title) VALUES (4, NULL)")
        schema.changeNull("posts", "title", to: false, fill: "filled")
      }
      try await database.execute("INSERT INTO posts (id) VALUES (5)")
      #expect(
        try await database.column("title", "SELECT title FROM posts WHERE id > 3 ORDER BY id") == [
          .text("filled"), .text("it's \"new\""),
        ])
      await #expect(throws: DatabaseError.self) { try await database.execute("UPDATE posts SET title = NULL") }
      try await database.changeSchema { $0.changeNull("posts", "title", to: true) }
      try await database.execute("UPDATE posts SET title = NULL WHERE id = 1")
      try await database.execute("UPDATE posts SET title = 'x' WHERE id = 1")
    }
  }

  @Test(arguments: Engine.rebuilding) func aColumnWithoutAValueForTheRowsSaysWhatToWrite(_ engine: Engine) async throws {
    try await withBlog(engine) { database in
      let error = try await migrationError { try await database.changeSchema { $0.addColumn("posts", "state", .string, null: false) } }
      #expect(error.underlying?.code == .notNullViolation && error.message.contains("give the column a default:"))
      try await database.execute("DELETE FROM posts")
      try await database.changeSchema { $0.addColumn("posts", "state", .string, null: false) }
      #expect(try await database.schemaFacts().contains("posts.state VARCHAR 1 - 0"))
    }
  }

  @Test(arguments: Engine.rebuilding) func addsAndRemovesForeignKeys(_ engine: Engine) async throws {
    try await withBlog(engine) { database in
      let before = try await database.schemaFacts()
      let migrations = Migrations {
        Migration("1 keys") { schema in
          schema.createTable("notes") { $0.references("post") }
          schema.removeForeignKey("posts", "authors", onDelete: .cascade)
          schema.addForeignKey("posts", "authors", onDelete: .nullify, onUpdate: .cascade)
          schema.addForeignKey("notes", "posts", name: "to_posts")
        }
      }
      try await database.migrate(migrations)
      #expect(
        try await database.schemaFacts().filter { $0.contains("->") } == [
          "authors.mentor_id -> authors.id SET NULL NO ACTION", "notes.post_id -> posts.id NO ACTION NO ACTION",
          "posts.author_id -> authors.id SET NULL CASCADE",
        ])
      try await database.rollback(migrations)
      #expect(try await database.schemaFacts().filter { !$0.hasPrefix("schema_migrations") } == before)
    }
  }

  @Test(arguments: Engine.rebuilding) func rowsThatPointAtNothingAreTold(_ engine: Engine) async throws {
    try await withBlog(engine) { database in
      let error = try await migrationError {
        try await database.changeSchema { schema in
          schema.createTable("notes") { $0.integer("post_id") }
          schema.execute("INSERT INTO notes (id, post_id) VALUES (1, 1), (2, 77), (3, 78)")
          schema.addForeignKey("notes", "posts")
        }
      }
      #expect(error.code == .foreignKeyViolation)
      #expect(error.message.contains(#""notes" → "posts": 2 (rowid 2, 3)"#))
      #expect(try await database.schemaFacts().allSatisfy { !$0.hasPrefix("notes") })
    }
  }

  @Test(arguments: Engine.rebuilding) func timestampsAreAddedToRowsThatAreThere(_ engine: Engine) async throws {
    try await withBlog(engine) { database in
      try await database.changeSchema { $0.addTimestamps("posts") }
      let pattern: SQL =
        "SELECT count(*) FROM posts WHERE created_at GLOB '20[0-9][0-9]-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]000'"
      #expect(try await database.value(pattern) == .int(3))
      try await database.execute("INSERT INTO posts (title) VALUES ('new')")
      #expect(try await database.value(pattern) == .int(4))
      struct Stamp: Decodable { var createdAt: String }
      let stamp = try await database.query("SELECT created_at AS createdAt FROM posts WHERE id = 4", as: Stamp.self)[0]
      let date = try #require(UTCTimestamp.parse(stamp.createdAt))
      #expect(abs(date.timeIntervalSinceNow) < 600 && UTCTimestamp.text(date) == stamp.createdAt)
      try await database.changeSchema { $0.removeTimestamps("posts") }
    }
  }

  @Test(arguments: Engine.rebuilding) func everyPartOfAnOldTableSurvives(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      let table = """
        CREATE TABLE [old one] (code TEXT COLLATE NOCASE, amount DECIMAL(10,2) DEFAULT (1 + 1) CHECK (amount > 0), -- a note, (
          twice INT GENERATED ALWAYS AS (amount * 2) STORED, 'extra' TEXT DEFAULT 'a, )' NOT NULL ON CONFLICT REPLACE,
          PRIMARY KEY (code DESC), UNIQUE (amount, extra), CONSTRAINT c CHECK (extra <> 'CHECK')) WITHOUT ROWID
        """
      try await database.execute(SQL(raw: table))
      try await database.execute("INSERT INTO [old one] (code, amount) VALUES ('a', 5), ('B', 3)")
      let before = try await database.schemaFacts()
      try await database.changeSchema { schema in
        schema.addColumn("old one", "at", .datetime, default: .now)
        schema.removeColumn("OLD ONE", "AT")
      }
      #expect(try await database.schemaFacts() == before)
      #expect(try await database.column("twice", "SELECT twice FROM [old one] ORDER BY code") == [.int(10), .int(6)])
      try await database.execute("INSERT INTO [old one] (code, extra) VALUES ('c', NULL)")
      #expect(try await database.value("SELECT extra FROM [old one] WHERE code = 'C'") == .text("a, )"))
    }
  }

  /// SQLite would delete the rows of the other table, too.
  @Test(arguments: Engine.rebuilding) func aTableThatOthersPointAtIsNotDropped(_ engine: Engine) async throws {
    try await withBlog(engine) { database in
      let error = try await migrationError { try await database.changeSchema { $0.dropTable("authors") } }
      #expect(error.code == .invalidChange)
      #expect(
        error.message == #"foreign keys point at "authors": posts.author_id. Drop those tables before, "#
          + #"or write removeForeignKey("posts", "authors", column: "author_id")"#)
      #expect(try await database.value("SELECT count(*) FROM posts") == .int(3))
      try await database.changeSchema { schema in
        schema.execute("DROP VIEW people")
        schema.removeForeignKey("posts", "authors", column: "author_id")
        schema.dropTable("Authors", ifExists: true)
        schema.dropTable("authors", ifExists: true)
      }
      #expect(try await database.value("SELECT count(author_id) FROM posts") == .int(3))
    }
  }

  @Test(arguments: Engine.rebuilding) func aMissingTableOrColumnIsNamed(_ engine: Engine) async throws {
    try await withBlog(engine) { database in
      let table = try await migrationError { try await database.changeSchema { $0.removeColumn("post", "title") } }
      #expect(table.message == #"there is no table "post". Did you mean 'posts'?"#)
      let column = try await migrationError { try await database.changeSchema { $0.changeNull("posts", "titel", to: false) } }
      #expect(column.message == #"the table "posts" has no column 'titel'. Did you mean 'title'?"#)
    }
  }
}

import Foundation
import Testing

@testable import ActiveRecordCore

@Suite struct CreateTableTests {
  @Test func writesColumnsInOrder() throws {
    let sql = try schemaSQL { schema in
      schema.createTable("authors") { t in
        t.string("name", null: false)
        t.string("email")
        t.integer("posts_count", null: false, default: 0)
      }
    }
    #expect(
      sql == [
        #"CREATE TABLE "authors" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "name" VARCHAR NOT NULL, "email" VARCHAR, "#
          + #""posts_count" INTEGER NOT NULL DEFAULT 0)"#
      ])
  }

  @Test func aTableMayHaveNothingButItsKey() throws {
    #expect(try schemaSQL { $0.createTable("topics") } == [#"CREATE TABLE "topics" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL)"#])
  }

  @Test(arguments: [
    (TableKey.integer, #"("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "n" INTEGER)"#),
    (.integer("AlbumId"), #"("AlbumId" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "n" INTEGER)"#),
    (.uuid, #"("id" CHAR(36) PRIMARY KEY NOT NULL, "n" INTEGER)"#),
    (.uuid("key"), #"("key" CHAR(36) PRIMARY KEY NOT NULL, "n" INTEGER)"#),
    (.string("code"), #"("code" VARCHAR PRIMARY KEY NOT NULL, "n" INTEGER)"#),
    (.column("day", .date), #"("day" DATE PRIMARY KEY NOT NULL, "n" INTEGER)"#),
    (.composite("n", "m"), #"("n" INTEGER, PRIMARY KEY ("n", "m"))"#),
    (.none, #"("n" INTEGER)"#),
  ])
  func writesTheKey(key: TableKey, sql: String) throws {
    #expect(try schemaSQL { $0.createTable("t", primaryKey: key) { $0.integer("n") } } == [#"CREATE TABLE "t" "# + sql])
  }

  @Test func writesOptionsAndConditions() throws {
    let sql = try schemaSQL { $0.createTable("t", primaryKey: .none, ifNotExists: true, options: "STRICT") { $0.text("a", index: true) } }
    #expect(
      sql == [
        #"CREATE TABLE IF NOT EXISTS "t" ("a" TEXT) STRICT"#, #"CREATE INDEX IF NOT EXISTS "index_t_on_a" ON "t" ("a")"#,
      ])
  }

  @Test func namesTheTypes() throws {
    let sql = try columnSQL { t in
      t.string("a")
      t.string("b", limit: 40)
      t.text("c")
      t.integer("d")
      t.bigint("e")
      t.double("f")
      t.decimal("g")
      t.decimal("h", precision: 8, scale: 2)
      t.boolean("i")
      t.date("j")
      t.datetime("k")
      t.binary("l")
      t.uuid("m")
      t.json("n")
      t.column("o", "GEOMETRY(POINT)")
      t.column("p", .raw("INT COLLATE NOCASE"))
    }
    let types = [
      "VARCHAR", "VARCHAR(40)", "TEXT", "INTEGER", "BIGINT", "DOUBLE", "DECIMAL", "DECIMAL(8, 2)", "BOOLEAN", "DATE", "DATETIME", "BLOB",
      "CHAR(36)", "JSON TEXT", "GEOMETRY(POINT)", "INT COLLATE NOCASE",
    ]
    #expect(sql == zip("abcdefghijklmnop", types).map { #""\#($0)" \#($1)"# }.joined(separator: ", "))
  }

  @Test func writesIndexesAfterTheTable() throws {
    let sql = try schemaSQL { schema in
      schema.createTable("posts", primaryKey: .none) { t in
        t.string("slug", unique: true)
        t.string("title", index: true)
        t.index("title", .desc("slug"), unique: true, name: "by_title", where: "title <> ''")
      }
    }
    #expect(
      sql == [
        #"CREATE TABLE "posts" ("slug" VARCHAR, "title" VARCHAR)"#,
        #"CREATE UNIQUE INDEX "index_posts_on_slug" ON "posts" ("slug")"#, #"CREATE INDEX "index_posts_on_title" ON "posts" ("title")"#,
        #"CREATE UNIQUE INDEX "by_title" ON "posts" ("title", "slug" DESC) WHERE title <> ''"#,
      ])
  }

  @Test func writesForeignKeysAndChecksBehindTheColumns() throws {
    let sql = try columnSQL { t in
      t.check("views >= \(0)", name: "not_negative")
      t.foreignKey("AlbumId", to: "Album", key: "AlbumId", onDelete: .cascade, onUpdate: .restrict, name: "album")
      t.integer("AlbumId")
      t.check("views < 10")
    }
    #expect(
      sql == #""AlbumId" INTEGER, CONSTRAINT "album" FOREIGN KEY ("AlbumId") REFERENCES "Album" ("AlbumId") ON DELETE CASCADE "#
        + #"ON UPDATE RESTRICT, CONSTRAINT "not_negative" CHECK (views >= 0), CHECK (views < 10)"#)
  }

  @Test func timestampsAreFilledByTheDatabase() throws {
    let now = "(strftime('%Y-%m-%d %H:%M:%f000', 'now'))"
    #expect(
      try columnSQL { $0.timestamps() }
        == #""created_at" DATETIME NOT NULL DEFAULT \#(now), "updated_at" DATETIME NOT NULL DEFAULT \#(now)"#)
    #expect(try columnSQL { $0.timestamps(null: true, default: nil) } == #""created_at" DATETIME, "updated_at" DATETIME"#)
  }

  @Test func namesAreQuotedWhereverTheyStand() throws {
    let sql = try schemaSQL { schema in
      schema.createTable(#"a"; DROP TABLE b; --"#, primaryKey: .string("k\"")) { t in
        t.column("x' OR 1=1", .text, index: true)
        t.foreignKey("x' OR 1=1", to: "o\"", key: "k\"")
      }
    }
    #expect(
      sql == [
        #"CREATE TABLE "a""; DROP TABLE b; --" ("k""" VARCHAR PRIMARY KEY NOT NULL, "x' OR 1=1" TEXT, "#
          + #"CONSTRAINT "fk_a""; DROP TABLE b; --_x' OR 1=1" FOREIGN KEY ("x' OR 1=1") REFERENCES "o""" ("k"""))"#,
        #"CREATE INDEX "index_a""; DROP TABLE b; --_on_x' OR 1=1" ON "a""; DROP TABLE b; --" ("x' OR 1=1")"#,
      ])
  }

  @Test func aTableOfAnotherSchemaIsQuotedInParts() throws {
    let sql = try schemaSQL { schema in
      schema.createTable("reports.people", primaryKey: .none) { t in
        t.references("boss", foreignKey: "reports.people")
      }
      schema.removeIndex("reports.people", "boss_id")
      schema.renameTable("reports.people", to: "reports.staff")
    }
    #expect(
      sql == [
        #"CREATE TABLE "reports"."people" ("boss_id" BIGINT, CONSTRAINT "fk_reports_people_boss_id" FOREIGN KEY ("boss_id") "#
          + #"REFERENCES "people" ("id"))"#,
        #"CREATE INDEX "reports"."index_reports_people_on_boss_id" ON "people" ("boss_id")"#,
        #"DROP INDEX "reports"."index_reports_people_on_boss_id""#, #"ALTER TABLE "reports"."people" RENAME TO "staff""#,
      ])
  }
}

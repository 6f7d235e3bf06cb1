import Testing

@testable import ActiveRecordCore

@Suite struct AlterTableTests {
  @Test func addsAColumnWithItsIndex() throws {
    let sql = try schemaSQL { $0.addColumn("posts", "slug", .string(limit: 20), null: false, default: "-", unique: true) }
    #expect(
      sql == [
        #"ALTER TABLE "posts" ADD COLUMN "slug" VARCHAR(20) NOT NULL DEFAULT '-'"#,
        #"CREATE UNIQUE INDEX "index_posts_on_slug" ON "posts" ("slug")"#,
      ])
  }

  @Test func renames() throws {
    #expect(try schemaSQL { $0.renameTable("po\"sts", to: "articles") } == [#"ALTER TABLE "po""sts" RENAME TO "articles""#])
    #expect(try schemaSQL { $0.renameColumn("posts", "a\"", to: "b\"") } == [#"ALTER TABLE "posts" RENAME COLUMN "a""" TO "b""""#])
  }

  @Test func dropsTables() throws {
    #expect(try schemaSQL { $0.dropTable("posts") } == [#"DROP TABLE "posts""#])
    #expect(try schemaSQL { $0.dropTable("posts", ifExists: true) } == [#"DROP TABLE IF EXISTS "posts""#])
  }

  @Test func indexesTakeOrderConditionsAndExpressions() throws {
    let sql = try schemaSQL { schema in
      schema.addIndex("posts", "author_id", .desc("created_at"), where: "state = \("it's")")
      schema.addIndex("users", .expression("lower(email)"), unique: true, ifNotExists: true)
      schema.removeIndex("posts", "author_id", ifExists: true)
      schema.removeIndex("posts", name: "by\"title")
    }
    #expect(
      sql == [
        #"CREATE INDEX "index_posts_on_author_id_and_created_at" ON "posts" ("author_id", "created_at" DESC) WHERE state = 'it''s'"#,
        #"CREATE UNIQUE INDEX IF NOT EXISTS "index_users_on_lower_email" ON "users" ((lower(email)))"#,
        #"DROP INDEX IF EXISTS "index_posts_on_author_id""#, #"DROP INDEX "by""title""#,
      ])
  }

  @Test func longNamesOfIndexesAreCutAndStayApart() {
    let names = ["column_one", "column_two"].map { SchemaNames.fitting("index_a_table_with_a_long_name_on_\($0)", limit: 30) }
    #expect(names.allSatisfy { $0.utf8.count == 30 && $0.hasPrefix("index_a_table_with_a_") })
    #expect(names[0] != names[1])
    #expect(SchemaNames.fitting("short", limit: 30) == "short")
    #expect(SchemaNames.fitting(String(repeating: "é", count: 40), limit: 30).utf8.count <= 30)
  }

  /// Engines that alter tables by statements need no database for them.
  @Test func writesStandardSQLForEnginesThatCanAlter() throws {
    var dialect = try SchemaDialect(for: Dialect(name: "SQLite"))
    dialect.alteration = .statements
    let change = SchemaChange { schema in
      schema.removeColumn("t", "a")
      schema.changeColumn("t", "a", .bigint, null: false, default: 1)
      schema.changeDefault("t", "a", to: nil)
      schema.changeNull("t", "a", to: true)
      schema.changeNull("t", "a", to: false, fill: "x")
      schema.addForeignKey("t", "others", onDelete: .nullify)
      schema.removeForeignKey("t", "others")
      schema.removeForeignKey("t", column: "a_id")
    }
    let sql = change.steps.flatMap(SchemaRenderer(dialect).statements)
    #expect(change.steps.allSatisfy { !dialect.mayRebuild($0) })
    #expect(
      sql == [
        #"ALTER TABLE "t" DROP COLUMN "a""#, #"ALTER TABLE "t" ALTER COLUMN "a" TYPE BIGINT"#,
        #"ALTER TABLE "t" ALTER COLUMN "a" SET DEFAULT 1"#, #"ALTER TABLE "t" ALTER COLUMN "a" SET NOT NULL"#,
        #"ALTER TABLE "t" ALTER COLUMN "a" DROP DEFAULT"#, #"ALTER TABLE "t" ALTER COLUMN "a" DROP NOT NULL"#,
        #"UPDATE "t" SET "a" = 'x' WHERE "a" IS NULL"#, #"ALTER TABLE "t" ALTER COLUMN "a" SET NOT NULL"#,
        #"ALTER TABLE "t" ADD CONSTRAINT "fk_t_other_id" FOREIGN KEY ("other_id") REFERENCES "others" ("id") ON DELETE SET NULL"#,
        #"ALTER TABLE "t" DROP CONSTRAINT "fk_t_other_id""#, #"ALTER TABLE "t" DROP CONSTRAINT "fk_t_a_id""#,
      ])
  }

  @Test func onlyPlainColumnsAreAddedWithoutARebuild() throws {
    let dialect = try SchemaDialect(for: Dialect(name: "SQLite"))
    let rebuilds = { (body: (inout SchemaChange) -> Void) in SchemaChange(recording: body).steps.contains(where: dialect.mayRebuild) }
    #expect(!rebuilds { $0.addColumn("t", "a", .text) })
    #expect(!rebuilds { $0.addColumn("t", "a", .text, null: false, default: "") })
    #expect(!rebuilds { $0.addReference("t", "a", foreignKey: true) })
    #expect(!rebuilds { $0.addReference("t", "a", polymorphic: true) })
    #expect(!rebuilds { $0.renameColumn("t", "a", to: "b") })
    #expect(rebuilds { $0.addColumn("t", "a", .text, null: false) })
    #expect(rebuilds { $0.addColumn("t", "a", .text, default: .now) })
    #expect(rebuilds { $0.addColumn("t", "a", .text, null: false, default: .value(String?.none)) })
    #expect(rebuilds { $0.addReference("t", "a", null: false, foreignKey: true) })
    #expect(rebuilds { $0.addTimestamps("t") })
    #expect(rebuilds { $0.removeColumn("t", "a") })
  }

  @Test func anotherEngineIsRefusedByName() throws {
    #expect(throws: MigrationError.self) { try SchemaDialect(for: Dialect(name: "Oracle")) }
  }
}

import Testing

@testable import ActiveRecordCore

@Suite struct AddReferenceTests {
  @Test func pointsAtTheTableThatItsNameTells() throws {
    let sql = try schemaSQL { schema in
      schema.createTable("posts", primaryKey: .none) { $0.references("author", null: false, foreignKey: true) }
    }
    #expect(
      sql == [
        #"CREATE TABLE "posts" ("author_id" BIGINT NOT NULL, CONSTRAINT "fk_posts_author_id" FOREIGN KEY ("author_id") "#
          + #"REFERENCES "authors" ("id"))"#,
        #"CREATE INDEX "index_posts_on_author_id" ON "posts" ("author_id")"#,
      ])
  }

  @Test(arguments: [
    (ForeignKeyOption(stringLiteral: "people"), #"REFERENCES "people" ("id")"#),
    (.on(delete: .cascade), #"REFERENCES "authors" ("id") ON DELETE CASCADE"#),
    (.on(delete: .nullify, update: .setDefault), #"REFERENCES "authors" ("id") ON DELETE SET NULL ON UPDATE SET DEFAULT"#),
    (.to("people", key: "code", onUpdate: .noAction), #"REFERENCES "people" ("code") ON UPDATE NO ACTION"#),
  ])
  func takesTableAndActions(option: ForeignKeyOption, sql: String) throws {
    let written = try columnSQL { $0.references("author", foreignKey: option, index: false) }
    #expect(written == #""author_id" BIGINT, CONSTRAINT "fk_t_author_id" FOREIGN KEY ("author_id") "# + sql)
  }

  @Test func indexesMayBeUniqueOrLeftOut() throws {
    #expect(try schemaSQL { $0.createTable("t") { $0.references("a", index: false) } }.count == 1)
    #expect(
      try schemaSQL { $0.createTable("t") { $0.references("a", unique: true) } }.last
        == #"CREATE UNIQUE INDEX "index_t_on_a_id" ON "t" ("a_id")"#)
  }

  @Test func aPolymorphicOneHasTwoColumnsAndAnIndexOnBoth() throws {
    let sql = try schemaSQL { $0.createTable("assets", primaryKey: .none) { $0.references("attachable", type: .uuid, polymorphic: true) } }
    #expect(
      sql == [
        #"CREATE TABLE "assets" ("attachable_id" CHAR(36), "attachable_type" VARCHAR)"#,
        #"CREATE INDEX "index_assets_on_attachable_type_and_attachable_id" ON "assets" ("attachable_type", "attachable_id")"#,
      ])
  }

  @Test func aPolymorphicOneWithAForeignKeyIsAProblem() {
    let change = SchemaChange { schema in
      schema.addReference("assets", "attachable", polymorphic: true, foreignKey: true)
      schema.createTable("a") { $0.references("b", polymorphic: true, foreignKey: "c") }
    }
    #expect(change.problems.count == 2)
    #expect(change.problems[0].contains("can have no foreign key"))
    #expect(change.problems[1].hasPrefix(#"table "a": references("b")"#))
  }

  @Test func oneAmongSomeTablesHasAForeignKeyToEach() throws {
    let sql = try schemaSQL { schema in
      schema.createTable("assets", primaryKey: .none) { $0.references("about", among: ["Post": "posts", "Billing.Line": "lines"]) }
    }
    #expect(
      sql == [
        #"CREATE TABLE "assets" ("about_id" BIGINT, "about_type" VARCHAR, "#
          + #""about_post_id" BIGINT GENERATED ALWAYS AS (CASE WHEN "about_type" = 'Post' THEN "about_id" END) STORED, "#
          + #""about_billing_line_id" BIGINT GENERATED ALWAYS AS (CASE WHEN "about_type" = 'Billing.Line' THEN "about_id" END) STORED, "#
          + #"CONSTRAINT "fk_assets_about_post_id" FOREIGN KEY ("about_post_id") REFERENCES "posts" ("id"), "#
          + #"CONSTRAINT "fk_assets_about_billing_line_id" FOREIGN KEY ("about_billing_line_id") REFERENCES "lines" ("id"), "#
          + #"CHECK ("about_type" IN ('Post', 'Billing.Line')), CHECK (("about_id" IS NULL) = ("about_type" IS NULL)))"#,
        #"CREATE INDEX "index_assets_on_about_type_and_about_id" ON "assets" ("about_type", "about_id")"#,
      ])
    let change = SchemaChange { $0.createTable("a") { $0.references("b", among: ["C": "c"], onDelete: .nullify) } }
    #expect(change.problems.first?.contains("columns that follow from others cannot be set") == true)
  }

  @Test func addsTheColumnToATableThatIsThere() throws {
    let sql = try schemaSQL { schema in
      schema.addReference("posts", "author", foreignKey: .on(delete: .cascade))
      schema.addReference("assets", "owner", null: false, polymorphic: true, unique: true)
    }
    #expect(
      sql == [
        #"ALTER TABLE "posts" ADD COLUMN "author_id" BIGINT CONSTRAINT "fk_posts_author_id" REFERENCES "authors" ("id") ON DELETE CASCADE"#,
        #"CREATE INDEX "index_posts_on_author_id" ON "posts" ("author_id")"#,
        #"ALTER TABLE "assets" ADD COLUMN "owner_id" BIGINT NOT NULL"#, #"ALTER TABLE "assets" ADD COLUMN "owner_type" VARCHAR NOT NULL"#,
        #"CREATE UNIQUE INDEX "index_assets_on_owner_type_and_owner_id" ON "assets" ("owner_type", "owner_id")"#,
      ])
  }

  @Test func removesWhatWasAdded() throws {
    let sql = try undoSQL { $0.addReference("posts", "author", foreignKey: true) }
    #expect(sql == [#"DROP INDEX "index_posts_on_author_id""#, #"ALTER TABLE "posts" DROP COLUMN "author_id""#])
    #expect(
      try schemaSQL { $0.removeReference("posts", "author", foreignKey: true) }
        == [#"DROP INDEX IF EXISTS "index_posts_on_author_id""#, #"ALTER TABLE "posts" DROP COLUMN "author_id""#])
    #expect(
      try undoSQL { $0.removeReference("posts", "author", foreignKey: "people") } == [
        #"ALTER TABLE "posts" ADD COLUMN "author_id" BIGINT CONSTRAINT "fk_posts_author_id" REFERENCES "people" ("id")"#,
        #"CREATE INDEX "index_posts_on_author_id" ON "posts" ("author_id")"#,
      ])
  }
}

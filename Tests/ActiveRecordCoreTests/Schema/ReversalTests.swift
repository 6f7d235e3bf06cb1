import Testing

@testable import ActiveRecordCore

@Suite struct ReversalTests {
  @Test func changesAreReversedTheLastOneFirst() throws {
    let sql = try undoSQL { schema in
      schema.createTable("posts") { $0.string("title", index: true) }
      schema.addColumn("posts", "views", .integer, index: true)
      schema.renameColumn("posts", "views", to: "reads")
      schema.renameTable("posts", to: "articles")
      schema.addIndex("articles", "title", name: "by_title", ifNotExists: true)
    }
    #expect(
      sql == [
        #"DROP INDEX IF EXISTS "by_title""#, #"ALTER TABLE "articles" RENAME TO "posts""#,
        #"ALTER TABLE "posts" RENAME COLUMN "reads" TO "views""#, #"DROP INDEX "index_posts_on_views""#,
        #"ALTER TABLE "posts" DROP COLUMN "views""#, #"DROP TABLE "posts""#,
      ])
  }

  @Test func aTableThatIsDroppedComesBackWithItsBlock() throws {
    let sql = try undoSQL { schema in
      schema.dropTable("posts", primaryKey: .string("slug"), options: "WITHOUT ROWID") { $0.string("title", index: true) }
    }
    #expect(
      sql == [
        #"CREATE TABLE "posts" ("slug" VARCHAR PRIMARY KEY NOT NULL, "title" VARCHAR) WITHOUT ROWID"#,
        #"CREATE INDEX "index_posts_on_title" ON "posts" ("title")"#,
      ])
  }

  @Test func changesOfColumnsAreReversedWhereTheStateBeforeIsTold() throws {
    let steps = try SchemaChange { schema in
      schema.removeColumn("t", "a", .integer, null: false, default: 0, index: true)
      schema.changeColumn("t", "b", .bigint, from: .integer, null: false)
      schema.changeDefault("t", "c", from: 1, to: nil)
      schema.changeNull("t", "d", to: false, fill: "x")
      schema.addForeignKey("t", "others")
      schema.removeForeignKey("t", "authors", onDelete: .cascade)
      schema.addTimestamps("t")
      schema.removeTimestamps("u")
    }.steps.reversedSteps()
    var expected = SchemaChange()
    expected.addTimestamps("u")
    expected.removeTimestamps("t")
    expected.addForeignKey("t", "authors", onDelete: .cascade)
    expected.removeForeignKey("t", "others")
    expected.changeNull("t", "d", to: true)
    expected.changeDefault("t", "c", from: nil, to: 1)
    #expect(Array(steps.prefix(6)) == expected.steps)
    #expect(
      steps[6] == .alterTable(AlterTable("t", [.changeNull("b", to: true, fill: nil), .changeType("b", to: .integer, from: .bigint)])))
    var added = SchemaChange()
    added.addColumn("t", "a", .integer, null: false, default: 0, index: true)
    #expect(Array(steps.suffix(2)) == added.steps)
  }

  @Test func handwrittenSQLIsReversedByItsOther() throws {
    let change = SchemaChange { $0.execute("UPDATE posts SET published = 1", down: "UPDATE posts SET published = 0") }
    #expect(
      try change.steps.reversedSteps()
        == [.execute(ExecuteSQL(sql: "UPDATE posts SET published = 0", down: "UPDATE posts SET published = 1"))])
  }

  @Test func blocksForOneWayAreLeftOutOnTheOther() throws {
    let body = { (schema: inout SchemaChange) in
      schema.dropTable("z") { _ in }
      schema.up { $0.dropTable("a") }
      schema.down { $0.dropTable("b") }
      schema.reversible(up: { $0.dropTable("c") }, down: { $0.dropTable("d") })
    }
    let up = SchemaChange(recording: body).steps.forwards.compactMap { if case .dropTable(let table) = $0 { table.name } else { nil } }
    let down = try SchemaChange(recording: body).steps.reversedSteps().forwards
    #expect(up == ["z", "a", "c"])
    #expect(
      Array(down.prefix(2)) == [.dropTable(DropTable(name: "d")), .dropTable(DropTable(name: "b"))] && down.count == 3)
  }

  @Test func whatCannotBeReversedSaysWhatToWrite() throws {
    #expect(try reversalProblem { $0.dropTable("t") }.hasSuffix(#"Write them behind it: dropTable("t") { t in … }"#))
    #expect(try reversalProblem { $0.removeColumn("t", "a") }.hasSuffix(#"Add it: removeColumn("t", "a", .string)"#))
    #expect(try reversalProblem { $0.changeColumn("t", "a", .text) }.hasSuffix("Add it: from: .string"))
    #expect(try reversalProblem { $0.changeColumn("t", "a", .text, from: .string, default: "x") }.contains("changeDefault("))
    #expect(try reversalProblem { $0.changeDefault("t", "a", to: 1) }.hasSuffix(#"Write changeDefault("t", "a", from: …, to: …)"#))
    #expect(
      try reversalProblem { $0.removeForeignKey("t", column: "author_id") }.hasSuffix(
        #"removeForeignKey("t", "authors", column: "author_id")"#))
    #expect(try reversalProblem { $0.removeIndex("t", name: "x") }.hasSuffix(#"Add them: removeIndex("t", "some_column", name: "x")"#))
    #expect(try reversalProblem { $0.execute("DELETE FROM t") }.hasPrefix(#"execute("DELETE FROM t…")"#))
  }

  @Test func anIndexWithoutColumnsIsAProblem() {
    let change = SchemaChange { schema in
      schema.addIndex("t")
      schema.removeIndex("t")
    }
    #expect(change.problems.count == 2)
  }
}

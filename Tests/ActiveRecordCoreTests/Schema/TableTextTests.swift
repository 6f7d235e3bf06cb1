import Testing

@testable import ActiveRecordCore

@Suite struct TableTextTests {
  private let posts = """
    CREATE TABLE "posts" ( -- the posts
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      title TEXT COLLATE NOCASE DEFAULT 'a, b)' NOT NULL ON CONFLICT IGNORE,
      [author id] INT CONSTRAINT fk REFERENCES authors(id) ON DELETE SET NULL ON UPDATE SET DEFAULT NOT DEFERRABLE,
      price DECIMAL(10,2) DEFAULT -1.5e-3 CHECK (price > (0)), /* (computed, */
      twice GENERATED ALWAYS AS (price * 2) STORED,
      `state` VARCHAR(20) NULL DEFAULT NULL,
      CONSTRAINT one UNIQUE (title, state),
      CHECK (title <> state)
      FOREIGN KEY ([author id]) REFERENCES "people" (id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    """

  @Test func takesATableApart() throws {
    let table = try TableText(posts)
    #expect(table.name == "posts")
    #expect(table.columns.map(\.name) == ["id", "title", "author id", "price", "twice", "state"])
    #expect(table.columns.map(\.type) == ["INTEGER", "TEXT", "INT", "DECIMAL(10,2)", "", "VARCHAR(20)"])
    #expect(
      table.columns.map { $0.clauses.map(\.kind) } == [
        [.primaryKey, .notNull], [.collation, .defaultValue, .notNull], [.reference], [.defaultValue, .check], [.generated],
        [.null, .defaultValue],
      ])
    #expect(table.columns[1].clauses.map(\.text) == ["COLLATE NOCASE", "DEFAULT 'a, b)'", "NOT NULL ON CONFLICT IGNORE"])
    #expect(table.columns[3].clauses[0].text == "DEFAULT -1.5e-3")
    #expect(table.constraints.map(\.kind) == [.unique, .check, .foreignKey])
    #expect(table.constraints[2].columns == ["author id"] && table.constraints[2].target == "people")
    #expect(table.storedColumns == ["id", "title", "author id", "price", "state"])
    #expect(table.hasSequence)
  }

  @Test func writesWhatWasNotChangedAsItWas() throws {
    #expect(
      try changedTable("CREATE TABLE t (a /* x */ TEXT DEFAULT (1 + 2), b, CHECK (a > b)) STRICT")
        == #"CREATE TABLE "new" (a /* x */ TEXT DEFAULT (1 + 2), b, CHECK (a > b)) STRICT"#)
  }

  @Test func changesTypeDefaultAndNull() throws {
    let sql = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT DEFAULT 'x' NOT NULL COLLATE NOCASE, b)"
    #expect(
      try changedTable(sql, .changeType("A", to: .bigint, from: nil))
        == #"CREATE TABLE "new" (id INTEGER PRIMARY KEY, "a" BIGINT DEFAULT 'x' NOT NULL COLLATE NOCASE, b)"#)
    #expect(
      try changedTable(sql, .changeDefault("a", to: "it's", from: .unknown), .changeNull("a", to: true, fill: nil))
        == #"CREATE TABLE "new" (id INTEGER PRIMARY KEY, "a" TEXT COLLATE NOCASE DEFAULT 'it''s', b)"#)
    #expect(
      try changedTable(sql, .changeDefault("a", to: nil, from: .unknown), .changeNull("b", to: false, fill: nil))
        == #"CREATE TABLE "new" (id INTEGER PRIMARY KEY, "a" TEXT NOT NULL COLLATE NOCASE, "b" NOT NULL)"#)
    #expect(
      try changedTable("CREATE TABLE t (a TEXT NULL)", .changeNull("a", to: false, fill: nil)) == #"CREATE TABLE "new" ("a" TEXT NOT NULL)"#
    )
  }

  @Test func addsColumnsBehindTheColumns() throws {
    let column = ColumnDefinition(name: "c\"", type: .datetime, isNullable: false, defaultValue: .now)
    #expect(
      try changedTable("CREATE TABLE t (a, CHECK (a > 0))", .addColumn(column))
        == #"CREATE TABLE "new" (a, "c""" DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f000', 'now')), CHECK (a > 0))"#)
    #expect(throws: SchemaProblem(#"the table "t" has a column 'A' already"#)) {
      try changedTable("CREATE TABLE t (a)", .addColumn(ColumnDefinition(name: "A", type: .text)))
    }
  }

  @Test func aColumnGoesWithTheConstraintsThatNameIt() throws {
    let sql = """
      CREATE TABLE t (id INTEGER PRIMARY KEY, a INT REFERENCES x, b INT CHECK (b > a), c,
        UNIQUE (a, b), UNIQUE (c), CHECK ("a" <> 0), CHECK (c <> 'a'), FOREIGN KEY (a) REFERENCES y (a), FOREIGN KEY (c) REFERENCES y (a))
      """
    #expect(
      try changedTable(sql, .dropColumn("a", was: nil))
        == #"CREATE TABLE "new" (id INTEGER PRIMARY KEY, "b" INT, c, UNIQUE (c), CHECK (c <> 'a'), FOREIGN KEY (c) REFERENCES y (a))"#)
  }

  @Test func aColumnThatCannotGoSaysWhy() throws {
    let sql = "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b AS (a + 1))"
    #expect(throws: SchemaProblem("'id' is part of the primary key of \"t\", which would be left without one")) {
      try changedTable(sql, .dropColumn("id", was: nil))
    }
    #expect(throws: SchemaProblem("the column 'b' of \"t\" is computed from 'a'. Remove it first")) {
      try changedTable(sql, .dropColumn("a", was: nil))
    }
    #expect(throws: SchemaProblem.self) { try changedTable("CREATE TABLE t (a, b, PRIMARY KEY (a, b))", .dropColumn("b", was: nil)) }
    #expect(throws: SchemaProblem("the table \"t\" has no column 'aa'. Did you mean 'a'?")) {
      try changedTable(sql, .changeNull("aa", to: true, fill: nil))
    }
  }

  @Test func foreignKeysComeAndGo() throws {
    let key = ForeignKeyDefinition(column: "a", table: "x", onDelete: .cascade)
    let with =
      #"CREATE TABLE "new" (a INT, b INT REFERENCES x, CONSTRAINT "fk_t_a" FOREIGN KEY ("a") REFERENCES "x" ("id") ON DELETE CASCADE)"#
    #expect(try changedTable("CREATE TABLE t (a INT, b INT REFERENCES x)", .addForeignKey(key)) == with)
    #expect(
      try changedTable(with, .dropForeignKey(column: "a", was: key), .dropForeignKey(column: "b", was: nil))
        == #"CREATE TABLE "new" ("a" INT, "b" INT)"#)
    #expect(throws: SchemaProblem(#"the column 'a' of "new" has no foreign key to "y". There are: a to "x"; b to "x"."#)) {
      try changedTable(with, .dropForeignKey(column: "a", was: ForeignKeyDefinition(column: "a", table: "y")))
    }
    #expect(throws: SchemaProblem(#"the column 'a' of "t" has no foreign key. The table has none."#)) {
      try changedTable("CREATE TABLE t (a)", .dropForeignKey(column: "a", was: nil))
    }
  }

  @Test func aVirtualTableIsRefused() {
    #expect(throws: SchemaProblem.self) { try TableText("CREATE VIRTUAL TABLE t USING fts5(a, b)") }
  }

  @Test func readsTheTextOfIndexes() throws {
    let index = IndexText(#"CREATE UNIQUE INDEX IF NOT EXISTS "by title" ON "title" ("author", lower(name)) WHERE state <> 'gone'"#)
    #expect(["author", "NAME", "state"].allSatisfy(index.mentions))
    #expect(["title", "by title", "gone", "index"].allSatisfy { !index.mentions($0) })
    #expect(
      index.renamed("a\"b", Dialect(name: "SQLite"))
        == #"CREATE UNIQUE INDEX IF NOT EXISTS "a""b" ON "title" ("author", lower(name)) WHERE state <> 'gone'"#)
  }

  @Test func tokensKnowQuotesCommentsAndNumbers() {
    let tokens = SQLTokens("a--x\n'it''s' \"q\"\"\" `b``c` [d]/*'*/ x'00' 1.5e-3 .5 0x1E+2 é_$ <=")
    #expect(
      tokens.tokens.indices.map { tokens.text($0..<$0 + 1) } == [
        "a", "'it''s'", "\"q\"\"\"", "`b``c`", "[d]", "x'00'", "1.5e-3", ".5", "0x1E", "+", "2", "é_$", "<", "=",
      ])
    #expect((0..<5).map { tokens.name($0) } == ["a", "it's", "q\"", "b`c", "d"])
    #expect(SQLTokens("'open").tokens.count == 1 && SQLTokens("/* open").tokens.isEmpty && SQLTokens("(((").afterGroup(0) == 3)
  }
}

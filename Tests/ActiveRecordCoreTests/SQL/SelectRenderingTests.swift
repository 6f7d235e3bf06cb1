import ActiveRecordCore
import Testing

/// Statements as text, without a database.
@Suite struct SelectRenderingTests {
  let dialect = Dialect(name: "plain")

  @Test func everyClauseInItsPlace() {
    var select = SelectStatement(from: .table("posts", alias: nil))
    select.isDistinct = true
    select.selection = [SQLSelection(column("id")), SQLSelection(.function("COUNT", [.star(.none)], distinct: false), as: "n")]
    select.conditions = [column("title").equals(.text("x")), .isNull(column("gone"))]
    select.groups = [column("id")]
    select.havings = [.raw("COUNT(*) > 1")]
    select.orders = [SQLOrdering(column("id"), descending: true, nulls: .last)]
    select.limit = 3
    select.offset = 4
    let rendered = select.rendered(dialect)
    #expect(
      rendered.text
        == #"SELECT DISTINCT "posts"."id", COUNT(*) AS "n" FROM "posts" WHERE "posts"."title" = ? AND "posts"."gone" IS NULL "#
        + #"GROUP BY "posts"."id" HAVING COUNT(*) > 1 ORDER BY "posts"."id" DESC NULLS LAST LIMIT ? OFFSET ?"#)
    #expect(rendered.bindings == [.text("x"), .int(3), .int(4)])
  }

  @Test(arguments: [3, 20_000]) func longListsOfIntegersAreNotBound(_ count: Int) {
    var select = SelectStatement(from: .table("t", alias: nil))
    select.conditions = [.isIn(column("a"), (1...count).map { .int(Int64($0)) }), column("b").equals(.text("x"))]
    let rendered = select.rendered(dialect)
    #expect(rendered.bindings.count == (count == 3 ? 4 : 1))
    #expect(rendered.text.contains(count == 3 ? "IN (?, ?, ?)" : "IN (1,2,3,"))
    select.conditions = [.isIn(column("a"), (1...count).map { .text("\($0)") })]
    #expect(select.rendered(dialect).bindings.count == count)
  }

  @Test func placeholdersAreNumberedWhereTheDialectWantsIt() {
    var dialect = dialect
    dialect.placeholder = .dollar
    var select = SelectStatement(from: .table("t", alias: nil))
    select.conditions = [.isIn(column("a"), [.int(1), .int(2)]), column("b").equals(.bool(true))]
    #expect(select.rendered(dialect).text == #"SELECT "t".* FROM "t" WHERE "t"."a" IN ($1, $2) AND "t"."b" = $3"#)
  }

  @Test func identifiersAreQuotedByTheDialect() {
    var dialect = dialect
    dialect.identifierQuote = "`"
    #expect(dialect.quote("a`b") == "`a``b`")
    #expect(dialect.quoteTable("schema.posts") == "`schema`.`posts`")
    #expect(self.dialect.quote("say \"hi\"") == "\"say \"\"hi\"\"\"")
  }

  @Test func aliasStandsForTheTable() {
    var select = SelectStatement(from: .table("posts", alias: "p"))
    select.conditions = [
      column("a").equals(.int(1)), SQLExpression.column(ColumnReference(.table("posts"), "b")).equals(.int(2)),
    ]
    #expect(select.rendered(dialect).text == #"SELECT "p".* FROM "posts" AS "p" WHERE "p"."a" = ? AND "p"."b" = ?"#)
  }

  @Test func joinsNameTheirPaths() {
    var select = SelectStatement(from: .table("posts", alias: nil))
    let on = SQLExpression.binary(.column(ColumnReference(.alias("w"), "id")), .equal, column("author_id"))
    select.joins = [
      SQLJoin(.left, .table(.table("authors", alias: "w"), on: on), path: ["author"]), SQLJoin(.inner, .raw("JOIN x ON 1=1")),
    ]
    select.conditions = [SQLExpression.column(ColumnReference(.path(["author"]), "name")).equals(.text("A"))]
    #expect(
      select.rendered(dialect).text
        == #"SELECT "posts".* FROM "posts" LEFT OUTER JOIN "authors" AS "w" ON "w"."id" = "posts"."author_id" JOIN x ON 1=1 "#
        + #"WHERE "w"."name" = ?"#)
  }

  @Test func offsetWithoutALimitNeedsAWordInSomeDialects() {
    var select = SelectStatement(from: .table("t", alias: nil))
    select.offset = 2
    #expect(select.rendered(dialect).text == #"SELECT "t".* FROM "t" OFFSET ?"#)
    var sqlite = dialect
    sqlite.unlimited = "-1"
    #expect(select.rendered(sqlite).text == #"SELECT "t".* FROM "t" LIMIT -1 OFFSET ?"#)
  }

  @Test func locksAreLeftOutWhereThereAreNone() {
    var select = SelectStatement(from: .table("t", alias: nil))
    select.lock = "FOR UPDATE"
    #expect(select.rendered(dialect).text.hasSuffix(" FOR UPDATE"))
    var sqlite = dialect
    sqlite.hasLocks = false
    #expect(select.rendered(sqlite).text == #"SELECT "t".* FROM "t""#)
  }

  @Test func subqueriesHaveTheirOwnScope() {
    var inner = SelectStatement(from: .table("roles", alias: nil))
    inner.selection = [SQLSelection(column("player_id"))]
    inner.conditions = [column("name").equals(.text("King"))]
    var select = SelectStatement(from: .table("players", alias: nil))
    select.conditions = [.isInSelect(column("id"), inner), column("age").equals(.int(3)), .exists(inner)]
    let rendered = select.rendered(dialect)
    #expect(
      rendered.text
        == #"SELECT "players".* FROM "players" WHERE "players"."id" IN (SELECT "roles"."player_id" FROM "roles" WHERE "roles"."name" = ?) "#
        + #"AND "players"."age" = ? AND EXISTS (SELECT "roles"."player_id" FROM "roles" WHERE "roles"."name" = ?)"#)
    #expect(rendered.bindings == [.text("King"), .int(3), .text("King")])
  }

  private func column(_ name: String) -> SQLExpression { .column(ColumnReference(.root, name)) }
}

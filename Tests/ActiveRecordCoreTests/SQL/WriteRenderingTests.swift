import ActiveRecordCore
import Testing

/// INSERT, UPDATE and DELETE as text.
@Suite struct WriteRenderingTests {
  let dialect = Dialect(name: "plain")

  @Test func insert() {
    let statement = InsertStatement(
      into: "posts", columns: ["title", "views"], rows: [[.text("a"), .int(1)], [.text("b"), .null]], returning: ["id"])
    let rendered = statement.rendered(dialect)
    #expect(rendered.text == #"INSERT INTO "posts" ("title", "views") VALUES (?, ?), (?, ?) RETURNING "id""#)
    #expect(rendered.bindings == [.text("a"), .int(1), .text("b"), .null])
  }

  @Test func insertOfNothing() {
    let statement = InsertStatement(into: "posts", columns: [], rows: [[]])
    #expect(statement.rendered(dialect).text == #"INSERT INTO "posts" DEFAULT VALUES"#)
    var mysql = dialect
    mysql.hasDefaultValues = false
    #expect(statement.rendered(mysql).text == #"INSERT INTO "posts" () VALUES ()"#)
  }

  @Test func returningIsLeftOutWhereThereIsNone() {
    var mysql = dialect
    mysql.hasReturning = false
    let statement = InsertStatement(into: "posts", columns: ["a"], rows: [[.int(1)]], returning: ["id"])
    #expect(statement.rendered(mysql).text == #"INSERT INTO "posts" ("a") VALUES (?)"#)
  }

  @Test func update() {
    let views = SQLExpression.column(ColumnReference(.none, "views"))
    let statement = UpdateStatement(
      "posts", set: [.init("title", .value(.text("x"))), .init("views", .binary(views, .add, .value(.int(1))))],
      where: [SQLExpression.column(ColumnReference(.root, "id")).equals(.int(7))])
    let rendered = statement.rendered(dialect)
    #expect(rendered.text == #"UPDATE "posts" SET "title" = ?, "views" = "views" + ? WHERE "posts"."id" = ?"#)
    #expect(rendered.bindings == [.text("x"), .int(1), .int(7)])
  }

  @Test func delete() {
    let statement = DeleteStatement(from: "posts", where: [.isIn(.column(ColumnReference(.root, "id")), [.int(1), .int(2)])])
    #expect(statement.rendered(dialect).text == #"DELETE FROM "posts" WHERE "posts"."id" IN (?, ?)"#)
    #expect(DeleteStatement(from: "posts", where: []).rendered(dialect).text == #"DELETE FROM "posts""#)
  }
}

import ActiveRecordCore
import Testing

/// Keys of several columns: compared column by column, listed as row values.
@Suite struct RowKeyRenderingTests {
  private let key = SQLExpression.column(ColumnReference(.alias("t"), KeyName.joined(["a", "b"])))
  private let one = DatabaseValue.row([.int(1), .text("x")]), two = DatabaseValue.row([.int(2), .text("y")])

  @Test func aKeyIsComparedColumnByColumn() {
    #expect(text(key.equals(one)) == #""t"."a" = ? AND "t"."b" = ?"#)
    #expect(text(.binary(key, .notEqual, .value(one))) == #"NOT ("t"."a" = ? AND "t"."b" = ?)"#)
    #expect(text(.binary(key, .greater, .value(one))) == #"("t"."a", "t"."b") > (?, ?)"#)
    let other = SQLExpression.column(ColumnReference(.alias("o"), KeyName.joined(["c", "d"])))
    #expect(text(.binary(key, .equal, other)) == #""t"."a" = "o"."c" AND "t"."b" = "o"."d""#)
    #expect(text(.binary(key, .equal, .value(.null))) == #""t"."a" = ? AND "t"."b" = ?"#)
    #expect(rendered(key.equals(one)).bindings == [.int(1), .text("x")])
  }

  @Test func bracketsStandWhereTheyMatter() {
    #expect(text(.or([key.equals(one), key.equals(two)])) == #""t"."a" = ? AND "t"."b" = ? OR "t"."a" = ? AND "t"."b" = ?"#)
    #expect(text(.not(key.equals(one))) == #"NOT ("t"."a" = ? AND "t"."b" = ?)"#)
    #expect(text(.and([key.equals(.null), key.equals(one)])).hasPrefix(#"("t"."a" IS NULL OR "t"."b" IS NULL) AND "t"."a" = ?"#))
    #expect(text(.not(key.equals(.null))) == #"("t"."a" IS NOT NULL AND "t"."b" IS NOT NULL)"#)
  }

  @Test func manyKeysAreRowValues() {
    #expect(text(key.isAmong([one, two])) == #"("t"."a", "t"."b") IN ((?, ?), (?, ?))"#)
    #expect(text(key.isAmong([one])) == #""t"."a" = ? AND "t"."b" = ?"#)
    #expect(rendered(key.isAmong([one, two])).bindings == [.int(1), .text("x"), .int(2), .text("y")])
    var words = Dialect(name: "plain")
    words.listsRowsAsValues = true
    #expect(
      SQL(fragments: [.expression(key.isAmong([one, two]))]).rendered(words).text == #"("t"."a", "t"."b") IN (VALUES (?, ?), (?, ?))"#)
  }

  @Test func listsHaveEachColumn() {
    var statement = SelectStatement(from: .table("t", alias: nil))
    let own = SQLExpression.column(ColumnReference(.root, KeyName.joined(["a", "b"])))
    statement.selection = [SQLSelection(own)]
    statement.groups = [own]
    statement.orders = [SQLOrdering(own, descending: true)]
    let plain = statement.rendered(Dialect(name: "plain")).text
    #expect(plain == #"SELECT "t"."a", "t"."b" FROM "t" GROUP BY "t"."a", "t"."b" ORDER BY "t"."a" DESC, "t"."b" DESC"#)
    #expect(text(.isInSelect(key, statement)).hasPrefix(#"("t"."a", "t"."b") IN (SELECT "t"."a", "t"."b" FROM "t""#))
  }

  private func rendered(_ expression: SQLExpression) -> RenderedSQL {
    SQL(fragments: [.expression(expression)]).rendered(Dialect(name: "plain"))
  }

  private func text(_ expression: SQLExpression) -> String { rendered(expression).text }
}

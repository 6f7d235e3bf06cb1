import ActiveRecordCore
import Foundation
import Testing

/// Conditions: what is combined, what needs brackets, what an empty list means.
@Suite struct ConditionRenderingTests {
  let a = SQLExpression.column(ColumnReference(.none, "a"))
  let b = SQLExpression.column(ColumnReference(.none, "b"))

  @Test func bracketsStandWhereTheyMatter() {
    let one = a.equals(.int(1)), two = b.equals(.int(2))
    #expect(text(.and([one, two])) == #""a" = ? AND "b" = ?"#)
    #expect(text(.and([.or([one, two]), one])) == #"("a" = ? OR "b" = ?) AND "a" = ?"#)
    #expect(text(.or([.and([one, two]), one])) == #""a" = ? AND "b" = ? OR "a" = ?"#)
    #expect(text(.and([.raw("x = 1 OR y = 2"), one])) == #"(x = 1 OR y = 2) AND "a" = ?"#)
    #expect(text(.not(.or([one, two]))) == #"NOT ("a" = ? OR "b" = ?)"#)
    #expect(text(.not(.not(one))) == #""a" = ?"#)
    #expect(text(.not(.isNull(a))) == #""a" IS NOT NULL"#)
    #expect(text(.all([.and([one]), .and([two])])) == #""a" = ? AND "b" = ?"#)
  }

  @Test func nothingIsAConstant() {
    #expect(text(.and([])) == "1=1")
    #expect(text(.or([])) == "1=0")
    #expect(text(.isIn(a, [])) == "1=0")
    #expect(text(.not(.constant(true))) == "1=0")
    #expect(text(a.isAmong([])) == "1=0")
  }

  @Test func nullIsNoValueToCompareWith() {
    #expect(text(a.equals(.null)) == #""a" IS NULL"#)
    #expect(text(a.isAmong([.null])) == #""a" IS NULL"#)
    #expect(text(a.isAmong([.int(1)])) == #""a" = ?"#)
    #expect(text(a.isAmong([.int(1), .int(2)])) == #""a" IN (?, ?)"#)
    #expect(text(a.isAmong([.int(1), .int(2), .null])) == #""a" IN (?, ?) OR "a" IS NULL"#)
  }

  @Test func integersStandInTheText() {
    #expect(text(.isInIntegers(a, [1, -2, Int64.min, Int64.max])) == #""a" IN (1,-2,-9223372036854775808,9223372036854775807)"#)
    #expect(text(.isInIntegers(a, [])) == "1=0")
  }

  @Test func rangesAndFunctions() {
    #expect(text(.between(a, .value(.int(1)), .value(.int(2)))) == #""a" BETWEEN ? AND ?"#)
    #expect(text(.function("COUNT", [a], distinct: true)) == #"COUNT(DISTINCT "a")"#)
    #expect(text(.binary(.binary(a, .add, b), .multiply, b)) == #"("a" + "b") * "b""#)
  }

  @Test func interpolatedValuesAreBound() {
    let name = "x'; --", sql: SQL = "name = \(name) AND n IN (\([1, 2])) AND \(identifier: "odd \"name") = \(raw: "NOW()")"
    let rendered = sql.rendered(Dialect(name: "plain"))
    #expect(rendered.text == #"name = ? AND n IN (?, ?) AND "odd ""name" = NOW()"#)
    #expect(rendered.bindings == [.text(name), .int(1), .int(2)])
    #expect(("n IN (\([Int]()))" as SQL).rendered(Dialect(name: "plain")).text == "n IN (NULL)")
  }

  @Test func valuesShowAsLiterals() {
    #expect(DatabaseValue.text("O'Neill").description == "'O''Neill'")
    #expect(DatabaseValue.bytes([0, 15, 255].reduce(into: .init()) { $0.append($1) }).description == "x'000fff'")
    #expect(DatabaseValue.null.description == "NULL" && DatabaseValue.bool(true).description == "TRUE")
  }

  private func text(_ expression: SQLExpression) -> String {
    SQL(fragments: [.expression(expression)]).rendered(Dialect(name: "plain")).text
  }
}

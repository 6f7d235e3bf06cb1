import Testing

/// The parts that the comparison is made of.
@Suite struct ComparisonPartTests {
  @Test(arguments: [
    ("SELECT \"jars\".* FROM \"jars\" WHERE 1", "SELECT jars"),
    ("SELECT COUNT(*) FROM (SELECT 1 AS one FROM \"jars\" LIMIT 2) AS subquery", "SELECT jars"),
    ("SELECT a FROM b INNER JOIN c ON 1", "SELECT b"),
    ("INSERT INTO \"jars\" (\"a\") VALUES (?)", "INSERT jars"),
    ("INSERT INTO jars(a) VALUES (?)", "INSERT jars"),
    ("UPDATE \"jars\" SET \"a\" = (SELECT 1 FROM b)", "UPDATE jars"),
    ("DELETE FROM \"jars\"", "DELETE jars"),
  ])
  func statementsCountByVerbAndTable(_ sql: String, _ kind: String) {
    #expect(StatementKind.of(sql) == kind)
  }

  @Test func labelsMayHoldSpacesAndEndInNumbers() {
    let trace = Trace("VAL sum of 1 and 2 3\nVAL list [1, 2]\nERR no \"x\" null\nVAL text \"a 1\"")
    #expect(trace.steps.map(\.label) == ["sum of 1 and 2", "list", "no \"x\"", "text"])
    #expect(trace.unknown == [])
  }

  @Test func labelsThatComeAgainAreNumbered() {
    #expect(Trace("VAL a 1\nVAL b 1\nVAL a 2\nERR a null").steps.map(\.label) == ["a", "b", "a#2", "a#3"])
  }

  @Test func aliasesAndTheOrderOfConditionsDoNotCount() {
    let first = #"SELECT "f".* FROM "f" INNER JOIN "f" AS "x" ON "x"."p" = "f"."id" AND "x"."k" = 'K' WHERE "x"."n" = 1"#
    let second = #"SELECT "f".* FROM "f" JOIN "f" AS "y" ON "y"."k" = 'K' AND "f"."id" = "y"."p" WHERE "y"."n" = 1"#
    #expect(SQLText.normalized(first) == SQLText.normalized(second))
  }

  @Test(arguments: [
    #"SELECT "f".* FROM "f" LEFT OUTER JOIN "f" AS "x" ON "x"."p" = "f"."id" WHERE "x"."n" = 1"#,
    #"SELECT "f".* FROM "f" INNER JOIN "g" AS "x" ON "x"."p" = "f"."id" WHERE "x"."n" = 1"#,
    #"SELECT "f".* FROM "f" INNER JOIN "f" AS "x" ON "x"."q" = "f"."id" WHERE "x"."n" = 1"#,
    #"SELECT "f".* FROM "f" INNER JOIN "f" AS "x" ON "x"."p" = "f"."id" WHERE "f"."n" = 1"#,
    #"SELECT "f".* FROM "f" INNER JOIN "f" AS "x" ON "x"."p" = "f"."id""#,
    #"SELECT "f".* FROM "f" INNER JOIN "f" AS "x" ON "x"."p" = "f"."id" WHERE "x"."n" = 1 ORDER BY "f"."id""#,
  ])
  func tablesJoinsConditionsAndOrderCount(_ other: String) {
    let text = #"SELECT "f".* FROM "f" INNER JOIN "f" AS "x" ON "x"."p" = "f"."id" WHERE "x"."n" = 1"#
    #expect(SQLText.normalized(text) != SQLText.normalized(other))
  }

  @Test func valuesAreWrittenAndReadAlike() {
    let value = TraceValue.object(["a": .array([.null, .bool(true), .int(1), .double(1.5)]), "_": .text("q\"\\\n\u{1}ü")])
    #expect(value.text == #"{"_":"q\"\\\n\u0001ü","a":[null,true,1,1.5]}"#)
    #expect(TraceValue(json: value.text) == value)
    #expect(TraceValue(json: "1 2") == nil)
  }

  @Test func aListOfDifferencesIsRead() throws {
    let rows = try Difference.list("scenario\tlabel\treason\tclass\n01-a\tx\twhy\tbetter 3\n01-a\ty\tno such method\tlanguage\n")
    #expect(rows.map(\.kind) == [.better(3), .language])
    #expect(rows.map(\.label) == ["x", "y"])
  }

  @Test(arguments: [
    "01-a\tx\twhy\tbetter", "01-a\tx\twhy\tbetter 32", "01-a\tx\twhy\tbetter 0", "01-a\tx\twhy\tworse 3", "01-a\tx\t\tlanguage",
    "01-a\tx\tlanguage", "01-a\tx\twhy\tlanguage\n01-a\tx\twhy\tbetter 3",
  ])
  func aMalformedListIsRefused(_ rows: String) {
    #expect(throws: Difference.Malformed.self) { try Difference.list("scenario\tlabel\treason\tclass\n\(rows)\n") }
  }

  @Test func aListWithoutItsHeaderIsRefused() {
    #expect(throws: Difference.Malformed.self) { try Difference.list("01-a\tx\twhy\tbetter 3\n") }
  }
}

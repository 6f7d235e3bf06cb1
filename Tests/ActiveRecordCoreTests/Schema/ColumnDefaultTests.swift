import Foundation
import Testing

@testable import ActiveRecordCore

@Suite struct ColumnDefaultTests {
  private enum State: String, ColumnValue { case draft }

  @Test(arguments: [
    (ColumnDefault("draft"), "'draft'"), ("it's", "'it''s'"), ("'); DROP TABLE posts; --", "'''); DROP TABLE posts; --'"), ("", "''"),
    ("a\\'b", "'a\\''b'"), ("\"", "'\"'"), (0, "0"), (-5, "-5"), (1.5, "1.5"), (true, "1"), (false, "0"),
    (.value(Int.min), "-9223372036854775808"), (.value(1e300), "1e+300"), (.value(Double.infinity), "9e999"),
    (.value(-Double.infinity), "-9e999"), (.value(Double.nan), "NULL"), (.value(State.draft), "'draft'"),
    (.value(Data([0, 255])), "x'00ff'"), (.value(Date(timeIntervalSince1970: 0.25)), "'1970-01-01 00:00:00.250000'"),
    (.value(UUID(uuidString: "C0FFEE00-0000-0000-0000-000000000001")), "'c0ffee00-0000-0000-0000-000000000001'"),
    (.value(Decimal(string: "12.50")), "12.5"), (.value(String?.none), "NULL"), (.sql("1 + 1"), "(1 + 1)"),
    (.sql("lower(\("A'B"))"), "(lower('A''B'))"), (.now, "(strftime('%Y-%m-%d %H:%M:%f000', 'now'))"),
  ])
  func isWrittenAsALiteral(value: ColumnDefault, sql: String) throws {
    #expect(try columnSQL { $0.column("a", .text, default: value) } == #""a" TEXT DEFAULT "# + sql)
  }
}

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

// DDL binds nothing: values stand in it as literals.

extension SchemaDialect {
  /// A value as a literal that can be run.
  func literal(_ value: DatabaseValue) -> String {
    switch value {
    case .null: "NULL"
    case .bool(let value): value ? yes : no
    case .int(let value): String(value)
    case .double(let value): literal(value)
    case .text(let value), .json(let value): quoted(value)
    case .bytes(let value): bytesLiteral(Self.hexadecimal(value))
    case .date(let value): quoted(UTCTimestamp.text(value))
    case .uuid(let value): quoted(value.uuidString.lowercased())
    case .decimal(let value): value.description
    case .row(let values): "(" + values.map(literal).joined(separator: ", ") + ")"
    }
  }

  /// Hand-written SQL with its values as literals.
  func text(_ sql: SQL) -> String {
    sql.fragments.map { fragment in
      switch fragment {
      case .text(let text): return text
      case .value(let value): return literal(value)
      case .identifier(let name): return dialect.quote(name)
      case .column(let reference): return dialect.quote(reference.name)
      case .expression(let expression):
        var renderer = Renderer(dialect, showsValues: true)
        renderer.expression(expression)
        return renderer.result.text
      }
    }.joined()
  }

  /// A default, as it stands behind `DEFAULT` or `=`.
  func text(_ value: ColumnDefault) -> String {
    switch value.kind {
    case .value(let value): literal(value)
    case .now: "(\(now))"
    case .sql(let sql): "(\(text(sql)))"
    }
  }

  private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

  private func literal(_ number: Double) -> String {
    if number.isNaN { return "NULL" }
    if number.isInfinite { return number < 0 ? "-" + infinity : infinity }
    return String(number)
  }

  private static func hexadecimal(_ data: Data) -> String {
    data.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

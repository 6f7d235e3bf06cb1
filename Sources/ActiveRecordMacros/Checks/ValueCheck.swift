import SwiftSyntax

/// A column that is neither optional nor has a default needs a type whose empty value is known.
enum ValueCheck {
  static let integers = names(["Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64"], module: "Swift")
  private static let empty = integers.union(names(["Double", "Float", "Bool", "String"], module: "Swift"))
    .union(names(["Data", "Date", "UUID", "Decimal"], module: "Foundation"))

  static func run(_ model: ModelDeclaration, _ report: Report) {
    for case .column(let column) in model.members where !accepts(column) {
      guard let property = column.property, let type = property.type else { continue }
      report.error(
        property.identifier,
        "'\(column.name)' needs a default value ('= …') or an optional type: a new record has no value of '\(column.type)' to show",
        fixIts: [.insert("?", after: type, "make it optional")])
    }
  }

  /// Whether a new record has something to show for the column.
  static func accepts(_ column: ColumnDeclaration) -> Bool {
    column.value != nil || column.isOptional || empty.contains(column.type) || column.type.hasSuffix(".ID")
  }

  private static func names(_ names: [String], module: String) -> Set<String> {
    Set(names + names.map { "\(module).\($0)" } + (module == "Foundation" ? names.map { "FoundationEssentials.\($0)" } : []))
  }
}

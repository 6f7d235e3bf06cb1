import SwiftSyntax
import SwiftSyntaxMacros

/// Storage and typed names of columns.
extension ModelEmitter {
  var columns: [String] {
    let generated = Set(layout.foreignKeys.values.map(\.name))
    return layout.columns.enumerated().flatMap { local, column in
      storage(column, local) + [index(column, local)] + (generated.contains(column.name) ? [accessors(column)] : [])
    } + layout.typeColumns.map { "private var \($0.storage): \($0.association.typeColumn) = .init()" }
  }

  private func storage(_ column: ColumnDeclaration, _ local: Int) -> [String] {
    let value = column.value?.trimmedDescription ?? (column.isOptional ? "nil" : "._unset")
    return [
      placed("private var \(column.storage): \(column.type) = \(value)", column),
      "\(column.access.prefix)static var \(column.identifier): ActiveRecord.Column<\(column.type)> { .init(__facts, \(local)) }",
    ]
  }

  /// Whether the type has something to show before a value is set, only the compiler knows. Where it has not, the compiler says so at
  /// the user's line.
  private func placed(_ code: String, _ column: ColumnDeclaration) -> String {
    guard column.needsEmptyValue, let property = column.property, let place = place(Syntax(property.identifier)) else { return code }
    return "#sourceLocation(file: \(place.file), line: \(place.line))\n\(code)\n#sourceLocation()"
  }

  /// The column's index in the rows of the model, for the setter: a literal where it is known here.
  private func index(_ column: ColumnDeclaration, _ local: Int) -> String {
    let isAfterKey = layout.columns.first?.isKey == true
    let index = hasFixedIndexes ? "\(isAfterKey ? local : local + 1)" : "\(column.identifier).index"
    return "private static var \(column.index): Swift.Int { \(index) }"
  }

  /// The property of a generated foreign key.
  private func accessors(_ key: ColumnDeclaration) -> String {
    """
    \(key.access.prefix)var \(key.identifier): \(key.type) { get { \(key.storage) } \
    set { if _changes(Self.\(key.index), \(key.storage), newValue) { \(key.storage) = newValue } } }
    """
  }
}

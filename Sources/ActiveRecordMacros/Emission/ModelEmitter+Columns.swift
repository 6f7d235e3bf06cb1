import SwiftSyntax

/// Storage and typed names of columns.
extension ModelEmitter {
  var columns: [String] {
    let generated = Set(layout.foreignKeys.values.map(\.name))
    return layout.columns.enumerated().flatMap { local, column in
      storage(column, local) + (generated.contains(column.name) ? [accessors(column)] : [])
    } + layout.typeColumns.map { "private var \($0.storage): \($0.association.typeColumn) = .init()" }
  }

  private func storage(_ column: ColumnDeclaration, _ local: Int) -> [String] {
    let value = column.value?.trimmedDescription ?? (column.isOptional ? "nil" : "._unset")
    // A refused column keeps everything else in order: the message about it is the error.
    let rest = ValueCheck.accepts(column) ? "= \(value)" : "{ get { Swift.fatalError() } set {} }"
    return [
      "private var \(column.storage): \(column.type) \(rest)",
      "\(column.access.prefix)static var \(column.identifier): ActiveRecord.Column<\(column.type)> { .init(__facts, \(local)) }",
    ]
  }

  /// The property of a generated foreign key.
  private func accessors(_ key: ColumnDeclaration) -> String {
    """
    \(key.access.prefix)var \(key.identifier): \(key.type) { get { \(key.storage) } \
    set { if _changes(Self.\(key.identifier).index, \(key.storage), newValue) { \(key.storage) = newValue } } }
    """
  }
}

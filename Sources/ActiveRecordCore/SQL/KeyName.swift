/// The names of the columns of one key, as one text.
///
/// A key of several columns goes the same ways as one of a single column: its names stand in one text, its values in one
/// ``DatabaseValue/row(_:)``. The renderer takes both apart again.
package enum KeyName {
  /// Stands between the names; no name of a column has a control character.
  package static let separator: UInt8 = 0x1F

  /// The names as one text; one name is itself.
  package static func joined(_ names: [String]) -> String { names.joined(separator: "\u{1F}") }

  /// Whether the text stands for several columns.
  @inline(__always) package static func isRow(_ name: String) -> Bool { name.utf8.contains(separator) }

  /// The names of the single columns.
  package static func parts(_ name: String) -> [String] {
    isRow(name) ? name.split(separator: "\u{1F}").map(String.init) : [name]
  }

  /// The names as people read them: `shop_id, number`.
  package static func shown(_ name: String) -> String { isRow(name) ? parts(name).joined(separator: ", ") : name }
}

extension ColumnReference {
  /// The single columns that the reference stands for; `nil` where it is one.
  package var parts: [ColumnReference]? {
    KeyName.isRow(name) ? KeyName.parts(name).map { ColumnReference(table, $0) } : nil
  }

  /// The single columns that the reference stands for: itself where it is one.
  package var each: [ColumnReference] { parts ?? [self] }
}

extension SQLExpression {
  /// The columns of a key of several; `nil` for anything else.
  package var rowParts: [ColumnReference]? { if case .column(let reference) = self { reference.parts } else { nil } }
}

extension SQLSelection {
  /// A selection for each column of a key.
  package static func each(_ key: SQLExpression) -> [SQLSelection] {
    key.rowParts.map { $0.map { SQLSelection(.column($0)) } } ?? [SQLSelection(key)]
  }

  /// A selection for each column of a key, with names that begin with `alias`.
  package static func each(_ key: ColumnReference, as alias: String) -> [SQLSelection] {
    guard let parts = key.parts else { return [SQLSelection(.column(key), as: alias)] }
    return parts.enumerated().map { SQLSelection(.column($1), as: "\(alias)_\($0)") }
  }
}

extension DatabaseValue {
  /// The values of a key: several, or the value itself.
  package var parts: [DatabaseValue] { if case .row(let values) = self { values } else { [self] } }

  /// The values of a key as one: `NULL` where one of them is, since such a key leads nowhere.
  package static func key(_ values: [DatabaseValue]) -> DatabaseValue {
    if values.count == 1 { return values[0] }
    return values.contains(where: \.isNull) ? .null : .row(values)
  }
}

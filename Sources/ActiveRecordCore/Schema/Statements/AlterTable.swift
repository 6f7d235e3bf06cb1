/// Changes a table's columns and constraints.
struct AlterTable: Sendable, Hashable {
  var table: String
  var actions: [Action]

  /// One change.
  enum Action: Sendable, Hashable {
    case addColumn(ColumnDefinition)
    case dropColumn(String, was: ColumnDefinition?)
    case changeType(String, to: ColumnType, from: ColumnType?)
    case changeDefault(String, to: ColumnDefault?, from: PreviousDefault)
    case changeNull(String, to: Bool, fill: ColumnDefault?)
    case addForeignKey(ForeignKeyDefinition)
    case dropForeignKey(column: String, was: ForeignKeyDefinition?)
  }

  /// A column's default before a change.
  enum PreviousDefault: Sendable, Hashable {
    case unknown
    case known(ColumnDefault?)
  }

  init(_ table: String, _ actions: [Action]) {
    self.table = table
    self.actions = actions
  }

  init(_ table: String, _ action: Action) { self.init(table, [action]) }

  func reversed() throws -> AlterTable {
    AlterTable(table, try actions.reversed().map { try $0.reversed(in: table) })
  }
}

extension AlterTable.Action {
  func reversed(in table: String) throws -> AlterTable.Action {
    switch self {
    case .addColumn(let column): return .dropColumn(column.name, was: column)
    case .dropColumn(_, let was?): return .addColumn(was)
    case .dropColumn(let name, nil):
      throw SchemaProblem(
        "removeColumn(\"\(table)\", \"\(name)\") cannot be undone without the column's type. "
          + "Add it: removeColumn(\"\(table)\", \"\(name)\", .string)")
    case .changeType(let name, let type, let previous?): return .changeType(name, to: previous, from: type)
    case .changeType(let name, _, nil):
      throw SchemaProblem(
        "changeColumn(\"\(table)\", \"\(name)\", …) cannot be undone without the type before. Add it: from: .string")
    case .changeDefault(let name, let value, .known(let previous)): return .changeDefault(name, to: previous, from: .known(value))
    case .changeDefault(let name, _, .unknown):
      throw SchemaProblem(
        "a change of the default of \(table).\(name) cannot be undone without the one before. "
          + "Write changeDefault(\"\(table)\", \"\(name)\", from: …, to: …)")
    case .changeNull(let name, let isNullable, _): return .changeNull(name, to: !isNullable, fill: nil)
    case .addForeignKey(let key): return .dropForeignKey(column: key.column, was: key)
    case .dropForeignKey(_, let was?): return .addForeignKey(was)
    case .dropForeignKey(let column, nil):
      throw SchemaProblem(
        "removeForeignKey(\"\(table)\", column: \"\(column)\") cannot be undone without the table that it points at. "
          + "Write removeForeignKey(\"\(table)\", \"\(Inflector.pluralized(column.droppingID))\", column: \"\(column)\")")
    }
  }
}

extension String {
  /// A column's name without `_id` at its end.
  fileprivate var droppingID: String { hasSuffix("_id") ? String(dropLast(3)) : self }
}

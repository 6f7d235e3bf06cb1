/// The columns that a class itself has, in the order of its facts: the key, the others, the type columns.
struct ColumnLayout {
  /// The type column of a belongs_to, if its target's type turns out to have one.
  struct TypeColumn {
    let association: AssociationDeclaration
    let local: Int
    var name: String { association.name + "Type" }
    var storage: String { "_\(name)_" }
  }

  /// The columns with a fixed place.
  private(set) var columns: [ColumnDeclaration] = []
  private(set) var typeColumns: [TypeColumn] = []
  /// The foreign keys that the user did not declare, by the association's name.
  private(set) var foreignKeys: [String: ColumnDeclaration] = [:]

  init(_ members: [ModelDeclaration.Member]) {
    let declared = members.compactMap { if case .column(let column) = $0 { column } else { nil } }
    var typed: [AssociationDeclaration] = []
    for member in members {
      switch member {
      case .column(let column): columns.insert(column, at: column.isKey ? 0 : columns.count)
      case .association(let association) where association.kind == .belongsTo:
        if let key = Self.foreignKey(of: association, declared) {
          columns.append(key)
          foreignKeys[association.name] = key
        }
        if Self.needsType(association, declared) { typed.append(association) }
      case .association: break
      }
    }
    typeColumns = typed.enumerated().map { TypeColumn(association: $1, local: columns.count + $0) }
  }

  func local(of name: String) -> Int { columns.firstIndex { $0.name == name } ?? 0 }

  private static func foreignKey(of association: AssociationDeclaration, _ declared: [ColumnDeclaration]) -> ColumnDeclaration? {
    let options = association.options
    if options?.property(.foreignKey) != nil { return nil }
    let text = options?[.foreignKey]?.literalText
    if declared.contains(where: { $0.name == association.name + "ID" || (text != nil && $0.databaseName?.literalText == text) }) {
      return nil
    }
    return ColumnDeclaration(foreignKeyOf: association, access: association.property.access)
  }

  private static func needsType(_ association: AssociationDeclaration, _ declared: [ColumnDeclaration]) -> Bool {
    if association.options?.property(.foreignType) != nil { return false }
    let text = association.options?[.foreignType]?.literalText
    return !declared.contains { $0.name == association.name + "Type" || (text != nil && $0.databaseName?.literalText == text) }
  }
}

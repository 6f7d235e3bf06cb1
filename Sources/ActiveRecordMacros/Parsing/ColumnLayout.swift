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
      case .column(let column): add(column)
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

  /// The key comes first; of a key of several columns, the one that is declared first.
  private mutating func add(_ column: ColumnDeclaration) {
    guard column.isKey, columns.first?.isKey == true else { return columns.insert(column, at: column.isKey ? 0 : columns.count) }
    var part = column
    part.isKey = false
    part.isKeyPart = true
    columns.append(part)
  }

  /// The columns of the key, where they are declared.
  var keys: [ColumnDeclaration] { columns.filter { $0.isKey || $0.isKeyPart } }

  func local(of name: String) -> Int { columns.firstIndex { $0.name == name } ?? 0 }

  private static func foreignKey(of association: AssociationDeclaration, _ declared: [ColumnDeclaration]) -> ColumnDeclaration? {
    let options = association.options
    if options?.properties(.foreignKey).isEmpty == false { return nil }
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

/// How the rows of a table are read: the columns of a hierarchy of classes, side by side.
///
/// Index 0 is the key. Then come the columns of abstract superclasses, of the class that owns the table, and of each of
/// its subclasses, depth first. A hierarchy ends with the column that holds the class.
package final class ModelLayout: Sendable {
  package let table: String
  package let columns: [ColumnFacts]
  /// The column that holds the class, in a hierarchy.
  package let typeIndex: Int?
  package let hasWordKey: Bool
  /// The classes of the hierarchy, the root first.
  package let members: [ModelFacts]
  private let offsets: [ObjectIdentifier: Int]
  private let indexByName: [String: Int]
  /// The columns of the primary key: the first one, or several.
  package let keyParts: [Int]
  /// The primary key as one column: of several, their names stand in one.
  package let key: ColumnFacts
  let keys: KeyColumns

  init(root: ModelFacts) {
    var builder = Builder(root: root)
    builder.add(root, inheritedFrom: root.parent)
    builder.addTypeColumn(root)
    table = root.givenTable ?? root.tablePrefix + Inflector.tableName(forModel: root.name)
    let columns = builder.columns
    self.columns = columns
    let keyParts = columns[0].isKey ? [0] + columns.indices.dropFirst().filter { columns[$0].isKeyPart } : [0]
    self.keyParts = keyParts
    key = keyParts.count == 1 ? columns[0] : ColumnFacts(key: keyParts.map { columns[$0] })
    keys = KeyColumns(key: keyParts.count == 1 ? nil : KeyColumns.Row(parts: keyParts, facts: key))
    typeIndex = builder.typeIndex
    hasWordKey = builder.hasWordKey
    members = builder.members
    offsets = builder.offsets
    var names: [String: Int] = [:]
    for (index, column) in builder.columns.enumerated() where names[column.name] == nil { names[column.name] = index }
    indexByName = names
  }

  package func index(of name: String) -> Int? { indexByName[name] }

  func offset(of facts: ModelFacts) -> Int { offsets[ObjectIdentifier(facts)] ?? 1 }

  /// The columns that instances of a class have: its own and those of the classes above it.
  func indexes(of facts: ModelFacts) -> [Int] {
    var result: [Int] = [0]
    for member in facts.lineage.reversed() {
      let start = offset(of: member)
      let count = member.ownColumns.count(where: { !$0.isKey && !$0.isPlaceholder })
      result += (0..<count).map { start + $0 }
    }
    if let typeIndex, !result.contains(typeIndex) { result.append(typeIndex) }
    return result
  }

  private struct Builder {
    var columns: [ColumnFacts]
    var offsets: [ObjectIdentifier: Int] = [:]
    var members: [ModelFacts] = []
    var typeIndex: Int?
    var hasWordKey = true

    init(root: ModelFacts) {
      var name = root.givenKey
      var declared: ColumnFacts?
      for facts in root.lineage where declared == nil {
        declared = facts.ownColumns.first(where: \.isKey)
        name = name ?? facts.givenKey
      }
      columns = [declared ?? ColumnFacts(key: name ?? "id")]
      hasWordKey = declared == nil
    }

    mutating func add(_ facts: ModelFacts, inheritedFrom parent: ModelFacts?) {
      if let parent { add(abstract: parent) }
      members.append(facts)
      addOwn(facts)
      for subclass in facts.declarations.subclasses() { add(subclass._facts, inheritedFrom: nil) }
    }

    private mutating func add(abstract facts: ModelFacts) {
      if let parent = facts.parent { add(abstract: parent) }
      addOwn(facts)
    }

    private mutating func addOwn(_ facts: ModelFacts) {
      offsets[ObjectIdentifier(facts)] = columns.count
      columns += facts.ownColumns.filter { !$0.isKey && !$0.isPlaceholder }
    }

    mutating func addTypeColumn(_ root: ModelFacts) {
      guard members.count > 1 || root.givenTypeColumn != nil else { return }
      let name = root.givenTypeColumn ?? "type"
      if let declared = columns.firstIndex(where: { $0.name == name }) {
        typeIndex = declared
      } else {
        typeIndex = columns.count
        columns.append(ColumnFacts(typeColumn: name))
      }
    }
  }
}

/// Puts the rows of a query with joins together again: each record once, with its associations loaded.
///
/// It knows nothing of how the join was written, only where the columns of each table begin.
final class JoinedRows {
  private struct Table {
    let node: JoinPlan.Node
    let base: Int32
    let parent: Int
    /// The records of the table that were met, by key.
    var records: [DatabaseValue: Record] = [:]
    var order: [Record] = []
    /// For each parent, the targets in the order they came.
    var targets: [ObjectIdentifier: Targets] = [:]
  }

  /// The targets of one owner, each once: rows of other collections repeat them.
  private struct Targets {
    private(set) var records: [Record] = []
    private var seen: Set<ObjectIdentifier> = []

    mutating func add(_ record: Record, isNew: Bool) {
      if isNew || !holds(record) { records.append(record) }
    }

    private mutating func holds(_ record: Record) -> Bool {
      if let last = records.last, last === record { return true }
      if records.count < 16 { return records.contains { $0 === record } }
      for known in records[seen.count...] { seen.insert(ObjectIdentifier(known)) }
      return seen.contains(ObjectIdentifier(record))
    }
  }
  private var tables: [Table] = []
  /// Whether members without an order of their own are put in the order of their keys: joined rows come in any order.
  private let sortsMembers: Bool

  init(_ nodes: [JoinPlan.Node], sortsMembers: Bool = false) {
    self.sortsMembers = sortsMembers && nodes.allSatisfy(\.orders.isEmpty)
    var base: Int32 = 0
    for node in nodes {
      let parent = nodes.firstIndex { $0.path == node.parent } ?? 0
      tables.append(Table(node: node, base: base, parent: parent))
      base += Int32(node.facts.layout.columns.count)
    }
  }

  /// The columns of all tables, side by side.
  var selection: [SQLSelection] {
    tables.enumerated().flatMap { position, table in
      table.node.facts.layout.columns.enumerated().map { index, column in
        SQLSelection(.column(ColumnReference(.alias(table.node.alias), column.name)), as: "t\(position)_r\(index)")
      }
    }
  }

  /// Takes in a row.
  func read(_ statement: any DriverStatement) throws {
    var current: [Record?] = []
    for position in tables.indices {
      let count = tables[position].order.count
      let record = try record(at: position, statement)
      current.append(record)
      guard position > 0, let parent = current[tables[position].parent], let record else { continue }
      let isNew = tables[position].order.count > count
      tables[position].targets[ObjectIdentifier(parent), default: Targets()].add(record, isNew: isNew)
    }
  }

  private func record(at position: Int, _ statement: any DriverStatement) throws -> Record? {
    let facts = tables[position].node.facts
    let row = Row(statement, base: tables[position].base)
    let key = Self.key(of: facts, statement, row.base)
    if key.isNull { return nil }
    if let known = tables[position].records[key] { return known }
    let record = facts.isHierarchy ? try facts.type(for: row).init() : facts.type.init()
    do { try record._decode(row) } catch let error as RowError { throw facts.explain(error, base: row.base) }
    record._flags.insert(.persisted)
    tables[position].records[key] = record
    tables[position].order.append(record)
    return record
  }

  @inline(__always) private static func key(of facts: ModelFacts, _ statement: any DriverStatement, _ base: Int32) -> DatabaseValue {
    let parts = facts.layout.keyParts
    return parts.count == 1 ? statement.value(base) : .key(parts.map { statement.value(base + Int32($0)) })
  }

  /// The records of the first table, with everything loaded.
  ///
  /// - Parameter tells: Whether they hear that they were found; those of the other tables do.
  func finish(tells: Bool) throws -> [Record] {
    let together = (try? tables[0].node.facts.database.configuration.loadsTogether) ?? true
    for table in tables { LoadContext.adopt(table.order)?.loadsTogether = together }
    for table in tables.dropFirst() {
      guard let reflection = table.node.reflection else { continue }
      for owner in tables[table.parent].order {
        place(sorted(table.targets[ObjectIdentifier(owner)]?.records ?? [], table.node.facts), on: owner, reflection)
      }
    }
    for table in tells ? tables[...] : tables.dropFirst() { try table.node.facts.tellLoaded(table.order) }
    return tables[0].order
  }

  private func sorted(_ targets: [Record], _ facts: ModelFacts) -> [Record] {
    guard sortsMembers, targets.count > 1, facts.hasWordKey else { return targets }
    return targets.sorted { $0._id < $1._id }
  }

  private func place(_ targets: [Record], on owner: Record, _ reflection: AssociationReflection) {
    if reflection.isSingular {
      TargetPlacement.place(targets.first, on: owner, reflection)
    } else {
      TargetPlacement.place(targets, on: owner, reflection)
    }
    guard let inverse = try? reflection.resolved().inverse, inverse.isSingular else { return }
    for target in targets where reflection.kind != .belongsTo || inverse.kind == .hasOne {
      SingularAccess.setInverse(target, inverse, owner)
    }
  }
}

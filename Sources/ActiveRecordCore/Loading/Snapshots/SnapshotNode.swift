/// The values of one record, with the records that were taken along, as a value.
struct SnapshotNode: Sendable, Hashable {
  /// The class that the record is an instance of.
  let facts: ModelFacts
  /// The value of every column that was set, by the column's index.
  let values: [Int: DatabaseValue]
  let isPersisted: Bool
  let isDestroyed: Bool
  let isReadonly: Bool
  /// The targets of each association that was taken along, by its name; one at most where it leads to one record.
  let targets: [String: [SnapshotNode]]

  static func == (left: SnapshotNode, right: SnapshotNode) -> Bool {
    left.facts === right.facts && left.values == right.values && left.isPersisted == right.isPersisted
      && left.isDestroyed == right.isDestroyed && left.targets == right.targets
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(facts))
    hasher.combine(values)
  }

  /// Takes the values of a record, and of the associations of a tree, which have to be in memory.
  init(_ record: Record, _ tree: PreloadTree) throws {
    facts = record.facts
    isPersisted = record.isPersisted
    isDestroyed = record.isDestroyed
    isReadonly = record.isReadonly
    var values: [Int: DatabaseValue] = [:]
    for index in facts.ownIndexes where facts.isSet(record, index) { values[index] = record._value(index) }
    self.values = values
    var targets: [String: [SnapshotNode]] = [:]
    for branch in tree.branches {
      let reflection = try facts.association(branch.name)
      guard AssociationLoad.isLoaded(record, reflection) else { throw reflection.notLoaded }
      targets[branch.name] = try AssociationLoad.targets(of: record, reflection).map { try SnapshotNode($0, branch.tree) }
    }
    self.targets = targets
  }

  /// A record with the values, which knows the records that were taken along.
  func record() throws -> Record {
    let record = facts.type.init()
    for (index, value) in values {
      // What is NULL in a new record may never have been set: it is left to the database, as it was.
      if isPersisted || isDestroyed { try record._assign(index, value) } else if !value.isNull { try record.write(index, value) }
    }
    if isPersisted { record._flags.insert(.persisted) }
    if isDestroyed { record._flags.insert(.destroyed) }
    if isReadonly { record._flags.insert(.readonly) }
    for (name, nodes) in targets {
      let reflection = try facts.association(name)
      let others = try nodes.map { try $0.record() }
      if reflection.isSingular {
        SingularAccess.set(record, reflection, others.first)
      } else {
        let state = CollectionAccess.state(record, reflection)
        state.target = others
        state.isLoaded = true
      }
      for other in others { CollectionAccess.setInverse(record, reflection, on: other) }
    }
    return record
  }

  /// The value of a column.
  func value<V: ColumnValue>(_ column: Column<V>) throws -> V {
    guard let value = values[column.index] else {
      throw ModelError(.attributeNotSet, model: facts.name, "the snapshot has no '\(column.name)': it was never set")
    }
    return try V(databaseValue: value)
  }

  /// The targets of an association that was taken along.
  func targets(_ name: String) throws -> [SnapshotNode] {
    if let targets = targets[name] { return targets }
    let reflection = try facts.association(name)
    throw reflection.error(.notLoaded, "the snapshot does not have it. Take it along: snapshot(\\.\(name))")
  }
}

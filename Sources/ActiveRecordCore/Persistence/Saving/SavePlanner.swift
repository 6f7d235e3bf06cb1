extension Record {
  /// What saving the record would write, without writing it: parents, the record itself, children, join rows.
  ///
  /// Only what is in memory is looked at, so it asks nothing of the database. Neither validations nor callbacks run; what they would change is
  /// not foreseen, nor are counters and touches.
  ///
  /// ```swift
  /// let plan = try order.savePlan()
  /// print(plan.insertedRows, plan.updatedRows)
  /// ```
  ///
  /// - Throws: ``AssociationError`` where a declaration is wrong, ``ModelError`` where more than a thousand records hang on each other in a chain.
  public final func savePlan() throws -> PlannedSave {
    var planner = SavePlanner()
    try planner.add(self, by: nil, depth: 0, keys: [])
    return planner.plan
  }
}

/// Walks through a graph in the order of ``SaveRunner``.
private struct SavePlanner {
  var plan = PlannedSave()
  private var seen = VisitedRecords()
  /// The records whose row would be there when the next step is done.
  private var written = VisitedRecords()
  /// The records whose parents are being planned, the innermost last.
  private var open: [(record: Record, reflection: AssociationReflection?, depth: Int, columns: ColumnSet, isDone: Bool)] = []
  /// Members that come after one whose save leads to their owner.
  private var following: [(after: Record, member: Record, owner: Record, reflection: AssociationReflection, depth: Int)] = []

  /// How many records may hang on each other: each of them takes a part of the stack.
  private static let deepest = 1000

  init() {}

  /// Plans a record with what hangs on it.
  ///
  /// - Parameter keys: Columns that get the key of the record that led here.
  mutating func add(_ record: Record, by reflection: AssociationReflection?, depth: Int, keys: [Int]) throws {
    guard seen.insert(record) else { return }
    guard open.count < Self.deepest else {
      throw ModelError(
        .unsupported, model: record.facts.name,
        "more than \(Self.deepest) records hang on each other in a chain, too many to show what saving them writes. save() takes them")
    }
    open.append((record, reflection, depth, ColumnSet(), false))
    for key in keys { open[open.count - 1].columns.insert(key) }
    try finish(open.count - 1)
    open.removeLast()
  }

  /// Plans the parents of a record that was begun, its row and its children. An owner among the parents may have done so already.
  private mutating func finish(_ place: Int) throws {
    let (record, reflection, depth, _, _) = open[place]
    let save = SavePlan.of(record.facts)
    for parent in save.parents {
      try add(parent, of: record, depth, at: place)
      if open[place].isDone { return }
    }
    open[place].isDone = true
    row(of: record, save, open[place].columns, by: reflection, depth)
    for next in following where next.after === record { try addOwn(next.member, next.reflection, of: next.owner, next.depth) }
    for child in save.children { try addChildren(child, of: record, depth) }
  }

  /// The step for the record's own row, if there is something to write.
  private mutating func row(
    of record: Record, _ save: SavePlan, _ keys: ColumnSet, by reflection: AssociationReflection?, _ depth: Int
  ) {
    var columns = keys
    columns.formUnion(record.isNew ? save.alwaysWritten : ColumnSet())
    columns.formUnion((record.isNew ? record._extras?.changed ?? ColumnSet() : record.changedSet).intersection(save.columns))
    if record.isNew || !columns.isEmpty {
      if !RecordClock.isStopped { for index in record.isNew ? save.stamps : save.updatedAt { columns.insert(index) } }
      if let lock = save.lockIndex { columns.insert(lock) }
      note(record.isNew ? .insert : .update, record, by: reflection, depth, columns)
    }
    _ = written.insert(record)
  }

  private mutating func add(
    _ reflection: AssociationReflection, of record: Record, _ depth: Int, at place: Int
  ) throws {
    guard reflection.autosave != false, let target = SingularAccess.loaded(record, reflection) ?? nil, target !== record else { return }
    let autosaves = reflection.autosave == true
    let key = try reflection.resolved().ownerKey
    if autosaves, target.isMarkedForDestruction {
      note(.destroy, target, by: reflection, depth + 1)
      return record.facts.layout.parts(of: key).forEach { open[place].columns.insert($0) }
    }
    let isNew = target.isNew
    if isNew || (autosaves && target.isChangedForAutosave(besides: record)) { try add(target, by: reflection, depth: depth + 1, keys: []) }
    // A cycle: the target's row comes later, so its key is not known yet.
    if isNew, written.contains(target) { record.facts.layout.parts(of: key).forEach { open[place].columns.insert($0) } }
  }

  private mutating func addChildren(_ reflection: AssociationReflection, of record: Record, _ depth: Int) throws {
    let children = ChildrenToSave.of(record, reflection)
    if children.isEmpty { return }
    if reflection.kind == .hasOne, let replaced = SingularAccess.state(record, reflection)?.replaced,
      !children.contains(where: { $0 === replaced })
    {
      note(.takeAway, replaced, by: reflection, depth + 1)
    }
    let joins = reflection.kind == .hasAndBelongsToMany || reflection.isThrough
    let destroys = reflection.autosave == true
    for child in children where destroys && child.isMarkedForDestruction && child.isPersisted {
      note(joins ? .takeAway : .destroy, child, by: reflection, depth + 1)
    }
    var begun: Record?
    for child in children where !destroys || !child.isMarkedForDestruction {
      if joins {
        try addJoined(child, reflection, of: record, depth + 1)
      } else if seen.contains(child) {
        if !reflection.isSingular, let place = openPlace(of: child) {
          try finish(place)
        } else if begun == nil, child.isNew, !written.contains(child) {
          begun = child
        }
      } else if let begun, child.isNew {
        following.append((begun, child, record, reflection, depth + 1))
      } else {
        try addOwn(child, reflection, of: record, depth + 1)
      }
    }
  }

  /// Where a new record stands whose parents are being planned, and none of whose parents waits for it.
  private func openPlace(of record: Record) -> Int? {
    guard record.isNew, !record.isMarkedForDestruction, let place = open.lastIndex(where: { $0.record === record && !$0.isDone }) else {
      return nil
    }
    let waits = SavePlan.of(record.facts).parents.contains { parent in
      guard parent.autosave != false, let target = SingularAccess.loaded(record, parent) ?? nil, target !== record else { return false }
      return target.isNew && seen.contains(target) && !written.contains(target)
    }
    return waits ? nil : place
  }

  /// A member whose row holds the key of its owner.
  private mutating func addOwn(_ child: Record, _ reflection: AssociationReflection, of record: Record, _ depth: Int) throws {
    let resolved = try reflection.resolved(), owner = record.key(at: resolved.ownerKey)
    let indexes = [resolved.targetKey, resolved.typeName == nil ? nil : resolved.typeKey].compactMap { $0 }
    let keys = indexes.flatMap { child.facts.layout.parts(of: $0) }
    let knowsOwner = !owner.isNull && resolved.targetKey.map { child.value(at: $0) == owner } ?? true
    let hasKey = knowsOwner && child.isPersisted || !ForeignKeys.areGiven(to: child, reflection, of: record)
    try add(child, by: reflection, depth: depth, keys: hasKey ? [] : keys)
  }

  /// A member that is joined by a row of its own.
  private mutating func addJoined(_ child: Record, _ reflection: AssociationReflection, of record: Record, _ depth: Int) throws {
    let isPending = CollectionAccess.existing(record, reflection)?.pendingJoins.contains { $0 === child } ?? false
    let isJoined = !child.isNew && !isPending
    if child.needsSave || reflection.autosave == true { try add(child, by: reflection, depth: depth, keys: []) }
    if isJoined { return }
    let resolved = try reflection.resolved()
    if let table = resolved.joinTable {
      let columns = [resolved.foreignKeyName, resolved.associationForeignKeyName].compactMap { $0 }.flatMap(KeyName.parts)
      plan.steps.append(.init(depth: depth, action: .join, association: reflection.path, model: table, key: nil, columns: columns))
    } else if let through = resolved.through, let source = resolved.source, let facts = through.target.facts {
      if through.isSingular, let middle = SingularAccess.loaded(record, through) ?? nil {
        // One without a row is saved by the association that leads to it.
        guard middle.isPersisted else { return }
        var columns = ColumnSet()
        columns.insert(try source.resolved().ownerKey)
        return note(.update, middle, by: through, depth, columns)
      }
      let built = through.isSingular ? [] : CollectionAccess.unsaved(record, through)
      if built.contains(where: { SingularAccess.state($0, source)?.current === child }) { return }
      let keys = [try through.resolved().targetKey, try source.resolved().ownerKey].compactMap { $0 }
      let columns = keys.flatMap { facts.layout.parts(of: $0) }.map { facts.layout.columns[$0].name }
      plan.steps.append(.init(depth: depth, action: .join, association: reflection.path, model: facts.name, key: nil, columns: columns))
    }
  }

  private mutating func note(
    _ action: PlannedSave.Action, _ record: Record, by reflection: AssociationReflection?, _ depth: Int, _ columns: ColumnSet = ColumnSet()
  ) {
    let facts = record.facts
    var names: [String] = []
    columns.forEach { names.append(facts.layout.columns[$0].name) }
    let key = record.isPersisted ? record.keyValue.jobText : nil
    plan.steps.append(
      .init(depth: depth, action: action, association: reflection?.path, model: facts.name, key: key, columns: names))
  }
}

/// New records with the new members that hang on them, written level by level: a statement for each level and table.
struct BulkGraph {
  /// The records at the end of each path that was written; those that everything hangs on at the empty one.
  private var levels: [[String]: [Record]] = [:]
  /// The records that were new.
  private var written = VisitedRecords()
  /// How many rows were inserted or changed.
  private(set) var count = 0

  /// Writes the records that everything hangs on.
  mutating nonisolated(nonsending) func begin(_ records: [Record], _ conflict: BulkConflict) async throws {
    let new = records.filter(\.isNew)
    try await write(new, conflict)
    levels[[]] = records
  }

  /// Writes the new members at the end of a path, and the rows that join them.
  ///
  /// - Parameter joins: What becomes of the rows between that are there already, where a model joins them.
  mutating nonisolated(nonsending) func add(
    _ names: [String], _ conflict: BulkConflict, joins: BulkJoins?, of model: ModelFacts
  ) async throws {
    guard let name = names.last, let owners = levels[Array(names.dropLast())] else {
      throw ModelError(
        .unsupported, model: model.name, member: names.joined(separator: "."),
        "its owners are not written. Name the associations before it first")
    }
    var pairs: [BulkPair] = []
    for owner in owners {
      let reflection = try owner.facts.association(name)
      if reflection.kind == .belongsTo {
        throw reflection.error(.readonly, "the records hold its key, so it is written before them: insert the targets first")
      }
      try joins?.check(reflection)
      for member in Self.members(of: owner, reflection) { pairs.append(BulkPair(owner: owner, member: member, reflection: reflection)) }
    }
    for pair in pairs where pair.member.isNew && !pair.isJoined {
      try ForeignKeys.set(on: pair.member, pair.reflection, owner: pair.owner)
    }
    var seen = VisitedRecords()
    let members = pairs.map(\.member).filter { seen.insert($0) }
    let unjoined = pairs.filter { $0.isJoined && ($0.member.isNew || written.contains($0.owner) || $0.isPending) }
    try await write(members.filter(\.isNew), conflict)
    try await join(unjoined, joins)
    levels[names] = members
  }

  /// The members that are in memory.
  private static func members(of owner: Record, _ reflection: AssociationReflection) -> [Record] {
    if reflection.isSingular { return (SingularAccess.loaded(owner, reflection) ?? nil).map { [$0] } ?? [] }
    return CollectionAccess.known(owner, reflection)
  }

  /// Writes new records; they have rows then, and know their keys.
  private mutating nonisolated(nonsending) func write(_ records: [Record], _ conflict: BulkConflict) async throws {
    for group in LevelBatch.groups(records) {
      let facts = group[0].facts, plan = SavePlan.of(facts)
      try facts.refuseReadonlyClass()
      for record in group {
        RecordParticipant.join(record)
        _ = written.insert(record)
      }
      switch conflict {
      case .fail:
        for record in group { try Timestamps.set(plan.stamps, on: record) }
        try await RowWriter.insert(group, plan, in: facts.session)
        count += group.count
      case .update(let recognized, let updated):
        let rows = try BulkRows(facts, group)
        count += try await rows.insert(rows.update(recognizedBy: recognized, updating: updated))
        try await BulkKeys(facts, recognized).learn(group)
      }
      for record in group {
        RecordParticipant.join(record)?.keepChanges()
        record.changesApplied()
      }
    }
  }

  /// Inserts the rows between owners and members; pairs that are joined already stay as they are, where a unique index says so.
  private mutating nonisolated(nonsending) func join(_ pairs: [BulkPair], _ joins: BulkJoins?) async throws {
    guard let first = pairs.first else { return }
    if first.reflection.isThrough { return try await joinByModel(pairs, joins) }
    let resolved = try first.reflection.resolved()
    guard let table = resolved.joinTable, let own = resolved.foreignKeyName, let other = resolved.associationForeignKeyName else { return }
    let path = first.reflection.path
    let home = try JoinRows.home(first.reflection), columns = KeyName.parts(own) + KeyName.parts(other)
    for piece in pairs.chunked(BatchColumns.together) {
      let rows = piece.map { $0.owner.keyValue.parts + $0.member.keyValue.parts }
      let statement = InsertStatement(into: table, columns: columns, rows: rows, conflict: .skip)
      let sql = statement.rendered(try home.database.dialect)
      count += try await RowWriter.write(sql, of: home, QueryCause("\(path), joined in bulk"))
    }
    BulkPair.areDone(pairs)
  }

  private mutating nonisolated(nonsending) func joinByModel(_ pairs: [BulkPair], _ known: BulkJoins?) async throws {
    var joins: [Record] = [], seen = VisitedRecords()
    for pair in pairs {
      let (through, _) = try JoinRows.writable(pair.reflection)
      if through.isSingular { throw pair.reflection.error(.readonly, "it goes through one record, so it is not written in bulk") }
      let join =
        try JoinRows.taken(pair.member, of: pair.owner, pair.reflection)
        ?? JoinRows.build(pair.member, for: pair.owner, pair.reflection)
      if join.isNew, seen.insert(join) { joins.append(join) }
    }
    for join in joins {
      for parent in SavePlan.of(join.facts).parents {
        guard let target = SingularAccess.loaded(join, parent) ?? nil, target.isPersisted else { continue }
        let resolved = try parent.resolved()
        try join.write(resolved.ownerKey, target.key(at: parent.targetKey(in: target.facts)))
        SingularAccess.refreshKey(join, parent)
      }
    }
    try await write(joins, known?.conflict ?? .fail)
    BulkPair.areDone(pairs)
  }
}

/// A member, and whose it is.
struct BulkPair {
  let owner: Record
  let member: Record
  let reflection: AssociationReflection

  /// Whether a row in between joins them.
  var isJoined: Bool { reflection.kind == .hasAndBelongsToMany || reflection.isThrough }

  /// Whether saving the owner would join them.
  var isPending: Bool {
    CollectionAccess.existing(owner, reflection)?.pendingJoins.contains { $0 === member } ?? false
  }

  /// Saving the owners has nothing to do for their members any more.
  static func areDone(_ pairs: [BulkPair]) {
    var rest = pairs[...]
    while let first = rest.first {
      let own = rest.prefix { $0.owner === first.owner }
      rest = rest.dropFirst(own.count)
      guard !first.reflection.isSingular, let state = CollectionAccess.existing(first.owner, first.reflection),
        !state.pendingJoins.isEmpty
      else { continue }
      RecordParticipant.keep(first.reflection, of: first.owner)
      let joined = RecordGroup(own.map(\.member))
      state.pendingJoins.removeAll(where: joined.has)
    }
  }
}

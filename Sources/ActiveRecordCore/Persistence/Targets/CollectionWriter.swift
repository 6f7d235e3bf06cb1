/// Adds members to collections and takes them away: in memory for unsaved owners, in one transaction for saved ones.
struct CollectionWriter {
  let owner: Record
  let reflection: AssociationReflection
  let book: RuleBook

  init(_ owner: Record, _ reflection: AssociationReflection) {
    self.owner = owner
    self.reflection = reflection
    book = RuleBook.of(owner.facts)
  }

  /// Whether rows in between join the members.
  var joins: Bool { reflection.kind == .hasAndBelongsToMany || reflection.isThrough }

  /// Runs the callbacks of a point; one that halts is told as such.
  nonisolated(nonsending) func call(_ point: AssociationCallback.Point, _ member: Record) async throws {
    let callbacks = book.associationCallbacks(reflection.name, point)
    if callbacks.isEmpty { return }
    let state = try Nesting.beginCall(of: owner, reflection)
    defer { state.calls -= 1 }
    for callback in callbacks {
      do { try await callback.body(owner, member) } catch is Halt { throw stopped(point) }
    }
  }

  func stopped(_ point: AssociationCallback.Point) -> RecordNotSaved {
    RecordNotSaved(model: owner.facts.name, "\(reflection.path): nothing was changed, because the callback \(point) stopped it")
  }

  /// Adds members; those of a saved owner are saved at once.
  ///
  /// - Parameters:
  ///   - keepsInvalid: Whether a member that does not pass validation stays in memory, unsaved.
  ///   - keepsRefused: Whether one that passed, and was refused by a unique index, does so.
  nonisolated(nonsending) func append(_ members: [Record], keepsInvalid: Bool = true, keepsRefused: Bool = true) async throws {
    if reflection.isThrough { _ = try JoinRows.writable(reflection) }
    if members.isEmpty { return }
    if let gone = members.first(where: \.isDestroyed) {
      throw ModelError(.noRow, model: gone.facts.name, "the record was destroyed, so it cannot be added to \(reflection.path)")
    }
    guard owner.isPersisted else { return try await keepUntilSaved(members) }
    let before = AssociationSnapshot(owner, reflection)
    var kept: [Record] = []
    do {
      try await reflection.transaction {
        keepInMemory()
        for member in members {
          try await call(.beforeAdd, member)
          let isNews = member.isPersisted && !isKnown(member)
          keepInverse(of: member)
          kept.append(member)
          keep(member)
          try await save(member, isNews: isNews)
          try await call(.afterAdd, member)
        }
      }
    } catch {
      // A member that does not pass validation stays, unsaved; after any other failure memory is what it was. Inside a transaction that
      // goes on, members that were saved before the one that failed have their rows.
      before.restore(on: owner)
      let isOpen = owner.facts.session?.isInTransaction == true
      let isKept = (error as? RecordInvalid).map { keepsRefused || $0.refusal == nil } ?? false
      let stays = keepsInvalid && !reflection.isThrough && isKept
      for member in kept where (stays && member.isNew) || (isOpen && member.isPersisted) { keep(member) }
      throw error
    }
  }

  /// Notes the collection, and what it goes through.
  func keepInMemory() {
    guard owner.isPersisted else { return }
    RecordParticipant.keep(reflection, of: owner)
    if let through = try? reflection.resolved().through { RecordParticipant.keep(through, of: owner) }
  }

  /// Notes whom a member knows as its owner.
  private func keepInverse(of member: Record) {
    if let inverse = try? reflection.resolved().inverse, inverse.isSingular { RecordParticipant.keep(inverse, of: member) }
  }

  /// Members of an owner without a row wait for it.
  private nonisolated(nonsending) func keepUntilSaved(_ members: [Record]) async throws {
    var before = [AssociationSnapshot(owner, reflection)]
    if let through = try reflection.resolved().through { before.append(AssociationSnapshot(owner, through)) }
    var former: [FormerOwner] = []
    do {
      for member in members {
        try await call(.beforeAdd, member)
        let isThereAlready = isKnown(member) && member.isPersisted
        if !joins { former.append(FormerOwner(member, reflection)) }
        keep(member)
        if reflection.isThrough { _ = try await JoinRows.announced(member, for: owner, reflection, again: isThereAlready) }
        try await call(.afterAdd, member)
      }
    } catch {
      for snapshot in before { snapshot.restore(on: owner) }
      for owner in former { owner.restore() }
      throw error
    }
  }

  /// Whether the scope asks for each member once.
  private var isDistinct: Bool {
    guard reflection.options.scope != nil, let facts = reflection.target.facts else { return false }
    return reflection.scoped(RelationCore(facts), owner: owner).isDistinct
  }

  /// Puts a member into memory, and lets it know its owner.
  func keep(_ member: Record) {
    let state = CollectionAccess.state(owner, reflection)
    if joins {
      let isThere = state.target.contains { $0 === member || (!member.isNew && isDistinct && $0 == member) }
      if !isThere || (member.isPersisted && !isDistinct) { state.target.append(member) }
      if reflection.kind == .hasAndBelongsToMany, owner.isNew || member.isNew { state.pendingJoins.append(member) }
    } else {
      state.add(member)
      if owner.isNew, member.isPersisted {
        state.pendingJoins.append(member)
        // A key that cannot be NULL stays until the owner has one.
        try? ForeignKeys.set(on: member, reflection, owner: owner)
      }
      CollectionAccess.setInverse(owner, reflection, on: member)
    }
  }

  /// Saves a member that was added: its key and itself, or itself and the row that joins it.
  private nonisolated(nonsending) func save(_ member: Record, isNews: Bool) async throws {
    if joins {
      JoinRows.forgetSaved(of: owner, reflection)
      if member.isNew || member.isChanged, !member._flags.contains(.beingSaved) {
        try await SaveRunner.run(member, validate: reflection.options.validate ?? true)
      }
      var runner = SaveRunner(for: owner.facts)
      try await JoinRows.add(member, to: owner, reflection, with: &runner)
      CollectionAccess.existing(owner, reflection)?.pendingJoins.removeAll { $0 === member }
      return
    }
    if isNews, isLost(member) { try await writeKey(of: member) }
    try ForeignKeys.set(on: member, reflection, owner: owner)
    // A member whose own callback adds it is written by the save that is under way.
    if member._flags.contains(.beingSaved) { return }
    try await SaveRunner.run(member, validate: true)
  }

  /// Whether a record that holds the owner's key may have lost it in the database: it was no member until now.
  private func isLost(_ member: Record) -> Bool {
    guard member.isPersisted, let resolved = try? reflection.resolved(), let key = resolved.targetKey else { return false }
    return member.original(key) == owner.key(at: resolved.ownerKey)
  }

  private func isKnown(_ member: Record) -> Bool { CollectionAccess.known(owner, reflection).contains { $0 === member } }

  /// Writes the key again where the row does not hold it, and counts it there.
  private nonisolated(nonsending) func writeKey(of member: Record) async throws {
    let resolved = try reflection.resolved()
    guard let index = resolved.targetKey else { return }
    let facts = member.facts, key = owner.key(at: resolved.ownerKey)
    let column = SQLExpression.column(ColumnReference(.root, facts.layout.column(at: index).name))
    let row = SQLExpression.column(ColumnReference(.root, facts.layout.key.name)).equals(member.originalKey)
    let isOther = SQLExpression.or([.isNull(column), .binary(column, .notEqual, .value(key))])
    let assignments = zip(facts.layout.parts(of: index), key.parts).map {
      UpdateStatement.Assignment(facts.layout.columns[$0].name, .value($1))
    }
    let statement = UpdateStatement(facts.tableName, set: assignments, where: [row, isOther])
    let count = try await RowWriter.write(statement.rendered(facts.database.dialect), of: facts, .about(reflection, "member added again"))
    try await CounterCache.removed(-count, from: owner, reflection)
  }
}

/// Whom a member belonged to before a new owner took it in.
private struct FormerOwner {
  let member: Record
  private var keys: [(index: Int, value: DatabaseValue)] = []
  private var inverse: AssociationSnapshot?

  init(_ member: Record, _ reflection: AssociationReflection) {
    self.member = member
    guard let resolved = try? reflection.resolved() else { return }
    let indexes = [resolved.targetKey, resolved.typeName == nil ? nil : resolved.typeKey].compactMap { $0 }
    keys = indexes.flatMap { member.facts.layout.parts(of: $0) }.map { ($0, member._value($0)) }
    if let other = resolved.inverse, other.isSingular { inverse = AssociationSnapshot(member, other) }
  }

  func restore() {
    // A value that came from the record itself fits it.
    for key in keys { try? member.write(key.index, key.value) }
    inverse?.restore(on: member)
  }
}

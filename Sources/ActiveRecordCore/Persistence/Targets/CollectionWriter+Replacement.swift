extension CollectionWriter {
  /// Makes `members` the members: the others are removed, the missing ones added, in one transaction.
  nonisolated(nonsending) func replace(with members: [Record]) async throws {
    if reflection.isThrough { _ = try JoinRows.writable(reflection) }
    guard owner.isPersisted else { return try await replaceInMemory(with: members) }
    let current = try await CollectionLoader.load(owner, reflection, isAsked: false)
    let (leaving, coming) = difference(current, members)
    if leaving.isEmpty, coming.isEmpty { return take(instances: members) }
    let before = AssociationSnapshot(owner, reflection)
    do {
      try await reflection.transaction {
        try await remove(leaving)
        try await append(coming)
      }
      take(instances: members)
    } catch {
      // Inside a transaction that goes on, the rows that left are gone.
      if owner.facts.session?.isInTransaction == true { CollectionAccess.reset(owner, reflection) } else { before.restore(on: owner) }
      guard error is RecordInvalid else { throw error }
      throw RecordNotSaved(
        model: owner.facts.name,
        "\(reflection.path): the members were not replaced, because one or more of the new records could not be saved. \(error)")
    }
  }

  private nonisolated(nonsending) func replaceInMemory(with members: [Record]) async throws {
    let known = CollectionAccess.known(owner, reflection)
    let (leaving, coming) = difference(known, members)
    try await remove(leaving)
    try await append(coming)
    CollectionAccess.state(owner, reflection).isLoaded = true
  }

  /// Who leaves and who comes. A joined member can stand there several times; where it is to stand there less often, all its rows go and
  /// those that are wanted come again.
  private func difference(_ current: [Record], _ wanted: [Record]) -> (leaving: [Record], coming: [Record]) {
    let (before, after) = (counts(current), counts(wanted))
    guard joins else { return (current.filter { after[$0] == nil }, wanted.filter { before[$0] == nil }) }
    let leaving = current.filter { before[$0, default: 0] > after[$0, default: 0] }
    var missing = after
    for (record, count) in before where after[record, default: 0] >= count { missing[record]? -= count }
    let coming = wanted.filter { record in
      guard let left = missing[record], left > 0 else { return false }
      missing[record] = left - 1
      return true
    }
    return (leaving, coming)
  }

  /// Lets given records take the place of other instances of the same rows, and know their owner.
  private func take(instances: [Record]) {
    for given in CollectionAccess.state(owner, reflection).take(instances: instances) where !joins {
      CollectionAccess.setInverse(owner, reflection, on: given)
    }
  }

  private func counts(_ records: [Record]) -> [Record: Int] { records.reduce(into: [:]) { $0[$1, default: 0] += 1 } }

  /// Makes the records with these keys the members.
  nonisolated(nonsending) func replace(withKeys keys: [DatabaseValue]) async throws {
    guard let facts = reflection.target.facts else { return }
    try facts.checkShape(of: keys)
    if reflection.isThrough { _ = try JoinRows.writable(reflection) }
    let distinct = keys.reduce(into: [DatabaseValue]()) { if !$0.contains($1) { $0.append($1) } }
    var core = RelationCore(scoped: facts)
    core.conditions.append(core.column(facts.layout.key.name).isAmong(distinct))
    let found = distinct.isEmpty ? [] : try await RelationLoader.records(core, cause: .of(facts, "to be the members"))
    let byKey = Dictionary(found.map { ($0.keyValue, $0) }, uniquingKeysWith: { first, _ in first })
    let missing = distinct.filter { byKey[$0] == nil }
    if !missing.isEmpty { throw facts.notFound(missing, conditions: false) }
    try await replace(with: distinct.compactMap { byKey[$0] })
  }
}

extension CollectionState {
  /// Lets given records take the place of other instances of the same rows.
  ///
  /// - Returns: Those that did.
  fileprivate func take(instances: [Record]) -> [Record] {
    var taken: [Record] = []
    let group = RecordGroup(instances)
    for position in target.indices where !group.has(target[position]) {
      guard let given = group.row(of: target[position]), !given.isNew else { continue }
      target[position] = given
      taken.append(given)
    }
    return taken
  }
}

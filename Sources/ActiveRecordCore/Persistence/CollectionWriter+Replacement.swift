extension CollectionWriter {
  /// Makes `members` the members: the others are removed, the missing ones added, in one transaction.
  nonisolated(nonsending) func replace(with members: [Record]) async throws {
    guard owner.isPersisted else {
      let known = CollectionAccess.known(owner, reflection)
      try await remove(known.filter { !contains(members, $0) })
      try await append(members.filter { !contains(known, $0) })
      CollectionAccess.state(owner, reflection).isLoaded = true
      return
    }
    let current = try await CollectionLoader.load(owner, reflection)
    let leaving = current.filter { !contains(members, $0) }
    let coming = members.filter { !contains(current, $0) }
    if leaving.isEmpty, coming.isEmpty { return }
    let before = AssociationSnapshot(owner, reflection)
    do {
      try await Database.current.transaction {
        try await remove(leaving)
        try await append(coming)
      }
    } catch let error as RecordInvalid {
      // Inside a transaction that goes on, the rows that left are gone.
      if Session.current?.isInTransaction == true { CollectionAccess.reset(owner, reflection) } else { before.restore(on: owner) }
      throw RecordNotSaved(
        model: owner.facts.name,
        "Failed to replace \(reflection.name) because one or more of the new records could not be saved. \(error)")
    }
    order(like: members)
  }

  private func contains(_ records: [Record], _ record: Record) -> Bool { records.contains { $0 === record || $0 == record } }

  /// The members in memory stand in the order in which they were given.
  private func order(like members: [Record]) {
    let state = CollectionAccess.state(owner, reflection)
    state.target = members.compactMap { member in state.target.first { $0 === member || $0 == member } }
  }

  /// Makes the records with these keys the members.
  nonisolated(nonsending) func replace(withKeys keys: [DatabaseValue]) async throws {
    guard let facts = reflection.target.facts else { return }
    let distinct = keys.reduce(into: [DatabaseValue]()) { if !$0.contains($1) { $0.append($1) } }
    var core = RelationCore(facts)
    core.conditions.append(core.column(facts.layout.key.name).isAmong(distinct))
    let found = distinct.isEmpty ? [] : try await RelationLoader.records(core, cause: .of(facts, "to be the members"))
    let byKey = Dictionary(found.map { ($0.keyValue, $0) }, uniquingKeysWith: { first, _ in first })
    let missing = distinct.filter { byKey[$0] == nil }
    if !missing.isEmpty { throw facts.notFound(missing, conditions: false) }
    try await replace(with: distinct.compactMap { byKey[$0] })
  }
}

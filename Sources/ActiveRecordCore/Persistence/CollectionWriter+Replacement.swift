extension CollectionWriter {
  /// Makes `members` the members: the others are removed, the missing ones added, in one transaction.
  nonisolated(nonsending) func replace(with members: [Record]) async throws {
    if reflection.isThrough { _ = try JoinRows.writable(reflection) }
    guard owner.isPersisted else { return try await replaceInMemory(with: members) }
    let current = try await CollectionLoader.load(owner, reflection, isAsked: false)
    let leaving = current.filter { !contains(members, $0) }
    let coming = members.filter { !contains(current, $0) }
    if leaving.isEmpty, coming.isEmpty { return CollectionAccess.state(owner, reflection).take(instances: members) }
    let before = AssociationSnapshot(owner, reflection)
    do {
      try await Database.current.transaction {
        try await remove(leaving)
        try await append(coming)
      }
      CollectionAccess.state(owner, reflection).take(instances: members)
    } catch {
      // Inside a transaction that goes on, the rows that left are gone.
      if Session.current?.isInTransaction == true { CollectionAccess.reset(owner, reflection) } else { before.restore(on: owner) }
      guard error is RecordInvalid else { throw error }
      throw RecordNotSaved(
        model: owner.facts.name,
        "Failed to replace \(reflection.name) because one or more of the new records could not be saved. \(error)")
    }
  }

  private nonisolated(nonsending) func replaceInMemory(with members: [Record]) async throws {
    let known = CollectionAccess.known(owner, reflection)
    try await remove(known.filter { !contains(members, $0) })
    try await append(members.filter { !contains(known, $0) })
    CollectionAccess.state(owner, reflection).isLoaded = true
  }

  private func contains(_ records: [Record], _ record: Record) -> Bool { records.contains { $0 === record || $0 == record } }

  /// Makes the records with these keys the members.
  nonisolated(nonsending) func replace(withKeys keys: [DatabaseValue]) async throws {
    guard let facts = reflection.target.facts else { return }
    if reflection.isThrough { _ = try JoinRows.writable(reflection) }
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

extension CollectionState {
  /// Lets given records take the place of other instances of the same rows.
  fileprivate func take(instances: [Record]) {
    for position in target.indices where !instances.contains(where: { $0 === target[position] }) {
      if let given = instances.first(where: { !$0.isNew && $0 == target[position] }) { target[position] = given }
    }
  }
}

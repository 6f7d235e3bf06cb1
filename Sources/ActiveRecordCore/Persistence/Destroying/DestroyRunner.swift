/// Destroys a record with what depends on it, in one transaction.
///
/// The order is fixed: the user's `beforeDestroy`, dependents, `afterDependents`, the row, `afterDestroy`.
enum DestroyRunner {
  /// Destroys a record in a transaction of its own, or in the open one.
  ///
  /// - Throws: ``RecordNotDestroyed`` where a callback or a dependent stops it, ``DeleteRestricted`` where one forbids it.
  static nonisolated(nonsending) func run(_ record: Record) async throws {
    if let session = record.facts.session, session.isInTransaction { return try await destroy(record) }
    try await record.facts.database.transaction { try await destroy(record) }
  }

  private static nonisolated(nonsending) func destroy(_ record: Record) async throws {
    let facts = record.facts
    let plan = SavePlan.of(facts)
    if record.isReadonly, !mayBegin(record, plan) { throw refusal(facts) }
    // Two that destroy each other: each is destroyed once.
    if record._flags.contains(.beingDestroyed) { return }
    if !plan.deprecated.isEmpty { try plan.checkDeprecatedDependents() }
    let session = facts.session
    try Nesting.beginDestruction(of: record, session)
    defer { session?.destructions -= 1 }
    let participant = RecordParticipant.join(record)
    record._flags.insert(.beingDestroyed)
    defer { record._flags.remove(.beingDestroyed) }
    do {
      try await plan.book.run(.beforeDestroy, on: record, .destroy)
      try await plan.book.around(.aroundDestroy, record, .destroy) {
        try await Dependents.handle(record, plan)
        try await plan.book.run(.afterDependents, on: record, .destroy)
        // Who finds no row any more has nothing to tell when the transaction ends.
        if try await deleteRow(record, plan) { participant?.happened(.destroy) }
      }
      try await plan.book.run(.afterDestroy, on: record, .destroy)
    } catch is Halt {
      throw RecordNotDestroyed(
        model: facts.name, errors: record.errors, "Failed to destroy \(facts.name) with \(facts.primaryKeyName)=\(record.keyValue)")
    }
  }

  private static func refusal(_ facts: ModelFacts) -> ModelError {
    ModelError(.readonly, model: facts.name, "the record is read-only, so it cannot be destroyed")
  }

  /// Whether a read-only record may come as far as its row before it is refused: not where its whole class is read-only, nor where another
  /// database, which keeps what was done, holds what depends on it, however far down.
  private static func mayBegin(_ record: Record, _ plan: SavePlan) -> Bool {
    if type(of: record).isReadonly { return false }
    let session = record.facts.session
    var known: Set = [ObjectIdentifier(record.facts)], waiting = plan.children
    while let reflection = waiting.popLast() {
      if reflection.options.dependent == nil { continue }
      guard let facts = reflection.target.facts, facts.isWritten(in: session) else { return false }
      for below in facts.layout.members where known.insert(ObjectIdentifier(below)).inserted {
        let plan = SavePlan.of(below)
        waiting += plan.children + plan.parents
      }
    }
    return true
  }

  /// Deletes the row, and does what follows from it.
  ///
  /// - Returns: Whether it was there.
  private static nonisolated(nonsending) func deleteRow(_ record: Record, _ plan: SavePlan) async throws -> Bool {
    if record.isReadonly { throw refusal(record.facts) }
    let wasPersisted = record.isPersisted
    // The row may be gone already, through another instance.
    let wasThere = wasPersisted ? try await RowWriter.delete(record) : false
    if wasPersisted, !wasThere, plan.lockIndex != nil { throw StaleRecord(record, "destroy") }
    record._flags.insert(.destroyed)
    record._flags.remove(.persisted)
    guard wasPersisted else { return false }
    if wasThere, !plan.counted.isEmpty { try await CounterCache.destroyed(record, plan) }
    if !plan.touched.isEmpty { try await Touching.parents(of: record, plan, counted: wasThere) }
    if !plan.touchedTargets.isEmpty { try await Touching.targets(of: record, plan) }
    try await Dependents.handleParents(record, plan)
    return wasThere
  }
}

extension SaveRunner {
  /// Writes the row of a record, and what follows from it.
  nonisolated(nonsending) func writeRow(
    _ record: Record, _ plan: SavePlan, _ action: Action, _ participant: RecordParticipant?
  ) async throws {
    record._flags.remove(.beingSaved)
    var hasRow = true
    if action == .create {
      if !plan.stamps.isEmpty { try Timestamps.set(plan.stamps, on: record) }
      try await RowWriter.insert(record, plan, in: session)
    } else {
      record._flags.remove(.wasNew)
      var written = record.changedSet
      if !plan.readonly.isEmpty { try plan.refuseReadonly(written) }
      if !written.isEmpty, !plan.updatedAt.isEmpty, untouched !== record {
        try Timestamps.set(plan.updatedAt, on: record)
        written = record.changedSet
      }
      if written.isEmpty {
        participant?.happened(action)
        return record.changesApplied()
      }
      if let lock = plan.lockIndex {
        participant?.keep(lock)
        try record.write(lock, LockVersion.next(after: record.original(lock), lock, plan.facts))
        written.insert(lock)
      }
      hasRow = try await RowWriter.update(record, written, plan, in: session)
    }
    try await rowWritten(record, plan, action, participant, hasRow: hasRow)
  }

  /// What follows when a record's row was written: its parents count it, and are touched.
  ///
  /// - Parameter hasRow: Whether there was a row to be written: where it is gone, nobody counts it, and nothing is told when the
  ///   transaction ends.
  nonisolated(nonsending) func rowWritten(
    _ record: Record, _ plan: SavePlan, _ action: Action, _ participant: RecordParticipant?, hasRow: Bool = true
  ) async throws {
    if hasRow, !plan.counted.isEmpty { try await CounterCache.saved(record, plan, action) }
    participant?.happened(action, hasRow: hasRow)
    if !plan.throughParents.isEmpty, action == .update { Self.forgetLoaded(plan, record) }
    let moved = plan.touched.isEmpty ? [:] : try Touching.movedKeys(record, plan, action)
    record.changesApplied()
    if !plan.touched.isEmpty { try await Touching.parents(of: record, plan, movedFrom: moved, counted: action == .create) }
    if let session, !session.waiting.isEmpty, action == .create { try await giveKey(of: record, session) }
  }

  /// What was loaded through a parent is forgotten when the record gets another one.
  private static func forgetLoaded(_ plan: SavePlan, _ record: Record) {
    for reflection in plan.throughParents where CollectionAccess.hasMoved(record, reflection) {
      if reflection.isSingular {
        if SingularAccess.state(record, reflection) == nil { SingularAccess.reset(record, reflection) }
      } else if CollectionAccess.existing(record, reflection) == nil {
        CollectionAccess.reset(record, reflection)
      }
    }
  }
}

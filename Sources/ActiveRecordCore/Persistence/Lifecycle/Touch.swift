#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Touches parents of records that were written: once a transaction, just before its `COMMIT`.
enum Touching {
  /// The classes that are not touched now.
  @TaskLocal static var spared: [Record.Type] = []

  /// Whether records of a class are left alone.
  static func isSpared(_ facts: ModelFacts) -> Bool {
    spared.contains { type in type == Record.self || facts.lineage.contains { $0 === type._facts } }
  }

  /// Whether the statement that counts a record on its parent touches the parent, too: where nobody else needs to know of it.
  static func isDoneByCounter(_ reflection: AssociationReflection) -> Bool {
    guard reflection.options.touch != .off, reflection.options.counterCache != nil, let facts = reflection.target.facts else {
      return false
    }
    return !isHeard(facts)
  }

  /// A record was written: its parents are touched, the one that it had before too.
  ///
  /// - Parameter counted: Whether the parents counted the record just now; `nil` where nothing was written that they count.
  static nonisolated(nonsending) func parents(
    of record: Record, _ plan: SavePlan, movedFrom old: [Int: DatabaseValue] = [:], counted: Bool? = false
  ) async throws {
    for reflection in plan.touched {
      let key = try reflection.resolved().ownerKey
      if let counted, counted || old[key] != nil, isDoneByCounter(reflection) { continue }
      if let before = old[key], !before.isNull { try await former(before, record, reflection, old) }
      try await parent(of: record, reflection)
    }
  }

  /// The keys of touched parents that a save is going to change.
  static func movedKeys(_ record: Record, _ plan: SavePlan, _ action: Action) throws -> [Int: DatabaseValue] {
    var keys: [Int: DatabaseValue] = [:]
    guard action == .update else { return keys }
    for reflection in plan.touched {
      let resolved = try reflection.resolved()
      for key in [resolved.ownerKey, resolved.typeKey].compactMap({ $0 }) where record.hasChanged(at: key) {
        keys[resolved.ownerKey] = record.original(resolved.ownerKey)
        keys[key] = record.original(key)
      }
    }
    return keys
  }

  /// The parent that a record had before.
  private static nonisolated(nonsending) func former(
    _ key: DatabaseValue, _ record: Record, _ reflection: AssociationReflection, _ old: [Int: DatabaseValue]
  ) async throws {
    let resolved = try reflection.resolved()
    var facts = reflection.target.facts
    if reflection.isPolymorphic, let typeKey = resolved.typeKey {
      guard case .text(let name) = old[typeKey] ?? record._value(typeKey) else { return }
      facts = reflection.target.facts(named: name)
    }
    guard let facts, !isSpared(facts) else { return }
    let targetKey = reflection.targetKey(in: facts)
    if !mustLoad(facts) { return later(facts, targetKey, key, reflection) }
    var core = RelationCore(facts)
    core.conditions.append(core.column(facts.layout.column(at: targetKey).name).equals(key))
    core.limit = 1
    if let parent = try await RelationLoader.records(core, cause: .about(reflection, "touched")).first {
      try await later(parent, columns(of: parent.facts, reflection))
    }
  }

  private static nonisolated(nonsending) func parent(of record: Record, _ reflection: AssociationReflection) async throws {
    let resolved = try reflection.resolved()
    let key = record.value(at: resolved.ownerKey)
    if key.isNull { return }
    if let known = SingularAccess.loaded(record, reflection) ?? nil {
      if !isSpared(known.facts) { try await later(known, columns(of: known.facts, reflection)) }
    } else if let facts = reflection.target.facts, !mustLoad(facts) {
      if !isSpared(facts) { later(facts, resolved.targetKey ?? 0, key, reflection) }
    } else if let parent = try await SingularLoader.load(record, reflection, isAsked: false), !isSpared(parent.facts) {
      try await later(parent, columns(of: parent.facts, reflection))
    }
  }

  /// Whether somebody is told that a record of the class was touched: then the record itself is needed.
  private static func mustLoad(_ facts: ModelFacts) -> Bool { SavePlan.of(facts).lockIndex != nil || isHeard(facts) }

  /// Whether others are told: callbacks, or parents that are touched in turn.
  private static func isHeard(_ facts: ModelFacts) -> Bool {
    let plan = SavePlan.of(facts)
    return facts.isHierarchy || !plan.touched.isEmpty || !plan.touchedTargets.isEmpty || !plan.book.isEmpty(.afterTouch)
      || !plan.book.isEmpty(.afterCommit)
      || !plan.book.isEmpty(.afterRollback)
  }

  static func columns(of facts: ModelFacts, _ reflection: AssociationReflection) -> ColumnSet {
    var columns = ColumnSet()
    for index in SavePlan.of(facts).updatedAt { columns.insert(index) }
    if case .column(let name) = reflection.options.touch, let index = facts.layout.index(of: name) { columns.insert(index) }
    return columns
  }

  /// Notes that a record is touched when the transaction ends, and its own parents with it.
  private static nonisolated(nonsending) func later(_ record: Record, _ columns: ColumnSet) async throws {
    guard record.isPersisted, let touches = PendingTouches.current(for: record.facts), touches.add(record, columns) else { return }
    let plan = SavePlan.of(record.facts)
    try await parents(of: record, plan)
    try await targets(of: record, plan)
  }

  /// A record was written or touched: the targets of its has_ones that follow it are touched.
  ///
  /// - Parameter isNews: Whether the record's row was just inserted, so that only a target in memory can hold its key.
  static nonisolated(nonsending) func targets(of record: Record, _ plan: SavePlan, isNews: Bool = false) async throws {
    for reflection in plan.touchedTargets {
      let known = isNews ? .some(SingularAccess.loaded(record, reflection) ?? nil) : SingularAccess.loaded(record, reflection)
      let target = if let known { known } else { try await SingularLoader.load(record, reflection, isAsked: false) }
      if let target, !isSpared(target.facts) { try await later(target, columns(of: target.facts, reflection)) }
    }
  }

  private static func later(_ facts: ModelFacts, _ keyIndex: Int, _ key: DatabaseValue, _ reflection: AssociationReflection) {
    PendingTouches.current(for: facts)?.add(facts, keyIndex, key, columns(of: facts, reflection))
  }
}

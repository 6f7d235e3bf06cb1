/// Validates records: that required values are there, the rules, and new members of associations.
enum Validation {
  /// Validates a record and says whether it passed; what was found stands in its errors.
  @inline(__always)
  static nonisolated(nonsending) func run(_ record: Record, in context: ValidationContext? = nil) async throws -> Bool {
    let plan = SavePlan.of(record.facts)
    if plan.validatesAtOnce, !record.hasAssociationState { return try atOnce(record, plan, context) }
    var visited = VisitedRecords()
    return try await run(record, in: context, &visited)
  }

  static nonisolated(nonsending) func run(
    _ record: Record, in context: ValidationContext?, _ visited: inout VisitedRecords
  ) async throws -> Bool {
    guard visited.insert(record) else { return true }
    let facts = record.facts
    let plan = SavePlan.of(facts)
    let book = plan.book
    let action: Action = record.isNew ? .create : .update
    if let extras = record._extras, !extras.errors.isEmpty { extras.errors.clear() }
    try await book.run(.beforeValidation, on: record, action)
    if action == .create { addUnset(record, plan, facts) }
    for reflection in plan.checkedParents { try await checkParent(record, reflection, &visited) }
    let own = context ?? (action == .create ? .create : .update)
    for rule in book.validations where rule.applies(to: record, in: own) {
      switch rule.body {
      case .atOnce(let body): try body(record)
      case .waiting(let body): try await body(record)
      }
    }
    for reflection in plan.checkedChildren {
      let children = ChildrenToSave.of(record, reflection)
      if !children.isEmpty { try await check(children, of: record, reflection, &visited) }
    }
    try await book.run(.afterValidation, on: record, action)
    return record._extras?.errors.isEmpty ?? true
  }

  /// The same where no rule waits, nothing is called, and no other record is looked at.
  private static func atOnce(_ record: Record, _ plan: SavePlan, _ context: ValidationContext?) throws -> Bool {
    if let extras = record._extras, !extras.errors.isEmpty { extras.errors.clear() }
    let isNew = record.isNew
    if isNew { addUnset(record, plan, plan.facts) }
    let own = context ?? (isNew ? .create : .update)
    for rule in plan.book.validations where rule.applies(to: record, in: own) {
      if case .atOnce(let body) = rule.body { try body(record) }
    }
    return record._extras?.errors.isEmpty ?? true
  }

  /// Properties that must have a value and were never set.
  private static func addUnset(_ record: Record, _ plan: SavePlan, _ facts: ModelFacts) {
    let unset = plan.required.subtracting(record._extras?.changed ?? ColumnSet())
    if unset.isEmpty { return }
    unset.forEach { index in
      record.errors.add(facts.layout.columns[index].property, message: "must be set", kind: "not_set")
    }
  }

  private static nonisolated(nonsending) func checkParent(
    _ record: Record, _ reflection: AssociationReflection, _ visited: inout VisitedRecords
  ) async throws {
    if reflection.options.isRequired, try await lacksTarget(record, reflection) {
      record.errors.add(reflection.name, message: "must exist", kind: "required")
    }
    guard let target = SingularAccess.state(record, reflection)?.current else { return }
    let options = reflection.options
    guard options.validate == true || (options.autosave == true && target.needsSave) else { return }
    if !(try await run(target, in: nil, &visited)) { add(target, to: record, reflection) }
  }

  /// Whether a required target is missing: known to be none, or not to be found under a key that was changed.
  private static nonisolated(nonsending) func lacksTarget(
    _ record: Record, _ reflection: AssociationReflection
  ) async throws -> Bool {
    if let known = SingularAccess.loaded(record, reflection) { return known == nil }
    let key = try reflection.resolved().ownerKey
    if record._value(key).isNull { return true }
    guard record.changedSet.contains(key) else { return false }
    return try await SingularLoader.load(record, reflection) == nil
  }

  private static nonisolated(nonsending) func check(
    _ children: [Record], of record: Record, _ reflection: AssociationReflection, _ visited: inout VisitedRecords
  ) async throws {
    for child in children where !child._flags.contains(.markedForDestruction) {
      if !(try await run(child, in: nil, &visited)) { add(child, to: record, reflection) }
    }
  }

  private static func add(_ other: Record, to record: Record, _ reflection: AssociationReflection) {
    if reflection.options.autosave == true {
      record.errors.merge(other.errors, under: reflection.name)
    } else if !record.errors.entries.contains(where: { $0.attribute == reflection.name && $0.kind == "invalid" }) {
      record.errors.add(reflection.name, message: "is invalid")
    }
  }
}

extension Record {
  /// Whether saving the record would write something.
  final var needsSave: Bool { isNew || isChanged || _flags.contains(.markedForDestruction) }
}

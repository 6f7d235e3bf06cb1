/// Validates records: that required values are there, the rules, and new members of associations.
enum Validation {
  /// Validates a record and says whether it passed; what was found stands in its errors.
  @inline(__always)
  static nonisolated(nonsending) func run(_ record: Record, in context: ValidationContext? = nil) async throws -> Bool {
    let plan = SavePlan.of(record.facts)
    if plan.validatesAtOnce, !record.hasAssociationState, context == nil { return try atOnce(record, plan) }
    var run = ValidationRun(context)
    return try await run.validate(record)
  }

  /// Validates a record that is saved with others.
  ///
  /// - Parameter begun: The records that the save has begun with, which are not validated again.
  static nonisolated(nonsending) func run(
    _ record: Record, in context: ValidationContext?, besides begun: VisitedRecords
  ) async throws -> Bool {
    let plan = SavePlan.of(record.facts)
    if plan.validatesAtOnce, !record.hasAssociationState, context == nil { return try atOnce(record, plan) }
    var run = ValidationRun(context, besides: begun)
    return try await run.validate(record)
  }

  /// The validation of a record where no rule waits, nothing is called, and no other record is looked at.
  ///
  /// - Parameter member: The association that the record is validated as a member of.
  static func atOnce(_ record: Record, _ plan: SavePlan, of member: AssociationReflection? = nil) throws -> Bool {
    if let extras = record._extras, !extras.errors.isEmpty { extras.errors.clear() }
    if plan.normalizes { try plan.book.normalize(record) }
    let isNew = record.isNew
    let checks = isNew ? plan.checksOfNew : plan.checksOfKnown
    // By index: a copy of each check would retain its two functions.
    for index in checks.indices where checks[index].condition?(record) ?? true { try checks[index].body(record) }
    if isNew { addUnset(record, plan, of: member) }
    return record._extras?.errors.isEmpty ?? true
  }

  /// Properties that must have a value and were never set, where no rule has told yet.
  ///
  /// - Parameter member: The association that the record is validated as a member of.
  static func addUnset(_ record: Record, _ plan: SavePlan, of member: AssociationReflection? = nil) {
    if record.hasSet(plan.required) { return }
    let unset = plan.required.subtracting(record._extras?.changed ?? ColumnSet())
    let coming = ComingKeys.columns(of: record, plan, member)
    unset.forEach { index in
      if coming.contains(index) { return }
      let property = plan.facts.layout.columns[index].property
      if !record.errors.contains(property) { record.errors.add(property, kind: "not_set") }
    }
  }

  /// The members of an association that are in memory and stay.
  static func members(of record: Record, _ reflection: AssociationReflection) -> [Record] {
    let members: [Record]
    if reflection.isSingular {
      members = (SingularAccess.loaded(record, reflection) ?? nil).map { [$0] } ?? []
    } else {
      members = CollectionAccess.known(record, reflection)
    }
    return members.filter { !$0._flags.contains(.markedForDestruction) }
  }
}

extension Record {
  /// Whether saving the record would write something.
  final var needsSave: Bool { isNew || isChanged || _flags.contains(.markedForDestruction) }
}

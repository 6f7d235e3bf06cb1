/// One validation of a record, with the members that are validated with it; cycles end.
struct ValidationRun {
  private let context: ValidationContext?
  /// The context that members are validated in: only the application's own.
  private let membersContext: ValidationContext?
  private var visited = VisitedRecords()
  /// The records that are being saved, and were validated when their save began.
  private let begun: VisitedRecords

  init(_ context: ValidationContext?, besides begun: VisitedRecords = VisitedRecords()) {
    self.context = context
    self.begun = begun
    membersContext = context.flatMap { $0.isOwn ? $0 : nil }
  }

  /// Validates a record.
  ///
  /// - Parameter membership: The association that it is a member of, where it is validated with its owner.
  mutating nonisolated(nonsending) func validate(_ record: Record, of membership: AssociationReflection? = nil) async throws -> Bool {
    guard visited.insert(record) else { return true }
    let plan = SavePlan.of(record.facts)
    if plan.validatesAtOnce, context == nil, isAlone(record, plan) { return try Validation.atOnce(record, plan, of: membership) }
    try Nesting.beginValidation(of: record)
    defer { record._flags.validations -= 1 }
    let book = plan.book
    let action: Action = record.isNew ? .create : .update
    if let extras = record._extras, !extras.errors.isEmpty { extras.errors.clear() }
    try await book.run(.beforeValidation, on: record, action)
    try book.normalize(record)
    for reflection in plan.checkedParents { try await checkParent(record, reflection) }
    for reflection in plan.requiredChildren { try await requireChild(record, reflection) }
    for reflection in plan.checkedChildren {
      let children = children(of: record, reflection)
      if !children.isEmpty { try await check(children, of: record, reflection, by: book.indexing(of: reflection.name)) }
    }
    let own = context ?? (action == .create ? .create : .update)
    for rule in book.validations where rule.applies(to: record, in: own) {
      switch rule.body {
      case .atOnce(let body): try body(record)
      case .waiting(let body): try await body(record, membersContext)
      }
    }
    if action == .create { Validation.addUnset(record, plan, of: membership) }
    try await book.run(.afterValidation, on: record, action)
    return record._extras?.errors.isEmpty ?? true
  }

  /// Whether a record has no members or targets in memory that are validated with it.
  private func isAlone(_ record: Record, _ plan: SavePlan) -> Bool {
    for child in plan.checkedChildren {
      let isAlone = child.isSingular ? children(of: record, child).isEmpty : record._extras?.association(child.index) == nil
      if !isAlone { return false }
    }
    return true
  }

  private mutating nonisolated(nonsending) func checkParent(_ record: Record, _ reflection: AssociationReflection) async throws {
    if reflection.options.isRequired, try await lacksTarget(record, reflection) {
      record.errors.addRequired(reflection.name)
    }
    guard reflection.options.validate ?? (reflection.autosave == true),
      let target = SingularAccess.loaded(record, reflection) ?? nil, isLookedAt(target, of: record)
    else { return }
    try await check([target], of: record, reflection, by: nil)
  }

  /// A has_one that must be there is loaded where it is not known; one that is marked does not count.
  private nonisolated(nonsending) func requireChild(_ record: Record, _ reflection: AssociationReflection) async throws {
    let target = try await SingularLoader.load(record, reflection, isAsked: false)
    if target?._flags.contains(.markedForDestruction) ?? true { record.errors.addRequired(reflection.name) }
  }

  /// Whether a required target is missing: known to be none, or not to be found under a key that was changed.
  private nonisolated(nonsending) func lacksTarget(_ record: Record, _ reflection: AssociationReflection) async throws -> Bool {
    if let known = SingularAccess.loaded(record, reflection) { return known == nil }
    let key = try reflection.resolved().ownerKey
    if record.value(at: key).isNull { return true }
    guard record.hasChanged(at: key) else { return false }
    return try await SingularLoader.load(record, reflection, isAsked: false) == nil
  }

  /// The members in memory that are validated with their owner: those that a save may write, and in a context of the
  /// application's own all of them.
  private func children(of record: Record, _ reflection: AssociationReflection) -> [Record] {
    let autosaves = reflection.autosave == true
    guard record._extras != nil || reflection.isSingular || autosaves || membersContext != nil else { return [] }
    if reflection.isSingular {
      guard let target = SingularAccess.loaded(record, reflection) ?? nil else { return [] }
      return isLookedAt(target, of: record) ? [target] : []
    }
    let members = CollectionAccess.known(record, reflection)
    if record.isNew || membersContext != nil { return members }
    return members.filter { $0.isNew || (autosaves && $0.isChangedForAutosave(besides: record)) }
  }

  /// Whether a target is validated: one that a save would write, and in a context of the application's own each.
  private func isLookedAt(_ target: Record, of record: Record) -> Bool {
    membersContext != nil || target.isChangedForAutosave(besides: record)
  }

  /// Validates members; those that go with the save, and those that are gone, are left out.
  private mutating nonisolated(nonsending) func check(
    _ children: [Record], of record: Record, _ reflection: AssociationReflection, by order: ErrorIndexing?
  ) async throws {
    let autosaves = reflection.autosave == true
    for child in children where !child.isDestroyed && !(autosaves && child._flags.contains(.markedForDestruction)) {
      // One that is being saved is validated by that save.
      if child._flags.contains(.beingSaved) { continue }
      // A row that is invalid already can be a member all the same, as long as nothing of it is written.
      var isValid = try atOnce(member: child, of: reflection)
      if isValid == nil { isValid = try await validate(member: child, of: reflection) }
      if isValid == true || !isLookedAt(child, of: record) { continue }
      add(child, order.flatMap { place(of: child, $0, record, reflection) }, to: record, reflection)
    }
  }

  private func place(of child: Record, _ order: ErrorIndexing, _ record: Record, _ reflection: AssociationReflection) -> Int? {
    switch order {
    case .association: CollectionAccess.known(record, reflection).firstIndex { $0 === child }
    case .input: CollectionAccess.existing(record, reflection)?.input.firstIndex { $0 === child }
    }
  }

  /// Validates a member where that takes nothing but its values; `nil` where it takes more. (Most members of a tree are its leaves.)
  private mutating func atOnce(member: Record, of reflection: AssociationReflection) throws -> Bool? {
    let plan = SavePlan.of(member.facts)
    guard plan.validatesAtOnce, membersContext == nil, member._flags.validations == 0, !begun.contains(member), isAlone(member, plan) else {
      return nil
    }
    return try visited.insert(member) ? Validation.atOnce(member, plan, of: reflection) : true
  }

  private mutating nonisolated(nonsending) func validate(member: Record, of reflection: AssociationReflection) async throws -> Bool {
    // Of one that asks for this validation from a callback, it is under way.
    if begun.contains(member) || member._flags.validations > 0 { return true }
    var run = ValidationRun(membersContext, besides: begun)
    // Handed over, not copied: a copy for each member would make a tree's validation quadratic.
    swap(&run.visited, &visited)
    defer { swap(&run.visited, &visited) }
    return try await run.validate(member, of: reflection)
  }

  private func add(_ other: Record, _ place: Int?, to record: Record, _ reflection: AssociationReflection) {
    if reflection.autosave == true {
      record.errors.merge(other.errors, under: place.map { "\(reflection.name)[\($0)]" } ?? reflection.name)
    } else if !record.errors.contains(reflection.name, kind: "invalid") {
      record.errors.add(reflection.name, kind: "invalid")
    }
  }
}

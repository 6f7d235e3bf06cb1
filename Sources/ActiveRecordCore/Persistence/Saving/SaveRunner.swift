/// Saves a record with what hangs on it: parents, the record itself, children, all in one transaction.
struct SaveRunner {
  /// The transaction that everything is saved in.
  private(set) var session: Session?
  /// The records that this save has begun with; cycles end here.
  var begun = VisitedRecords()
  /// Whether the save as a whole validates.
  private var validates = true
  /// The record whose time of change is left as it is.
  private(set) var untouched: Record?
  /// Whether the graph is saved level by level.
  private(set) var savesLevels = false
  /// Whether the first record was validated with what hangs on it, and nobody was called since who could have changed that.
  private(set) var isUndisturbed = false
  /// The record that an error was told on last.
  var told: Record?

  init(_ session: Session?) { self.session = session }

  /// Saves records of a model in its open transaction.
  init(for facts: ModelFacts) { session = facts.session }

  /// Saves a record in a transaction of its own, or in the open one.
  ///
  /// - Throws: ``RecordInvalid`` where validation fails, ``RecordNotSaved`` where a callback stops the save.
  static nonisolated(nonsending) func run(
    _ record: Record, validate: Bool, in context: ValidationContext? = nil, touch: Bool = true
  ) async throws {
    if let session = record.facts.session, session.isInTransaction {
      var runner = SaveRunner(session)
      runner.validates = validate
      runner.untouched = touch ? nil : record
      return try await runner.saveFirst(record, validate: validate, in: context)
    }
    try await runInTransaction(record, validate: validate, in: context, touch: touch)
  }

  @inline(never) private static nonisolated(nonsending) func runInTransaction(
    _ record: Record, validate: Bool, in context: ValidationContext?, touch: Bool
  ) async throws {
    try await record.facts.database.transaction {
      var runner = SaveRunner(for: record.facts)
      runner.validates = validate
      runner.untouched = touch ? nil : record
      try await runner.saveFirst(record, validate: validate, in: context)
    }
  }

  /// Saves the first record of a graph.
  private mutating nonisolated(nonsending) func saveFirst(
    _ record: Record, validate: Bool, in context: ValidationContext?
  ) async throws {
    try nest(record)
    defer { session?.saves -= 1 }
    savesLevels = record.hasAssociationState && GraphSize.isLarge(record)
    isUndisturbed = savesLevels && validate
    try await save(record, validate: validate, in: context)
  }

  mutating nonisolated(nonsending) func save(
    _ record: Record, validate: Bool, in context: ValidationContext? = nil
  ) async throws {
    let facts = record.facts
    if !facts.isWritten(in: session) { return try await elsewhere(facts) { try await $0.save(record, validate: validate, in: context) } }
    guard begun.insert(record) else { return try await goOn(with: record) }
    let isInside = record._flags.contains(.beingSaved)
    record._flags.insert(.beingSaved)
    defer { if isInside { record._flags.insert(.beingSaved) } else { record._flags.remove(.beingSaved) } }
    let plan = SavePlan.of(facts)
    if !plan.isQuiet {
      isUndisturbed = false
      if !plan.deprecated.isEmpty { try plan.checkDeprecatedTouches(record) }
    }
    try refuse(record, facts)
    if validate { try await self.validate(record, facts, context) } else { try plan.book.normalize(record) }
    let action: Action = record.isNew ? .create : .update
    let participant = RecordParticipant.join(record, in: session)
    if record.hasAssociationState || plan.autosaves {
      for built in plan.throughParents { try await joinBuilt(built, of: record) }
      guard try await saveParents(of: record, plan) else { return }
    }
    try await saveAfterParents(record, plan, action, participant)
  }

  /// Saves a record whose parents are saved: callbacks, its row, its children.
  mutating nonisolated(nonsending) func saveAfterParents(
    _ record: Record, _ plan: SavePlan, _ action: Action, _ participant: RecordParticipant?
  ) async throws {
    var action = action
    do {
      try await plan.book.run(.beforeSave, on: record, action)
      // What was called may have saved the record itself.
      if action == .create, record.isPersisted { action = .update }
      if plan.book.isEmpty(.aroundSave) {
        try await saveSelf(record, plan, action, participant)
      } else {
        var runner = self
        let action = action
        try await plan.book.around(.aroundSave, record, action) { try await runner.saveSelf(record, plan, action, participant) }
        self = runner
      }
      try await plan.book.run(.afterSave, on: record, action)
    } catch is Halt {
      let name = record.facts.name
      throw RecordNotSaved(model: name, "\(name) was not saved: a callback stopped it")
    } catch let error as DatabaseError where validates && error.code == .uniqueViolation {
      throw try plan.book.explain(error, on: record)
    }
  }

  /// Goes on in a transaction of the database that a model is in, where that is another one.
  @inline(never) mutating nonisolated(nonsending) func elsewhere(
    _ facts: ModelFacts, _ body: nonisolated(nonsending) (inout SaveRunner) async throws -> Void
  ) async throws {
    var runner = self
    defer {
      runner.session = session
      self = runner
    }
    try await facts.database.transaction {
      runner.session = facts.session
      try await body(&runner)
    }
  }

  func validate(_ record: Record, _ facts: ModelFacts, _ context: ValidationContext?) async throws {
    do {
      let isValid =
        begun.areSeveral ? try await Validation.run(record, in: context, besides: begun) : try await Validation.run(record, in: context)
      if !isValid { throw RecordInvalid(model: facts.name, errors: record.errors) }
    } catch is Halt {
      throw RecordNotSaved(model: facts.name, "\(facts.name) was not saved: a callback stopped it")
    }
  }

  private mutating nonisolated(nonsending) func saveSelf(
    _ record: Record, _ plan: SavePlan, _ action: Action, _ participant: RecordParticipant?
  ) async throws {
    let book = plan.book
    let isNew = action == .create
    try await book.run(isNew ? .beforeCreate : .beforeUpdate, on: record, action)
    let action: Action = record.isPersisted ? .update : action
    let around = isNew ? Lifecycle.aroundCreate : .aroundUpdate
    if book.isEmpty(around) {
      try await writeRow(record, plan, action, participant)
    } else {
      let runner = self
      try await book.around(around, record, action) { try await runner.writeRow(record, plan, action, participant) }
    }
    if isNew { try await saveFollowing(record) }
    if plan.autosaves || record.hasAssociationState { try await saveChildren(of: record, plan) }
    if !plan.touchedTargets.isEmpty, isNew || record._extras?.hasPrevious == true {
      try await Touching.targets(of: record, plan, isNews: isNew)
    }
    try await book.run(isNew ? .afterCreate : .afterUpdate, on: record, action)
  }

  private mutating nonisolated(nonsending) func saveChildren(of record: Record, _ plan: SavePlan) async throws {
    if savesLevels {
      for child in plan.children { try await saveLevel(child, of: [record], checked: true) }
    } else {
      for child in plan.children { try await saveChildren(child, of: record) }
    }
  }

  func refuse(_ record: Record, _ facts: ModelFacts) throws {
    if record.isReadonly { throw ModelError(.readonly, model: facts.name, "the record is read-only, so it cannot be saved") }
    if record.isDestroyed { throw ModelError(.noRow, model: facts.name, "the record was destroyed, so it cannot be saved") }
    if record._flags.contains(.endless) { throw record.endlessMaking }
    if facts.isAbstract { throw ModelError(.unsupported, model: facts.name, "the class is abstract, so it has no table") }
  }
}

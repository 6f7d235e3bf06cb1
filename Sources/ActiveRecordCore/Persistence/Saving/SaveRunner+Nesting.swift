// Saves inside of saves: what callbacks begin, and records that lead back to each other.

extension SaveRunner {
  /// Notes that a save begins, perhaps inside of others; the caller notes its end.
  ///
  /// - Throws: ``ModelError`` where so many have begun that callbacks go round in circles.
  func nest(_ record: Record) throws {
    try Nesting.begin(record, session, "saves", "beforeSave { if $0.isChanged { … } }")
  }

  /// Saves the parents of a record.
  ///
  /// - Returns: Whether the record is still to be saved: an owner that has it as a member may have gone on with it.
  mutating nonisolated(nonsending) func saveParents(of record: Record, _ plan: SavePlan) async throws -> Bool {
    guard record.isNew else {
      for parent in plan.parents { try await saveParent(parent, of: record) }
      return true
    }
    let isInside = record._flags.contains(.savingParents)
    defer { if isInside { record._flags.insert(.savingParents) } else { record._flags.remove(.savingParents) } }
    record._flags.insert(.savingParents)
    for parent in plan.parents {
      try await saveParent(parent, of: record)
      if !record._flags.contains(.savingParents) { return false }
    }
    return true
  }

  /// Goes on with the save of a new member that led to its owner, which has a row now: the owner's callbacks after the save find all
  /// members stored, in their order.
  mutating nonisolated(nonsending) func goOn(with record: Record) async throws {
    guard canGoOn(with: record) else { return }
    record._flags.remove(.savingParents)
    let plan = SavePlan.of(record.facts)
    guard try await saveParents(of: record, plan) else { return }
    try await saveAfterParents(record, plan, .create, RecordParticipant.join(record, in: session))
  }

  /// Whether a record's own save waits for its parents, and none of them waits for the record.
  private func canGoOn(with record: Record) -> Bool {
    guard record.isNew, record._flags.contains(.savingParents), begun.contains(record), !record._flags.contains(.markedForDestruction)
    else { return false }
    return SavePlan.of(record.facts).parents.allSatisfy { parent in
      guard parent.autosave != false, let target = SingularAccess.loaded(record, parent) ?? nil else { return true }
      return target === record || !target.isNew || !target._flags.contains(.beingSaved)
    }
  }

  /// The children that are to be saved here: a member whose own save has begun is gone on with, or left to it, and gets its key now. New
  /// ones behind one that is left are saved after it, so that their rows stand in the order of the members.
  func leaving(_ children: [Record], of record: Record, _ reflection: AssociationReflection) throws -> [Record] {
    guard children.contains(where: { !$0._flags.isDisjoint(with: [.beingSaved, .destroyed]) }) else { return children }
    // One that was destroyed since it was added has no row that could be the owner's.
    let children = children.filter { !$0.isDestroyed }
    guard !reflection.isThrough, reflection.kind != .hasAndBelongsToMany else {
      return children.filter { !$0._flags.contains(.beingSaved) }
    }
    var own: [Record] = [], following: [Record] = [], first: Record?
    for child in children {
      if child._flags.contains(.beingSaved) {
        if ForeignKeys.areGiven(to: child, reflection, of: record) { try ForeignKeys.set(on: child, reflection, owner: record) }
        if let inverse = try reflection.resolved().inverse { try Self.keyTaken(by: child, inverse) }
        if !reflection.isSingular, canGoOn(with: child) {
          own.append(child)
          continue
        }
        if first == nil, child.isNew, begun.contains(child) { first = child }
      } else if first != nil, child.isNew, !begun.contains(child), !child._flags.contains(.markedForDestruction) {
        following.append(child)
      } else {
        own.append(child)
      }
    }
    if let first, !following.isEmpty { session?.following.append((first, record, reflection, following)) }
    return own
  }

  /// Saves the members that were to come after a record whose row is there now.
  mutating nonisolated(nonsending) func saveFollowing(_ record: Record) async throws {
    guard let session, !session.following.isEmpty else { return }
    let groups = session.following.filter { $0.after === record }
    session.following.removeAll { $0.after === record }
    for group in groups {
      let members = group.members.filter(\.isNew)
      do {
        if savesLevels { try await saveTogether(members, group.reflection, of: group.owner) }
        for member in members where member.isNew { try await save(member, group.reflection, tellingOn: group.owner) }
      } catch {
        if let inverse = try group.reflection.resolved().inverse { tell(error, about: inverse, on: record) }
        throw error
      }
    }
  }

  /// Gives the key of a record that was just inserted to those that were saved before it, and belong to it all the same.
  nonisolated(nonsending) func giveKey(of record: Record, _ session: Session) async throws {
    let waiting = session.waiting.filter { $0.parent === record }
    if waiting.isEmpty { return }
    session.waiting.removeAll { $0.parent === record }
    for (child, _, reflection) in waiting where (SingularAccess.loaded(child, reflection) ?? nil) === record {
      try takeKey(of: record, into: child, reflection)
      guard child.isPersisted, child.isChanged, !child._flags.contains(.beingSaved) else { continue }
      var runner = SaveRunner(session)
      if child !== record { _ = runner.begun.insert(record) }
      try await runner.save(child, validate: false)
    }
  }
}

/// How deep saves, validations, callbacks for members and destructions may stand inside of each other.
enum Nesting {
  /// Saves that callbacks began; what hangs on a record is saved by one of them, however deep it is.
  static let maximumSaves = 1_000
  /// Validations of one record that its own callbacks and rules began.
  static let maximumValidations = 100
  /// Callbacks for members of one collection.
  static let maximumCalls = 100
  /// Destructions, those of dependents included.
  static let maximumDestructions = 4_000

  /// Notes that the callbacks of a touch are called; the caller notes their end.
  static func beginTouch(of record: Record, _ session: Session?) throws {
    try begin(record, session, "touches", "afterTouch { if … { … } }")
  }

  fileprivate static func begin(_ record: Record, _ session: Session?, _ what: String, _ instead: String) throws {
    guard let session else { return }
    if session.saves >= maximumSaves { throw endless(record, what, instead) }
    session.saves += 1
  }

  /// Notes that a validation of a record begins; the caller notes its end.
  static func beginValidation(of record: Record) throws {
    if record._flags.validations >= maximumValidations { throw endless(record, "validations", "beforeValidation { if … { … } }") }
    record._flags.validations += 1
  }

  /// Notes that a destruction begins; the caller notes its end.
  static func beginDestruction(of record: Record, _ session: Session?) throws {
    guard let session else { return }
    if session.destructions >= maximumDestructions { throw endless(record, "destructions", "beforeDestroy { if … { … } }") }
    session.destructions += 1
  }

  /// Notes that callbacks for a member are called; the caller notes their end.
  ///
  /// - Returns: Where it is noted.
  static func beginCall(of owner: Record, _ reflection: AssociationReflection) throws -> CollectionState {
    let state = CollectionAccess.state(owner, reflection)
    if state.calls >= maximumCalls {
      throw endless(owner, "callbacks of '\(reflection.name)'", "beforeAdd(\\.\(reflection.name)) { if … { … } }")
    }
    state.calls += 1
    return state
  }

  static func endless(_ record: Record, _ what: String, _ instead: String) -> ModelError {
    ModelError(
      .endless, model: record.facts.name,
      "\(what) began inside of each other without an end: a callback calls what calls it again. Let it do so on a condition: \(instead)")
  }
}

extension Record {
  /// What destroying the record would do, without doing it: dependents, join rows, the row itself, and what would forbid it.
  ///
  /// It reads rows as they are in the database now, and changes nothing in memory. Records that would be destroyed are loaded, one query for
  /// each association and level; others are counted.
  public final func destroyPlan() async throws -> DestroyPlan {
    var planner = DestroyPlanner()
    guard isPersisted else { return planner.plan }
    var core = RelationCore(facts.root)
    core.conditions.append(core.column(facts.layout.key.name).equals(originalKey))
    core.limit = 1
    guard let fresh = try await RelationLoader.records(core, cause: .of(facts, "to plan")).first else { return planner.plan }
    try await planner.add(fresh, depth: 0)
    return planner.plan
  }
}

/// Walks through what depends on a record, in the order of ``DestroyRunner``.
private struct DestroyPlanner {
  var plan = DestroyPlan()
  private var seen: Set<String> = []

  init() {}

  /// Plans a record that was loaded for this alone.
  mutating func add(_ record: Record, depth: Int) async throws {
    let facts = record.facts, key = record.keyValue.jobText
    guard seen.insert("\(facts.root.name) \(key)").inserted else { return }
    plan.steps.append(.init(depth: depth, action: .destroyRecord, subject: facts.name, count: 1, key: key))
    let save = SavePlan.of(facts)
    for reflection in save.children where reflection.kind != .hasAndBelongsToMany {
      if let dependent = reflection.options.dependent { try await add(dependent, record, reflection, depth + 1) }
    }
    for reflection in save.children.reversed() where reflection.kind == .hasAndBelongsToMany {
      try await joinRows(record, reflection, .removeJoinRows, depth + 1)
    }
    for reflection in save.parents where reflection.options.dependent != nil { try await parent(record, reflection, depth + 1) }
  }

  private mutating func add(
    _ dependent: Dependent, _ record: Record, _ reflection: AssociationReflection, _ depth: Int
  ) async throws {
    let isLater = try dependent == .destroyAsync && record.facts.database.configuration.jobs != nil
    switch dependent {
    case .destroy, .destroyAsync:
      if reflection.isThrough, dependent == .destroy { return try await joinRows(record, reflection, .removeJoinRows, depth) }
      if isLater { return try await count(.destroyLater, record, reflection, depth) }
      let members = try await targets(of: record, reflection)
      guard !members.isEmpty else { return }
      note(.destroy, reflection, members.count, depth)
      for member in members { try await add(member, depth: depth + 1) }
    case .delete, .deleteAll:
      if reflection.isThrough { return try await joinRows(record, reflection, .removeJoinRows, depth) }
      try await count(.delete, record, reflection, depth)
    case .nullify:
      if reflection.isThrough { return try await joinRows(record, reflection, .nullify, depth) }
      try await count(.nullify, record, reflection, depth)
    case .restrictWithError, .restrictWithException: try await count(.restrict, record, reflection, depth)
    }
  }

  private func targets(of record: Record, _ reflection: AssociationReflection) async throws -> [Record] {
    if reflection.isSingular { return try await SingularLoader.load(record, reflection, isAsked: false).map { [$0] } ?? [] }
    return try await CollectionLoader.load(record, reflection, isAsked: false)
  }

  private mutating func count(
    _ action: DestroyPlan.Action, _ record: Record, _ reflection: AssociationReflection, _ depth: Int
  ) async throws {
    let core = try Dependents.rows(of: record, reflection)
    note(action, reflection, try await RelationLoader.count(core, cause: .about(reflection, "to plan")), depth)
  }

  private mutating func joinRows(
    _ record: Record, _ reflection: AssociationReflection, _ action: DestroyPlan.Action, _ depth: Int
  ) async throws {
    let (table, conditions) = try JoinRows.conditions(reflection, owner: record, members: nil)
    var statement = SelectStatement(from: .table(table, alias: nil))
    statement.selection = [SQLSelection(.function("COUNT", [.star(.none)], distinct: false))]
    statement.conditions = conditions
    var count = 0
    let home = try JoinRows.home(reflection)
    try await RelationLoader.rows(statement, .about(reflection, "to plan"), about: home, explains: false) { count = Int($0.int64(0)) }
    note(action, reflection, count, depth)
  }

  private mutating func parent(_ record: Record, _ reflection: AssociationReflection, _ depth: Int) async throws {
    guard let target = try await SingularLoader.load(record, reflection, isAsked: false) else { return }
    let hasQueue = try record.facts.database.configuration.jobs != nil
    switch reflection.options.dependent {
    case .delete, .deleteAll: note(.delete, reflection, 1, depth)
    case .destroyAsync where hasQueue: note(.destroyLater, reflection, 1, depth)
    default:
      note(.destroy, reflection, 1, depth)
      try await add(target, depth: depth + 1)
    }
  }

  private mutating func note(_ action: DestroyPlan.Action, _ reflection: AssociationReflection, _ count: Int, _ depth: Int) {
    guard count > 0 else { return }
    plan.steps.append(.init(depth: depth, action: action, subject: reflection.path, count: count, key: nil))
  }
}

/// Loads one association for many owners, with one query (or one for each class or scope), and hands out the targets.
///
/// The files `Load…` beside this one have a kind each.
struct AssociationLoad {
  let reflection: AssociationReflection
  let owners: [Record]
  let cause: QueryCause
  let resolved: AssociationResolution
  /// What was asked for before its turn.
  let early: EarlyLoads?
  /// Records that are there already, and stand in for rows of associations to one record.
  var available: [Record] = []
  /// What was found for this association and others by one query.
  var found: (records: [Record], keys: RowKeys)?

  init(_ reflection: AssociationReflection, owners: [Record], cause: QueryCause, early: EarlyLoads? = nil) throws {
    self.reflection = reflection
    self.owners = owners
    self.cause = cause
    self.early = early
    resolved = try reflection.resolved()
  }

  /// Runs the load.
  ///
  /// - Parameter stepwise: Whether a through association loads what is in between, too, as `preload` does.
  nonisolated(nonsending) func run(stepwise: Bool) async throws {
    guard !owners.isEmpty else { return }
    try await load(stepwise: stepwise)
    StrictMarks.pass(from: owners, through: reflection)
    try await ScopeEffects.apply(reflection, to: owners)
  }

  private nonisolated(nonsending) func load(stepwise: Bool) async throws {
    switch try way(stepwise: stepwise) {
    case .polymorphic: try await loadPolymorphic()
    case .unjoined: try await loadUnjoined()
    case .grouped: try await loadGrouped()
    case .one: try await loadOne(available.isEmpty ? owners : ownersWithoutAvailable())
    case .many: try await loadMany(owners)
    case .joinTable: try await loadJoinTable()
    case .through(let through, let source): try await loadThrough(through, source)
    case .joined: try await loadJoined(owners)
    }
  }

  /// The ways to load an association; each has a file `Load…` beside this one.
  enum Way {
    case polymorphic, unjoined, grouped, one, many, joinTable, joined
    case through(AssociationReflection, AssociationReflection)
  }

  /// How the association is loaded.
  func way(stepwise: Bool) throws -> Way {
    if reflection.isPolymorphic { return .polymorphic }
    if reflection.options.disableJoins { return .unjoined }
    if reflection.options.scope != nil || reflection.isThrough, try AssociationQuery.dependsOnOwner(reflection) { return .grouped }
    if resolved.isDirect { return reflection.isSingular ? .one : .many }
    // The order of a scope is that of all members, which steps would not keep.
    if stepwise, reflection.options.scope == nil, reflection.target.facts?.hasDefaultScope != true {
      if reflection.kind == .hasAndBelongsToMany || goesThroughPairs { return .joinTable }
      if let through = resolved.through, let source = resolved.source, try !isJoined(source) { return .through(through, source) }
    }
    return .joined
  }

  /// Whether the last step would be a query that joins: the way to it is then joined, too, and one query less is sent.
  private func isJoined(_ source: AssociationReflection) throws -> Bool {
    if source.isPolymorphic { return true }
    guard try !source.resolved().isDirect, (try? reflection.requireOneDatabase(resolved.hops)) != nil else { return false }
    if case .joined = try AssociationLoad(source, owners: [], cause: cause).way(stepwise: true) { return true }
    return false
  }

  /// Owners whose scopes turn out equal share a query.
  private nonisolated(nonsending) func loadGrouped() async throws {
    var groups: [[Record]] = []
    var places: [SelectStatement: Int] = [:]
    for owner in owners {
      let core = try AssociationQuery.relation(reflection, .one(.null), scopeOwner: owner)
      var statement = try core.statement(nil)
      // The statement alone does not say that nothing is asked for.
      if core.isNone { statement.conditions.append(.constant(false)) }
      if let place = places[statement] {
        groups[place].append(owner)
      } else {
        places[statement] = groups.count
        groups.append([owner])
      }
    }
    for group in groups { try await loadJoined(group) }
  }

  /// The keys of the owners, and for each owner the position of its key; negative where it has none.
  func ownerKeys(_ owners: [Record], integers: Bool) -> (index: KeyIndex, positions: ContiguousArray<Int32>) {
    var index = KeyIndex(integers: integers, capacity: owners.count)
    var positions = ContiguousArray<Int32>()
    positions.reserveCapacity(owners.count)
    for owner in owners { positions.append(index.position(adding: key(of: owner)) ?? -1) }
    return (index, positions)
  }

  @inline(__always) func key(of owner: Record) -> DatabaseValue {
    owner.key(at: resolved.ownerKey)
  }

  /// How many columns the keys have that owners and rows are matched by.
  var keyWidth: Int { reflection.owner.layout.parts(of: resolved.ownerKey).count }

  /// Whether the keys that owners and rows are matched by are integers.
  var hasIntegerKeys: Bool { reflection.owner.layout.column(at: resolved.ownerKey).kind == .integer }

  /// The records of a query for some keys, and for each of them the key of its owner. Who lets them know their owners tells them then that
  /// they were found.
  nonisolated(nonsending) func fetch(
    _ facts: ModelFacts, _ index: KeyIndex, keyColumn: Int?, integers: Bool, scopeOwner: Record? = nil, early: EarlyRows? = nil
  ) async throws -> (records: [Record], keys: RowKeys) {
    if let found { return found }
    if let found = try early?.rows.takeRecords(tells: false), let keys = found.keys { return (found.records, keys) }
    let keys = RowKeys(keyPlace(facts, keyColumn, integers: integers))
    let dialect = try facts.database.dialect
    var records: [Record] = []
    for piece in index.queries(maximum: dialect.maximumKeys) {
      let core = try AssociationQuery.relation(reflection, piece, scopeOwner: scopeOwner)
      if core.isNone { continue }
      let chains = try EagerLoading.joinedChains(core, dialect)
      if !chains.isEmpty {
        records += try await fetchJoined(core, chains, piece, keys, scopeOwner)
        continue
      }
      let statement = try statement(core, withOwnerKey: keyColumn == nil, dialect)
      let found = try await RecordFetch.records(
        facts, statement.rendered(dialect), keys: keys, cached: index.count < 4, sharesContext: false, tells: false,
        cause: cause)
      if records.isEmpty { records = found } else { records += found }
    }
    return (records, keys)
  }

  /// Where the keys stand in the rows of a query.
  func keyPlace(_ facts: ModelFacts, _ keyColumn: Int?, integers: Bool) -> RowKeys.Place {
    var place = RowKeys.Place(integers: integers, column: keyColumn)
    if keyWidth > 1 {
      let count = facts.layout.columns.count
      place.columns = keyColumn.map { facts.layout.parts(of: $0).map(Int32.init) } ?? (count..<count + keyWidth).map(Int32.init)
    } else if let keyColumn, keyColumn < 0 {
      place.columns = facts.layout.parts(of: keyColumn).map(Int32.init)
    }
    return place
  }

  /// The records of a scope that speaks of associations it includes: by one query where the rows themselves say whose they are, else by one
  /// for each owner.
  private nonisolated(nonsending) func fetchJoined(
    _ core: RelationCore, _ chains: [[String]], _ piece: AssociationQuery.Keys, _ keys: RowKeys, _ scopeOwner: Record?
  ) async throws -> [Record] {
    let dialect = try core.facts.database.dialect
    keys.areAdopted = true
    if let column = keys.column, core.limit == nil, core.offset == nil {
      let records = try await EagerLoading.records(core, chains: chains, dialect, tells: false, cause: cause)
      for record in records { keys.add(record.key(at: column)) }
      return records
    }
    var records: [Record] = []
    for key in piece.each {
      let own = try AssociationQuery.relation(reflection, .one(key), scopeOwner: scopeOwner)
      let found = try await EagerLoading.records(own, chains: chains, dialect, tells: false, cause: cause)
      for _ in found { keys.add(key) }
      records += found
    }
    return records
  }

  func statement(_ core: RelationCore, withOwnerKey: Bool, _ dialect: Dialect) throws -> SelectStatement {
    let owner = try AssociationQuery.ownerColumn(reflection)
    var selection = core.facts.selection
    if withOwnerKey { selection += SQLSelection.each(owner, as: "owner_key") }
    let statement = try core.statement(dialect, selection: selection)
    guard core.limit != nil || core.offset != nil else { return statement }
    return WindowedSelect.perOwner(statement, owner: owner, facts: core.facts)
  }
}

/// The members at the ends of collections, which one record asks for all records that were loaded with it.
///
/// The answers of the others wait in the load context, each to be taken once within ``DatabaseConfiguration/peerAnswerLifetime``, and are
/// thrown away as soon as something is written. Who asks again asks for itself.
final class PeerMembers {
  /// So many members from one end.
  struct Question: Hashable {
    let association: Int
    let count: Int
    let isReversed: Bool

    /// "first", "last(3)"
    var word: String { (isReversed ? "last" : "first") + (count == 1 ? "" : "(\(count))") }
  }

  /// Members by the records' slots; `nil` where nothing was asked, or the answer was given.
  private struct Answer {
    var members: ContiguousArray<[Record]?>
    let database: ObjectIdentifier
    let changes: Int
    let time = Moment.now
  }
  private var answers: [Question: Answer] = [:]

  /// The members of one collection; `nil` where the record asks for itself alone.
  static nonisolated(nonsending) func ask(
    _ question: Question, _ owner: Record, _ reflection: AssociationReflection
  ) async throws -> [Record]? {
    guard question.count > 0, let context = owner._context, context.loadsTogether, context.peers.count > 1,
      !reflection.options.disableJoins, let facts = reflection.target.facts, try !AssociationQuery.dependsOnOwner(reflection)
    else { return nil }
    let database = try facts.database
    let kept = kept(context)
    if let known = kept.answers[question], known.database == ObjectIdentifier(database) {
      // Where members are read and written in turns, the next answer for all would be out of date as soon.
      guard known.changes == database.changes else {
        kept.answers[question]?.members = []
        return nil
      }
      if known.time.duration(to: .now) < database.configuration.peerAnswerLifetime {
        kept.answers[question]?.members[Int(owner._slot)] = nil
        return known.members[Int(owner._slot)]
      }
    }
    kept.answers[question] = nil
    let peers = LazyPeers.of(owner, reflection)
    guard peers.count > 1 else { return nil }
    let changes = database.changes
    guard var members = try await together(question, peers, context, reflection, facts) else { return nil }
    let own = members[Int(owner._slot)]
    members[Int(owner._slot)] = nil
    kept.answers[question] = Answer(members: members, database: ObjectIdentifier(database), changes: changes)
    return own
  }

  private static func kept(_ context: LoadContext) -> PeerMembers {
    if let kept = context.members { return unsafeDowncast(kept, to: PeerMembers.self) }
    let made = PeerMembers()
    context.members = made
    return made
  }

  private static nonisolated(nonsending) func together(
    _ question: Question, _ peers: [Record], _ context: LoadContext, _ reflection: AssociationReflection, _ facts: ModelFacts
  ) async throws -> ContiguousArray<[Record]?>? {
    let count = peers.count
    let cause = QueryCause("\(reflection.path), asked for \(question.word), for \(count) records")
    let load = try AssociationLoad(reflection, owners: peers, cause: cause)
    let (index, positions) = load.ownerKeys(peers, integers: load.hasIntegerKeys)
    let keys = RowKeys(load.keyPlace(facts, nil, integers: load.hasIntegerKeys))
    let dialect = try facts.database.dialect
    var records: [Record] = []
    for piece in index.queries(maximum: dialect.maximumKeys) {
      guard let core = try core(question, reflection, piece, dialect) else { return nil }
      let sql = try load.statement(core, withOwnerKey: true, dialect).rendered(dialect)
      let found = try await RecordFetch.records(facts, sql, keys: keys, cached: index.count < 4, tells: false, cause: cause)
      try await RelationLoader.finish(found, core, origin: nil)
      records += found
    }
    let rowPositions = ContiguousArray(records.indices.map { load.position($0, keys, index) ?? -1 })
    load.setInverse(records, rowPositions, positions)
    try facts.tellLoaded(records)
    let groups = Grouping.groups(records, by: rowPositions, count: index.count)
    var members = ContiguousArray<[Record]?>(repeating: nil, count: context.peers.count)
    for (peer, position) in zip(peers, positions) {
      let group = position < 0 ? [] : groups[Int(position)]
      members[Int(peer._slot)] = question.isReversed ? group.reversed() : group
    }
    return members
  }

  /// The relation with a limit that counts for each owner; `nil` where SQL cannot say the question for several owners at once.
  private static func core(
    _ question: Question, _ reflection: AssociationReflection, _ keys: AssociationQuery.Keys, _ dialect: Dialect
  ) throws -> RelationCore? {
    var core = try AssociationQuery.relation(reflection, keys, scopeOwner: nil)
    guard core.failure == nil, !core.isNone, core.groups.isEmpty, !core.isDistinct, core.lock == nil, core.commonTables.isEmpty,
      try EagerLoading.joinedChains(core, dialect).isEmpty
    else { return nil }
    if question.isReversed, core.limit != nil || core.offset != nil { return nil }
    core.orders = question.isReversed ? core.reversedOrders : core.ordersOrKey
    core.limit = core.limit.map { min($0, question.count) } ?? question.count
    return core
  }
}

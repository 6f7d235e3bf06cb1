/// Whether collections have rows, which one record asks for all records that were loaded with it.
///
/// The answers of the others wait in the load context, each to be taken once within ``DatabaseConfiguration/peerAnswerLifetime``, and are
/// thrown away as soon as something is written.
enum PeerQuestion {
  /// Whether the collection has a row, or `nil` where the record asks for itself alone.
  static nonisolated(nonsending) func exists(
    _ owner: Record, _ reflection: AssociationReflection, _ word: String
  ) async throws -> DatabaseValue? {
    guard let context = owner._context, context.loadsTogether, context.peers.count > 1, isUnchanged(owner),
      let question = question(reflection)
    else { return nil }
    let database = try owner.facts.database
    if let known = context.computed?.takeAnswer(question, Int(owner._slot), moment: database.changes, now: Moment.now.time) {
      return known
    }
    let peers = LazyPeers.of(owner, reflection).filter(isUnchanged)
    guard peers.count > 1, let facts = peers.first?.facts else { return nil }
    let moment = database.changes, until = Moment.now.time + database.configuration.peerAnswerLifetime
    let count = peers.count
    let cause = QueryCause("\(reflection.path), asked for \(word), for \(count) records")
    let found = try await AggregateLoad.fetch([question], peers, facts, cause)
    var values = ContiguousArray<DatabaseValue?>(repeating: nil, count: context.peers.count)
    for peer in peers where peer !== owner { values[Int(peer._slot)] = found[peer]?.first }
    context.computedColumns.keep(question, values, moment: moment, until: until)
    return found[owner]?.first
  }

  /// The question in SQL; none where the association's scope cannot be asked for several owners.
  private static func question(_ reflection: AssociationReflection) -> SQLExpression? {
    guard !reflection.options.disableJoins, let targets = try? AssociationSubselect(reflection.owner, [reflection.name]),
      targets.core.failure == nil,
      targets.core.groups.isEmpty, targets.core.limit == nil, targets.core.offset == nil
    else { return nil }
    return try? targets.exists()
  }

  /// Whether the row says the same about the record's associations as the record does.
  private static func isUnchanged(_ record: Record) -> Bool { record.isPersisted && !record._flags.contains(.changed) }
}

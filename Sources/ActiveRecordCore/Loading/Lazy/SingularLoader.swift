/// Loads to-one associations on first use, for all records that were loaded together.
enum SingularLoader {
  /// The target of the association; asks the database where it is not known.
  ///
  /// - Parameter isAsked: Whether it is the user who reads, so that strict loading applies, and not the library that writes.
  static nonisolated(nonsending) func load(
    _ owner: Record, _ reflection: AssociationReflection, isAsked: Bool = true
  ) async throws -> Record? {
    if let found = SingularAccess.loaded(owner, reflection) { return found }
    return try await loadMissing(owner, reflection, isAsked)
  }

  @inline(never)
  private static nonisolated(nonsending) func loadMissing(
    _ owner: Record, _ reflection: AssociationReflection, _ isAsked: Bool
  ) async throws -> Record? {
    if SingularAccess.lostOwner(owner, reflection) {
      throw reflection.error(
        .ownerGone,
        "the record was built from an owner that was never saved and is gone. Keep the owner in a variable until it is saved")
    }
    let resolved = try reflection.resolved()
    let key = owner.key(at: resolved.ownerKey)
    if key.isNull {
      if owner.isPersisted || reflection.kind == .belongsTo { SingularAccess.set(owner, reflection, nil) }
      return nil
    }
    if isAsked { try StrictLoading.check(owner, reflection) }
    let touch = try await FirstTouch.begin(owner, reflection)
    defer { touch?.end() }
    if let found = SingularAccess.loaded(owner, reflection) { return found }
    let peers = LazyPeers.of(owner, reflection)
    let cause = QueryCause.lazy(reflection, peers.count)
    if peers.count > 1 || reflection.isPolymorphic {
      try await AssociationLoad(reflection, owners: peers, cause: cause).run(stepwise: false)
    } else {
      try await loadAlone(owner, reflection, resolved, key, cause)
    }
    return SingularAccess.loaded(owner, reflection) ?? nil
  }

  /// The query for one owner: bound, limited to one row, and prepared once.
  private static nonisolated(nonsending) func loadAlone(
    _ owner: Record, _ reflection: AssociationReflection, _ resolved: AssociationResolution, _ key: DatabaseValue,
    _ cause: QueryCause
  ) async throws {
    var core = try AssociationQuery.relation(reflection, .one(key), scopeOwner: owner)
    core.limit = 1
    let target = try await RelationLoader.records(core, tells: false, cause: cause).first
    if let target {
      if let inverse = resolved.inverse, inverse.isSingular { SingularAccess.setInverse(target, inverse, owner) }
      if core.facts.tellsLoaded { try target.tellLoaded() }
    }
    SingularAccess.set(owner, reflection, target)
    StrictMarks.pass(from: [owner], through: reflection)
  }

  /// The target, which must be there.
  static nonisolated(nonsending) func require(_ owner: Record, _ reflection: AssociationReflection) async throws -> Record {
    if let target = try await load(owner, reflection) { return target }
    throw reflection.error(
      .missingTarget,
      "there is none, though the property is not optional. Set it before reading, or declare 'var \(reflection.name): \(reflection.targetName ?? "Record")?'"
    )
  }
}

/// Whose associations a lazy load covers.
enum LazyPeers {
  /// The record, and those that were loaded with it and do not know the association's targets either.
  static func of(_ owner: Record, _ reflection: AssociationReflection) -> [Record] {
    guard let context = owner._context, context.loadsTogether, context.peers.count > 1, !isApart(reflection, owner) else { return [owner] }
    let type = type(of: owner)
    return context.peers.alive.filter { peer in
      peer === owner
        || ((type == Swift.type(of: peer) || peer.facts.associations.all.contains { $0 === reflection }) && isMissing(peer, reflection))
    }
  }

  /// Whether the association's scope says that it is loaded for each record alone: `loadsTogether(false)`.
  private static func isApart(_ reflection: AssociationReflection, _ owner: Record) -> Bool {
    guard reflection.options.scope != nil, let facts = reflection.target.facts else { return false }
    return reflection.scoped(RelationCore(scoped: facts), owner: owner).loadsTogether == false
  }

  private static func isMissing(_ record: Record, _ reflection: AssociationReflection) -> Bool {
    if record.isNew { return false }
    if !reflection.isSingular { return CollectionAccess.loaded(record, reflection) == nil }
    return SingularAccess.loaded(record, reflection) == nil && !SingularAccess.lostOwner(record, reflection)
  }
}

extension QueryCause {
  /// "Post.author, lazy, for 100 records"
  static func lazy(_ reflection: AssociationReflection, _ count: Int) -> QueryCause {
    QueryCause("\(reflection.path), lazy, for \(records(count))")
  }
}

/// Loads collections on first use, for all records that were loaded together.
enum CollectionLoader {
  /// The members; asks the database where they are not known.
  ///
  /// - Parameter isAsked: Whether it is the user who reads, so that strict loading applies, and not the library that writes.
  static nonisolated(nonsending) func load(
    _ owner: Record, _ reflection: AssociationReflection, isAsked: Bool = true
  ) async throws -> [Record] {
    if let members = CollectionAccess.loaded(owner, reflection) { return members }
    let resolved = try reflection.resolved()
    let key = owner.key(at: resolved.ownerKey)
    if key.isNull { return CollectionAccess.known(owner, reflection) }
    if isAsked { try StrictLoading.check(owner, reflection) }
    let touch = try await FirstTouch.begin(owner, reflection)
    defer { touch?.end() }
    if let members = CollectionAccess.loaded(owner, reflection) { return members }
    let peers = LazyPeers.of(owner, reflection)
    let cause = QueryCause.lazy(reflection, peers.count)
    if peers.count > 1 {
      try await AssociationLoad(reflection, owners: peers, cause: cause).run(stepwise: false)
    } else {
      try await loadAlone(owner, reflection, cause)
    }
    return CollectionAccess.loaded(owner, reflection) ?? []
  }

  private static nonisolated(nonsending) func loadAlone(
    _ owner: Record, _ reflection: AssociationReflection, _ cause: QueryCause
  ) async throws {
    let core = try AssociationQuery.relation(reflection, owner: owner)
    let records = try await RelationLoader.records(core, tells: false, cause: cause)
    adopt(records, of: owner)
    let positions = ContiguousArray<Int32>(repeating: 0, count: records.count)
    TargetPlacement.setInverse(reflection, owners: [owner], targets: records, position: positions)
    try core.facts.tellLoaded(records)
    TargetPlacement.place(records, on: owner, reflection)
    StrictMarks.pass(from: [owner], through: reflection)
  }

  private static func adopt(_ records: [Record], of owner: Record) {
    if let first = records.first, first._context == nil { _ = LoadContext.adopt(records) }
    records.first?._context?.loadsTogether = owner._context?.loadsTogether ?? records.first?._context?.loadsTogether ?? true
  }

  /// The relation of the members, which knows its owner.
  static func relation<Element: Record>(
    _ owner: Record, _ reflection: AssociationReflection, as type: Element.Type
  ) -> Relation<Element> {
    do {
      let core = try AssociationQuery.relation(reflection, owner: owner)
      let inverse = try reflection.resolved().inverse.flatMap { $0.isSingular ? $0 : nil }
      return Relation(core, origin: RelationOrigin(owner: owner, association: reflection, inverse: inverse))
    } catch {
      var core = RelationCore(Element._facts)
      core.failure = error
      return Relation(core)
    }
  }
}

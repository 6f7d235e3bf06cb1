/// The members of a collection piece by piece, for who handles each of them and needs none any more: as many as are in a collection may
/// not fit into memory.
enum MemberPieces {
  /// Whether members can be read so: nothing is known of them, and one statement finds the owner's alone.
  static func are(_ owner: Record, _ reflection: AssociationReflection) -> Bool {
    guard reflection.kind == .hasMany, !reflection.isThrough, CollectionAccess.existing(owner, reflection) == nil,
      CollectionAccess.loaded(owner, reflection) == nil, LazyPeers.of(owner, reflection).count == 1
    else { return false }
    guard let core = try? AssociationQuery.relation(reflection, owner: owner) else { return false }
    return core.failure == nil && core.unjoined == nil && core.limit == nil && core.offset == nil && !core.isNone && core.loads.isEmpty
  }

  /// Calls `body` for the members: for all at once where they are few, else for one piece after the other.
  ///
  /// The statement of the first piece is that of all; reading just stops. When `body` has taken its members away the next ones are asked
  /// for, which are then the first ones.
  static nonisolated(nonsending) func each(
    of owner: Record, _ reflection: AssociationReflection, _ body: nonisolated(nonsending) ([Record]) async throws -> Void
  ) async throws {
    var core = try AssociationQuery.relation(reflection, owner: owner)
    if try owner.key(at: reflection.resolved().ownerKey).isNull { return }
    let database = try core.facts.database, dialect = database.dialect
    let size = max(1, database.configuration.dependentBatchSize)
    let cause = QueryCause.lazy(reflection, 1)
    let sql = try core.statement(dialect).rendered(dialect)
    let (first, areAll) = try await RecordFetch.some(core.facts, sql, atMost: size, cause: cause)
    if areAll { return try await handle(first, core, owner, reflection, isLoaded: true, body) }
    var before = Set(first.map(\.keyValue))
    try await handle(first, core, owner, reflection, isLoaded: false, body)
    core.limit = size
    while true {
      let found = try await RelationLoader.records(core, tells: false, cause: cause)
      // Rows that stay although they were handled would come again and again.
      let piece = found.filter { !before.contains($0.keyValue) }
      if piece.isEmpty { break }
      before = Set(piece.map(\.keyValue))
      knows(owner, piece, reflection)
      try core.facts.tellLoaded(piece)
      try await body(piece)
      if found.count < size { break }
    }
    CollectionAccess.state(owner, reflection).isLoaded = true
  }

  private static nonisolated(nonsending) func handle(
    _ members: [Record], _ core: RelationCore, _ owner: Record, _ reflection: AssociationReflection, isLoaded: Bool,
    _ body: nonisolated(nonsending) ([Record]) async throws -> Void
  ) async throws {
    try await RelationLoader.finish(members, core, origin: nil)
    knows(owner, members, reflection)
    try core.facts.tellLoaded(members)
    if isLoaded {
      TargetPlacement.place(members, on: owner, reflection)
      StrictMarks.pass(from: [owner], through: reflection)
    }
    if !members.isEmpty { try await body(members) }
  }

  /// The members share what is loaded for them, and know their owner.
  private static func knows(_ owner: Record, _ members: [Record], _ reflection: AssociationReflection) {
    if let first = members.first, first._context == nil { _ = LoadContext.adopt(members) }
    members.first?._context?.loadsTogether = owner._context?.loadsTogether ?? members.first?._context?.loadsTogether ?? true
    let positions = ContiguousArray<Int32>(repeating: 0, count: members.count)
    TargetPlacement.setInverse(reflection, owners: [owner], targets: members, position: positions)
  }
}

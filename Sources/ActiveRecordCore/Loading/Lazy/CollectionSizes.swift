/// How many rows the collections of records have that were loaded together: counted by one query, when one of them asks.
///
/// The answers for the others wait for their questions: each is given once, so that asking again asks the database again. They are thrown
/// away when something is written, and after ``DatabaseConfiguration/peerAnswerLifetime``, since other programs write, too.
final class CollectionSizes {
  /// By the records' slots; negative where nothing was counted, or the answer was given.
  private var counts: ContiguousArray<Int>
  private let database: ObjectIdentifier
  private let changes: Int
  private let time = Moment.now

  private init(_ count: Int, _ database: Database) {
    counts = ContiguousArray(repeating: -1, count: count)
    self.database = ObjectIdentifier(database)
    changes = database.changes
  }

  /// Who asks: each word has answers of its own.
  enum Word: Int { case size, count }

  /// The number of rows of one collection; asks for all peers at once.
  static nonisolated(nonsending) func rows(of owner: Record, _ reflection: AssociationReflection, _ word: Word = .size) async throws -> Int
  {
    guard let context = owner._context, context.loadsTogether, context.peers.count > 1, !reflection.hasOwnerScope,
      !reflection.options.disableJoins
    else {
      return try await alone(owner, reflection, word)
    }
    guard let facts = reflection.target.facts else { return try await alone(owner, reflection, word) }
    let database = try facts.database
    if let known = known(context, reflection, word), known.database == ObjectIdentifier(database) {
      // Where rows are counted and written in turns, the next count of all would be out of date as soon.
      guard known.changes == database.changes else { return try await alone(owner, reflection, word) }
      if known.time.duration(to: .now) < database.configuration.peerAnswerLifetime, let count = known.take(owner) { return count }
    }
    let peers = LazyPeers.of(owner, reflection)
    guard peers.count > 1, let sizes = try await together(peers, context, reflection, database, word) else {
      return try await alone(owner, reflection, word)
    }
    let place = place(reflection, word)
    while context.sizes.count <= place { context.sizes.append(nil) }
    context.sizes[place] = sizes
    if let count = sizes.take(owner) { return count }
    return try await alone(owner, reflection, word)
  }

  /// The answer for a record, once.
  private func take(_ owner: Record) -> Int? {
    let count = counts[Int(owner._slot)]
    counts[Int(owner._slot)] = -1
    return count < 0 ? nil : count
  }

  private static func place(_ reflection: AssociationReflection, _ word: Word) -> Int { reflection.index * 2 + word.rawValue }

  private static func known(_ context: LoadContext, _ reflection: AssociationReflection, _ word: Word) -> CollectionSizes? {
    let place = place(reflection, word)
    guard place < context.sizes.count, let sizes = context.sizes[place] else { return nil }
    return unsafeDowncast(sizes, to: CollectionSizes.self)
  }

  private static nonisolated(nonsending) func alone(_ owner: Record, _ reflection: AssociationReflection, _ word: Word) async throws -> Int
  {
    try await RelationLoader.count(AssociationQuery.relation(reflection, owner: owner), cause: .asked(reflection, "\(word)"))
  }

  /// Counts for all of them; `nil` where one query cannot: a scope that limits, or keys that are not found again in the rows.
  private static nonisolated(nonsending) func together(
    _ peers: [Record], _ context: LoadContext, _ reflection: AssociationReflection, _ database: Database, _ word: Word
  ) async throws -> CollectionSizes? {
    let sizes = CollectionSizes(context.peers.count, database)
    let count = peers.count
    let cause = QueryCause("\(reflection.path), asked for \(word), for \(count) records")
    let load = try AssociationLoad(reflection, owners: peers, cause: cause)
    let (index, positions) = load.ownerKeys(peers, integers: load.hasIntegerKeys)
    guard let byKey = try await counts(index, load, database) else { return nil }
    for (peer, position) in zip(peers, positions) { sizes.counts[Int(peer._slot)] = position < 0 ? 0 : byKey[Int(position)] }
    return sizes
  }

  private static nonisolated(nonsending) func counts(
    _ index: KeyIndex, _ load: AssociationLoad, _ database: Database
  ) async throws -> ContiguousArray<Int>? {
    guard let facts = load.reflection.target.facts else { return nil }
    var counts = ContiguousArray(repeating: 0, count: index.count)
    var isComplete = true
    let width = load.keyWidth
    for piece in index.queries(maximum: database.dialect.maximumKeys) {
      guard let statement = try statement(load.reflection, piece) else { return nil }
      try await RelationLoader.rows(statement, load.cause, about: facts) { row in
        guard let position = index.position(of: row.key(0, width)) else { return isComplete = false }
        counts[Int(position)] = Int(row.int64(Int32(width)))
      }
    }
    return isComplete ? counts : nil
  }

  private static func statement(_ reflection: AssociationReflection, _ keys: AssociationQuery.Keys) throws -> SelectStatement? {
    var core = try AssociationQuery.relation(reflection, keys, scopeOwner: nil)
    guard core.failure == nil, !core.isNone, core.limit == nil, core.offset == nil, core.groups.isEmpty else { return nil }
    guard try EagerLoading.joinedChains(core, core.facts.database.dialect).isEmpty else { return nil }
    let owner = SQLExpression.column(try AssociationQuery.ownerColumn(reflection))
    if core.isDistinct, core.facts.layout.keyParts.count > 1 { return nil }
    let counted = core.isDistinct ? core.column(core.facts.layout.key.name) : SQLExpression.star(.none)
    let count = SQLExpression.function("COUNT", [counted], distinct: core.isDistinct)
    core.orders = []
    core.isDistinct = false
    core.groups = [owner]
    return try core.statement(nil, selection: SQLSelection.each(owner) + [SQLSelection(count)])
  }
}

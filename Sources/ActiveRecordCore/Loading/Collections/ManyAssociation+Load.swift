// Reading a collection: it is loaded once, and every member that follows uses what is loaded.

extension ManyAssociation {
  /// The members, loaded on first use: for this record, and for all that were loaded together with it.
  @discardableResult public func load() async throws -> [Element] {
    unsafeBitCast(try await CollectionLoader.load(owner, reflection), to: [Element].self)
  }

  /// The members as they are in the database now. Members that are not saved are let go.
  @discardableResult public func reload() async throws -> [Element] {
    reset()
    return try await load()
  }

  /// The results of `transform` for the members, which are loaded.
  public func map<T>(_ transform: (Element) throws -> T) async throws -> [T] { try await load().map(transform) }
  /// The results of `transform` that are not `nil`.
  public func compactMap<T>(_ transform: (Element) throws -> T?) async throws -> [T] { try await load().compactMap(transform) }
  /// The members that `predicate` holds for, among the loaded ones.
  public func filter(_ predicate: (Element) throws -> Bool) async throws -> [Element] { try await load().filter(predicate) }

  /// How many members there are: those in memory where they are loaded, else what the owner's counter says, else the
  /// rows; and the unsaved members.
  ///
  /// The rows are counted for all records that were loaded together, by one query. Each of them gets its answer once, within a second, and
  /// only as long as nothing is written through the same ``Database``: who asks again gets the number that there is then.
  ///
  /// ```swift
  /// for author in try await Author.all().load() { print(author.name, try await author.posts.size()) }
  /// // SELECT … FROM "authors"
  /// // SELECT "posts"."author_id", COUNT(*) FROM "posts" WHERE "posts"."author_id" IN (1, 2, …) GROUP BY "posts"."author_id"
  /// ```
  public func size() async throws -> Int {
    if let members = CollectionAccess.loaded(owner, reflection) { return members.count }
    let unsaved = CollectionAccess.unsaved(owner, reflection).count
    if let counted = CollectionAccess.counted(owner, reflection) { return counted > Int.max - unsaved ? Int.max : counted + unsaved }
    return unsaved + (try await CollectionSizes.rows(of: owner, reflection))
  }

  /// How many rows the members have: asked of the database, whatever is in memory, for all records that were loaded together; see ``size()``.
  public func count() async throws -> Int { try await CollectionSizes.rows(of: owner, reflection, .count) }

  /// Whether there is a row: asked of the database, whatever is in memory, for all records that were loaded together; see ``size()``.
  public func exists() async throws -> Bool {
    if let exists = try await PeerQuestion.exists(owner, reflection, "exists") { return try Bool(databaseValue: exists) }
    return try await RelationLoader.exists(relation.core)
  }

  /// Whether there is no member, in memory or in the database.
  public func isEmpty() async throws -> Bool {
    if let members = CollectionAccess.loaded(owner, reflection) { return members.isEmpty }
    if !CollectionAccess.unsaved(owner, reflection).isEmpty { return false }
    if let exists = try await PeerQuestion.exists(owner, reflection, "isEmpty") { return try !Bool(databaseValue: exists) }
    if relation.core.isNone { return true }
    if let counted = CollectionAccess.counted(owner, reflection) { return counted == 0 }
    return try await !RelationLoader.exists(relation.core, cause: .asked(reflection, "isEmpty"))
  }

  /// Whether there is a member.
  public func any() async throws -> Bool { try await !isEmpty() }
  /// Whether there is no member.
  public func none() async throws -> Bool { try await isEmpty() }
  /// Whether there is more than one member.
  public func many() async throws -> Bool { try await atMost(2) > 1 }
  /// Whether there is exactly one member.
  public func one() async throws -> Bool { try await atMost(2) == 1 }

  private func atMost(_ limit: Int) async throws -> Int {
    if let members = CollectionAccess.loaded(owner, reflection) { return members.count }
    let unsaved = CollectionAccess.unsaved(owner, reflection).count
    return unsaved + (try await RelationLoader.count(relation.atMost(limit).core, cause: .asked(reflection, "many")))
  }

  /// Whether a record is a member: in memory where the members are loaded, else asked of the database. A new one is looked for in memory,
  /// among what was built for the records in between, too.
  public func contains(_ record: Element) async throws -> Bool {
    if record.isNew { return CollectionAccess.holds(record, owner, reflection) }
    if let members = CollectionAccess.loaded(owner, reflection) { return members.contains(record) }
    if owner.isNew { return CollectionAccess.holds(record, owner, reflection) }
    return try await RelationLoader.exists(
      relation.changed { $0.conditions.append($0.column($0.facts.layout.key.name).equals(record.keyValue)) }.core,
      cause: .asked(reflection, "contains"))
  }

  /// The member at a position, counted from 0: among the loaded ones, else by key.
  public func element(at position: Int) async throws -> Element? {
    guard usesMemory else {
      try StrictLoading.check(owner, reflection)
      return try await relation.element(at: position)
    }
    let members = try await load()
    return members.indices.contains(position) ? members[position] : nil
  }

  /// The second member: among the loaded ones, else by the association's order, or by key.
  public func second() async throws -> Element? { try await element(at: 1) }

  /// Some members.
  public func take(_ count: Int) async throws -> [Element] {
    try Element._facts.checkCount(count)
    if usesMemory { return try await Array(load().prefix(count)) }
    try StrictLoading.check(owner, reflection)
    return try await relation.take(count)
  }

  /// Some member.
  public func take() async throws -> Element? {
    if usesMemory { return try await load().first }
    try StrictLoading.check(owner, reflection)
    return try await relation.take()
  }
}

extension QueryCause {
  /// "Author.posts, asked for size"
  static func asked(_ reflection: AssociationReflection, _ what: String) -> QueryCause {
    QueryCause("\(reflection.path), asked for \(what)")
  }

  /// "Author.posts, members removed"
  static func about(_ reflection: AssociationReflection, _ what: String) -> QueryCause {
    QueryCause("\(reflection.path), \(what)")
  }
}

extension ManyAssociation: AsyncSequence {
  /// The members one after the other; they are loaded when the first one is asked for.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let association: ManyAssociation
    private var members: [Element]?
    private var position = 0

    init(_ association: ManyAssociation) { self.association = association }

    /// The next member.
    public mutating func next() async throws -> Element? { try await advance() }

    /// The next member.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> Element? {
      try await advance()
    }

    private nonisolated(nonsending) mutating func advance() async throws -> Element? {
      let loaded: [Element]
      if let members { loaded = members } else { loaded = try await association.load() }
      members = loaded
      guard position < loaded.count else { return nil }
      position += 1
      return loaded[position - 1]
    }
  }

  /// Makes an iterator; nothing is asked before its first step.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }
}

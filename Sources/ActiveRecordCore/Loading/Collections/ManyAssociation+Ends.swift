// The members at the ends of a collection, without loading all of it.

extension ManyAssociation {
  /// The first member: among the loaded ones, else by the association's order, or by key.
  ///
  /// It is asked for all records that were loaded together, by one query that numbers the members of each. Each of them gets its answer once,
  /// within a second, and only as long as nothing is written through the same ``Database``.
  ///
  /// ```swift
  /// for author in try await Author.all().load() { print(author.name, try await author.posts.first()?.title ?? "-") }
  /// // SELECT … FROM "authors"
  /// // SELECT … FROM (SELECT …, ROW_NUMBER() OVER (PARTITION BY "posts"."author_id" ORDER BY "posts"."id") …) … WHERE … "row_number" <= ?
  /// ```
  ///
  /// - Throws: ``AssociationError`` where strict loading is on and the members are not loaded.
  public func first() async throws -> Element? { try await ends(1, isReversed: false).first }

  /// The last member: among the loaded ones, else by the association's order, or by key; asked like ``first()``.
  public func last() async throws -> Element? { try await ends(1, isReversed: true).first }

  /// The first members: among the loaded ones, else by the association's order, or by key; asked like ``first()``.
  public func first(_ count: Int) async throws -> [Element] { try await ends(count, isReversed: false) }

  /// The last members, in their order: among the loaded ones, else by the association's order, or by key; asked like ``first()``.
  public func last(_ count: Int) async throws -> [Element] { try await ends(count, isReversed: true) }

  private nonisolated(nonsending) func ends(_ count: Int, isReversed: Bool) async throws -> [Element] {
    try Element._facts.checkCount(count)
    if usesMemory { return try await isReversed ? Array(load().suffix(count)) : Array(load().prefix(count)) }
    try StrictLoading.check(owner, reflection)
    let question = PeerMembers.Question(association: reflection.index, count: count, isReversed: isReversed)
    if let members = try await PeerMembers.ask(question, owner, reflection) { return unsafeBitCast(members, to: [Element].self) }
    return try await isReversed ? relation.last(count) : relation.first(count)
  }

  /// Whether the question is answered in memory: the members are loaded, or some of those that are known are not saved or changed.
  var usesMemory: Bool {
    isLoaded || owner.isNew || CollectionAccess.existing(owner, reflection)?.members.contains { $0.isNew || $0.isChanged } == true
  }
}

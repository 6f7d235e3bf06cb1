// Keys and values of members. As in Rails, a collection that knows some of its members is loaded; an untouched one gives its keys alone.

extension ManyAssociation {
  /// The keys of the members: in memory where they are loaded; all are loaded where some are known, else only their keys are asked for.
  ///
  /// ```swift
  /// let ids = try await ada.posts.ids()
  /// // SELECT "posts"."id" FROM "posts" WHERE "posts"."author_id" = ?
  /// ```
  ///
  /// - Throws: ``ModelError`` where the key is no integer: see `ids(as:)`; ``AssociationError`` where strict loading is on.
  public func ids() async throws -> [Int] {
    try Element._facts.checkIntegerKeys()
    return try await keys().map { try Int(databaseValue: $0) }
  }

  /// The keys of the members, of a type that is no integer.
  ///
  /// ```swift
  /// let codes = try await continent.countries.ids(as: String.self)
  /// ```
  ///
  /// - Throws: ``ModelError`` where the members' key is of another kind.
  public func ids<Key: ColumnValue>(as type: Key.Type) async throws -> [Key] {
    try Element._facts.checkKeys(of: type)
    return try await keys().map { try Key(databaseValue: $0) }
  }

  /// The keys of the members, of two columns.
  ///
  /// ```swift
  /// let keys = try await shop.orders.ids(as: (Int, String).self)
  /// // SELECT "orders"."shop_id", "orders"."number" FROM "orders" WHERE "orders"."shop_id" = ?
  /// ```
  ///
  /// - Throws: ``ModelError`` where the columns of the members' key are of other types, or another number.
  public func ids<A: ColumnValue, B: ColumnValue>(as type: (A, B).Type) async throws -> [(A, B)] {
    try Element._facts.checkKeys(of: [A.self, B.self])
    return try await keys().map { try $0.key(A.self, B.self) }
  }

  /// The keys of the members, of three columns; see the one for two.
  public func ids<A: ColumnValue, B: ColumnValue, C: ColumnValue>(as type: (A, B, C).Type) async throws -> [(A, B, C)] {
    try Element._facts.checkKeys(of: [A.self, B.self, C.self])
    return try await keys().map { try $0.key(A.self, B.self, C.self) }
  }

  private nonisolated(nonsending) func keys() async throws -> [DatabaseValue] {
    if CollectionAccess.loaded(owner, reflection) != nil || !CollectionAccess.known(owner, reflection).isEmpty {
      return try await load().filter(\.isPersisted).map(\.keyValue)
    }
    try StrictLoading.check(owner, reflection)
    return try await RelationLoader.keys(relation.core, cause: .asked(reflection, "ids"))
  }

  /// The values of one column of the members: in memory where they are loaded, else asked of the database.
  ///
  /// ```swift
  /// let titles = try await author.posts.pluck(\.title)
  /// // SELECT "posts"."title" FROM "posts" WHERE "posts"."author_id" = ?
  /// ```
  ///
  /// - Throws: ``AssociationError`` where strict loading is on and the members are not loaded.
  public func pluck<V: ColumnValue>(_ column: KeyPath<Element.Type, Column<V>>) async throws -> [V] {
    let wanted = Element.self[keyPath: column]
    if let members = CollectionAccess.loaded(owner, reflection) {
      if wanted.path.isEmpty { return try members.filter(\.isPersisted).map { try V(databaseValue: $0._value(wanted.index)) } }
    } else {
      try StrictLoading.check(owner, reflection)
    }
    return try await relation.pluck(column)
  }

  /// The member with a key of two columns: the one in memory where the members are loaded and the declaration names the inverse, else
  /// asked of the database.
  ///
  /// - Throws: ``RecordNotFound`` where there is none.
  public func find<A: ColumnValue, B: ColumnValue>(_ key: (A, B)) async throws -> Element {
    if let member = inMemory(.key([key.0.databaseValue, key.1.databaseValue])) { return member }
    return try await relation.find(key)
  }
}

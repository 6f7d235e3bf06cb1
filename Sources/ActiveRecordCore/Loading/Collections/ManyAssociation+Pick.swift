extension ManyAssociation {
  /// The value of one column of one member: of the first loaded one, else asked of the database.
  ///
  /// ```swift
  /// let title = try await author.posts.pick(\.title)
  /// // SELECT "posts"."title" FROM "posts" WHERE "posts"."author_id" = ? LIMIT ?
  /// ```
  ///
  /// - Throws: ``AssociationError`` where strict loading is on and the members are not loaded.
  public func pick<V: ColumnValue>(_ column: KeyPath<Element.Type, Column<V>>) async throws -> V? {
    let wanted = Element.self[keyPath: column]
    if let members = CollectionAccess.loaded(owner, reflection) {
      if wanted.path.isEmpty { return try members.first.map { try V(databaseValue: $0._value(wanted.index)) } }
    } else {
      try StrictLoading.check(owner, reflection)
    }
    return try await relation.pick(column)
  }
}

// Members by their keys. As in Rails, an association that names its inverse answers from memory once it is loaded.

extension ManyAssociation {
  /// The member with a key: the one in memory where the members are loaded and the declaration names the inverse, else asked of
  /// the database.
  ///
  /// - Throws: ``RecordNotFound`` where there is none.
  public func find(_ key: Int) async throws -> Element {
    if let member = inMemory(.int(Int64(key))) { return member }
    return try await relation.find(key)
  }

  /// The members with these keys, in the order of the keys: those in memory where the members are loaded and the declaration names the
  /// inverse, else asked of the database.
  ///
  /// - Throws: ``RecordNotFound`` that names the missing keys.
  public func find(_ keys: [Int]) async throws -> [Element] {
    let members = keys.compactMap { inMemory(.int(Int64($0))) }
    return members.count == keys.count ? members : try await relation.find(keys)
  }

  /// The member with a key that is no integer: the one in memory where the members are loaded and the declaration names the
  /// inverse, else asked of the database.
  ///
  /// - Throws: ``RecordNotFound`` where there is none.
  public func find<Key: ColumnValue>(_ key: Key) async throws -> Element {
    if let member = inMemory(key.databaseValue) { return member }
    return try await relation.find(key)
  }

  func inMemory(_ key: DatabaseValue) -> Element? {
    guard case .named = reflection.options.inverse else { return nil }
    let member = CollectionAccess.loaded(owner, reflection)?.first { $0.isPersisted && $0.keyValue == key }
    return member.map { unsafeDowncast($0, to: Element.self) }
  }
}

extension Array where Element: Record {
  /// The same records, for functions that are not generic. (Swift's conversion would ask each of them for its class.)
  @inline(__always) var asRecords: [Record] { unsafeBitCast(self, to: [Record].self) }

  /// Loads associations of records that are there already: a query each; what is loaded stays.
  ///
  /// ```swift
  /// let posts = try await feed.posts()
  /// try await posts.preload(\.author, \.replies)
  /// ```
  public func preload<each Path: AssociationPath>(_ paths: repeat KeyPath<Element.Type, each Path>) async throws {
    let names = AssociationNames.of(Element.self, repeat each paths)
    try await Preloader.run(PreloadTree(names), on: filter { $0.isPersisted }.asRecords)
  }

  /// Loads associations of records that are there already, and takes targets from others that are there, too: only the rest is asked for.
  ///
  /// ```swift
  /// let authors = try await Author.all().load(), posts = try await feed.posts()
  /// try await posts.preload(\.author, from: authors)   // no query, where every author is among them
  /// ```
  ///
  /// Associations to one record take them, also as steps of a through association; collections and associations with a scope are asked for,
  /// since no record can tell what belongs to these.
  public func preload<each Path: AssociationPath>(
    _ paths: repeat KeyPath<Element.Type, each Path>, from available: [Record]
  ) async throws {
    let names = AssociationNames.of(Element.self, repeat each paths)
    try await Preloader.run(PreloadTree(names), on: filter { $0.isPersisted }.asRecords, from: available.filter { $0.isPersisted })
  }
}

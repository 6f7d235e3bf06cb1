extension Array where Element: Record {
  /// Loads associations of records that are there already: a query each; what is loaded stays.
  ///
  /// ```swift
  /// let posts = try await feed.posts()
  /// try await posts.preload(\.author, \.replies)
  /// ```
  public func preload<each Path: AssociationPath>(_ paths: repeat KeyPath<Element.Type, each Path>) async throws {
    let names = AssociationNames.of(Element.self, repeat each paths)
    try await Preloader.run(PreloadTree(names), on: filter { $0.isPersisted })
  }
}

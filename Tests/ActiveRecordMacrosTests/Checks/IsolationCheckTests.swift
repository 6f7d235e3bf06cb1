import Testing

@Suite struct IsolationCheckTests {
  private let source = "@Model class Post: Record {\n  @BelongsTo public var author: Author?\n  @HasOne var cover: Cover?\n}"

  @Test func theFeatureIsMissedOnce() {
    let expanded = Expanded(source, features: [])
    #expect(
      expanded.messages == [
        """
        1:1 warning: this target does not enable 'NonisolatedNonsendingByDefault', so the associations of 'Post' cannot be read from an \
        actor; add '.enableUpcomingFeature("NonisolatedNonsendingByDefault")' to its 'swiftSettings' in Package.swift
        """
      ])
    #expect(expanded.fixIts == ["or write 'nonisolated(nonsending)' in front of each association to one record"])
    #expect(
      expanded.fixed() == """
        @Model class Post: Record {
          @BelongsTo nonisolated(nonsending) public var author: Author?
          @HasOne nonisolated(nonsending) var cover: Cover?
        }
        """)
  }

  @Test func nothingIsMissedWithTheFeature() {
    #expect(Expanded(source, features: ["NonisolatedNonsendingByDefault"]).messages == [])
    #expect(Expanded(source).messages == [])
  }

  @Test(arguments: ["var title: String", "@HasMany var posts: Many<Post>", "@BelongsTo nonisolated(nonsending) var author: Author?"])
  func otherModelsDoNotNeedIt(_ declaration: String) {
    #expect(Expanded("@Model class Post: Record {\n  \(declaration)\n}", features: []).messages == [])
  }
}

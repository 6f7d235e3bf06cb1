import Testing

/// What `dependent:` can say under each attribute.
@Suite struct DependentCheckTests {
  @Test(arguments: [
    ("@BelongsTo", "Author?", "belongs", "nullify"), ("@BelongsTo", "Author?", "belongs", "restrictWithError"),
  ])
  func aBelongsToDoesNothingToItself(_ attribute: String, _ type: String, _ factory: String, _ word: String) {
    let expanded = Expanded("@Model class Post: Record {\n  \(attribute) var author: \(type) = .\(factory)(dependent: .\(word))\n}")
    #expect(
      expanded.messages == [
        "2:56 error: '.\(word)' is nothing that '@BelongsTo' can do: choose from '.destroy', '.delete', '.destroyAsync'; "
          + "what becomes of this record when its target goes stands at the association on the other side"
      ])
  }

  @Test func oneTargetIsDeletedAndSeveralAreDeletedAtOnce() {
    let one = Expanded("@Model class Author: Record {\n  @HasOne var profile: Profile? = .has(dependent: .deleteAll)\n}")
    #expect(one.messages == ["2:51 error: '.deleteAll' is nothing that '@HasOne' can do: write '.delete'"])
    #expect(one.fixed() == "@Model class Author: Record {\n  @HasOne var profile: Profile? = .has(dependent: .delete)\n}")
    let many = Expanded("@Model class Author: Record {\n  @HasMany var posts: Many<Post> = .has(dependent: .delete)\n}")
    #expect(many.messages == ["2:52 error: '.delete' is nothing that '@HasMany' can do: write '.deleteAll'"])
  }

  @Test(arguments: [
    "@BelongsTo var author: Author? = .belongs(dependent: .delete)", "@HasOne var author: Author? = .has(dependent: .nullify)",
    "@HasMany var authors: Many<Author> = .has(dependent: .deleteAll)", "@HasMany var authors: Many<Author> = .has(dependent: strategy)",
  ])
  func whatFitsIsTaken(_ declaration: String) {
    #expect(Expanded("@Model class Post: Record {\n  \(declaration)\n}").messages == [])
  }
}

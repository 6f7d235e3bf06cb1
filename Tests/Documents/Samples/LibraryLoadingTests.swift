import ActiveRecord
import ActiveRecordTesting
import Testing

/// The documents' chapter on eager loading, sample by sample.
@Suite struct LibraryLoadingTests {
  typealias Author = Library.Author
  typealias Post = Library.Post

  @Test(arguments: Edition.allCases) func theLoop(_ edition: Edition) async throws {
    try await Library.run { recorder in
      try await seed()
      recorder.clear()
      for post in try await Post.all().load() {
        _ = try await post.author?.name
        _ = try await post.comments.load().first
      }
      #expect(recorder.queries.count == 3)  // not one for each post, though nothing was included
    }
  }

  @Test(arguments: Edition.allCases) func oneAssociation(_ edition: Edition) async throws {
    try await Library.run { recorder in
      try await seed()
      recorder.clear()
      for post in try await Post.includes(\.author).load() { #expect(try post.$author.loaded != nil) }
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Edition.allCases) func severalAssociations(_ edition: Edition) async throws {
    try await Library.run { recorder in
      try await seed()
      recorder.clear()
      for post in try await Post.includes(\.author, \.comments).load() { #expect(try post.comments.loaded.count == 3) }
      #expect(recorder.queries.count == 3)
    }
  }

  @Test(arguments: Edition.allCases) func deepHierarchies(_ edition: Edition) async throws {
    try await Library.run { recorder in
      try await seed()
      recorder.clear()
      for post in try await Post.includes(\.author, \.comments.author.gravatar).load() {
        for comment in try post.comments.loaded { #expect(try comment.$author.loaded?.$gravatar.loaded != nil) }
      }
      // Posts, comments, the authors of both, and gravatars.
      #expect(recorder.queries.count == 4)
    }
  }

  @Test(arguments: Edition.allCases) func conditionsOnTheIncluded(_ edition: Edition) async throws {
    try await Library.run { recorder in
      try await seed()
      recorder.clear()
      let posts = try await Post.includes(\.author, \.comments).where { $0.comments.approved == true }.load()
      #expect(recorder.queries.count == 1)
      #expect(recorder.sql[0].contains(#"LEFT OUTER JOIN "comments" ON "comments"."post_id" = "posts"."id""#))
      #expect(recorder.sql[0].contains(#"LEFT OUTER JOIN "authors" ON "authors"."id" = "posts"."author_id""#))
      #expect(posts.map(\.title) == ["A"])
    }
  }

  @Test func aJoinOfYourOwn() async throws {
    try await Library.run { _ in
      try await seed()
      let join: SQL = "LEFT OUTER JOIN comments ON comments.post_id = posts.id AND comments.approved = 1"
      #expect(try await Post.joins(join).order(\.id).load().map(\.title) == ["A", "B"])
    }
  }

  @Test(arguments: Edition.allCases) func anAssociationWithConditions(_ edition: Edition) async throws {
    try await Library.run { _ in
      try await seed()
      let posts = try await Post.includes(\.approvedComments).order(\.id).load()
      #expect(try posts.map { try $0.approvedComments.loaded.map(\.body) } == [["A 2"], []])
    }
  }

  @Test(arguments: Edition.allCases) func aLimitCountsForEachOwner(_ edition: Edition) async throws {
    try await Library.run { _ in
      try await seed()
      let posts = try await Post.includes(\.recentComments).order(\.id).load()
      #expect(try posts.map { try $0.recentComments.loaded.map(\.body) } == [["A 3", "A 2"], ["B 3", "B 2"]])
    }
  }

  private func seed() async throws {
    for title in ["A", "B"] {
      let author = try await Author.create { $0.name = "author of \(title)" }
      try await author.$gravatar.create()
      let post = try await author.posts.create { $0.title = title }
      for number in 1...3 {
        try await post.comments.create {
          $0.body = "\(title) \(number)"
          $0.approved = title == "A" && number == 2
          $0.$author.set(author)
        }
      }
    }
  }
}

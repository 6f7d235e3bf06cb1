import ActiveRecord
import ActiveRecordTesting
import Testing

@Suite struct InversesGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post

  @Test func sameObject() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      let ada = try await Author.find(1)
      recorder.clear()
      // snippet.inverse
      for post in try await ada.posts.load() {
        #expect(try await post.author === ada)  // no query: found by the keys
      }
      let draft = ada.posts.build { $0.title = "Draft" }
      #expect(try draft.$author.loaded === ada)
      // snippet.end
      #expect(recorder.queries.count == 1)
    }
  }

  @Test func nothingLeaks() async throws {
    try await Guide.run { _ in
      try await Guide.fill()
      weak var kept: Author?
      do {
        let ada = try await Author.find(1)
        for post in try await ada.posts.load() { _ = try await post.author }
        kept = ada
      }
      #expect(kept == nil)
    }
  }

  @Test func ownerGone() async throws {
    try await Guide.run { _ in
      // snippet.owner-gone
      let post = Author(name: "Ada").posts.build { $0.title = "Draft" }
      do { try await post.save() } catch let error as AssociationError {
        #expect(error.code == .ownerGone)  // "Keep the owner in a variable until it is saved"
      }
      // snippet.end
      #expect(post.isNew)
      #expect(try await Post.count() == 0)
    }
  }
}

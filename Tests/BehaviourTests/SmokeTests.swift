import ActiveRecord
import Testing

@Suite struct SmokeTests {
  @Test func walk() async throws {
    let database = try await Database.connect(.memory)
    try await database.use {
      for sql: SQL in [
        "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, posts_count INTEGER NOT NULL DEFAULT 0)",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT NOT NULL, views INTEGER NOT NULL DEFAULT 0, published BOOLEAN NOT NULL DEFAULT 0, author_id INTEGER, reviewer_id INTEGER)",
        "CREATE TABLE replies (id INTEGER PRIMARY KEY, body TEXT, post_id INTEGER)",
        "CREATE TABLE topics (id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE posts_topics (post_id INTEGER, topic_id INTEGER)",
        "CREATE TABLE profiles (id INTEGER PRIMARY KEY, bio TEXT, author_id INTEGER)",
        "CREATE TABLE avatars (id INTEGER PRIMARY KEY, url TEXT, profile_id INTEGER)",
        "CREATE TABLE pages (id INTEGER PRIMARY KEY, slug TEXT, guest_name TEXT, type TEXT)",
        "CREATE TABLE assets (id INTEGER PRIMARY KEY, file TEXT, attachable_id INTEGER, attachable_type TEXT, about_id INTEGER, about_type TEXT)",
      ] { try await database.execute(sql) }
      let ada = try await Author.create { $0.name = "Ada" }
      #expect(ada.id == 1)
      let post = Post(title: "Hello", author: ada)
      #expect(try await post.saveIfValid())
      #expect(post.authorID == 1)
      #expect(try await post.author === ada)
      let draft = ada.posts.build { $0.title = "Draft" }
      try await ada.posts.append(draft)
      #expect(try await ada.posts.map(\.title) == ["Hello", "Draft"])
      try await ada.posts.replace(with: [post])
      #expect(try await Post.findBy { $0.title == "Draft" } == nil)
      try await post.topics.create { $0.name = "Swift" }
      #expect(try await Topic.first()?.posts.map(\.title) == ["Hello"])
      let reply = Reply(body: "Hi", post: post)
      try await reply.save()
      #expect(try await ada.replies.load() == [reply])
      try await ada.$profile.create { $0.bio = "x" }
      try await ada.profile?.$avatar.create { $0.url = "u" }
      #expect(try await Author.find(1).avatar?.url == "u")
      try await ada.assets.create { $0.file = "f" }
      switch try await Asset.first()?.attachable {
      case .author(let author)?: #expect(author == ada)
      default: Issue.record("no author")
      }
      try await GuestPost(guestName: "g").update { $0.slug = "s" }
      #expect(try await Page.first() is GuestPost)
      let feed = try await Post.includes(\.author, \.replies, \.author.profile.avatar).where { $0.views >= 0 }.load()
      for post in feed { #expect(try post.$author.loaded?.name == "Ada") }
      #expect(try await Post.eagerLoad(\.replies, \.author).load().first?.$author.loaded?.name == "Ada")
      try await ada.destroy()
      #expect(try await Post.count() == 0)
      #expect(try await Profile.count() == 0)
    }
  }
}

import ActiveRecord

@Model class Author: Record {
  var name: String
  var email: String?
  var postsCount = 0
  @HasMany var posts: Many<Post> = .has(dependent: .destroy, inverse: \.author)
  @HasMany var published: Many<Post> = .has { $0.where { $0.published == true }.order { $0.title.desc } }
  @HasMany var birthdayPosts: Many<Post> = .has { posts, author in posts.where { $0.title == author.name } }
  @HasMany var replies: Many<Reply> = .through(\.posts)
  @HasOne var profile: Profile? = .has(dependent: .destroy)
  @HasOne var avatar: Avatar? = .through(\.profile)
  @HasMany var assets: Many<Asset> = .has(as: \.attachable)

  static func rules(_ author: Rules<Author>) {
    author.validates(\.name, .presence, .length(2...40))
    author.validates(\.email, .uniqueness, .format(/\S+@\S+/).message("looks wrong"), when: { $0.email != nil })
    author.beforeAdd(\.posts) { author, post in if author.name == "guest" { throw Refused() } }
    author.acceptsNestedAttributes(for: \.posts, allowDestroy: true, rejectIf: { $0.title == "" })
  }
}
@Model class Post: Record {
  var title: String
  var views = 0
  var published = false
  var reviewerID: Author.ID?
  @BelongsTo var author: Author? = .belongs(touch: true, counterCache: \.postsCount, inverse: \.posts)
  @BelongsTo var reviewer: Author? = .belongs(foreignKey: \.reviewerID)
  @HasMany var replies: Many<Reply>
  @HasAndBelongsToMany var topics: Many<Topic>

  static func rules(_ post: Rules<Post>) {
    post.validates(\.title, .presence, .uniqueness(within: \.authorID))
    post.validates(\.views, .range(0...), on: .create)
    post.validate(on: "publishing") { if try await $0.replies.isEmpty() { $0.errors.add(Self.title, "has no replies") } }
    post.beforeSave(on: .create, if: \.published, Post.announce)
    post.aroundSave { post, save in
      print("saving", post.title)
      try await save()
    }
    post.afterCommit(on: .create) { print("created", $0.title) }
  }
  func announce() async throws { title += "!" }
}
@Model(subclasses: GuestPost.self) class Page: Record { var slug: String }
@Model class GuestPost: Page { var guestName: String? }
@Model class Reply: Record {
  var body: String
  @BelongsTo var post: Post
}
@Model class Topic: Record {
  var name: String
  @HasAndBelongsToMany var posts: Many<Post>
}
@Model class Profile: Record {
  var bio = ""
  @BelongsTo var author: Author
  @HasOne var avatar: Avatar?
}
@Model class Avatar: Record {
  var url = ""
  @BelongsTo var profile: Profile
}
@Polymorphic enum Attachable { case post(Post), author(Author) }
@Model class Asset: Record {
  var file = ""
  @BelongsTo var attachable: Attachable?
  @BelongsTo var about: Record?
}
struct Refused: Error {}
@MainActor final class Screen {
  var post = Post(title: "")
  func text() async throws -> String { try await post.author?.name ?? "" }
}

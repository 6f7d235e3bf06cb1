import ActiveRecord
import Foundation
import Synchronization

@Model class Author: Record {
  var name: String
  var email: String
  @HasMany var posts: Many<Post> = .has(dependent: .destroy, inverse: \.author)

  static func rules(_ author: Rules<Author>) {
    author.afterDestroy { _ in DestroyedRecords.add() }
  }
}

@Model class Post: Record {
  var title: String
  var body: String
  var views = 0
  var published = false
  var createdAt: Date
  @BelongsTo var author: Author? = .belongs(inverse: \.posts)
  @HasMany var comments: Many<Comment> = .has(dependent: .destroy, inverse: \.post)
  @HasAndBelongsToMany var tags: Many<Tag>

  static func rules(_ post: Rules<Post>) {
    post.validates(\.title, .presence)
    post.afterDestroy { _ in DestroyedRecords.add() }
  }
}

@Model class Comment: Record {
  var body: String
  var approved = false
  var authorID: Author.ID
  @BelongsTo var post: Post? = .belongs(inverse: \.comments)

  static func rules(_ comment: Rules<Comment>) {
    comment.afterDestroy { _ in DestroyedRecords.add() }
  }
}

@Model class Tag: Record {
  var name: String
}

/// A record of a tree, which is saved by its root.
@Model class Node: Record {
  var name: String
  var depth = 0
  @BelongsTo var parent: Node?
  @HasMany var children: Many<Node> = .has(inverse: \.parent)

  static func rules(_ node: Rules<Node>) {
    node.validates(\.name, .presence)
  }
}

/// How many records were destroyed, counted by their callbacks.
enum DestroyedRecords {
  private static let counter = Atomic<Int>(0)

  static func add() { counter.add(1, ordering: .relaxed) }
  static var count: Int { counter.load(ordering: .relaxed) }
}

extension Author {
  var content: Int64 { digest(id ?? 0, name.utf8.count, email.utf8.count) }
}

extension Post {
  var content: Int64 {
    digest(
      id ?? 0, authorID ?? 0, title.utf8.count, body.utf8.count, views, published ? 1 : 0, Int(createdAt.timeIntervalSince1970))
  }
}

extension Comment {
  var content: Int64 { digest(id ?? 0, postID ?? 0, authorID, body.utf8.count, approved ? 1 : 0) }
}

extension Node {
  var content: Int64 { digest(id ?? 0, parentID ?? 0, name.utf8.count, depth) }
}

extension Tag {
  var content: Int64 { digest(id ?? 0, name.utf8.count) }
}

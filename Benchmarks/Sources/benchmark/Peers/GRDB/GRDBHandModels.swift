import Foundation
import GRDB

/// Rows read by column index and written column by column.
enum GRDBHandModels: GRDBModels {
  static let name = "grdb-hand"

  struct Author: GRDBAuthor {
    static let databaseTableName = "authors"
    let id: Int64
    let name: String
    let email: String

    init(row: Row) {
      id = row[0]
      name = row[1]
      email = row[2]
    }

    func encode(to container: inout PersistenceContainer) {
      container["id"] = id
      container["name"] = name
      container["email"] = email
    }
  }

  struct Post: GRDBPost {
    static let databaseTableName = "posts"
    private(set) var id: Int64?
    let authorID: Int64
    let title: String
    let body: String
    var views: Int
    let published: Bool
    let createdAt: Date

    init(row: Row) {
      id = row[0]
      authorID = row[1]
      title = row[2]
      body = row[3]
      views = row[4]
      published = row[5]
      createdAt = row[6]
    }

    init(authorID: Int64, title: String, body: String, views: Int, published: Bool, createdAt: Date) {
      self.authorID = authorID
      self.title = title
      self.body = body
      self.views = views
      self.published = published
      self.createdAt = createdAt
    }

    func encode(to container: inout PersistenceContainer) {
      container["id"] = id
      container["author_id"] = authorID
      container["title"] = title
      container["body"] = body
      container["views"] = views
      container["published"] = published
      container["created_at"] = createdAt
    }

    func insertedValues() -> [(any DatabaseValueConvertible)?] { [authorID, title, body, views, published, createdAt] }

    func willSave(_ db: Database) throws { try validate() }

    mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
  }

  struct Comment: GRDBComment {
    static let databaseTableName = "comments"
    let id: Int64
    let postID: Int64
    let authorID: Int64
    let body: String
    let approved: Bool

    init(row: Row) {
      id = row[0]
      postID = row[1]
      authorID = row[2]
      body = row[3]
      approved = row[4]
    }

    func encode(to container: inout PersistenceContainer) {
      container["id"] = id
      container["post_id"] = postID
      container["author_id"] = authorID
      container["body"] = body
      container["approved"] = approved
    }
  }

  struct Tag: GRDBTag {
    static let databaseTableName = "tags"
    let id: Int64
    let name: String

    init(row: Row) {
      id = row[0]
      name = row[1]
    }

    func encode(to container: inout PersistenceContainer) {
      container["id"] = id
      container["name"] = name
    }
  }

  struct Graph: GRDBGraph {
    let post: Post
    let author: Author
    let comments: [Comment]

    init(row: Row) {
      post = Post(row: row)
      author = row["author"]
      comments = row["comments"]
    }
  }

  struct Tagged: GRDBTagged {
    let post: Post
    let tags: [Tag]

    init(row: Row) {
      post = Post(row: row)
      tags = row["tags"]
    }
  }
}

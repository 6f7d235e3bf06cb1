import Foundation
import GRDB

/// Rows read and written by `Codable`.
enum GRDBCodableModels: GRDBModels {
  static let name = "grdb-codable"

  struct Author: GRDBAuthor, Codable {
    static let databaseTableName = "authors"
    let id: Int64
    let name: String
    let email: String
  }

  struct Post: GRDBPost, Codable {
    static let databaseTableName = "posts"
    private(set) var id: Int64?
    let authorID: Int64
    let title: String
    let body: String
    var views: Int
    let published: Bool
    let createdAt: Date

    enum CodingKeys: String, CodingKey, CaseIterable {
      case id, authorID = "author_id", title, body, views, published, createdAt = "created_at"
    }

    init(authorID: Int64, title: String, body: String, views: Int, published: Bool, createdAt: Date) {
      self.authorID = authorID
      self.title = title
      self.body = body
      self.views = views
      self.published = published
      self.createdAt = createdAt
    }

    func insertedValues() throws -> [(any DatabaseValueConvertible)?] {
      let values = try databaseDictionary
      return CodingKeys.allCases.dropFirst().map { values[$0.rawValue] }
    }

    func willSave(_ db: Database) throws { try validate() }

    mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
  }

  struct Comment: GRDBComment, Codable {
    static let databaseTableName = "comments"
    let id: Int64
    let postID: Int64
    let authorID: Int64
    let body: String
    let approved: Bool

    enum CodingKeys: String, CodingKey {
      case id, postID = "post_id", authorID = "author_id", body, approved
    }
  }

  struct Tag: GRDBTag, Codable {
    static let databaseTableName = "tags"
    let id: Int64
    let name: String
  }

  struct Graph: GRDBGraph, Decodable {
    let post: Post
    let author: Author
    let comments: [Comment]

    /// The columns of the post stand beside the keys of its associations.
    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      post = try Post(from: decoder)
      author = try container.decode(Author.self, forKey: .author)
      comments = try container.decode([Comment].self, forKey: .comments)
    }

    enum CodingKeys: CodingKey {
      case author, comments
    }
  }

  struct Tagged: GRDBTagged, Decodable {
    let post: Post
    let tags: [Tag]

    init(from decoder: any Decoder) throws {
      post = try Post(from: decoder)
      tags = try decoder.container(keyedBy: CodingKeys.self).decode([Tag].self, forKey: .tags)
    }

    enum CodingKeys: CodingKey {
      case tags
    }
  }
}

import Foundation
import GRDB

/// The models of a GRDB peer: the workloads are the same for rows read by hand and for `Codable`.
protocol GRDBModels: Sendable {
  static var name: String { get }
  associatedtype Author: GRDBAuthor
  associatedtype Post: GRDBPost
  associatedtype Comment: GRDBComment
  associatedtype Tag: GRDBTag
  associatedtype Graph: GRDBGraph where Graph.Post == Post, Graph.Author == Author, Graph.Comment == Comment
  associatedtype Tagged: GRDBTagged where Tagged.Post == Post, Tagged.Tag == Tag
}

typealias GRDBRecord = FetchableRecord & MutablePersistableRecord & Sendable

protocol GRDBAuthor: GRDBRecord {
  var id: Int64 { get }
  var name: String { get }
  var email: String { get }
}

protocol GRDBPost: GRDBRecord {
  var id: Int64? { get }
  var authorID: Int64 { get }
  var title: String { get }
  var body: String { get }
  var views: Int { get set }
  var published: Bool { get }
  var createdAt: Date { get }

  init(authorID: Int64, title: String, body: String, views: Int, published: Bool, createdAt: Date)

  /// The values of the columns after the id, for a statement of many rows.
  func insertedValues() throws -> [(any DatabaseValueConvertible)?]
}

protocol GRDBComment: GRDBRecord {
  var id: Int64 { get }
  var postID: Int64 { get }
  var authorID: Int64 { get }
  var body: String { get }
  var approved: Bool { get }
}

protocol GRDBTag: GRDBRecord {
  var id: Int64 { get }
  var name: String { get }
}

/// A post with its author and comments.
protocol GRDBGraph: FetchableRecord, Sendable {
  associatedtype Post
  associatedtype Author
  associatedtype Comment
  var post: Post { get }
  var author: Author { get }
  var comments: [Comment] { get }
}

/// A post with its tags.
protocol GRDBTagged: FetchableRecord, Sendable {
  associatedtype Post
  associatedtype Tag
  var post: Post { get }
  var tags: [Tag] { get }
}

/// The join table; it is only joined and deleted from, so that it needs no columns.
struct GRDBPostTag: TableRecord {
  static let databaseTableName = "posts_tags"
}

/// What stops a post without a title.
struct MissingTitle: Error {}

extension GRDBPost {
  func validate() throws {
    if title.isEmpty { throw MissingTitle() }
  }

  var content: Int64 {
    digest(
      Int(id ?? 0), Int(authorID), title.utf8.count, body.utf8.count, views, published ? 1 : 0,
      Int(createdAt.timeIntervalSince1970))
  }
}

extension GRDBAuthor {
  var content: Int64 { digest(Int(id), name.utf8.count, email.utf8.count) }
}

extension GRDBComment {
  var content: Int64 { digest(Int(id), Int(postID), Int(authorID), body.utf8.count, approved ? 1 : 0) }
}

extension GRDBTag {
  var content: Int64 { digest(Int(id), name.utf8.count) }
}

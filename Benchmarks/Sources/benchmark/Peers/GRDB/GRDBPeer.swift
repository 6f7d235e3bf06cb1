import Foundation
import GRDB

/// GRDB with its own associations and requests, on a pool of connections.
///
/// Its synchronous accesses are used: they are more than twice as fast as its asynchronous ones where each access does little.
struct GRDBPeer<Models: GRDBModels>: Peer, Sendable {
  typealias Author = Models.Author
  typealias Post = Models.Post
  typealias Comment = Models.Comment
  typealias Tag = Models.Tag

  static var name: String { Models.name }

  /// GRDB saves one record at a time, and no graphs.
  static var missing: Set<Workload> { [.saveTree] }

  let pool: DatabasePool

  var author: BelongsToAssociation<Post, Author> { Post.belongsTo(Author.self) }
  var comments: HasManyAssociation<Post, Comment> { Post.hasMany(Comment.self) }
  var posts: HasManyAssociation<Author, Post> { Author.hasMany(Post.self) }
  var links: HasManyAssociation<Post, GRDBPostTag> { Post.hasMany(GRDBPostTag.self) }
  var tags: HasManyThroughAssociation<Post, Tag> { Post.hasMany(Tag.self, through: links, using: GRDBPostTag.belongsTo(Tag.self)) }

  init(database path: String, size: DataSize) async throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536")
    }
    pool = try DatabasePool(path: path, configuration: configuration)
    _ = try read { db in try Author.fetchCount(db) }
  }

  func read<Result>(_ body: (Database) throws -> Result) throws -> Result { try pool.read(body) }

  func write<Result>(_ body: (Database) throws -> Result) throws -> Result { try pool.write(body) }
}

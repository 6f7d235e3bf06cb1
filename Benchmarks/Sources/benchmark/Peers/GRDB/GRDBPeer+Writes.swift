import Foundation
import GRDB

extension GRDBPeer {
  func insertEach(_ measurement: Measurement) async throws {
    let drafts = Drafts(size: measurement.size)
    measurement.start()
    let inserted = try write { db in
      try drafts.indices.map { index in
        var post = Self.post(drafts, index)
        try post.insert(db)
        return post
      }
    }
    measurement.stop(objects: inserted.count, check: inserted.last?.id ?? 0)
    withExtendedLifetime(inserted) {}
  }

  /// GRDB has no call for many rows: one statement of a hundred rows is prepared once and run with the values of the records.
  func insertInBulk(_ measurement: Measurement) async throws {
    let drafts = Drafts(size: measurement.size)
    let together = 100
    measurement.start()
    let inserted = try write { db in
      let rows = Array(repeating: "(?,?,?,?,?,?)", count: together).joined(separator: ",")
      let statement = try db.cachedStatement(
        sql: "INSERT INTO posts (author_id, title, body, views, published, created_at) VALUES \(rows)")
      var inserted: [Post] = []
      for start in stride(from: 0, to: drafts.indices.count, by: together) {
        let posts = (start..<start + together).map { Self.post(drafts, $0) }
        var values: [(any DatabaseValueConvertible)?] = []
        for post in posts {
          try post.validate()
          values += try post.insertedValues()
        }
        try statement.execute(arguments: StatementArguments(values))
        inserted += posts
      }
      return inserted
    }
    measurement.stop(objects: inserted.count, check: 0)
    withExtendedLifetime(inserted) {}
  }

  private static func post(_ drafts: Drafts, _ index: Int) -> Post {
    Post(
      authorID: drafts.authorID(index), title: drafts.titles[index], body: drafts.bodies[index], views: index, published: true,
      createdAt: drafts.createdAt)
  }

  func updateEach(_ measurement: Measurement) async throws {
    let loaded = try read { db in try Post.fetchAll(db) }
    measurement.start()
    let (saved, check) = try write { db in
      var posts = loaded
      var check = 0
      for index in posts.indices {
        try posts[index].updateChanges(db) { $0.views += 1 }
        check += posts[index].views
      }
      return (posts, check)
    }
    measurement.stop(objects: saved.count, check: Int64(check))
    withExtendedLifetime(saved) {}
  }

  func destroyTree(_ measurement: Measurement) async throws {
    let ids = measurement.size.destroyedAuthorIDs(repetition: measurement.repetition)
    measurement.start()
    let count = try write { db in
      var count = 0
      for id in ids {
        let author = try Author.find(db, key: id)
        for post in try author.request(for: posts).fetchAll(db) {
          for comment in try post.request(for: comments).fetchAll(db) where try comment.delete(db) { count += 1 }
          try post.request(for: links).deleteAll(db)
          if try post.delete(db) { count += 1 }
        }
        if try author.delete(db) { count += 1 }
      }
      return count
    }
    measurement.stop(objects: count, check: Int64(count))
  }
}

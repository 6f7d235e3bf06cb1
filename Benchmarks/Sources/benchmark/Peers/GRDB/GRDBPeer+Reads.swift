import Foundation
import GRDB

extension GRDBPeer {
  func findEach(_ measurement: Measurement) async throws {
    var found: [Post] = []
    var check = 0
    measurement.start()
    for id in measurement.size.scatteredPostIDs {
      let post = try read { db in try Post.find(db, key: id) }
      check += post.views
      found.append(post)
    }
    measurement.stop(objects: found.count, check: Int64(check))
    measurement.content = found.reduce(0) { $0 + $1.content }
  }

  func findEachInTransaction(_ measurement: Measurement) async throws {
    let size = measurement.size
    measurement.start()
    let (found, check) = try read { db in
      var found: [Post] = []
      var check = 0
      for id in size.scatteredPostIDs {
        let post = try Post.find(db, key: id)
        check += post.views
        found.append(post)
      }
      return (found, check)
    }
    measurement.stop(objects: found.count, check: Int64(check))
    measurement.content = found.reduce(0) { $0 + $1.content }
  }

  func loadAll(_ measurement: Measurement) async throws {
    measurement.start()
    let comments = try read { db in try Comment.fetchAll(db) }
    let check = comments.reduce(0) { $0 + $1.postID }
    measurement.stop(objects: comments.count, check: check)
    measurement.content = comments.reduce(0) { $0 + $1.content }
  }

  func loadGraph(_ measurement: Measurement) async throws {
    measurement.start()
    let request = Post.including(required: author).including(all: comments).asRequest(of: Models.Graph.self)
    let graph = try read { db in try request.fetchAll(db) }
    var check: Int64 = 0
    var loaded = graph.count
    for node in graph {
      check += node.author.id
      for comment in node.comments { check += comment.id }
      loaded += node.comments.count
    }
    measurement.stop(objects: loaded, check: check)
    measurement.objects += Set(graph.map(\.author.id)).count
    for node in graph {
      measurement.content += node.post.content + node.author.content + node.comments.reduce(0) { $0 + $1.content }
    }
  }

  func loadThrough(_ measurement: Measurement) async throws {
    measurement.start()
    let request = Post.including(all: tags).asRequest(of: Models.Tagged.self)
    let tagged = try read { db in try request.fetchAll(db) }
    var check: Int64 = 0
    var loaded = tagged.count
    for node in tagged {
      for tag in node.tags { check += tag.id }
      loaded += node.tags.count
    }
    measurement.stop(objects: loaded, check: check)
    for node in tagged { measurement.content += node.post.content + node.tags.reduce(0) { $0 + $1.content } }
  }

  func readLazily(_ measurement: Measurement) async throws {
    let last = measurement.size.lazyPostID
    var authors: [Author] = []
    var check: Int64 = 0
    measurement.start()
    let posts = try read { db in try Post.filter(Column("id") <= last).fetchAll(db) }
    for post in posts {
      let found = try read { db in try post.request(for: author).fetchOne(db) }
      let count = try read { db in try post.request(for: comments).fetchCount(db) }
      guard let found else { continue }
      check += found.id + Int64(count)
      authors.append(found)
    }
    measurement.stop(objects: posts.count + authors.count, check: check)
    measurement.content = posts.reduce(0) { $0 + $1.content } + authors.reduce(0) { $0 + $1.content }
  }

  func joinAll(_ measurement: Measurement) async throws {
    try join(posts, times: 20, measurement)
  }

  func joinFew(_ measurement: Measurement) async throws {
    try join(posts.filter(Column("id") <= measurement.size.joinedPostID), times: 200, measurement)
  }

  private func join(_ posts: HasManyAssociation<Author, Post>, times: Int, _ measurement: Measurement) throws {
    var found: [Author] = []
    measurement.start()
    for _ in 0..<times {
      let approved = comments.filter(Column("approved") == true)
      let request = Author.joining(required: posts.joining(required: approved)).distinct().order(Column("name")).limit(100)
      found += try read { db in try request.fetchAll(db) }
    }
    measurement.stop(objects: found.count, check: found.reduce(0) { $0 + $1.id })
    measurement.content = found.reduce(0) { $0 + $1.content }
  }
}

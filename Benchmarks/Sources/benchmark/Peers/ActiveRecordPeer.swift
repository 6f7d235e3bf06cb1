import ActiveRecord

#if PostgreSQL
  import ActiveRecordPostgreSQL
#endif

/// This library.
struct ActiveRecordPeer: Peer {
  static let name = "active-record"

  let database: Database

  init(database path: String, size: DataSize) async throws {
    database = try await Database.connect(Self.location(path))
    _ = try await Author.count()
  }

  private static func location(_ path: String) -> DatabaseLocation {
    #if PostgreSQL
      if Engine(of: path) == .postgresql { return .postgres(url: path) }
    #endif
    var options = SQLiteOptions(path: path)
    options.checksForeignKeys = false
    options.cacheKibibytes = 65536
    return .sqlite(options)
  }
}

// MARK: Reading

extension ActiveRecordPeer {
  func findEach(_ measurement: Measurement) async throws {
    var found: [Post] = []
    var check = 0
    measurement.start()
    for id in measurement.size.scatteredPostIDs {
      let post = try await Post.find(Int(id))
      check += post.views
      found.append(post)
    }
    measurement.stop(objects: found.count, check: Int64(check))
    measurement.content = found.reduce(0) { $0 + $1.content }
  }

  func findEachInTransaction(_ measurement: Measurement) async throws {
    var found: [Post] = []
    var check = 0
    measurement.start()
    try await database.transaction {
      for id in measurement.size.scatteredPostIDs {
        let post = try await Post.find(Int(id))
        check += post.views
        found.append(post)
      }
    }
    measurement.stop(objects: found.count, check: Int64(check))
    measurement.content = found.reduce(0) { $0 + $1.content }
  }

  func loadAll(_ measurement: Measurement) async throws {
    measurement.start()
    let comments = try await Comment.all().load()
    var check = 0
    for comment in comments { check += comment.postID ?? 0 }
    measurement.stop(objects: comments.count, check: Int64(check))
    measurement.content = comments.reduce(0) { $0 + $1.content }
  }

  func loadGraph(_ measurement: Measurement) async throws {
    measurement.start()
    let posts = try await Post.includes(\.author, \.comments).load()
    var check = 0
    var loaded = posts.count
    for post in posts {
      check += try post.$author.loaded?.id ?? 0
      let comments = try post.comments.loaded
      for comment in comments { check += comment.id ?? 0 }
      loaded += comments.count
    }
    measurement.stop(objects: loaded, check: Int64(check))
    measurement.objects += try Set(posts.map { try author(of: $0).id }).count
    for post in posts {
      measurement.content += post.content + (try author(of: post).content)
      for comment in try post.comments.loaded { measurement.content += comment.content }
    }
  }

  private func author(of post: Post) throws -> Author {
    guard let author = try post.$author.loaded else { throw MissingAuthor() }
    return author
  }

  func loadThrough(_ measurement: Measurement) async throws {
    measurement.start()
    let posts = try await Post.includes(\.tags).load()
    var check = 0
    var loaded = posts.count
    for post in posts {
      let tags = try post.tags.loaded
      for tag in tags { check += tag.id ?? 0 }
      loaded += tags.count
    }
    measurement.stop(objects: loaded, check: Int64(check))
    for post in posts {
      measurement.content += post.content
      for tag in try post.tags.loaded { measurement.content += tag.content }
    }
  }

  func readLazily(_ measurement: Measurement) async throws {
    let last = Int(measurement.size.lazyPostID)
    var authors: [Author] = []
    var check = 0
    measurement.start()
    let posts = try await Post.where { $0.id <= last }.load()
    for post in posts {
      guard let author = try await post.author else { throw MissingAuthor() }
      check += (author.id ?? 0) + (try await post.comments.size())
      authors.append(author)
    }
    measurement.stop(objects: posts.count + authors.count, check: Int64(check))
    measurement.content = posts.reduce(0) { $0 + $1.content } + authors.reduce(0) { $0 + $1.content }
  }

  func joinAll(_ measurement: Measurement) async throws {
    try await join(times: 20, measurement) { approved in approved }
  }

  func joinFew(_ measurement: Measurement) async throws {
    let last = Int(measurement.size.joinedPostID)
    try await join(times: 200, measurement) { approved in approved.where { $0.posts.id <= last } }
  }

  private func join(times: Int, _ measurement: Measurement, _ narrow: (Relation<Author>) -> Relation<Author>) async throws {
    var found: [Author] = []
    measurement.start()
    for _ in 0..<times {
      let approved = Author.joins(\.posts.comments).where { $0.posts.comments.approved == true }
      found += try await narrow(approved).distinct().order(\.name).limit(100).load()
    }
    measurement.stop(objects: found.count, check: Int64(found.reduce(0) { $0 + ($1.id ?? 0) }))
    measurement.content = found.reduce(0) { $0 + $1.content }
  }
}

// MARK: Writing

extension ActiveRecordPeer {
  func insertEach(_ measurement: Measurement) async throws {
    let drafts = Drafts(size: measurement.size)
    var inserted: [Post] = []
    measurement.start()
    try await database.transaction {
      for index in drafts.indices {
        let post = Self.post(drafts, index)
        try await post.save()
        inserted.append(post)
      }
    }
    measurement.stop(objects: inserted.count, check: Int64(inserted.last?.id ?? 0))
    withExtendedLifetime(inserted) {}
  }

  /// Validates each post, as the other peers do: inserting many does not.
  func insertInBulk(_ measurement: Measurement) async throws {
    let drafts = Drafts(size: measurement.size)
    measurement.start()
    let posts = drafts.indices.map { Self.post(drafts, $0) }
    for post in posts { guard try await post.isValid() else { throw InvalidPost() } }
    let count = try await Post.insertAll(posts)
    measurement.stop(objects: count, check: 0)
    withExtendedLifetime(posts) {}
  }

  private static func post(_ drafts: Drafts, _ index: Int) -> Post {
    let post = Post(
      title: drafts.titles[index], body: drafts.bodies[index], views: index, published: true, createdAt: drafts.createdAt)
    post.authorID = Int(drafts.authorID(index))
    return post
  }

  func updateEach(_ measurement: Measurement) async throws {
    let posts = try await Post.all().load()
    var check = 0
    measurement.start()
    try await database.transaction {
      for post in posts {
        post.views += 1
        try await post.save()
        check += post.views
      }
    }
    measurement.stop(objects: posts.count, check: Int64(check))
    withExtendedLifetime(posts) {}
  }

  func destroyTree(_ measurement: Measurement) async throws {
    let ids = measurement.size.destroyedAuthorIDs(repetition: measurement.repetition)
    let before = DestroyedRecords.count
    measurement.start()
    try await database.transaction {
      for id in ids { try await Author.find(Int(id)).destroy() }
    }
    let count = DestroyedRecords.count - before
    measurement.stop(objects: count, check: Int64(count))
  }
}

// MARK: Graphs

extension ActiveRecordPeer {
  func saveTree(_ measurement: Measurement) async throws {
    let levels = Self.tree(measurement.size.treeChildren), root = levels[0][0]
    measurement.start()
    try await root.save()
    let count = levels.reduce(0) { $0 + $1.count }
    measurement.stop(objects: count, check: Int64((root.id ?? 0) + (levels.last?.last?.id ?? 0)))
    for nodes in levels { measurement.content += nodes.reduce(0) { $0 + $1.content } }
  }

  /// The nodes of a tree, level by level; names count through all levels.
  private static func tree(_ children: [Int]) -> [[Node]] {
    var count = 0
    func name() -> String {
      count += 1
      return "Node number \(String(1_000_000 + count).dropFirst())"
    }
    var levels = [[Node(name: name())]]
    for (depth, number) in children.enumerated() {
      let parents = levels[depth]
      levels.append(
        parents.flatMap { parent in
          (0..<number).map { _ in
            parent.children.build {
              $0.name = name()
              $0.depth = depth + 1
            }
          }
        })
    }
    return levels
  }
}

/// A post without an author, which the data does not have.
struct MissingAuthor: Error {}

/// A post without a title, which the drafts do not have.
struct InvalidPost: Error {}

import ActiveRecord
import ActiveRecordTesting
import Testing

@Suite struct ConnectionsGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post

  private let migrations = Migrations {
    Migration("2025-01-15 authors") { schema in
      schema.createTable("authors") { t in
        t.string("name", null: false)
        t.string("email")
        t.integer("posts_count", null: false, default: 0)
      }
    }
  }

  @Test func anotherDatabase() async throws {
    try await Guide.run { _ in
      try await Guide.fill()
      // snippet.connections-another
      let archive = try await Database.connect(.memory)
      try await archive.use {
        try await archive.migrate(migrations)
        #expect(try await Author.count() == 0)
      }
      // snippet.end
      #expect(try await Author.count() == 2)
      await archive.close()
    }
  }

  @Test func whoHasTheConnections() async throws {
    var configuration = DatabaseConfiguration()
    configuration.checkoutTimeout = .milliseconds(100)
    try await TemporaryDatabase.inMemory(configuration: configuration) { database in
      try await database.transaction { () async throws in
        try await database.execute("CREATE TABLE places (name TEXT)")
        let other = Task.detached { try await database.execute("INSERT INTO places VALUES ('a')") }
        let error = await #expect(throws: DatabaseError.self) { try await other.value }
        #expect(error?.code == .busy)
        #expect(
          error?.message.hasPrefix(
            "no connection for writing came free within 0.1 seconds: 1 of 1 are in use: a transaction begun at DocumentTests/") == true)
        #expect(error?.message.contains("ConnectionsGuideTests.swift:") == true)
      }
    }
  }

  @Test func transactions() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.connections-transaction
      try await Database.transaction {
        let post = try await Post.find(1)
        post.views += 1
        try await post.save()
      }
      // snippet.end
      #expect(recorder.events.map { String($0.sql.prefix { $0 != " " }) } == ["BEGIN", "SELECT", "UPDATE", "COMMIT"])
      // snippet.connections-retrying
      try await Database.transaction(isolation: .serializable, retrying: .serializationFailures) {
        let post = try await Post.find(1)
        post.views += 10
        try await post.save()
      }
      // snippet.end
      #expect(try await Post.find(1).views == 21)
    }
  }

  @Test func replicas() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.connections-reading
      let feed = try await Database.reading {
        try await Post.order { $0.id.desc }.limit(20).load()
      }
      // snippet.end
      #expect(feed.map(\.title) == ["Grace 2", "Grace 1", "Ada 2", "Ada 1"])
      #expect(recorder.queries.count == 1)
    }
  }

  @Test func shardsByKey() async throws {
    let europe = try await Database.connect(.memory), america = try await Database.connect(.memory)
    for database in [europe, america] { try await database.migrate(migrations) }
    // snippet.connections-shards
    let shards = Shards(["europe": europe, "america": america])
    let count = try await shards.use("europe") { try await Author.count() }
    // snippet.end
    #expect(count == 0)
    try await shards.use("america") { _ = try await Author.create { $0.name = "Ada" } }
    let counts = try await shards.onEach { _ in try await Author.count() }
    #expect(counts == ["europe": 0, "america": 1])
    // snippet.connections-shards-fixed
    try await shards.use("europe") {
      try await Database.prohibitShardSwapping {
        _ = try await Author.create { $0.name = "Grace" }
      }
    }
    // snippet.end
    #expect(try await shards.onEach { _ in try await Author.count() } == ["europe": 1, "america": 1])
    let swapped = await #expect(throws: DatabaseError.self) { () async throws in
      try await Database.prohibitShardSwapping { () async throws in try await shards.use("america") {} }
    }
    #expect(swapped?.code == .misuse)
    let error = await #expect(throws: DatabaseError.self) { try await shards.use("asia") {} }
    #expect(error?.message == "there is no shard with the key 'asia'; there are: america, europe")
    await shards.close()
  }
}

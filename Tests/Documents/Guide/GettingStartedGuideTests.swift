import ActiveRecord
import ActiveRecordTesting
import Foundation
import Logging
import Testing

/// The first chapter, with the models and tables of the README.
@Suite struct GettingStartedGuideTests {
  typealias Author = Readme.Author
  typealias Post = Readme.Post
  typealias Reply = Readme.Reply

  @Test func firstRows() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "start-\(UUID().uuidString).sqlite").path
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
    let migrations = Readme.migrations()
    // snippet.start-connect
    var logger = Logger(label: "blog.sql")
    logger.logLevel = .debug
    var configuration = DatabaseConfiguration()
    configuration.logger = logger
    let database = try await Database.connect(
      .sqlite(path), models: [Author.self, Post.self, Reply.self], configuration: configuration)
    try await database.migrate(migrations)
    // snippet.end
    try await database.use {
      var printed: [String] = []
      func print(_ parts: Any...) { printed.append(parts.map { "\($0)" }.joined(separator: " ")) }
      // snippet.start-rows
      let ada = try await Author.create { $0.name = "Ada" }
      try await ada.posts.create { $0.title = "Notes" }
      let posts = try await Post.where { $0.title.like("N%") }.includes(\.author).order { $0.title.asc }.load()
      for post in posts { print(post.title, try post.$author.loaded?.name ?? "-") }
      let first = try await ada.posts.first()
      try await first?.update { $0.title = "Notes on the engine" }
      // snippet.end
      #expect(printed == ["Notes Ada"])
      #expect(try await Post.pluck(\.title) == ["Notes on the engine"])
    }
    await database.close()
  }
}

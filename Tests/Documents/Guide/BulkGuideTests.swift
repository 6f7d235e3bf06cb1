import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Records in bulk with what hangs on them, and the cases of enums.
@Suite struct BulkGuideTests {
  typealias Author = Guide.Author
  typealias Topic = Guide.Topic

  @Test func graphs() async throws {
    try await Guide.run { recorder in
      try await Database.current.execute("CREATE UNIQUE INDEX one_name ON topics (name)")
      try await Topic.create { $0.name = "greetings of Ada" }
      recorder.clear()
      // snippet.bulk-graph
      let authors = ["Ada", "Grace"].map { Author(name: $0) }
      for author in authors {
        let post = author.posts.build { $0.title = "Hello" }
        post.topics.build { $0.name = "greetings of \(author.name)" }
      }
      try await Author.insertAll(authors, with: .insert(\.posts), .upsert(\.posts.topics, recognizedBy: [\.name]))
      // snippet.end
      #expect(recorder.sql.map { $0.prefix(6) } == ["INSERT", "INSERT", "INSERT", "SELECT", "INSERT"])
      #expect(try await Topic.count() == 2)
      #expect(try await Author.find(2).posts.first()?.topics.first()?.name == "greetings of Grace")
      #expect(try await Author.find(1).posts.first()?.topics.ids() == [1])
    }
  }

  @Test func enums() async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.execute(
        "CREATE TABLE shops (id INTEGER PRIMARY KEY, name TEXT, status TEXT, address TEXT, color TEXT, opened_at TEXT)")
      typealias Shop = GuideMacros.Shop
      // snippet.enums
      let teas = try await Shop.create { $0.name = "Teas" }
      #expect(teas.status == .draft)
      try await teas.update { $0.status = .published }
      let published = Shop.where { $0.status == .published }
      let others = Shop.where { $0.status != .published }
      let either = Shop.where { $0.status.isIn([.draft, .published]) }
      // snippet.end
      #expect(try await published.count() == 1)
      #expect(try await others.count() == 0)
      #expect(try await either.count() == 1)
    }
  }
}

#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import ActiveRecordTesting
  import Foundation
  import Testing

  /// Arrays and enums of PostgreSQL as properties.
  @Suite("PostgreSQL: arrays and enums", .serialized) struct ArrayTests {
    enum Mood: String, ColumnValue { case calm, wild }

    @Model(table: "array_articles") class Article: Record {
      var title: String
      var mood: Mood
      var tags: PostgreSQLArray<String> = []
      var ratings: PostgreSQLArray<Int?> = []
      var moments: PostgreSQLArray<Date>?
      var keys: PostgreSQLArray<UUID> = []
      var flags: PostgreSQLArray<Bool> = []
      var prices: PostgreSQLArray<Decimal> = []
      var blobs: PostgreSQLArray<Data> = []
    }

    private func run(_ body: nonisolated(nonsending) (Database) async throws -> Void) async throws {
      let database = try await Database.connect(.postgres(url: Server.url()))
      try await database.execute("DROP TABLE IF EXISTS array_articles")
      try await database.execute("DROP TYPE IF EXISTS array_mood")
      try await database.execute("CREATE TYPE array_mood AS ENUM ('calm', 'wild')")
      try await database.changeSchema { schema in
        schema.createTable("array_articles") { table in
          table.string("title", null: false)
          table.column("mood", "array_mood", null: false)
          table.column("tags", "TEXT[]", null: false)
          table.column("ratings", "BIGINT[]", null: false)
          table.column("moments", "TIMESTAMPTZ[]")
          table.column("keys", "UUID[]", null: false)
          table.column("flags", "BOOLEAN[]", null: false)
          table.column("prices", "NUMERIC(6, 2)[]", null: false)
          table.column("blobs", "BYTEA[]", null: false)
        }
      }
      try await database.use { try await body(database) }
      try await database.execute("DROP TABLE array_articles")
      try await database.execute("DROP TYPE array_mood")
      await database.close()
    }

    @Test func everyElementComesBackAsItWas() async throws {
      try await run { database async throws in
        let moment = Date(timeIntervalSince1970: 1_700_000_000.123456)
        let article = Article(title: "a", mood: .wild)
        article.tags = ["plain", "with, comma", "with \"quotes\" and \\", "", "NULL", "{}", "ä€😀", " space "]
        article.ratings = [1, nil, -9_223_372_036_854_775_808]
        article.moments = [moment]
        article.keys = [UUID(uuid: (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))]
        article.flags = [true, false]
        article.prices = [Decimal(string: "12.50") ?? 0, -1]
        article.blobs = [Data([0, 255, 34, 92]), Data()]
        try await article.save()
        let found = try await Article.find(try #require(article.id))
        #expect(found.mood == .wild)
        #expect(found.tags == article.tags && found.ratings == article.ratings && found.keys == article.keys)
        #expect(found.flags == article.flags && found.prices == article.prices && found.blobs == article.blobs)
        #expect(abs(try #require(found.moments?.first).timeIntervalSince(moment)) < 0.000_001)
        #expect(try await database.query("SELECT tags[2] FROM array_articles", as: String.self) == ["with, comma"])
      }
    }

    @Test func emptyArraysAndNullAreDifferent() async throws {
      try await run { _ async throws in
        try await Article(title: "a", mood: .calm).save()
        let found = try await Article.first()
        #expect(found?.tags.isEmpty == true && found?.moments == nil)
        found?.moments = []
        try await found?.save()
        #expect(try await Article.first()?.moments == [])
      }
    }

    @Test func changesOfElementsAreSaved() async throws {
      try await run { _ async throws in
        let article = Article(title: "a", mood: .calm)
        article.tags = ["a"]
        try await article.save()
        article.tags.append("b")
        article.mood = .wild
        #expect(article.isChanged)
        try await article.save()
        let found = try await Article.first()
        #expect(found?.tags == ["a", "b"] && found?.mood == .wild)
      }
    }

    @Test func conditionsAskForElements() async throws {
      try await run { database async throws in
        for (title, tags, ratings) in [("a", ["x", "y"], [1]), ("b", ["y"], [2, 3]), ("c", [], [])] {
          let article = Article(title: title, mood: title == "a" ? .wild : .calm)
          article.tags = PostgreSQLArray(tags)
          article.ratings = PostgreSQLArray(ratings.map { $0 })
          try await article.save()
        }
        let recorder = SQLRecorder(database)
        #expect(try await Article.where { $0.tags.contains("y") }.order { $0.id.asc }.pluck(\.title) == ["a", "b"])
        #expect(recorder.sql.last?.contains(#"WHERE $1 = ANY("array_articles"."tags")"#) == true)
        #expect(try await Article.where { $0.ratings.contains(3) }.pluck(\.title) == ["b"])
        #expect(try await Article.where { $0.tags.overlaps(["x", "z"]) }.pluck(\.title) == ["a"])
        #expect(try await Article.where { $0.tags.containsAll(["y", "x"]) }.pluck(\.title) == ["a"])
        #expect(try await Article.where { $0.tags == ["y"] }.pluck(\.title) == ["b"])
        #expect(try await Article.where { $0.mood == .wild }.pluck(\.title) == ["a"])
        #expect(try await Article.where { $0.mood.isIn([.wild, .calm]) }.count() == 3)
        recorder.stop()
      }
    }

    @Test func whatDoesNotFitNamesTheProperty() async throws {
      try await run { database async throws in
        try await Article(title: "a", mood: .calm).save()
        try await database.execute("UPDATE array_articles SET ratings = '{{1,2},{3,4}}'")
        let nested = try await failing { _ = try await Article.first() }
        #expect(nested.contains("Article.ratings"))
        try await database.execute("UPDATE array_articles SET ratings = '{}', tags = ARRAY['a', NULL]")
        let null = try await failing { _ = try await Article.first() }
        #expect(null.contains("Article.tags"))
        try await database.execute("UPDATE array_articles SET tags = '{}'")
        try await database.execute("ALTER TYPE array_mood ADD VALUE 'furious'")
        try await database.execute("UPDATE array_articles SET mood = 'furious'")
        let unknown = try await failing { _ = try await Article.first() }
        #expect(unknown.contains("Article.mood"))
      }
    }

    @Test func arraysThatBeginElsewhereAreRead() async throws {
      try await run { database async throws in
        let values = try await database.query("SELECT '[5:6]={7,8}'::int[]::text", as: String.self)
        #expect(try PostgreSQLArray<Int>(databaseValue: .text(values[0])) == [7, 8])
        #expect(throws: ValueError.self) { try PostgreSQLArray<Int>(databaseValue: .text("no array")) }
      }
    }

    private func failing(_ body: nonisolated(nonsending) () async throws -> Void) async throws -> String {
      do { try await body() } catch { return "\(error)" }
      return ""
    }
  }
#endif

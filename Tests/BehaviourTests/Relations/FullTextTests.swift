import ActiveRecord
import ActiveRecordTesting
import Testing

/// Words that are looked for by the engine's own full-text search.
@Suite struct FullTextTests {
  @Test(arguments: Engine.allCases) func wordsAreFound(_ engine: Engine) async throws {
    try await engine.sermons { recorder async throws in
      #expect(try await Sermon.where { $0.body.matches("river stone") }.order(\.id).ids() == [1, 3])
      #expect(recorder.sql.last?.contains(engine.condition("body")) == true)
      #expect(try await Sermon.where { $0.body.matches("stone") && $0.id > 1 }.order(\.id).ids() == [2, 3])
      #expect(try await Sermon.where { $0.body.matches("Stone") }.where { $0.title.matches("winter") }.ids() == [2])
      #expect(try await Sermon.where { $0.body.matches("cloud") }.exists() == false)
    }
  }

  /// What the engine would read as an operator only divides words; values are bound.
  @Test(arguments: Engine.allCases) func whatIsNoWordDoesNoHarm(_ engine: Engine) async throws {
    try await engine.sermons { recorder async throws in
      #expect(try await Sermon.where { $0.body.matches("river\" -stone') *") }.order(\.id).ids() == [1, 3])
      #expect(recorder.queries.last?.sql.contains("river") == false)
      recorder.clear()
      #expect(try await Sermon.where { $0.body.matches(" -*") }.count() == 0)
      #expect(recorder.sql == [#"SELECT COUNT(*) FROM "sermons" WHERE 1=0"#])
    }
  }

  #if PostgreSQL
    @Test(arguments: Engine.allCases.filter { $0 == .postgresql }) func aLanguageFindsOtherForms(_ engine: Engine) async throws {
      try await engine.sermons { recorder async throws in
        #expect(try await Sermon.where { $0.body.matches("rivers", language: "english") }.order(\.id).ids() == [1, 3])
        #expect(try await Sermon.where { $0.body.matches("rivers", language: "simple") }.ids() == [])
        let condition = #"to_tsvector('simple', "sermons"."body") @@ plainto_tsquery('simple', ?)"#
        #expect(recorder.sql.last?.contains(condition) == true)
      }
    }
  #endif
}

/// Searched by its words.
@Model class Sermon: Record {
  var title: String
  var body: String
}

extension Engine {
  /// The condition that a column has words, as statements are written down.
  fileprivate func condition(_ column: String) -> String {
    switch self {
    case .sqlite: #""sermons"."\#(column)" MATCH ?"#
    #if PostgreSQL
      case .postgresql: #"to_tsvector("sermons"."\#(column)") @@ plainto_tsquery(?)"#
    #endif
    #if MySQL
      case .mysql: #"MATCH ("sermons"."\#(column)") AGAINST (? IN BOOLEAN MODE)"#
    #endif
    }
  }

  /// Runs `body` on a table that the engine's search knows.
  fileprivate func sermons(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await database(models: [Sermon.self]) { database, recorder async throws in
      try await database.execute(SQL(raw: table))
      for (id, title, text) in [
        (1, "Summer", "The river wears down every stone"), (2, "Winter", "A stone lies still in frozen water"),
        (3, "Spring", "Stone and river begin again"),
      ] { try await database.execute("INSERT INTO sermons (id, title, body) VALUES (\(id), \(title), \(text))") }
      recorder.clear()
      try await body(recorder)
    }
  }

  private var table: String {
    switch self {
    case .sqlite: "CREATE VIRTUAL TABLE sermons USING fts5(id UNINDEXED, title, body)"
    #if PostgreSQL
      case .postgresql: "CREATE TABLE sermons (id BIGINT PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL)"
    #endif
    #if MySQL
      case .mysql:
        """
        CREATE TABLE sermons (id BIGINT PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL, FULLTEXT (title), FULLTEXT (body)) \
        DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci
        """
    #endif
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Views, and tables without a key: read like any other, and never written.
@Suite struct ReadonlyModelTests {
  @Test(arguments: Engine.allCases) func aViewIsReadLikeATable(_ engine: Engine) async throws {
    try await engine.totals { recorder async throws in
      #expect(try await ArticleTotal.find(1).articles == 2)
      #expect(try await ArticleTotal.where { $0.articles > 1 }.pluck(\.writerID) == [1])
      #expect(try await ArticleTotal.first()?.writerID == 1)
      #expect(try await ArticleTotal.sum(\.articles) == 3)
      #expect(try await ArticleTotal.joins(\.writer).where { $0.writer.name == "Ben" }.load().map(\.articles) == [1])
      recorder.clear()
      let totals = try await ArticleTotal.preload(\.writer).order(\.writerID).load()
      #expect(try totals.map { try $0.$writer.loaded?.name } == ["Ada", "Ben"])
      #expect(recorder.queries.count == 2)
      var writers: [Int] = []
      try await ArticleTotal.findEach(batch: 1) { writers.append($0.writerID) }
      #expect(writers == [1, 2])
    }
  }

  @Test(arguments: Engine.allCases) func aTableWithoutAKeyIsReadByTheColumnsThatTellItsRowsApart(_ engine: Engine) async throws {
    try await engine.totals { _ async throws in
      let pair = try #require(try await CirclePair.first())
      #expect(pair == (try await CirclePair.find((pair.circleID, pair.writerID))))
      #expect(try await pair.writer?.name == "Ada")
      #expect(try await CirclePair.eagerLoad(\.writer).load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases, Word.allCases) func isNotWritten(_ engine: Engine, _ word: Word) async throws {
    try await engine.totals { recorder async throws in
      let total = try await ArticleTotal.find(1)
      recorder.clear()
      let told = await failure {
        switch word {
        case .save: try await total.update { $0.articles = 9 }
        case .create: try await ArticleTotal(writerID: 7, articles: 1).save()
        case .destroy: try await total.destroy()
        case .delete: try await total.delete()
        case .updateColumns: try await total.updateColumns { $0.articles = 9 }
        case .updateAll: try await ArticleTotal.updateAll { [$0.articles.set(9)] }
        case .deleteAll: try await ArticleTotal.deleteAll()
        case .insertAll: try await ArticleTotal.insertAll([ArticleTotal(writerID: 7, articles: 1)])
        case .upsertAll: try await ArticleTotal.upsertAll([ArticleTotal(writerID: 7, articles: 1)])
        }
      }
      #expect(told?.hasPrefix("ArticleTotal: ") == true && (told?.contains("read-only") == true || told?.contains("only be read") == true))
      #expect(total.isReadonly)
      #expect(!recorder.sql.contains { !$0.hasPrefix("SELECT") })
    }
  }

  /// A word that would write.
  enum Word: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case save, create, destroy, delete, updateColumns, updateAll, deleteAll, insertAll, upsertAll
    var testDescription: String { rawValue }
  }
}

/// How many articles each writer has: a view.
@Model(table: "article_totals") class ArticleTotal: Record {
  @PrimaryKey var writerID: Int
  var articles: Int
  @BelongsTo var writer: Writer? = .belongs(foreignKey: \.writerID)
  override class var isReadonly: Bool { true }
}

/// A row of a table without a key.
@Model(table: "circles_writers") class CirclePair: Record {
  @PrimaryKey var circleID: Int
  @PrimaryKey var writerID: Int
  @BelongsTo var writer: Writer? = .belongs(foreignKey: \.writerID)
  override class var isReadonly: Bool { true }
}

extension Engine {
  /// Runs `body` on the gazette and a view of it.
  fileprivate func totals(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await database(models: [ArticleTotal.self, CirclePair.self]) { database, recorder async throws in
      try await Worlds.fillGazette()
      try await database.execute("DROP VIEW IF EXISTS article_totals")
      try await database.execute(
        """
        CREATE VIEW article_totals AS SELECT writer_id, COUNT(*) AS articles FROM articles WHERE writer_id IS NOT NULL GROUP BY writer_id
        """)
      recorder.clear()
      try await body(recorder)
      try await database.execute("DROP VIEW article_totals")
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What one record asked for all that were loaded with it is an answer to one question of each: who asks again is told what is there then.
@Suite struct CollectionSizeAgainTests {
  @Test(arguments: Engine.allCases) func askingAgainAsksTheDatabaseAgain(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      for name in ["X", "Y"] { try await Theatre.create { $0.name = name }.plays.create { $0.title = name } }
      let theatres = try await Theatre.order(\.id).load()
      recorder.clear()
      #expect(try await theatres[0].plays.size() == 1)
      #expect(try await theatres[1].plays.size() == 1)
      #expect(recorder.queries.count == 1)
      #expect(try await theatres[1].plays.size() == 1)
      #expect(try await theatres[0].plays.size() == 1)
      #expect(recorder.queries.count == 2)
    }
  }

  /// With no time to live, each asks for all again.
  @Test(arguments: Engine.allCases) func whatIsTooOldIsAskedAgain(_ engine: Engine) async throws {
    var configuration = DatabaseConfiguration()
    configuration.peerAnswerLifetime = .zero
    try await engine.database(configuration: configuration) { _, recorder async throws in
      for name in ["X", "Y"] { try await Theatre.create { $0.name = name }.plays.create { $0.title = name } }
      let theatres = try await Theatre.order(\.id).load()
      recorder.clear()
      for theatre in theatres {
        #expect(try await theatre.plays.size() == 1)
        #expect(try await theatre.plays.isEmpty() == false)
        #expect(try await theatre.plays.first()?.title == theatre.name)
      }
      #expect(recorder.queries.count == 6)
    }
  }

  @Test(arguments: [Engine.sqlite]) func whatIsWrittenThroughAnotherDatabaseIsSeenWhenOneAsksAgain(_ engine: Engine) async throws {
    try await engine.database(in: .file) { database, _ async throws in
      let theatre = try await Theatre.create { $0.name = "X" }
      try await Theatre.create { $0.name = "Y" }
      let theatres = try await Theatre.order(\.id).load()
      #expect(try await theatres[0].plays.size() == 0)
      let other = try await Database.connect(.sqlite(database.location))
      _ = try await other.use {
        try await Play.create {
          $0.title = "late"; $0.theatreID = theatre.id
        }
      }
      #expect(try await theatres[0].plays.size() == 1)
      await other.close()
    }
  }
}

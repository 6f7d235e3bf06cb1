import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// What Rails' suite shows of joins that the program builds itself, of selections beside joins, and of what is told about rows.
@Suite struct WrittenJoinTests {
  @Test(arguments: Engine.allCases) func theyKeepTheirOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ann = try await Player.create { $0.name = "Ann" }
      for name in ["Bob", "Cid"] { try await ann.pupils.create { $0.name = name } }
      let found = Player.joins("JOIN players elder ON elder.mentor_id = players.id")
        .joins("JOIN players younger ON younger.mentor_id = elder.mentor_id AND younger.id > elder.id")
      #expect(try await found.load() == [ann])
    }
  }

  @Test(arguments: Engine.allCases) func theSameIsJoinedOnce(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }
      for (title, name) in [("Lear", "king"), ("Hamlet", "ghost")] {
        try await globe.plays.create { $0.title = title }.roles.create { $0.name = name }
      }
      let plays = Play.joins("JOIN roles ON roles.play_id = plays.id")
      recorder.clear()
      let found = plays.joins(\.theatre).merge(plays.where("roles.name = \("king")"))
      #expect(try await found.map(\.title) == ["Lear"])
      #expect(recorder.sql[0].components(separatedBy: "JOIN roles").count == 2)
      #expect(try await plays.joins("JOIN roles ON roles.play_id = plays.id").count() == 2)
      // Another value is another join.
      let twice = Play.joins("JOIN roles AS a ON a.play_id = plays.id AND a.name = \("king")")
        .joins("JOIN roles AS b ON b.play_id = plays.id AND b.name = \("king")")
      #expect(try await twice.map(\.title) == ["Lear"])
    }
  }

  @Test(arguments: Engine.allCases) func selectionsStandBesideALeftJoin(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }
      try await Theatre.create { $0.name = "Rose" }
      try await globe.plays.create { $0.title = "Lear" }
      let rows = try await Theatre.leftJoins(\.plays).order(\.id).load(with: { _ in Computed<String>.sql("UPPER(theatres.name)") })
      #expect(rows.map(\.0.name) == ["Globe", "Rose"] && rows.map(\.1) == ["GLOBE", "ROSE"])
    }
  }

  /// Observers are told how many rows a statement gave, and of which model.
  @Test(arguments: Engine.allCases) func observersAreToldOfRows(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }
      try await Theatre.create { $0.name = "Rose" }
      for title in ["Lear", "Hamlet", "Macbeth"] { try await globe.plays.create { $0.title = title } }
      recorder.clear()
      let theatres = try await Theatre.all().load()
      #expect(recorder.queries.map(\.rows) == [theatres.count] && recorder.causes == ["Theatre, loaded"])
      recorder.clear()
      let joined = try await Theatre.eagerLoad(\.plays).where { $0.plays.title != "x" }.load()
      // A row for each pair: more than there are theatres.
      #expect(joined.count == 1 && recorder.queries.map(\.rows) == [3])
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// The same instance stands on both sides of an association, and costs no query.
@Suite struct InverseIdentityTests {
  @Test(arguments: Engine.allCases) func loadedMembersKnowTheirOwner(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      for title in ["A", "B", "C"] { try await theatre.plays.create { $0.title = title } }
      let found = try await Theatre.find(theatre.id!)
      let plays = try await found.plays.load()
      recorder.clear()
      for play in plays { #expect(try await play.theatre === found) }
      #expect(plays.count == 3)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func builtMembersKnowTheirOwner(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      let play = theatre.plays.build { $0.title = "A" }
      #expect(try await play.theatre === theatre)
      #expect(play.isNew && theatre.isNew)
      #expect(recorder.queries.isEmpty)
      try await theatre.save()
      #expect(play.isPersisted)
      #expect(play.theatreID == theatre.id)
      #expect(try await play.theatre === theatre)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneKnowsItsOwnerOnBothSides(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let license = try await theatre.$license.create { $0.number = "7" }
      #expect(try await license.theatre === theatre)
      let found = try await Theatre.find(theatre.id!)
      let loaded = try #require(try await found.license)
      recorder.clear()
      #expect(try await loaded.theatre === found)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToTellsAHasOne(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.$license.create { $0.number = "7" }
      let license = try #require(try await License.first())
      let owner = try #require(try await license.theatre)
      recorder.clear()
      #expect(try await owner.license === license)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadedMembersKnowTheirOwners(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      for name in ["Globe", "Rose"] {
        let theatre = try await Theatre.create { $0.name = name }
        try await theatre.plays.create { $0.title = "\(name) 1" }
        try await theatre.plays.create { $0.title = "\(name) 2" }
      }
      let theatres = try await Theatre.preload(\.plays).order(\.name).load()
      recorder.clear()
      for theatre in theatres {
        for play in try theatre.plays.loaded { #expect(try await play.theatre === theatre) }
      }
      #expect(recorder.queries.isEmpty)
      let joined = try await Theatre.eagerLoad(\.plays).order(\.name).load()
      recorder.clear()
      for theatre in joined {
        #expect(try theatre.plays.loaded.count == 2)
        for play in try theatre.plays.loaded { #expect(try await play.theatre === theatre) }
      }
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicMembersKnowTheirOwner(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      try await play.photos.create { $0.file = "a.png" }
      let found = try await Play.find(play.id!)
      let photo = try #require(try await found.photos.first())
      _ = try await found.photos.load()
      recorder.clear()
      guard case .play(let owner)? = try await photo.subject else { return #expect(Bool(false), "no play") }
      #expect(owner == found)
      let loaded = try #require(try found.photos.loaded.first)
      recorder.clear()
      guard case .play(let same)? = try await loaded.subject else { return #expect(Bool(false), "no play") }
      #expect(same === found)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func selfJoinKnowsBothDirections(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let master = try await Player.create { $0.name = "Master" }
      try await master.pupils.create { $0.name = "Pupil" }
      let found = try await Player.find(master.id!)
      let pupil = try #require(try await found.pupils.load().first)
      recorder.clear()
      #expect(try await pupil.mentor === found)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func changedKeyIsNoStaleInverse(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }
      let rose = try await Theatre.create { $0.name = "Rose" }
      let play = try await globe.plays.create { $0.title = "A" }
      #expect(try await play.theatre === globe)
      play.theatreID = rose.id
      #expect(try await play.theatre == rose)
      play.theatreID = nil
      #expect(try await play.theatre == nil)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of join models, name by name: what is preloaded through them, and where they are polymorphic.
extension AssociationsJoinModelTests {
  @Test(arguments: Engine.allCases) func includeHasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      try await play.players.create { $0.name = "P" }
      try await Play.create { $0.title = "B" }
      let plays = try await Play.includes(\.players).order(\.id).load()
      recorder.clear()
      #expect(try plays.map { try $0.players.loaded.count } == [1, 0])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func includePolymorphicHasOne(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await marked()
      let clip = try await Clip.includes(\.marking).find(1)
      recorder.clear()
      #expect(try clip.$marking.loaded?.id == 1)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func includePolymorphicHasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await marked()
      try await Clip.create { $0.title = "B" }
      let clips = try await Clip.includes(\.markers).order(\.id).load()
      recorder.clear()
      #expect(try clips.map { try $0.markers.loaded.map(\.name) } == [["M"], []])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadPolymorphicHasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await marked()
      try await Clip.create { $0.title = "B" }
      let clips = try await Clip.preload(\.markers).order(\.id).load()
      recorder.clear()
      #expect(try clips.map { try $0.markers.loaded.map(\.name) } == [["M"], []])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func includePolymorphicHasMany(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await marked()
      try await Clip.create { $0.title = "B" }
      let clips = try await Clip.includes(\.markings).order(\.id).load()
      recorder.clear()
      #expect(try clips.map { try $0.markings.loaded.count } == [1, 0])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadPolymorphicHasMany(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await marked()
      try await Clip.create { $0.title = "B" }
      let clips = try await Clip.preload(\.markings).order(\.id).load()
      recorder.clear()
      #expect(try clips.map { try $0.markings.loaded.count } == [1, 0])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicHasMany(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await marked()
      let clip = try await Clip.includes(\.markings).find(1), marking = try await Marking.find(1)
      recorder.clear()
      #expect(try clip.markings.loaded.contains(marking))
      #expect(recorder.events.isEmpty)
      #expect(try await Clip.find(1).markings.contains(marking))
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicHasOne(_ engine: Engine) async throws {
    try await engine.database(models: [Clip.self]) { _, recorder async throws in
      let clip = try await marked()
      let marking = try await Marking.includes(\.markable).find(1)
      recorder.clear()
      #expect(try marking.$markable.loaded == clip)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicBelongsTo(_ engine: Engine) async throws {
    try await engine.database(models: [Clip.self]) { _, recorder async throws in
      let clip = try await marked()
      let found = try await Clip.includes(\.markings.markable).find(1)
      recorder.clear()
      let marking = try #require(try found.markings.loaded.first)
      #expect(marking.$markable.isLoaded)
      #expect(try await marking.markable == clip)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadNilPolymorphicBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Marking.create()
      #expect(try await Marking.includes(\.markable).load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func preloadPolymorphManyTypes(_ engine: Engine) async throws {
    try await engine.database(models: [Clip.self, Play.self]) { _, recorder async throws in
      let clip = try await Clip.create { $0.title = "C" }, play = try await Play.create { $0.title = "A" }
      for record in [clip, play] as [Record] { try await Marking(markable: record).save() }
      let markings = try await Marking.includes(\.markable).order(\.id).load()
      recorder.clear()
      #expect(try markings.map { try $0.$markable.loaded } == [clip, play])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func includeHasManyThroughPolymorphicHasMany(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await reeled()
      let reel = try await Reel.includes(\.markings).find(1)
      recorder.clear()
      #expect(try reel.markings.loaded.map(\.id) == [1])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadHasManyThroughHasMany(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "G" }
      let play = try await theatre.plays.create { $0.title = "A" }
      for name in ["king", "fool"] { try await play.roles.create { $0.name = name } }
      let found = try #require(try await Theatre.includes(\.roles).where("name = 'G'").first())
      recorder.clear()
      #expect(try found.roles.loaded.map(\.name).sorted() == ["fool", "king"])
      #expect(recorder.events.isEmpty)
    }
  }
}

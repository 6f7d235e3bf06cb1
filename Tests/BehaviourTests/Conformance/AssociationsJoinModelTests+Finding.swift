import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of join models, name by name: what is found and counted through them.
extension AssociationsJoinModelTests {
  @Test(arguments: Engine.allCases) func hasManyFindAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await marked()
      #expect(try await clip.markers.load().map(\.name) == ["M"])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyFindFirst(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await marked().markers.first()?.name == "M")
    }
  }

  @Test(arguments: Engine.allCases) func hasManyFindConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await marked()
      #expect(try await clip.markers.where("markers.name = 'M'").first()?.id == 1)
      #expect(try await clip.markers.where("markers.name = 'N'").first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyArrayMethodsCalledByMethodMissing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await marked()
      #expect(try await clip.markers.load().contains { $0.name == "M" })
      #expect(try await clip.markers.load().sorted { $0.name < $1.name }.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughHasManyFindAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let reel = try await reeled()
      #expect(try await reel.markings.order(\.id).load().first?.id == 1)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughHasManyFindFirst(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let reel = try await reeled()
      #expect(try await reel.markings.order(\.id).first()?.id == 1)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughHasManyFindConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "G" }
      let play = try await theatre.plays.create { $0.title = "A" }
      for name in ["king", "fool"] { try await play.roles.create { $0.name = name } }
      #expect(try await theatre.roles.where { $0.name == "fool" }.order(\.id).first()?.name == "fool")
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughHasManyFindById(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "G" }
      let play = try await theatre.plays.create { $0.title = "A" }
      for name in ["king", "fool"] { try await play.roles.create { $0.name = name } }
      #expect(try await theatre.roles.find(2).name == "fool")
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughPolymorphicHasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let reel = try await reeled()
      #expect(try await reel.markings.distinct().ids() == [1])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughCollectionSizeDoesntLoadTargetIfNotLoaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let reel = try await reeled()
      #expect(try await reel.markings.size() == 1)
      #expect(!reel.markings.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughSumUsesCalculations(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await reeled().markings.sum(\.id) == 1)
    }
  }

  @Test(arguments: Engine.allCases) func calculationsOnHasManyThroughShouldDisambiguateFields(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await marked().markers.maximum(\.id) == 1)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughIncludeUsesArrayIncludeAfterLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let clip = try await marked()
      let marker = try await clip.markers.load()[0]
      recorder.clear()
      #expect(clip.markers.isLoaded)
      #expect(try await clip.markers.contains(marker))
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughIncludeChecksIfRecordExistsIfTargetNotLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let clip = try await marked(), marker = try await Marker.find(1)
      try await clip.reload()
      #expect(!clip.markers.isLoaded)
      recorder.clear()
      #expect(try await clip.markers.contains(marker))
      #expect(recorder.events.count == 1 && !clip.markers.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughIncludeReturnsFalseForNonMatchingRecordToVerifyScoping(_ engine: Engine) async throws
  {
    try await engine.database { _, _ async throws in
      let clip = try await marked(), marker = try await Marker.create { $0.name = "x" }
      #expect(try await clip.reload().markers.contains(marker) == false)
    }
  }
}

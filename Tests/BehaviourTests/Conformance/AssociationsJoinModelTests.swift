import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of join models, name by name.
@Suite struct AssociationsJoinModelTests {
  @Test(arguments: Engine.allCases) func hasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await marked()
      #expect(try await clip.markers.contains(Marker.find(1)))
    }
  }

  @Test(arguments: Engine.allCases) func hasManyDistinctThroughJoinModel(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await marked(), marker = try await Marker.find(1)
      try await clip.markers.append(marker)
      #expect(try await clip.markers.size() == 2)
      #expect(try await clip.markers.distinct().load().count == 1)
      // So it is where the association says it.
      let poet = try await Athenaeum.Poet.create { $0.name = "Ada" }, theme = try await Athenaeum.Theme.create { $0.name = "Rain" }
      for title in ["A", "B"] { try await poet.poems.create { $0.title = title }.themes.append(theme) }
      let found = try await Athenaeum.Poet.find(poet.id!)
      #expect(try await found.themes.size() == 2)
      #expect(try await found.distinctThemes.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyDistinctThroughFind(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await marked(), marker = try await Marker.find(1)
      try await clip.markers.append(marker)
      #expect(try await clip.reload().markers.distinct().load() == [marker])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyDistinctThroughCount(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let clip = try await marked(), marker = try await Marker.find(1)
      try await clip.markers.append(marker)
      let found = try await Clip.find(1)
      #expect(!found.markers.isLoaded)
      recorder.clear()
      #expect(try await found.markers.distinct().count() == 1)
      #expect(recorder.events.count == 1)
      #expect(try await found.markers.distinct().count(\.name) == 1)
      #expect(recorder.events.count == 2)
      #expect(try await found.markers.distinct().where { $0.name == "zzz" }.count(\.name) == 0)
      #expect(recorder.events.count == 3 && !found.markers.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToSharedParent(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      for title in ["A", "B"] { try await theatre.plays.create { $0.title = title } }
      let plays = try await Play.includes(\.theatre).load()
      recorder.clear()
      #expect(try plays[0].$theatre.loaded == plays[1].$theatre.loaded)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func selfReferentialHasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let one = try await Clip.create { $0.title = "1" }, two = try await Clip.create { $0.title = "2" }
      try await one.linked.append(two)
      #expect(try await Clip.find(1).linked.load() == [two])
      #expect(try await Clip.find(2).linked.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func addToSelfReferentialHasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let one = try await Clip.create { $0.title = "1" }, two = try await Clip.create { $0.title = "2" }
      try await one.links.create { $0.$to.set(two) }
      #expect(try await one.reload().linked.first() == two)
    }
  }

  @Test(arguments: Engine.allCases) func createAssociateWhenAddingToHasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      try await play.players.append(Player.create { $0.name = "a" })
      #expect(try await play.reload().players.size() == 1)
      try await play.players.create { $0.name = "b" }
      #expect(try await play.reload().players.size() == 2)
      try await play.players.append([Player.create { $0.name = "c" }, Player.create { $0.name = "d" }])
      #expect(try await play.reload().players.size() == 4)
      #expect(try await play.players.reload().count == 4)
      #expect(try await play.roles.count() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAssociateWhenDeletingFromHasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await marked(), doomed = try await Marker.create { $0.name = "doomed" }
      try await clip.markers.append(doomed)
      #expect(try await [clip.markings.reload().count, clip.reload().markers.reload().count] == [2, 2])
      try await clip.markers.remove(doomed)
      #expect(try await [clip.markers.size(), clip.markers.reload().count, clip.markings.reload().count] == [1, 1, 1])
      #expect(try await clip.markers.map(\.name) == ["M"])
    }
  }

  @Test(arguments: Engine.allCases) func deleteAssociateWhenDeletingFromHasManyThroughWithMultipleTags(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await marked()
      var doomed: [Marker] = []
      for name in ["d1", "d2", "other"] { doomed.append(try await Marker.create { $0.name = name }) }
      try await clip.markers.append(doomed[0], doomed[1])
      #expect(try await clip.reload().markers.reload().count == 3)
      try await clip.markers.remove(doomed)
      #expect(try await clip.markers.size() == 1)
      #expect(try await clip.markers.reload().map(\.name) == ["M"])
    }
  }

  /// A clip with a marker.
  func marked() async throws -> Clip {
    let clip = try await Clip.create { $0.title = "C" }
    try await clip.markers.create { $0.name = "M" }
    return try await Clip.find(clip.id!)
  }

  /// A reel with that clip.
  func reeled() async throws -> Reel {
    let reel = try await Reel.create { $0.name = "R" }
    try await reel.clips.append(marked())
    return try await Reel.find(reel.id!)
  }
}

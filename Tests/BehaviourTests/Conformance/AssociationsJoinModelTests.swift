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
      #expect(try await found.markers.distinct().where { $0.name == "zzz" }.count() == 0)
      #expect(recorder.events.count == 2 && !found.markers.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func countPolymorphicHasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await marked()
      #expect(try await clip.markings.count() == 1)
      #expect(try await clip.markers.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicHasManyGoingThroughJoinModelWithInheritance(_ engine: Engine) async throws {
    try await engine.database(models: [Clip.self, Reel.self]) { _, _ async throws in
      let long = try await LongClip.create { $0.title = "L" }
      let marker = try await long.markers.create { $0.name = "M" }
      #expect(try await LongClip.find(long.id!).markers.first() == marker)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicHasManyCreateModelWithInheritance(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let long = try await LongClip.create { $0.title = "L" }, marker = try await Marker.create { $0.name = "M" }
      let marking = try await marker.markings.create { $0.$markable.set(long) }
      #expect(marking.$markable.type == "Clip")
    }
  }

  @Test(arguments: Engine.allCases) func setPolymorphicHasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let long = try await LongClip.create { $0.title = "L" }, marking = try await Marking.create()
      try await long.markings.append(marking)
      #expect(marking.$markable.type == "Clip")
    }
  }

  @Test(arguments: Engine.allCases) func setPolymorphicHasOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let long = try await LongClip.create { $0.title = "L" }, marking = try await Marking.create()
      try await long.$marking.set(marking)
      #expect(marking.$markable.type == "Clip" && marking.markableID == long.id)
      #expect(try await marking.markable == long)
    }
  }

  @Test(arguments: Engine.allCases) func setPolymorphicHasOneOnNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = Clip(title: "C"), marking = try await Marking.create()
      try await clip.$marking.set(marking)
      try await clip.save()
      #expect(marking.$markable.type == "Clip" && marking.markableID == clip.id && clip.id != nil)
      #expect(try await marking.markable == clip)
    }
  }

  @Test(arguments: Engine.allCases) func createPolymorphicHasManyWithScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await marked(), marker = try await Marker.find(1)
      let marking = try await clip.markings.createIfValid { $0.$marker.set(marker) }
      #expect(marking.$markable.type == "Clip")
      #expect(try await clip.markings.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func createBangPolymorphicWithHasManyScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await marked(), marker = try await Marker.find(1)
      let marking = try await clip.markings.create { $0.$marker.set(marker) }
      #expect(marking.$markable.type == "Clip")
      #expect(try await clip.markings.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func createPolymorphicHasOneWithScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await Clip.create { $0.title = "C" }, marker = try await Marker.create { $0.name = "M" }
      let marking = try await clip.$marking.create { $0.$marker.set(marker) }
      #expect(marking.$markable.type == "Clip")
      #expect(try await Marking.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func deletePolymorphicHasManyWithDeleteAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let reel = try await DeletingReel.create()
      try await reel.marks.create()
      try await Marking.create()
      try await reel.destroy()
      #expect(try await Marking.count() == 1)
      #expect(try await reel.marks.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func deletePolymorphicHasManyWithDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clip = try await marked()
      try await Marking.create()
      try await Clip.find(clip.id!).destroy()
      #expect(try await Marking.count() == 1)
      #expect(try await clip.markings.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func deletePolymorphicHasManyWithNullify(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let reel = try await NullifyingReel.create()
      try await reel.marks.create()
      try await NullifyingReel.find(1).destroy()
      #expect(try await Marking.count() == 1)
      #expect(try await reel.marks.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func deletePolymorphicHasOneWithDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let reel = try await DestroyingReel.create()
      try await reel.$mark.create()
      try await Marking.create()
      try await DestroyingReel.find(1).destroy()
      #expect(try await Marking.count() == 1)
      #expect(try await reel.$mark.reload() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func deletePolymorphicHasOneWithNullify(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let reel = try await LettingReel.create()
      try await reel.$mark.create()
      try await LettingReel.find(1).destroy()
      #expect(try await Marking.count() == 1)
      #expect(try await reel.$mark.reload() == nil)
    }
  }

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
      let found = try await Clip.includes(\.markings).find(1)
      recorder.clear()
      #expect(try await found.markings.loaded.first?.markable == clip)
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

  @Test(arguments: Engine.allCases) func hasManyThroughCollectionSizeDoesntLoadTargetIfNotLoaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let reel = try await reeled()
      #expect(try await reel.markings.size() == 1)
      #expect(!reel.markings.isLoaded)
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

  /// A clip with a marker.
  private func marked() async throws -> Clip {
    let clip = try await Clip.create { $0.title = "C" }
    try await clip.markers.create { $0.name = "M" }
    return try await Clip.find(clip.id!)
  }

  /// A reel with that clip.
  private func reeled() async throws -> Reel {
    let reel = try await Reel.create { $0.name = "R" }
    try await reel.clips.append(marked())
    return try await Reel.find(reel.id!)
  }
}

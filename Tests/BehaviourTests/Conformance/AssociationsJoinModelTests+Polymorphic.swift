import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of join models, name by name: polymorphic members and targets that are set, made and taken out.
extension AssociationsJoinModelTests {
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
}

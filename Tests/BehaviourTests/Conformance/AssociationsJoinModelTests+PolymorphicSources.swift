import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of join models, name by name: where the join model is polymorphic, or leads to one class of several.
extension AssociationsJoinModelTests {
  /// The source's scope loads the mark of each motif.
  @Test(arguments: Engine.allCases, ["members", "relation", "members by source", "relation by source"])
  func polymorphicHasManyGoingThroughJoinModel(_ engine: Engine, _ way: String) async throws {
    try await engine.database { _, recorder async throws in
      let (_, _, short, _, lion) = try await Worlds.fillTapestries()
      let members = way.hasSuffix("source") ? short.plainMotifs : short.motifs
      let first = way.hasPrefix("members") ? try await members.first() : try await members.where { $0.name == "lion" }.first()
      let motif = try #require(first)
      #expect(motif == lion)
      recorder.clear()
      #expect(try await motif.mark != nil)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicHasManyGoingThroughJoinModelWithCustomSelectAndJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _, short, _, lion) = try await Worlds.fillTapestries()
      let rows = try await short.motifs.joins(\.tapestries.weaver).where { $0.tapestries.id == short.id! }
        .load(with: { $0.tapestries.weaver.id })
      #expect(rows.map(\.0) == [lion])
      #expect(rows.map(\.1) == [ada.id!])
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicHasManyGoingThroughJoinModelWithInheritanceWithCustomClassName(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let (_, _, _, long, lion) = try await Worlds.fillTapestries()
      #expect(try await LongTapestry.find(long.id!).plainMotifs.first() == lion)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicHasOneCreateModelWithInheritance(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, _, long, _) = try await Worlds.fillTapestries()
      let misc = try await Motif.create { $0.name = "misc" }
      let mark = try await misc.$mark.create { $0.$item.set(long) }
      #expect(mark.$item.type == "Tapestry" && mark.itemID == long.id)
    }
  }

  /// The class of members behind a polymorphic source is said by the association's type.
  @Test(arguments: Engine.allCases) func hasManyPolymorphic(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let through = await failure { _ = try await Misguided.Mark { $0.itemID = 1 }.motifs.load() }
      #expect(through?.contains("'item' is polymorphic, so there is no one table to go through") == true)
      let joined = await failure {
        _ = try await MotifMark.includes(\.item).where("bogus_table.column = 1").references(\.item).load()
      }
      #expect(joined?.contains("a polymorphic association cannot be joined") == true)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyPolymorphicWithSourceType(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self]) { _, _ async throws in
      let (_, _, short, long, lion) = try await Worlds.fillTapestries()
      let other = try await Weaver.create { $0.name = "marked" }
      try await MotifMark(motif: lion, item: other).save()
      #expect(try await lion.tapestries.order(\.id).load() == [short, long])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyPolymorphicAssociationsMergesThroughScope(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self]) { _, _ async throws in
      let (_, _, _, _, lion) = try await Worlds.fillTapestries()
      #expect(try await lion.noTapestries.load().isEmpty)
      #expect(try await lion.tapestries.load().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func eagerHasManyPolymorphicWithSourceType(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self, Weaver.self]) { _, recorder async throws in
      let (ada, _, short, long, lion) = try await Worlds.fillTapestries()
      try await MotifMark(motif: lion, item: ada).save()
      let found = try await Motif.includes(\.tapestries).find(lion.id!)
      recorder.clear()
      #expect(try Set(found.tapestries.loaded) == [short, long])
      #expect(recorder.events.isEmpty)
      #expect(try await found.marks.load().count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughPolymorphicHasOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _, _, _, _) = try await Worlds.fillTapestries()
      #expect(try await ada.firstMarks.order(\.id).ids() == [1, 2])
      #expect(try await Weaver.preload(\.firstMarks).find(ada.id!).firstMarks.loaded.count == 2)
    }
  }
}

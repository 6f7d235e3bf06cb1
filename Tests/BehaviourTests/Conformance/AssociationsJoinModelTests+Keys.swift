import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of join models, name by name: keys that are none of the table's own.
extension AssociationsJoinModelTests {
  @Test(arguments: Engine.allCases) func polymorphicHasManyGoingThroughJoinModelWithCustomForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, short, _, _) = try await Worlds.fillTapestries()
      let misc = try await Motif.create { $0.name = "misc" }
      let mark = try #require(try await short.marks.first())
      try await mark.update { $0.superMotifID = misc.id }
      #expect(try await MotifMark.find(mark.id!).superMotif == misc)
      #expect(try await short.superMotifs.load() == [misc])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyGoingThroughJoinModelWithCustomForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, ben, short, long, _) = try await Worlds.fillTapestries()
      for (dye, weaver) in [(short.id, ben.id), (long.id, ada.id)] {
        try await Strand.create {
          $0.dyeID = dye; $0.weaverID = weaver
        }
      }
      #expect(try await short.weaversByDye.load() == [ben])
      #expect(try await long.weaversByDye.load() == [ada])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyGoingThroughJoinModelWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, ben, short, long, _) = try await Worlds.fillTapestries()
      // Both tapestries are found by the key of their weaver.
      try await Strand.create {
        $0.tapestryID = ada.id; $0.weaverID = ben.id
      }
      #expect(try await long.ownWeavers.load() == [ben])
      #expect(try await short.ownWeavers.load() == [ben])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyGoingThroughPolymorphicJoinModelWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _, _, long, lion) = try await Worlds.fillTapestries()
      #expect(ada.id == 1 && long.id == 2)
      // The weaver's key is that of the short one, which has the lion.
      #expect(try await long.motifsOfWeaver.load() == [lion])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithCustomPrimaryKeyOnBelongsToSource(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _, short, _, _) = try await Worlds.fillTapestries()
      for _ in 1...2 {
        try await Strand.create {
          $0.tapestryID = short.id; $0.weaverID = ada.code
        }
      }
      #expect(try await short.codedWeavers.load() == [ada, ada])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithCustomPrimaryKeyOnHasManySource(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, ben, short, _, _) = try await Worlds.fillTapestries()
      for weaver in [ada, ben] {
        try await Strand.create {
          $0.tapestryID = short.id; $0.dyeID = weaver.id
        }
      }
      #expect(try await short.weaversOfDyes.order(\.id).load() == [ada, ben])
    }
  }

  @Test(arguments: Engine.allCases) func addToJoinTableWithNoId(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await PairedPlay.create { $0.title = "A" }, genre = try await PairedGenre.create { $0.name = "Drama" }
      try await play.genres.append(genre)
      #expect(try await GenrePair.all().load().map { [$0.genreID, $0.playID] } == [[genre.id!, play.id!]])
    }
  }

  @Test(arguments: Engine.allCases) func deleteAssociateWhenDeletingFromHasManyThroughWithNonstandardId(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      var clips: [Clip] = []
      for title in ["A", "B", "C"] { clips.append(try await Clip.create { $0.title = title }) }
      try await clips[0].linked.append(clips[1])
      try await clips[0].linked.append(clips[2])
      #expect(try await clips[0].linked.reload().count == 2)
      try await clips[0].linked.remove(clips[2])
      #expect(try await clips[0].linked.size() == 1)
      #expect(try await clips[0].linked.reload() == [clips[1]])
    }
  }

  @Test(arguments: Engine.allCases) func deletingByIntegerIdFromHasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, short, _, lion) = try await Worlds.fillTapestries()
      #expect(try await short.motifs.remove(ids: lion.id!) == [lion])
      #expect(try await short.motifs.count() == 0)
      #expect(try await short.motifs.size() == 0)
      #expect(try await Motif.count() == 1)
    }
  }
}

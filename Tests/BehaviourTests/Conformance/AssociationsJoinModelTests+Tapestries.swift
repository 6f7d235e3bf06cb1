import ActiveRecord
import ActiveRecordTesting
import Testing

/// Another model of the workshops: the tools of its painters, whatever their class.
@Model(table: "workshops") class PaintShop: Record {
  var name = ""
  @HasMany var painters: Many<Painter> = .has(foreignKey: "workshop_id", hasInverse: false)
  @HasMany var tools: Many<Tool> = .through(\.painters, source: \.tools)
}

/// Goes through what has no one table. It has none itself.
enum Misguided {
  @Model class Mark: Record {
    var itemID: Int?
    @BelongsTo var item: Record? = .belongs(foreignKey: \.itemID)
    @HasMany var motifs: Many<Motif> = .through(\.item)
  }
}

/// What Rails' suite shows of join models, name by name: where the join model is polymorphic, or its keys are none of the table's.
extension AssociationsJoinModelTests {
  @Test(arguments: Engine.allCases) func hasManyInherited(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _, _, _, _) = try await Worlds.fillTapestries()
      let rare = try await RareDye.create { $0.name = "ochre" }
      try await ada.dyes.append(rare)
      #expect(try await Weaver.find(ada.id!).dyes.contains(rare))
      #expect(try await Weaver.find(ada.id!).dyes.load().first is RareDye)
    }
  }

  @Test(arguments: Engine.allCases) func inheritedHasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _, _, _, _) = try await Worlds.fillTapestries()
      let rare = try await RareDye.create { $0.name = "ochre" }
      try await rare.weavers.append(ada)
      #expect(try await RareDye.find(rare.id!).weavers.load() == [ada])
    }
  }

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

  @Test(arguments: Engine.allCases) func hasManyWithPiggyback(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, red) = try await dyed()
      let rows = try await red.weavers.load(with: { $0.strands.tapestryID })
      #expect(rows.map(\.0) == [ada])
      #expect(rows.map(\.1) == [2])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyWithHashConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, red) = try await dyed()
      #expect(try await ada.redDyes.first() == red)
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

  @Test(arguments: Engine.allCases) func hasManyThroughJoinModelWithConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, short, _, _) = try await Worlds.fillTapestries()
      #expect(try await short.badMarks.load().isEmpty)
      #expect(try await short.badMotifs.load().isEmpty)
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

  @Test(arguments: Engine.allCases) func hasManyThroughHasManyFindAllWithCustomClass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, remarks) = try await remarked()
      #expect(try await ada.remarks.order(\.id).load().first == remarks[0])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughPolymorphicHasOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _, _, _, _) = try await Worlds.fillTapestries()
      #expect(try await ada.firstMarks.order(\.id).ids() == [1, 2])
      #expect(try await Weaver.preload(\.firstMarks).find(ada.id!).firstMarks.loaded.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadHasManyThroughHasManyWithConditions(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await Worlds.fillTapestries()
      let tapestry = try #require(try await Tapestry.includes(\.badMotifs).first())
      recorder.clear()
      #expect(try await tapestry.badMotifs.load().isEmpty)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerBelongsToAndHasOneNotSingularized(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let octopus = try await Octopus.create { $0.species = "vulgaris" }
      let virus = try await octopus.$virus.create { $0.species = "x" }
      #expect(try await Octopus.includes(\.virus).first()?.$virus.loaded == virus)
      #expect(try await Virus.includes(\.octopus).first()?.$octopus.loaded == octopus)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughUsesConditionsSpecifiedOnTheHasManyAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _) = try await remarked()
      #expect(try await ada.remarks.load().count == 3)
      #expect(try await ada.praise.load().isEmpty)
      try await TapestryRemark.order(\.id).first()?.update { $0.text = "splendid" }
      #expect(try await ada.praise.reload().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associatingUnsavedRecordsWithHasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, short, _, lion) = try await Worlds.fillTapestries()
      let new = Motif(name: "new")
      try await short.motifs.append(new)
      #expect(new.isPersisted && short.isPersisted)
      #expect(try await short.motifs.contains(new))
      #expect(try await short.reload().motifs.reload().contains(new))
      let tapestry = Tapestry(title: "fresh")
      try await tapestry.motifs.append(lion)
      #expect(tapestry.isNew && lion.isPersisted)
      #expect(try await tapestry.motifs.contains(lion))
      try await tapestry.save()
      #expect(tapestry.isPersisted)
      #expect(try await tapestry.reload().motifs.reload() == [lion])
      #expect(short.motifs.build().isNew)
    }
  }

  @Test(arguments: Engine.allCases) func addToJoinTableWithNoId(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await PairedPlay.create { $0.title = "A" }, genre = try await PairedGenre.create { $0.name = "Drama" }
      try await play.genres.append(genre)
      #expect(try await GenrePair.all().load().map { [$0.genreID, $0.playID] } == [[genre.id!, play.id!]])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughCollectionSizeUsesCounterCacheIfItExists(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let fan = try await Fan.create { $0.name = "Ann" }
      fan.passesCount = 100
      recorder.clear()
      #expect(try await fan.passes.size() == 100)
      #expect(!fan.passes.isLoaded && recorder.events.isEmpty)
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

  @Test(arguments: Engine.allCases) func calculationsOnHasManyThroughShouldNotDisambiguateFieldsUnlessNecessary(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      let (ada, red) = try await dyed()
      #expect(try await ada.dyes.maximum(\.id) == red.id! + 1)
      #expect(recorder.sql.last?.contains(#"MAX("dyes"."id")"#) == true)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughHasManyWithSti(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, remarks) = try await remarked()
      #expect(try await ada.longRemarks.load() == [remarks[2]])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationWithScopeWithStringJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, short, _, _) = try await Worlds.fillTapestries()
      let hint = try await TapestryHint.create { $0.$tapestry.set(short) }
      #expect(try await Tapestry.joins(\.hintByHand).load() == [short])
      #expect(try await short.hintByHand == hint)
    }
  }

  @Test(arguments: Engine.allCases) func distinctHasManyThroughShouldRetainOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let choir = try await Choir.create { $0.name = "C" }
      var ids: [Int] = []
      for name in ["Cid", "Ann", "Bob"] { ids.append(try await choir.singers.create { $0.name = name }.id!) }
      try await choir.seats.create { $0.singerID = ids[0] }
      #expect(try await choir.singersOnce.load().map(\.id) == ids)
      #expect(try await choir.singersOnceBackwards.load().map(\.id) == ids.reversed())
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughGoesThroughAllStiClasses(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let shop = try await Workshop.create { $0.name = "W" }
      let painter = try await shop.painters.create { $0.name = "P" }
      let sign = try await SignPainter.create {
        $0.name = "S"; $0.$workshop.set(shop)
      }
      let carpenter = try await Carpenter.create {
        $0.name = "C"; $0.$workshop.set(shop)
      }
      for worker in [painter, sign, carpenter] as [Worker] { try await worker.tools.create { $0.name = "of \(worker.name)" } }
      #expect(try await PaintShop.find(shop.id!).tools.order(\.id).load().map(\.name) == ["of P", "of S"])
    }
  }

  /// A weaver with two dyes, the first of which is red and in the second tapestry.
  private func dyed() async throws -> (Weaver, Dye) {
    let (ada, _, _, long, _) = try await Worlds.fillTapestries()
    let red = try await ada.dyes.create { $0.name = "red" }
    try await ada.dyes.create { $0.name = "blue" }
    try await Strand.where { $0.dyeID == red.id }.updateAll { [$0.tapestryID.set(long.id)] }
    return (try await Weaver.find(ada.id!), red)
  }

  /// A weaver whose short tapestry has two remarks, and the long one the third.
  private func remarked() async throws -> (Weaver, [TapestryRemark]) {
    let (ada, _, short, long, _) = try await Worlds.fillTapestries()
    var remarks: [TapestryRemark] = []
    for (text, tapestry) in [("a", short), ("b", short), ("c", long)] as [(String, Tapestry)] {
      remarks.append(try await tapestry.remarks.create { $0.text = text })
    }
    return (try await Weaver.find(ada.id!), remarks)
  }
}

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

  @Test(arguments: Engine.allCases) func hasManyThroughJoinModelWithConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, short, _, _) = try await Worlds.fillTapestries()
      #expect(try await short.badMarks.load().isEmpty)
      #expect(try await short.badMotifs.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughHasManyFindAllWithCustomClass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, remarks) = try await remarked()
      #expect(try await ada.remarks.order(\.id).load().first == remarks[0])
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

  @Test(arguments: Engine.allCases) func hasManyThroughCollectionSizeUsesCounterCacheIfItExists(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let fan = try await Fan.create { $0.name = "Ann" }
      fan.passesCount = 100
      recorder.clear()
      #expect(try await fan.passes.size() == 100)
      #expect(!fan.passes.isLoaded && recorder.events.isEmpty)
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

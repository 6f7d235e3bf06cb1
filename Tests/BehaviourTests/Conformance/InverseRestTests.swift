import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of duels: the one has two associations back, the other one.
@Model(table: "writers") class Knight: Record {
  var name = ""
  @HasOne var joust: Joust? = .has(foreignKey: "challenger_id")
  @HasOne var defence: Joust? = .has(foreignKey: "rival_id")
}
@Model(table: "duels") class Joust: Record {
  @BelongsTo var challenger: Knight?
  @BelongsTo var rival: Knight?
}
@Model(table: "writers") class Squire: Record {
  var name = ""
  @HasOne var quarrel: Quarrel? = .has(foreignKey: "challenger_id")
}
@Model(table: "duels") class Quarrel: Record {
  @BelongsTo var challenger: Squire?
  @BelongsTo var rival: Squire?
}

/// An association that is named as its own inverse.
@Model(table: "boughs") class CircularBough: Record {
  var name = ""
  var parentID: Int?
  @BelongsTo var parent: CircularBough? = .belongs(foreignKey: \.parentID, inverse: \.parent)
  @HasMany var boughs: Many<CircularBough> = .has(foreignKey: \.parentID, hasInverse: false)
}

/// Owners that hear of coming members, which name them as their inverse.
@Model(table: "tapestries") class HearingTapestry: Record {
  var title = ""
  @HasMany var marks: Many<HearingMark> = .has(as: \.item)
  @HasMany var remarks: Many<HearingRemark> = .has(foreignKey: \.tapestryID, inverse: \.tapestry)
  @Transient var heard = 0
  static func rules(_ tapestry: Rules<HearingTapestry>) {
    tapestry.beforeAdd(\.marks) { tapestry, _ in tapestry.heard += 1 }
    tapestry.afterAdd(\.marks) { tapestry, _ in tapestry.heard += 1 }
    tapestry.beforeAdd(\.remarks) { tapestry, _ in tapestry.heard += 1 }
    tapestry.afterAdd(\.remarks) { tapestry, _ in tapestry.heard += 1 }
  }
}
@Model(table: "motif_marks") class HearingMark: Record {
  @BelongsTo var item: Record?
}
@Model(table: "tapestry_remarks") class HearingRemark: Record {
  var text = ""
  var tapestryID: Int?
  @BelongsTo var tapestry: HearingTapestry? = .belongs(foreignKey: \.tapestryID, inverse: \.remarks)
}

/// Other models of outlets, what they sold and wares: a member with a key of two columns belongs to a ware of its own.
@Model(table: "outlets") class SoleOutlet: Record {
  var name = ""
  @HasMany var items: Many<SoleItem> = .has(foreignKey: \.outletID)
}
@Model(table: "sale_items") class SoleItem: Record {
  @PrimaryKey var outletID: Int
  @PrimaryKey var place: Int
  var text = ""
  @BelongsTo var outlet: SoleOutlet? = .belongs(foreignKey: \.outletID)
  @BelongsTo var ware: SoleWare?
}
@Model(table: "wares") class SoleWare: Record {
  var name = ""
  @HasOne var item: SoleItem? = .has(foreignKey: "ware_id")
}

/// What Rails' suite shows of inverses: those that are found, and those that are not.
extension AutomaticInverseFindingTests {
  @Test(arguments: Engine.allCases) func hasManyAndBelongsToShouldFindInverseAutomaticallyForExtensionBlock(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let snacks = try #require(Hamper.reflection("snacks"))
      #expect(snacks.inverse === Snack.reflection("hamper"))
    }
  }

  @Test(arguments: Engine.allCases) func hasOneAndBelongsToWithNonDefaultForeignKeyShouldNotFindInverseAutomatically(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let knight = try await Knight.create { $0.name = "K" }
      let joust = Joust(rival: knight)
      try await joust.save()
      #expect(try await knight.joust == nil)
      #expect(try await joust.challenger == nil)
      #expect(try await joust.rival == knight)
      #expect(try await knight.defence == joust)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneAndBelongsToWithCustomAssociationNameShouldNotFindWrongInverseAutomatically(
    _ engine: Engine
  ) async throws {
    try await engine.database { _, _ async throws in
      let challenger = try #require(Quarrel.reflection("challenger")), rival = try #require(Quarrel.reflection("rival"))
      #expect(challenger.inverse === Squire.reflection("quarrel"))
      #expect(rival.inverse == nil)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneAndBelongsToWithAScopeShouldFindInverseAutomatically(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let newest = try #require(Folder.reflection("thickest")), folder = try #require(Sheet.reflection("folder"))
      #expect(newest.hasScope && !folder.hasScope)
      #expect(newest.inverse === folder && folder.inverse !== newest)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAndBelongsToWithAScopeShouldFindInverseAutomatically(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hits = try #require(Theatre.reflection("hits")), theatre = try #require(Play.reflection("theatre"))
      #expect(hits.hasScope && !theatre.hasScope)
      #expect(hits.inverse === theatre && theatre.inverse !== hits)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicHasOneShouldFindInverseAutomatically(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Tapestry.reflection("mark")?.inverse === MotifMark.reflection("item"))
    }
  }

  @Test(arguments: Engine.allCases, ["has_many", "belongs_to"]) func inverseIsFoundDespiteOfACompositeForeignKey(
    _ engine: Engine, _ kind: String
  ) async throws {
    try await engine.database { _, _ async throws in
      let items = try #require(Sale.reflection("items")), sale = try #require(SaleItem.reflection("sale"))
      #expect(sale.foreignKeyNames.count == 2)
      if kind == "has_many" { #expect(items.inverse === sale) } else { #expect(sale.inverse === items) }
    }
  }
}

extension InverseAssociationTests {
  @Test(arguments: Engine.allCases) func polymorphicAssociationsDontAttemptToFindInverseOf(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for reflection in [try #require(Note.reflection("about")), try #require(MotifMark.reflection("item"))] {
        #expect(throws: AssociationError.self) { try reflection.targetType }
        #expect(reflection.inverse == nil)
      }
    }
  }
}

extension InverseHasManyTests {
  @Test(arguments: Engine.allCases) func inverseShouldBeSetOnCompositePrimaryKeyChild(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let outlet = SoleOutlet(name: "North")
      let item = outlet.items.build {
        $0.place = 1; $0.text = "The Way"
      }
      let ware = SoleWare(name: "paid", item: item)
      try await outlet.save()
      #expect(item.$ware.isLoaded)
      #expect(try item.$ware.loaded === ware)
    }
  }
}

extension InverseBelongsToTests {
  @Test(arguments: Engine.allCases, ["belongs_to", "polymorphic"]) func readingDoesNotTriggerAssociationCallbacks(
    _ engine: Engine, _ kind: String
  ) async throws {
    try await engine.database(models: [HearingTapestry.self]) { _, _ async throws in
      let tapestry = try await HearingTapestry.create { $0.title = "T" }
      if kind == "belongs_to" {
        try await HearingRemark(tapestry: tapestry).save()
        let owner = try #require(try await HearingRemark.find(1).tapestry)
        #expect(owner.heard == 0 && tapestry.heard == 0)
      } else {
        try await HearingMark(item: tapestry).save()
        let owner = try #require(try await HearingMark.find(1).item as? HearingTapestry)
        #expect(owner.heard == 0 && tapestry.heard == 0)
      }
    }
  }

  @Test(arguments: Engine.allCases) func recursiveInverseOnRecursiveModelHasManyInversing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let told = await failure { _ = try await CircularBough { $0.parentID = 1 }.parent }
      #expect(told?.contains("CircularBough.parent") == true && told?.contains("its own inverse") == true)
    }
  }

  @Test(arguments: Engine.allCases) func buildingHasManyParentAssociationInversesOneRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let answer = Answer { $0.text = "A" }
      let debate = answer.$debate.build { $0.title = "D" }
      #expect(try await debate.answers.size() == 1)
      try await answer.save()
      #expect(try await debate.answers.size() == 1)
      #expect(try await Answer.count() == 1)
    }
  }
}

extension InversePolymorphicBelongsToTests {
  @Test(arguments: Engine.allCases) func childInstanceShouldBeSharedWithParentOnFind(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self]) { _, _ async throws in
      let mark = try await marked()
      try await shared(mark, #require(try await mark.item as? Tapestry))
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadedChildInstanceShouldBeSharedWithParentOnFind(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self]) { _, _ async throws in
      _ = try await marked()
      for relation in [MotifMark.includes(\.motif), MotifMark.includes(\.motif, \.item).order(\.motifID)] {
        let mark = try #require(try await relation.first())
        try await shared(mark, #require(try await mark.item as? Tapestry))
      }
    }
  }

  @Test(arguments: Engine.allCases) func childInstanceShouldBeSharedWithReplacedViaAccessorParent(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self]) { _, _ async throws in
      let mark = try await marked(), new = Tapestry(title: "new")
      #expect(try await mark.item != nil)
      mark.$item.set(new)
      try await shared(mark, new)
    }
  }

  @Test(arguments: Engine.allCases) func inversedInstanceShouldLoadAfterAutosaveIfItIsNotAlreadyLoaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "m" }
      let tent = try await circus.$tent.create { $0.name = "t" }
      // What the tent knew of its circus goes with the reload.
      try await tent.reload()
      tent.name = "changed"
      try await circus.save()
      #expect(try await Tent.find(tent.id!).name == "changed")
      #expect(try await circus.tent === tent)
      #expect(try await tent.circus == circus)
    }
  }

  @Test(arguments: Engine.allCases) func shouldNotTryToSetInverseInstancesWhenTheInverseIsAHasMany(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self]) { _, _ async throws in
      let mark = try await marked()
      let tapestry = try #require(try await mark.item as? Tapestry)
      let other = try #require(try await tapestry.marks.load().first { $0.id == mark.id })
      #expect(other !== mark && other.superMotifID == mark.superMotifID)
      mark.superMotifID = 7
      #expect(other.superMotifID == nil)
      other.superMotifID = 8
      #expect(mark.superMotifID == 7)
    }
  }

  /// Both see the changes of the other.
  private func shared(_ mark: MotifMark, _ tapestry: Tapestry) async throws {
    #expect(try await tapestry.mark === mark)
    mark.superMotifID = 7
    #expect(try await tapestry.mark?.superMotifID == 7)
    try await tapestry.mark?.superMotifID = nil
    #expect(mark.superMotifID == nil)
  }

  /// The mark of a tapestry, found again.
  private func marked() async throws -> MotifMark {
    let tapestry = try await Tapestry.create { $0.title = "T" }
    let mark = MotifMark(motif: Motif(name: "lion"), item: tapestry)
    try await mark.save()
    return try await MotifMark.find(mark.id!)
  }
}

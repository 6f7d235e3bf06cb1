import ActiveRecord
import ActiveRecordTesting
import Testing

/// Models of a namespace, with classes in one table.
enum Craft {
  @Model(table: "workshops") class Shop: Record {
    var name = ""
    @HasMany var daubers: Many<Dauber> = .has(foreignKey: "workshop_id", hasInverse: false)
  }
  @Model(table: "workers", subclasses: Dauber.self) class Hand: Record {
    var name = ""
    @BelongsTo var workshop: Shop?
  }
  @Model class Dauber: Hand {}
}

/// What Rails' suite shows of has_many: polymorphic members, and members of classes in one table.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func stiSubselectCount(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, _, long, lion) = try await Worlds.fillTapestries()
      let marked = LongTapestry.joins(\.marks).where { $0.marks.motifID == lion.id }.limit(10)
      #expect(try await marked.count() == 1)
      #expect(try await marked.load() == [long])
    }
  }

  @Test(arguments: Engine.allCases) func joinsWithNamespacedModelShouldUseCorrectType(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let shop = try await Craft.Shop.create { $0.name = "Some" }
      try await shop.daubers.create { $0.name = "Client" }
      try await Craft.Hand.create {
        $0.name = "other"; $0.$workshop.set(shop)
      }
      let numbers = try await Craft.Shop.joins(\.daubers).group(\.id).select { ($0.id, $0.daubers.id.count) }
      #expect(numbers.map(\.0) == [shop.id!] && numbers.map(\.1) == [1])
    }
  }

  @Test(arguments: Engine.allCases) func abstractClassWithPolymorphicHasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let long = try await LongTapestry.create { $0.title = "fooo" }
      let mark = MotifMark(item: long)
      try await mark.save()
      #expect(try await long.marks.load() == [mark])
    }
  }

  @Test(arguments: Engine.allCases) func joiningThroughAPolymorphicAssociationWithAWhereClause(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, short, _, lion) = try await Worlds.fillTapestries()
      try await Motif.create { $0.name = "bear" }
      #expect(try await Motif.joins(\.shortTapestries).count() == 1)
      #expect(try await Motif.joins(\.shortTapestries).load() == [lion])
      #expect(try await lion.shortTapestries.load() == [short])
    }
  }

  @Test(arguments: Engine.allCases) func attributesAreSetWhenInitializedFromPolymorphicHasManyNullRelationship(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      let tapestry = Tapestry(title: "title"), motif = try await Motif.create { $0.name = "foo" }
      recorder.clear()
      let mark = try await tapestry.marks.where { $0.motif == motif }.firstOrBuild()
      #expect(mark.isNew && mark.motifID == motif.id)
      #expect(mark.$item.type == "Tapestry")
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func withPolymorphicHasManyWithCustomColumnsName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hero = try await Hero.create(), badge = try await Badge.create()
      try await hero.badges.append(badge)
      #expect(try await hero.badges.load() == [badge])
      #expect(try await badge.wearer == hero)
      #expect(badge.wearerID == hero.id && badge.wearerKind == "Hero")
    }
  }

  @Test(arguments: Engine.allCases) func buildFromPolymorphicAssociationSetsInverseInstance(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hero = Hero()
      let badge = hero.badges.build()
      #expect(try await badge.wearer === hero)
    }
  }
}

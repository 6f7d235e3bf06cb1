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

/// What Rails' suite shows of inverses that are found by themselves.
@Suite struct AutomaticInverseFindingTests {
  @Test(arguments: Engine.allCases) func hasOneAndBelongsToShouldFindInverseAutomatically(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Theatre.reflection("license")?.inverseName == "theatre")
      #expect(License.reflection("theatre")?.inverseName == "license")
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAndBelongsToShouldFindInverseAutomatically(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Play.reflection("roles")?.inverseName == "play")
      #expect(Role.reflection("play")?.inverseName == "roles")
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAndBelongsToShouldFindInverseAutomaticallyForModelInModule(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Billing.Invoice.reflection("lines")?.inverseName == "invoice")
    }
  }

  @Test(arguments: Engine.allCases) func hasOneAndBelongsToShouldFindInverseAutomaticallyOnMultipleWordName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Depot.reflection("boxes")?.inverseName == "depot")
      #expect(DepotBox.reflection("depot")?.inverseName == "boxes")
      #expect(Depot.reflection("lid")?.inverseName == "depot")
      #expect(DepotLid.reflection("depot")?.inverseName == "lid")
      let key = try #require(Beacon.reflection("beaconKey")), beacon = try #require(BeaconKey.reflection("beacon"))
      #expect(key.inverse === beacon && beacon.inverse === key)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAndBelongsToShouldFindInverseAutomaticallyForSti(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Workshop.reflection("workers")?.inverseName == "workshop")
      #expect(Workshop.reflection("painters")?.inverseName == "workshop")
    }
  }

  @Test(arguments: Engine.allCases) func hasOneAndBelongsToAutomaticInverseSharesObjects(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let license = License(number: "1", theatre: theatre)
      try await license.save()
      #expect(try await theatre.license == license)
      try await theatre.license?.number = "Blue"
      #expect(try await theatre.license?.number == license.number)
      license.number = "Red"
      #expect(try await theatre.license?.number == license.number)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAndBelongsToAutomaticInverseSharesObjectsOnRating(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = Play(title: "A", theatre: theatre)
      try await play.save()
      #expect(try await play.theatre == theatre)
      try await play.theatre?.name = "x"
      #expect(theatre.name == "x")
      theatre.name = "y"
      #expect(try await play.theatre?.name == "y")
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAndBelongsToAutomaticInverseSharesObjectsOnComment(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }, play = try await Play.create { $0.title = "A" }
      play.$theatre.set(theatre)
      #expect(try await play.theatre == theatre)
      try await play.theatre?.name = "x"
      #expect(theatre.name == "x")
      theatre.name = "y"
      #expect(try await play.theatre?.name == "y")
    }
  }

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

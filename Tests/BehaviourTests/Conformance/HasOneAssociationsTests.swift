import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_one, name by name.
@Suite struct HasOneAssociationsTests {
  @Test(arguments: Engine.allCases) func hasOneDoesNotUseOrderBy(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await licensed()
      recorder.clear()
      _ = try await theatre.license
      #expect(recorder.sql.count == 1 && !recorder.sql[0].uppercased().contains("ORDER BY"))
    }
  }

  @Test(arguments: Engine.allCases) func hasOne(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await licensed(), license = try await License.find(1)
      recorder.clear()
      #expect(try await theatre.license == license)
      #expect(try await theatre.license?.number == "1")
      #expect(recorder.sql.count == 1 && recorder.sql[0].contains("LIMIT"))
    }
  }

  @Test(arguments: Engine.allCases) func hasOneCacheNils(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Theatre.create { $0.name = "Globe" }
      let found = try await Theatre.find(1)
      #expect(try await recorder.statements { _ = try await found.license } == 1)
      #expect(try await recorder.statements { _ = try await found.license } == 0)
      let theatres = try await Theatre.includes(\.license).load()
      #expect(try await recorder.statements { for theatre in theatres { _ = try await theatre.license } } == 0)
    }
  }

  @Test(arguments: Engine.allCases) func findingUsingPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await Maker.create { $0.name = "Ann" }
      let seals = [try await Seal.create { $0.makerName = "Ann" }, try await Seal.create { $0.makerName = "Bob" }]
      #expect(try await maker.seal == seals[0])
      maker.name = "Bob"
      maker.$seal.reset()
      #expect(try await maker.seal == seals[1])
    }
  }

  @Test(arguments: Engine.allCases) func updateWithForeignAndPrimaryKeys(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await Maker.create { $0.name = "Ann" }
      let seal = try await Seal.create { $0.makerName = "Ann" }
      #expect(try await maker.seal == seal)
      try await maker.save()
      try await maker.reload()
      #expect(try await maker.seal == seal)
    }
  }

  @Test(arguments: Engine.allCases) func clearingAnAssociationClearsTheAssociationsInverse(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let license = try await theatre.$license.create { $0.number = "1" }
      #expect(try await theatre.license == license)
      #expect(try await license.theatre == theatre)
      try await license.update { $0.$theatre.set(nil) }
      #expect(try await license.theatre == nil)
      try await theatre.update { $0.name = "Rose" }
      #expect(try await license.theatre == nil)
    }
  }

  @Test(arguments: Engine.allCases) func reloadAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await licensed()
      #expect(try await theatre.license?.number == "1")
      try await License.updateAll { [$0.number.set("2")] }
      #expect(try await theatre.license?.number == "1")
      #expect(try await recorder.statements { try await theatre.$license.reload() } == 1)
      #expect(try await recorder.statements { _ = try await theatre.license } == 0)
      #expect(try await theatre.license?.number == "2")
    }
  }

  @Test(arguments: Engine.allCases) func resetAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await licensed()
      #expect(try await theatre.license?.number == "1")
      try await License.updateAll { [$0.number.set("2")] }
      #expect(try await theatre.license?.number == "1")
      #expect(try await recorder.statements { theatre.$license.reset() } == 0)
      #expect(try await recorder.statements { _ = try await theatre.license } == 1)
      #expect(try await theatre.license?.number == "2")
    }
  }

  @Test(arguments: Engine.allCases) func findingWithInterpolatedCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.create {
        $0.title = "Globe"; $0.seats = 10
      }
      #expect(try await theatre.namesakes.first()?.seats == 10)
    }
  }

  @Test(arguments: Engine.allCases) func saveStillWorksAfterAccessingNilHasOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      #expect(try await theatre.license == nil)
      try await theatre.save()
      #expect(theatre.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases) func cantSaveReadonlyAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let studio = try await Studio.create { $0.name = "Ann" }
      try await Gadget.create { $0.makerName = "Ann" }
      let gadget = try #require(try await studio.exhibit)
      #expect(gadget.isReadonly)
      gadget.label = "x"
      let told = await failure { try await gadget.save() }
      #expect(told?.contains("read-only") == true)
    }
  }

  @Test(arguments: Engine.allCases) func saveOfRecordWithLoadedHasOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await licensed()
      #expect(try await theatre.license != nil)
      try await Theatre.find(1).save()
      try await Theatre.includes(\.license).find(1).save()
      try await theatre.license?.destroy()
      try await Theatre.find(1).save()
      try await Theatre.includes(\.license).find(1).save()
      #expect(try await Theatre.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneAutosaveWithPrimaryKeyManuallySet(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = Maker(name: "Ann"), seal = try await Seal.create()
      try await maker.$seal.set(seal)
      try await maker.save()
      try await maker.reload()
      #expect(try await maker.seal == seal)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneLoadingForNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let seal = try await Seal.create { $0.makerName = "Ann" }
      #expect(try await Maker(name: "Ann").seal == seal)
    }
  }

  @Test(arguments: Engine.allCases) func withPolymorphicHasOneWithCustomColumnsName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hero = try await Hero.create(), badge = try await Badge.create()
      try await hero.$badge.set(badge)
      try await hero.reload()
      #expect(try await hero.badge == badge)
      #expect(try await badge.wearer == hero)
    }
  }

  /// A theatre with a license, found again.
  func licensed() async throws -> Theatre {
    let theatre = try await Theatre.create { $0.name = "Globe" }
    try await theatre.$license.create { $0.number = "1" }
    return try await Theatre.find(theatre.id!)
  }
}

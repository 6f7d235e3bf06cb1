import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_one through, name by name.
@Suite struct HasOneThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func hasOneThroughWithHasOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await housed()
      #expect(try await theatre.office?.city == "London")
    }
  }

  @Test(arguments: Engine.allCases) func hasOneThroughExecutesLimitedQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await housed()
      recorder.clear()
      #expect(try await theatre.office?.city == "London")
      #expect(recorder.sql.last?.contains("LIMIT") == true)
    }
  }

  @Test(arguments: Engine.allCases) func creatingAssociationSetsBothParentIdsForNew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let scarf = Ring(), gem = Gem()
      try await scarf.$gem.set(gem)
      try await scarf.save()
      let setting = try #require(try await scarf.setting)
      #expect(scarf.id != nil && gem.id != nil && setting.ringID == scarf.id && setting.gemID == gem.id)
    }
  }

  @Test(arguments: Engine.allCases) func replaceTargetRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await housed(), york = try await Office.create { $0.city = "York" }
      try await theatre.$office.set(york)
      try await theatre.reload()
      #expect(try await theatre.office == york)
    }
  }

  @Test(arguments: Engine.allCases) func replacingTargetRecordDeletesOldAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await housed()
      try await theatre.$office.set(Office.create { $0.city = "York" })
      try await theatre.reload()
      #expect(try await License.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func setRecordToNilShouldDeleteAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await housed()
      try await theatre.$office.set(nil)
      try await theatre.reload()
      #expect(try await theatre.license == nil)
      #expect(try await theatre.office == nil)
    }
  }

  @Test(arguments: Engine.allCases) func setRecordAfterDeleteAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ring = try await Ring.create(), gem = try await Gem.create()
      try await ring.$gem.set(Gem())
      try await ring.$gem.set(nil)
      try await ring.$gem.set(gem)
      try await ring.reload()
      #expect(try await ring.gem == gem)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneThroughEagerLoading(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await housed()
      recorder.clear()
      let theatres = try await Theatre.includes(\.office).where { $0.name == "Globe" }.load()
      #expect(theatres.count == 1 && recorder.events.count == 3)
      #expect(try theatres[0].$office.loaded?.city == "London")
      #expect(recorder.events.count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneThroughNonpreloadEagerloading(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await housed()
      recorder.clear()
      let theatres = try await Theatre.includes(\.office).where { $0.name == "Globe" }.order { $0.office.city.asc }.load()
      #expect(theatres.count == 1 && recorder.events.count == 1)
      #expect(try theatres[0].$office.loaded?.city == "London")
      #expect(recorder.events.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func uninitializedHasOneThroughShouldReturnNilForUnsavedRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await Theatre(name: "G").office == nil)
    }
  }

  @Test(arguments: Engine.allCases) func assigningToHasOneThroughPreservesDecoratedJoinRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "G" }, york = try await Office.create { $0.city = "York" }
      try await theatre.$license.set(License(number: "Extra"))
      try await theatre.$office.set(york)
      #expect(try await License.count() == 1)
      #expect(try await theatre.office == york)
      #expect(try await york.licenses.map(\.theatreID) == [theatre.id])
      #expect(try await theatre.license?.number == "Extra")
    }
  }

  @Test(arguments: Engine.allCases) func reassigningHasOneThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "G" }
      let york = try await Office.create { $0.city = "York" }, hull = try await Office.create { $0.city = "Hull" }
      try await theatre.$license.set(License(number: "Extra"))
      try await theatre.$office.set(york)
      try await theatre.$office.set(hull)
      #expect(try await License.count() == 1)
      #expect(try await theatre.office == hull)
      #expect(try await theatre.license?.number == "Extra")
      #expect(try await york.licenses.reload().isEmpty)
      #expect(try await hull.licenses.reload().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func saveOfRecordWithLoadedHasOneThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await housed()
      #expect(try await theatre.office != nil)
      try await Theatre.find(1).save()
      try await Theatre.includes(\.office).find(1).save()
      try await theatre.license?.destroy()
      try await Theatre.find(1).save()
      try await Theatre.includes(\.office).find(1).save()
      #expect(try await Theatre.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneThroughBelongsToSettingBelongsToForeignKeyAfterNilTargetLoaded(_ engine: Engine) async throws
  {
    try await engine.database { _, _ async throws in
      let (_, _, two) = try await set()
      let setting = Setting()
      #expect(try await setting.box == nil)
      setting.ringID = 2
      #expect(try await setting.box == two)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingHasOneThroughOnBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await set()
      recorder.clear()
      let settings = try await Setting.includes(\.box).load()
      #expect(recorder.events.count == 3 && settings[0].$box.isLoaded)
      _ = try await settings[0].box
      #expect(recorder.events.count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func creatingAssociationCreatesThroughRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ring = try await Ring.create()
      try await ring.$gem.set(Gem.create { $0.name = "g" })
      #expect(try await ring.setting != nil)
      #expect(try await ring.gem?.name == "g")
    }
  }

  @Test(arguments: Engine.allCases) func assigningAssociationCorrectlyAssignsTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ring = try await Ring.create(), gem = try await Gem.create { $0.name = "g" }
      try await ring.$gem.set(gem)
      #expect(try ring.$gem.loaded === gem)
    }
  }

  @Test(arguments: Engine.allCases) func creatingAssociationBuildsThroughRecordForNew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ring = Ring(), gem = try await Gem.create { $0.name = "g" }
      try await ring.$gem.set(gem)
      #expect(try await ring.setting?.gem == gem)
      #expect(try await ring.gem == gem)
      #expect(try await ring.saveIfValid())
      #expect(try await Ring.find(1).gem == gem)
    }
  }

  /// A theatre with a license of an office, found again.
  private func housed() async throws -> Theatre {
    let theatre = try await Theatre.create { $0.name = "Globe" }
    try await theatre.$license.set(
      License {
        $0.number = "1"
        $0.$office.set(Office(city: "London"))
      })
    return try await Theatre.find(theatre.id!)
  }

  /// The setting of the first of two rings, each in its box.
  private func set() async throws -> (Setting, RingBox, RingBox) {
    var boxes: [RingBox] = []
    for _ in 1...2 { boxes.append(try await Ring.create().$box.create()) }
    return (try await Setting.create { $0.ringID = 1 }, boxes[0], boxes[1])
  }
}

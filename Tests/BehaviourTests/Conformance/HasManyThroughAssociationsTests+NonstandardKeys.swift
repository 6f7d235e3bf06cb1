import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many through: keys that are none of the table's.
extension HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func associateExistingWithNonstandardPrimaryKeyOnBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let mary = try await Weaver.create { $0.name = "Mary" }, general = try await Dye.create { $0.name = "general" }
      try await Strand.create {
        $0.weaverID = mary.id; $0.dyeName = "general"
      }
      #expect(try await mary.namedDyes.first() == general)
    }
  }

  @Test(arguments: Engine.allCases) func collectionBuildWithNonstandardPrimaryKeyOnBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let mary = try await Weaver.create { $0.name = "Mary" }
      let dye = mary.namedDyes.build { $0.name = "Primary" }
      try await mary.save()
      #expect(try await Strand.exists { $0.weaverID == mary.id && $0.dyeName == "Primary" })
      #expect(try await mary.namedDyes.reload().contains(dye))
    }
  }

  @Test(arguments: Engine.allCases) func collectionCreateWithNonstandardPrimaryKeyOnBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let mary = try await Weaver.create { $0.name = "Mary" }
      let dye = try await mary.namedDyes.create { $0.name = "Primary" }
      #expect(try await Strand.exists { $0.weaverID == mary.id && $0.dyeName == "Primary" })
      #expect(try await mary.namedDyes.reload().contains(dye))
    }
  }

  @Test(arguments: Engine.allCases) func collectionDeleteWithNonstandardPrimaryKeyOnBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let mary = try await Weaver.create { $0.name = "Mary" }
      let dye = try await mary.namedDyes.create { $0.name = "Primary" }
      try await mary.namedDyes.remove(dye)
      #expect(try await !Strand.exists { $0.weaverID == mary.id && $0.dyeName == "Primary" })
      #expect(try await mary.namedDyes.reload().isEmpty)
      #expect(try await Dye.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func collectionExists(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fan = try await Fan.create { $0.name = "Mary" }
      let league = League(name: "Primary")
      try await league.fans.replace(withIDs: [fan.id!])
      try await league.save()
      #expect(try await league.fans.exists(fan.id!))
      #expect(try await league.reload().fans.exists { $0.id == fan.id! })
    }
  }

  @Test(arguments: Engine.allCases) func collectionSingularIdsSetterWithStringPrimaryKeys(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let tongue = try await Tongue.create { $0.name = "German" }
      let land = Country(code: "DE", name: "Germany")
      try await land.save()
      try await tongue.countries.replace(withIDs: ["DE"])
      #expect(try await tongue.countries.reload() == [land])
      try await tongue.countries.replace(withIDs: [String]())
      #expect(try await tongue.countries.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithPrimaryKeyOption(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _, _, _, _) = try await Worlds.fillTapestries()
      let red = try await Dye.create { $0.name = "red" }
      let paper = try await ada.signedPapers.create { $0.dyeName = "red" }
      #expect(paper.signature == "Ada")
      #expect(try await ada.signedDyes.load() == [red])
      #expect(try await Weaver.joins(\.signedDyes).where { $0.signedDyes.id == red.id! }.load() == [ada])
    }
  }

  @Test(arguments: Engine.allCases) func primaryKeyOptionOnSource(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, short, _, _) = try await Worlds.fillTapestries()
      let general = try await Dye.create { $0.name = "general" }
      try await Strand.create {
        $0.tapestryID = short.id; $0.dyeName = "general"
      }
      #expect(try await short.namedDyes.load() == [general])
      #expect(try await short.namedDyes.ids() == [general.id!])
      #expect(try await short.reload().namedDyes.ids() == [general.id!])
      #expect(try await short.namedDyes.pluck(\.name) == ["general"])
    }
  }
}

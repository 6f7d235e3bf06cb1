import ActiveRecord
import ActiveRecordTesting
import Testing

/// Nested attributes of one target, from either side: `hasOne` changes a corsair's sloop, `belongsTo` a sloop's corsair.
@Suite struct NestedTargetTests {
  @Test(arguments: Engine.allCases, Side.allCases) func aNewOneIsBuiltWhereNoneIs(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      for (attributes, text) in [(#"{"text":"Arr"}"#, "Arr"), (#"{"text":"Arr","_destroy":"1"}"#, nil), ("{}", nil)] as [(String, String?)]
      {
        let pair = try await CorsairPair(side)
        try await pair.removeTarget()
        try await pair.assign(attributes)
        #expect(try await pair.text() == text, "\(attributes)")
        #expect(try await pair.target()?.isPersisted != true)
      }
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func withoutAKeyItIsReplaced(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      for (attributes, text) in [(#"{"text":"Arr"}"#, "Arr"), (#"{"text":"Arr","_destroy":"1"}"#, "Aye")] {
        let pair = try await CorsairPair(side)
        try await pair.assign(attributes)
        #expect(try await pair.text() == text, "\(attributes)")
        #expect(try await pair.target()?.isPersisted == (text == "Aye"))
        #expect(try await pair.stored() == "Aye")
      }
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func withItsKeyItIsChanged(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CorsairPair(side)
      let before = try await pair.target()
      try await pair.assign(#"{"id":\#(pair.key),"text":"Arr"}"#)
      #expect(try await pair.target() === before)
      #expect(try await pair.text() == "Arr")
      try await pair.assign(#"{"id":"\#(pair.key)","text":"Yarr"}"#)
      #expect(try await pair.target() === before)
      #expect(try await pair.text() == "Yarr")
      #expect(try await pair.stored() == "Aye")
      let (target, owner) = side == .hasOne ? ("Sloop", "Corsair") : ("Corsair", "Sloop")
      let told = await failure { try await pair.assign(#"{"id":1234567890}"#) }
      #expect(told == "Couldn't find \(target) with id=1234567890 for \(owner) with id=1")
      let text = await failure { try await pair.assign(#""foo""#) }
      #expect(text?.contains("a list or an object is expected, not text") == true)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func itIsDestroyedWithTheOwnersSave(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      for truth in ["1", "\"1\"", "true", "\"true\""] {
        let pair = try await CorsairPair(side)
        try await pair.assign(#"{"id":\#(pair.key),"_destroy":\#(truth)}"#)
        let target = try await pair.target()
        #expect(target?.isMarkedForDestruction == true && target?.isDestroyed == false)
        #expect(try await pair.stored() == "Aye")
        try await pair.save()
        #expect(target?.isDestroyed == true)
        #expect(try await pair.stored() == nil)
        if side == .belongsTo {
          #expect(pair.sloop.corsairID == nil)
          #expect(try await pair.sloop.corsair == nil)
          #expect(try await Sloop.find(pair.sloop.id ?? 0).corsairID == nil)
        }
      }
      for untruth in ["null", "\"0\"", "0", "\"false\"", "false"] {
        let pair = try await CorsairPair(side)
        try await pair.assign(#"{"id":\#(pair.key),"_destroy":\#(untruth)}"#)
        try await pair.save()
        #expect(try await pair.stored() == "Aye", "\(untruth)")
      }
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func itIsSavedWithTheOwner(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CorsairPair(side)
      if side == .hasOne {
        try await pair.corsair.update(Attributes { ($0.motto, $0.sloop) = ("Arr", .update(pair.key) { $0.name = "Pablo" }) })
        #expect(try await pair.stored() == "Pablo")
        #expect(try await Corsair.find(pair.corsair.id ?? 0).motto == "Arr")
      } else {
        try await pair.sloop.update(Attributes { ($0.name, $0.corsair) = ("Pablo", .new { $0.motto = "Arr" }) })
        let sloop = try await Sloop.find(pair.sloop.id ?? 0)
        #expect(sloop.name == "Pablo")
        #expect(try await sloop.corsair?.motto == "Arr")
      }
    }
  }

  @Test(arguments: Engine.allCases) func updateOnlyChangesTheOneThatIsThere(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let tender = try await Tender.create { $0.name = "Gig" }
      try await tender.assign(Attributes { $0.corsair = .new { $0.motto = "Aye" } })
      #expect(try await tender.corsair?.isPersisted == false)
      try await tender.save()
      let key = try #require(tender.corsairID)
      try await tender.update(Attributes { $0.corsair = .new { $0.motto = "Arr" } })
      try await tender.update(Attributes { $0.corsair = .update(key) { $0.motto = ($0.motto ?? "") + "Yarr" } })
      #expect(try await Corsair.pluck(\.motto) == ["Yarr"] && tender.corsairID == key)
    }
  }

  @Test(arguments: Engine.allCases) func withoutLeaveNothingIsDestroyed(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let corsair = try await Corsair.create()
      let tender = try await corsair.$tender.create { $0.name = "Gig" }
      let form = Permit<Corsair>(\.motto).nested(\.tender, Permit(\.name))
      // The condition is asked, although the input says that it is to go.
      for (name, stored) in [("skip", "Gig"), ("Cutter", "Cutter")] {
        let id = tender.id ?? 0
        try await corsair.update(form.decode(json: #"{"tender":{"id":\#(id),"name":"\#(name)","_destroy":"1"}}"#))
        #expect(try await Tender.pluck(\.name) == [stored])
      }
    }
  }

  @Test(arguments: Engine.allCases) func theOneThatWasBuiltBeforeIsTaken(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let corsair = try await Corsair.create()
      let built = corsair.$sloop.build()
      let form = Permit<Corsair>(\.motto).nested(\.sloop, Permit(\.name))
      try await corsair.assign(form.decode(json: #"{"sloop":{"name":"Dagger","corsair_id":99}}"#))
      #expect(try await corsair.sloop === built)
      #expect(built.name == "Dagger" && built.corsairID == corsair.id)
    }
  }
}

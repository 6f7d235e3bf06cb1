import ActiveRecord
import ActiveRecordTesting
import Testing

/// Nested attributes of one target, one rule a test: `hasOne` changes a corsair's sloop, `belongsTo` a sloop's corsair.
@Suite struct NestedInputTests {
  /// Attributes of which nothing comes.
  struct Nothing: Sendable, CustomTestStringConvertible {
    let side: Side
    let isDestroyed: Bool
    var testDescription: String { "\(side.rawValue), \(isDestroyed ? "destroyed" : "rejected")" }

    static let all = Side.allCases.flatMap { [Nothing(side: $0, isDestroyed: true), Nothing(side: $0, isDestroyed: false)] }
  }

  @Test(arguments: Engine.allCases, Nothing.all) func noneIsBuilt(_ engine: Engine, _ nothing: Nothing) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CorsairPair(nothing.side)
      try await pair.removeTarget()
      try await pair.assign(nothing.isDestroyed ? #"{"text":"Arr","_destroy":"1"}"# : "{}")
      #expect(try await pair.target() == nil)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func aKeyThatIsNotThereIsNotFound(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CorsairPair(side)
      let error = await #expect(throws: RecordNotFound.self) { try await pair.assign(#"{"id":1234567890}"#) }
      let (target, owner) = side == .hasOne ? ("Sloop", "Corsair") : ("Corsair", "Sloop")
      #expect(error?.description == "Couldn't find \(target) with id=1234567890 for \(owner) with id=1")
    }
  }

  @Test(arguments: Engine.allCases) func aKeyThatIsNoNumberIsToldInQuotes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CorsairPair(.hasOne)
      let told = await failure { try await pair.assign(#"{"id":"\u001b[31mHello\u001b[0m"}"#) }
      #expect(told == #"Couldn't find Sloop with id="\u{1B}[31mHello\u{1B}[0m" for Corsair with id=1"#)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func theKeyMayBeText(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CorsairPair(side)
      let before = try await pair.target()
      try await pair.assign(#"{"id":"\#(pair.key)","text":"Arr"}"#)
      #expect(try await pair.target() === before)
      #expect(try await pair.text() == "Arr")
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func whatIsNoYesDestroysNothing(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CorsairPair(side)
      for untruth in ["null", "\"0\"", "0", "\"false\"", "false"] {
        try await pair.assign(#"{"id":\#(pair.key),"_destroy":\#(untruth)}"#)
        try await pair.save()
        #expect(try await pair.texts() == ["Aye"], "\(untruth)")
      }
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func onlyTheSaveDestroys(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CorsairPair(side)
      try await pair.assign(#"{"id":\#(pair.key),"_destroy":true}"#)
      let target = try await pair.target()
      #expect(target?.isDestroyed == false && target?.isMarkedForDestruction == true)
      #expect(try await pair.texts() == ["Aye"])
      try await pair.save()
      #expect(target?.isDestroyed == true)
      #expect(try await pair.texts() == [])
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func whatIsNoObjectIsRefused(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CorsairPair(side)
      let told = await failure { try await pair.assign(#""foo""#) }
      #expect(told?.contains("a list or an object is expected, not text") == true)
    }
  }

  enum Saved: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasOne, belongsTo, hasMany
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Saved.allCases) func theRuleTurnsAutosaveOn(_ engine: Engine, _ saved: Saved) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CorsairPair(saved == .belongsTo ? .belongsTo : .hasOne)
      switch saved {
      case .hasOne:
        try await pair.corsair.sloop?.name = "Arr"
        try await pair.corsair.save()
        #expect(try await pair.texts() == ["Arr"])
      case .belongsTo:
        try await pair.sloop.corsair?.motto = "Arr"
        try await pair.sloop.save()
        #expect(try await pair.texts() == ["Arr"])
      case .hasMany:
        try await pair.corsair.gulls.create { $0.name = "Aye" }
        try await pair.corsair.reload()
        try await pair.corsair.gulls.load()[0].name = "Arr"
        try await pair.corsair.save()
        #expect(try await Gull.pluck(\.name) == ["Arr"])
      }
    }
  }

  @Test(arguments: Engine.allCases) func theKeyGoesWithADestroyedTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CorsairPair(.belongsTo)
      try await pair.assign(#"{"id":\#(pair.key),"_destroy":true}"#)
      try await pair.save()
      for _ in 1...2 {
        #expect(try await pair.texts() == [] && pair.sloop.corsairID == nil)
        #expect(try await pair.sloop.corsair == nil)
        try await pair.sloop.reload()
      }
    }
  }

  enum Allowed: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case no, yes
    var testDescription: String { rawValue }
  }

  /// A tender may not destroy its corsair, a dinghy may; both only change the one that is there.
  @Test(arguments: Engine.allCases, Allowed.allCases) func aTargetIsDestroyedWhereItIsAllowed(_ engine: Engine, _ allowed: Allowed)
    async throws
  {
    try await engine.database { _, _ async throws in
      let corsair = try await Corsair.create { $0.motto = "Aye" }
      let input = #"{"corsair_attributes":{"id":\#(corsair.id ?? 0),"motto":"Arr","_destroy":true}}"#
      if allowed == .no {
        let tender = Tender(name: "T", corsair: corsair)
        try await tender.save()
        try await tender.update(Permit<Tender>(\.name).nested(\.corsair, Permit(\.motto)).decode(json: input))
        #expect(try await Corsair.pluck(\.motto) == ["Arr"])
      } else {
        let dinghy = Dinghy(name: "D", corsair: corsair)
        try await dinghy.save()
        try await dinghy.update(Permit<Dinghy>(\.name).nested(\.corsair, Permit(\.motto)).decode(json: input))
        #expect(try await Corsair.count() == 0)
        #expect(try await dinghy.reload().corsairID == nil)
      }
    }
  }

  @Test(arguments: Engine.allCases) func columnsAreAssignedBeforeTargets(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let sloop = try await Sloop.create { $0.name = "Aye" }
      let form = Permit<Spar>(\.name, \.sloopID).nested(\.sloop, Permit(\.name))
      let spar = Spar()
      try await spar.assign(form.decode(json: #"{"sloop_attributes":{"name":"Prometheus"},"sloop_id":\#(sloop.id ?? 0)}"#))
      #expect(try await spar.sloop?.name == "Prometheus")
    }
  }

  @Test(arguments: Engine.allCases) func whatTheTargetDoesNotHaveIsRefused(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let form = Permit<Corsair>(\.motto).nested(\.sloop, Permit(\.name)).refusingOthers
      let told = await failure { _ = try form.decode(json: #"{"sloop_attributes":{"name":"x","sail":true}}"#) }
      #expect(told?.hasPrefix("Corsair.sloop") == true && told?.hasSuffix(".sail: it may not be set") == true)
    }
  }

  @Test(arguments: Engine.allCases) func aBlankKeyIsNone(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let corsair = Corsair(motto: "Aye")
      let form = Permit<Corsair>(\.motto).nested(\.sloop, Permit(\.name))
      try await corsair.assign(form.decode(json: #"{"sloop_attributes":{"id":""}}"#))
      try await corsair.save()
      #expect(try await Sloop.count() == 0)
    }
  }
}

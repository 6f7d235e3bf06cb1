import ActiveRecord
import ActiveRecordTesting
import Testing

/// Nested attributes of one target, one rule a test: `hasOne` changes a corsair's sloop, `belongsTo` a sloop's corsair.
@Suite struct NestedInputTests {
  enum Side: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasOne, belongsTo
    var testDescription: String { rawValue }
  }

  /// A corsair and a sloop that belong together, read again.
  private struct Pair {
    let side: Side
    let corsair: Corsair
    let sloop: Sloop

    init(_ side: Side) async throws {
      self.side = side
      let corsair = try await Corsair.create { $0.motto = "Aye" }
      let sloop = try await Sloop.create { ($0.name, $0.corsairID) = ("Aye", corsair.id) }
      self.corsair = try await Corsair.find(corsair.id ?? 0)
      self.sloop = try await Sloop.find(sloop.id ?? 0)
    }

    var key: Int { (side == .hasOne ? sloop.id : corsair.id) ?? 0 }
    /// Assigns the target's attributes, in which `text` stands for its one column.
    func assign(_ target: String) async throws {
      switch side {
      case .hasOne:
        let form = Permit<Corsair>(\.motto).nested(\.sloop, Permit(\.name))
        try await corsair.assign(form.decode(json: #"{"sloop_attributes": \#(target.replacing("text", with: "name"))}"#))
      case .belongsTo:
        let form = Permit<Sloop>(\.name).nested(\.corsair, Permit(\.motto))
        try await sloop.assign(form.decode(json: #"{"corsair_attributes": \#(target.replacing("text", with: "motto"))}"#))
      }
    }
    func save() async throws { if side == .hasOne { try await corsair.save() } else { try await sloop.save() } }
    func target() async throws -> Record? { side == .hasOne ? try await corsair.sloop : try await sloop.corsair }
    func text() async throws -> String? { side == .hasOne ? try await corsair.sloop?.name : try await sloop.corsair?.motto }
    func stored() async throws -> [String?] { side == .hasOne ? try await Sloop.pluck(\.name) : try await Corsair.pluck(\.motto) }
    func removeTarget() async throws {
      if side == .hasOne {
        try await Sloop.deleteAll()
        try await corsair.reload()
      } else {
        try await Corsair.deleteAll()
        try await sloop.reload()
      }
    }
  }

  /// Attributes of which nothing comes.
  struct Nothing: Sendable, CustomTestStringConvertible {
    let side: Side
    let isDestroyed: Bool
    var testDescription: String { "\(side.rawValue), \(isDestroyed ? "destroyed" : "rejected")" }

    static let all = Side.allCases.flatMap { [Nothing(side: $0, isDestroyed: true), Nothing(side: $0, isDestroyed: false)] }
  }

  @Test(arguments: Engine.allCases, Nothing.all) func noneIsBuilt(_ engine: Engine, _ nothing: Nothing) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(nothing.side)
      try await pair.removeTarget()
      try await pair.assign(nothing.isDestroyed ? #"{"text":"Arr","_destroy":"1"}"# : "{}")
      #expect(try await pair.target() == nil)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func aKeyThatIsNotThereIsNotFound(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(side)
      let error = await #expect(throws: RecordNotFound.self) { try await pair.assign(#"{"id":1234567890}"#) }
      let (target, owner) = side == .hasOne ? ("Sloop", "Corsair") : ("Corsair", "Sloop")
      #expect(error?.description == "Couldn't find \(target) with id=1234567890 for \(owner) with id=1")
    }
  }

  @Test(arguments: Engine.allCases) func aKeyThatIsNoNumberIsToldInQuotes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(.hasOne)
      let told = await failure { try await pair.assign(#"{"id":"\u001b[31mHello\u001b[0m"}"#) }
      #expect(told == #"Couldn't find Sloop with id="\u{1B}[31mHello\u{1B}[0m" for Corsair with id=1"#)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func theKeyMayBeText(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(side)
      let before = try await pair.target()
      try await pair.assign(#"{"id":"\#(pair.key)","text":"Arr"}"#)
      #expect(try await pair.target() === before)
      #expect(try await pair.text() == "Arr")
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func whatIsNoYesDestroysNothing(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(side)
      for untruth in ["null", "\"0\"", "0", "\"false\"", "false"] {
        try await pair.assign(#"{"id":\#(pair.key),"_destroy":\#(untruth)}"#)
        try await pair.save()
        #expect(try await pair.stored() == ["Aye"], "\(untruth)")
      }
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func onlyTheSaveDestroys(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(side)
      try await pair.assign(#"{"id":\#(pair.key),"_destroy":true}"#)
      let target = try await pair.target()
      #expect(target?.isDestroyed == false && target?.isMarkedForDestruction == true)
      #expect(try await pair.stored() == ["Aye"])
      try await pair.save()
      #expect(target?.isDestroyed == true)
      #expect(try await pair.stored() == [])
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func whatIsNoObjectIsRefused(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(side)
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
      let pair = try await Pair(saved == .belongsTo ? .belongsTo : .hasOne)
      switch saved {
      case .hasOne:
        try await pair.corsair.sloop?.name = "Arr"
        try await pair.corsair.save()
        #expect(try await pair.stored() == ["Arr"])
      case .belongsTo:
        try await pair.sloop.corsair?.motto = "Arr"
        try await pair.sloop.save()
        #expect(try await pair.stored() == ["Arr"])
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
      let pair = try await Pair(.belongsTo)
      try await pair.assign(#"{"id":\#(pair.key),"_destroy":true}"#)
      try await pair.save()
      for _ in 1...2 {
        #expect(try await pair.stored() == [] && pair.sloop.corsairID == nil)
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

  @Test(arguments: Engine.allCases) func blankOnesAreLeftOutThatAreNotToBeDestroyed(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let poll = try await Poll.create { $0.title = "P" }
      let form = Permit<Poll>(\.title).nested(\.choices, Permit(\.text))
      try await poll.assign(form.decode(json: #"{"choices":[{"text":"","_destroy":"0"}]}"#))
      try await poll.save()
      #expect(try await poll.choices.isEmpty())
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

  @Test(arguments: Engine.allCases) func theOwnerIsAskedWhatIsLeftOut(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let train = Train(name: "T")
      try await train.assign(Attributes { $0.engine = .new { $0.name = "E" } })
      try await train.save()
      #expect(try await Wagon.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func theOwnerIsAskedWithTheAttributes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let train = Train(name: "T")
      for count in [0, 1] {
        try await train.assign(Attributes { $0.lateWagons = [.new { $0.name = "late" }] })
        try await train.save(validate: false)
        #expect(try await Wagon.count() == count)
      }
    }
  }

  @Test(arguments: Engine.allCases) func aSubclassTakesAttributesInItsOwnWay(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let two: [NestedChange<Wagon>] = [.new { $0.name = "a" }, .new { $0.name = "b" }]
      try await Train(name: "T").assign(Attributes { $0.wagons = two })
      let train = ShortTrain(name: "S")
      await #expect(throws: TooManyRecords.self) { try await train.assign(Attributes { $0.wagons = two }) }
      try await train.assign(Attributes { $0.wagons = [.new { $0.name = "a" }] })
      #expect(train.wagons.target.map(\.name) == ["a"])
    }
  }

  @Test(arguments: Engine.allCases) func theFirstMemberIsTheChangedOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(.hasMany)
      try await crew.corsair.assign(Attributes { $0.gulls = [.update(crew.keys[0]) { $0.name = "Arr" }] })
      #expect(try await crew.corsair.gulls.first() === crew.corsair.gulls.element(at: 0))
      #expect(try await crew.corsair.gulls.first()?.name == "Arr")
    }
  }

  @Test(arguments: Engine.allCases) func aSavedMemberIsReadAgainByTheCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(.hasMany)
      let gull = Gull(name: "Grace", corsair: crew.corsair)
      try await crew.corsair.gulls.append(gull)
      try await gull.save()
      try await crew.corsair.gulls.last()?.update { $0.name = "Polly" }
      #expect(try await crew.corsair.gulls.load().last?.name == "Polly")
    }
  }
}

/// By what errors of members name their places, and that one target has none.
@Suite struct NestedErrorTests {
  enum Order: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case input, inputWithGaps, association
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Order.allCases) func errorsNameThePlaces(_ engine: Engine, _ order: Order) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(.hasMany)
      let corsair = crew.corsair, second = crew.keys[1]
      let place: String
      switch order {
      case .association:
        place = "numberedGulls[1].weight"
        let gulls = try await corsair.numberedGulls.load()
        gulls[1].weight = -2
        #expect(try await corsair.isValid() == false)
        #expect(gulls[1].errors["weight"] == corsair.errors[place])
      case .input:
        place = "inputGulls[0].weight"
        try await corsair.assign(Attributes { $0.inputGulls = [.update(second) { $0.weight = -2 }] })
        #expect(try await corsair.saveIfValid() == false)
      case .inputWithGaps:
        place = "inputGulls[1].weight"
        try await corsair.assign(
          Attributes { $0.inputGulls = [.new { ($0.name, $0.weight) = ("odd", 1) }, .new { ($0.name, $0.weight) = ("bad", -2) }] })
        #expect(try await corsair.saveIfValid() == false)
      }
      #expect(corsair.errors.attributes == [place])
      #expect(corsair.errors[place] == ["must be greater than or equal to 0"])
      #expect(corsair.errors.details[place]?.map(\.kind) == ["greater_than_or_equal_to"])
    }
  }

  @Test(arguments: Engine.allCases) func oneTargetHasNoPlace(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let corsair = Corsair(motto: "Aye")
      try await corsair.assign(Attributes { $0.sloop = .new { $0.name = "" } })
      #expect(try await corsair.isValid() == false)
      #expect(corsair.errors.attributes == ["sloop.name"] && corsair.errors["sloop.name"] == ["can't be blank"])
      #expect(try await corsair.sloop?.errors["name"] == ["can't be blank"])
    }
  }
}

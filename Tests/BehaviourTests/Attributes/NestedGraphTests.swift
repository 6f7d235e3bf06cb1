import ActiveRecord
import ActiveRecordTesting
import Testing

/// Nested attributes, and changes in memory, of members of members: a corsair's sloop, its spars, and their baubles.
@Suite struct NestedGraphTests {
  /// The first record of a graph: `hasOne` begins with the corsair, `hasMany` with the sloop.
  enum Root: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasOne, hasMany
    var testDescription: String { rawValue }
  }

  private struct Fleet {
    let corsair: Corsair
    let sloop: Sloop
    let spar: Spar
    let bauble: Bauble

    init() async throws {
      corsair = try await Corsair.create { $0.motto = "Aye" }
      sloop = try await corsair.$sloop.create { $0.name = "Dollypop" }
      spar = try await sloop.spars.create { $0.name = "Mast" }
      bauble = try await spar.baubles.create { $0.name = "Necklace" }
    }

    /// Assigns what becomes of the baubles, and saves the root.
    func save(_ root: Root, _ change: NestedChange<Bauble>?) async throws {
      let (sloop, spar) = (sloop.id ?? 0, spar.id ?? 0)
      let spars: [NestedChange<Spar>] = [.update(spar) { $0.baubles = change.map { [$0] } ?? [] }]
      switch root {
      case .hasOne:
        if change != nil { try await corsair.assign(Attributes { $0.sloop = .update(sloop) { $0.spars = spars } }) }
        try await corsair.save()
      case .hasMany:
        if change != nil { try await self.sloop.assign(Attributes { $0.spars = spars }) }
        try await self.sloop.save()
      }
    }
  }

  @Test(arguments: Engine.allCases, Root.allCases) func changesInMemoryAreSaved(_ engine: Engine, _ root: Root) async throws {
    try await engine.database { _, recorder async throws in
      let fleet = try await Fleet()
      fleet.bauble.name = "changed"
      // There is another spar that is not in memory, and that is not asked for.
      try await Spar.create { ($0.name, $0.sloopID) = ("Stern", fleet.sloop.id) }
      recorder.clear()
      #expect(try await (root == .hasOne ? fleet.corsair.isValid() : fleet.sloop.isValid()))
      #expect(recorder.queries.isEmpty)
      try await fleet.save(root, nil)
      #expect(try await Bauble.pluck(\.name) == ["changed"])
    }
  }

  @Test(arguments: Engine.allCases, Root.allCases) func changesByAttributesAreSaved(_ engine: Engine, _ root: Root) async throws {
    try await engine.database { _, _ async throws in
      let fleet = try await Fleet()
      try await fleet.save(root, .update(fleet.bauble.id ?? 0) { $0.name = "changed" })
      #expect(try await Bauble.pluck(\.name) == ["changed"])
      try await fleet.save(root, .new { $0.name = "created" })
      #expect(try await fleet.spar.baubles.count() == 2)
      try await fleet.save(root, .destroy(fleet.bauble.id ?? 0))
      #expect(try await Bauble.pluck(\.name) == ["created"])
    }
  }

  @Test(arguments: Engine.allCases, Root.allCases) func membersAreAddedByAttributes(_ engine: Engine, _ root: Root) async throws {
    try await engine.database { _, _ async throws in
      let fleet = try await Fleet()
      try await fleet.save(root, .new { $0.name = "created" })
      #expect(try await Bauble.order(\.id).pluck(\.name) == ["Necklace", "created"])
    }
  }

  @Test(arguments: Engine.allCases, Root.allCases) func membersAreDestroyedByAttributes(_ engine: Engine, _ root: Root) async throws {
    try await engine.database { _, _ async throws in
      let fleet = try await Fleet()
      try await fleet.save(root, .destroy(fleet.bauble.id ?? 0))
      #expect(try await Bauble.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func theMemberInMemoryIsTheChangedOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fleet = try await Fleet()
      let sloop = try await Sloop.find(fleet.sloop.id ?? 0)
      let (spar, bauble) = (fleet.spar.id ?? 0, fleet.bauble.id ?? 0)
      try await sloop.assign(Attributes { $0.spars = [.update(spar) { $0.baubles = [.update(bauble) { $0.name = "Ruby" }] }] })
      #expect(sloop.spars.target.count == 1)
      let first = try await sloop.spars.load()[0]
      #expect(first.name == "Mast" && first.baubles.target.map(\.name) == ["Ruby"])
      try await sloop.save()
      #expect(try await first.baubles.map(\.name) == ["Ruby"])
      #expect(try await Bauble.pluck(\.name) == ["Ruby"])
      let other = try await Sloop.find(fleet.sloop.id ?? 0)
      try await other.assign(Attributes { $0.spars = [.update(spar) { $0.name = "Deck" }] })
      #expect(other.spars.target.map(\.name) == ["Deck"])
    }
  }

  /// Who a new member of the brig belongs to besides: nobody, or a plank that was set when it was built, or afterwards.
  enum Circle: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case none, built, set
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Circle.allCases) func aCircleTakesAnInsertForEachRecord(_ engine: Engine, _ circle: Circle) async throws
  {
    try await engine.database { _, recorder async throws in
      // The brig and the plank do not have the same key.
      try await Brig.create { $0.name = "other" }
      let brig = Brig(name: "The Black Rock"), plank = brig.planks.build { $0.name = "Stern" }
      let haul = brig.hauls.build { if circle == .built { $0.$looter.set(.plank(plank)) } }
      if circle == .set { haul.$looter.set(.plank(plank)) }
      recorder.clear()
      try await brig.save()
      #expect(recorder.sql.map { $0.split(separator: "\"")[1] } == ["brigs", "planks", "hauls"])
      #expect(recorder.sql.allSatisfy { $0.hasPrefix("INSERT") } && plank.brigID == brig.id)
      // A member that is built is its owner's; who is set afterwards is who was meant.
      let looter: Record = circle == .set ? plank : brig
      let found = try await Haul.find(haul.id ?? 0)
      #expect(found.looterID == (circle == .set ? plank.id : brig.id) && found.$looter.type == (circle == .set ? "Plank" : "Brig"))
      #expect(haul.looterID == found.looterID && haul.$looter.type == found.$looter.type && !haul.isChanged)
      switch try await haul.looter {
      case .brig(let found)?: #expect(found === looter)
      case .plank(let found)?: #expect(found === looter)
      case nil: Issue.record("no looter")
      }
      recorder.clear()
      try await brig.save()
      #expect(recorder.sql.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aNestedTargetIsValidated(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let spar = try await Spar.build(Attributes { ($0.name, $0.sloop) = ("Stern", .new { $0.name = nil }) })
      #expect(try await !spar.isValid())
      #expect(spar.errors.fullMessages == ["Sloop name can't be blank"])
    }
  }
}

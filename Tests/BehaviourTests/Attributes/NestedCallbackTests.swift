import ActiveRecord
import ActiveRecordTesting
import Testing

/// Nested attributes of members that are limited, or that callbacks hear of.
@Suite struct NestedCallbackTests {
  @Test(arguments: Engine.allCases) func limits(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let corsair = try await Corsair.create()
      let form = Permit<Corsair>(\.motto).nested(\.fewMacaws, Permit(\.name))
      for (count, names) in [(1, ["Love"]), (2, ["Day", "Away"])] {
        let list = names.map { #"{"name":"\#($0)"}"# }.joined(separator: ",")
        try await corsair.assign(form.decode(json: #"{"few_macaws":[\#(list)]}"#))
        let before = try await Macaw.count()
        try await corsair.save()
        #expect(try await Macaw.count() == before + count)
      }
      let key = try #require(try await Macaw.first()?.id)
      // An object is one member, however many attributes it has.
      try await corsair.assign(form.decode(json: #"{"few_macaws":{"id":\#(key),"name":"New","colour":"green","breed":1}}"#))
      #expect(corsair.fewMacaws.target.first { $0.id == key }?.name == "New")
    }
  }

  /// Rails' tests of callbacks with nested attributes, on a collection that is loaded or not.
  @Test(arguments: Engine.allCases, [false, true]) func beforeAddHearsOfNewOnesOnly(_ engine: Engine, _ loaded: Bool) async throws {
    try await engine.database { _, _ async throws in
      for (members, log) in [
        (#"[{"name":"New"}]"#, ["before add New"]), (#"[{"id":A,"name":"Killer"},{"id":B,"name":"Dionne"}]"#, []),
        (#"[{"id":B,"_destroy":true}]"#, []),
      ] as [(String, [String])] {
        let (corsair, json) = try await heard(members, loaded)
        try await corsair.assign(Self.heardForm.decode(json: json))
        #expect(corsair.log == log, "\(members)")
        #expect(corsair.heardGulls.target.count(where: \.isNew) == log.count)
      }
    }
  }

  @Test(arguments: Engine.allCases, [false, true]) func theMembersInMemoryAreTheChangedOnes(_ engine: Engine, _ loaded: Bool) async throws {
    try await engine.database { _, _ async throws in
      let (corsair, json) = try await heard(#"[{"id":A,"name":"Name"},{"name":"New"},{"id":B,"_destroy":true}]"#, loaded)
      try await corsair.assign(Self.heardForm.decode(json: json))
      let gulls = try await corsair.heardGulls.load()
      #expect(gulls.count == 3)
      #expect(gulls.first { $0.name == "Name" }?.isChanged == true)
      #expect(gulls.first { $0.name == "Dionne" }?.isMarkedForDestruction == true)
    }
  }

  enum Change: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case same, sameLoaded, destroyed, destroyedLoaded
    var testDescription: String { rawValue }
    var isLoaded: Bool { self == .sameLoaded || self == .destroyedLoaded }
  }

  @Test(arguments: Engine.allCases, Change.allCases) func beforeAddDoesNotHearOfThoseThatAreThere(_ engine: Engine, _ change: Change)
    async throws
  {
    try await engine.database { _, _ async throws in
      let isSame = change == .same || change == .sameLoaded
      let members = isSame ? #"[{"id":A,"name":"Killer"},{"id":B,"name":"Dionne"}]"# : #"[{"id":B,"_destroy":true}]"#
      let (corsair, json) = try await heard(members, change.isLoaded)
      #expect(corsair.heardGulls.isLoaded == change.isLoaded)
      try await corsair.assign(Self.heardForm.decode(json: json))
      #expect(corsair.log.isEmpty)
      #expect(try await corsair.heardGulls.load().count == 2)
    }
  }

  enum Loading: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case before, byTheCallback
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Loading.allCases) func aCallbackMayLoadTheMembers(_ engine: Engine, _ loading: Loading) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(.hasMany)
      let corsair = crew.corsair
      if loading == .before { try await corsair.loadingGulls.load() }
      let form = Permit<Corsair>(\.motto).nested(\.loadingGulls, Permit(\.name))
      let (first, second) = (crew.keys[0], crew.keys[1])
      try await corsair.assign(
        form.decode(json: #"{"loading_gulls":[{"id":\#(first),"name":"Name"},{"name":"New"},{"id":\#(second),"_destroy":true}]}"#))
      let gulls = try await corsair.loadingGulls.load()
      #expect(gulls.first { $0.id == first }?.isChanged == true)
      #expect(gulls.first { $0.id == second }?.isMarkedForDestruction == true)
    }
  }

  private static let heardForm = Permit<Corsair>(\.motto).nested(\.heardGulls, Permit(\.name))

  private func heard(_ members: String, _ loaded: Bool) async throws -> (Corsair, String) {
    let crew = try await CorsairCrew(.hasMany)
    if loaded { _ = try await crew.corsair.heardGulls.load() }
    let json = members.replacing("A,", with: "\(crew.keys[0]),").replacing("B,", with: "\(crew.keys[1]),")
    return (crew.corsair, #"{"heard_gulls":\#(json)}"#)
  }
}

/// A corsair, read again, with two members: Killer and Dionne.
struct CorsairCrew {
  let kind: NestedMemberTests.Kind
  let corsair: Corsair
  let keys: [Int]

  init(_ kind: NestedMemberTests.Kind) async throws {
    self.kind = kind
    let corsair = try await Corsair.create { $0.motto = "Aye" }
    var keys: [Int?] = []
    for name in ["Killer", "Dionne"] {
      switch kind {
      case .hasMany: keys.append(try await corsair.gulls.create { $0.name = name }.id)
      case .joined: keys.append(try await corsair.macaws.create { $0.name = name }.id)
      }
    }
    (self.corsair, self.keys) = (try await Corsair.find(corsair.id ?? 0), keys.compactMap { $0 })
  }

  private var form: Permit<Corsair> {
    Permit<Corsair>(\.motto).nested(\.gulls, Permit(\.name, \.weight)).nested(\.macaws, Permit(\.name))
  }

  /// The attributes in JSON, in which `A` and `B` stand for the members' keys.
  func attributes(_ members: String) throws -> Attributes<Corsair> {
    let json = members.replacing("A,", with: "\(keys[0]),").replacing("B,", with: "\(keys[1]),")
    return try form.decode(json: #"{"motto":"Arr","\#(kind == .hasMany ? "gulls" : "macaws")_attributes":\#(json)}"#)
  }
  func assign(_ members: String) async throws { try await corsair.assign(attributes(members)) }
  func update(_ members: String) async throws { try await corsair.update(attributes(members)) }

  /// The members in memory, without loading any.
  var target: [Record] { kind == .hasMany ? corsair.gulls.target : corsair.macaws.target }
  var isLoaded: Bool { kind == .hasMany ? corsair.gulls.isLoaded : corsair.macaws.isLoaded }
  /// The names in memory, of all members.
  func names() async throws -> [String] {
    kind == .hasMany ? try await corsair.gulls.map(\.name) : try await corsair.macaws.map(\.name)
  }
  /// The names that are stored.
  func stored() async throws -> [String] {
    let corsair = try await Corsair.find(corsair.id ?? 0)
    return kind == .hasMany ? try await corsair.gulls.order(\.id).pluck(\.name) : try await corsair.macaws.order(\.id).pluck(\.name)
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Nested attributes of members: `hasMany` changes a corsair's gulls, `joined` the macaws that a join table knows.
@Suite struct NestedMemberTests {
  enum Kind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasMany, joined
    var testDescription: String { rawValue }
  }

  static let changed = #"{"foo":{"id":A,"name":"Grace"},"bar":{"id":B,"name":"Greed"}}"#
  static let listed = #"[{"id":A,"name":"Grace"},{"id":B,"name":"Greed"}]"#

  @Test(arguments: Engine.allCases, Kind.allCases) func membersAreChangedByKey(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      for attributes in [Self.changed, Self.listed] {
        let crew = try await CorsairCrew(kind)
        try await crew.assign(attributes)
        #expect(try await crew.names() == ["Grace", "Greed"])
        #expect(try await crew.stored() == ["Killer", "Dionne"])
        try await crew.corsair.save()
        #expect(try await crew.stored() == ["Grace", "Greed"])
        #expect(try await Corsair.find(crew.corsair.id ?? 0).motto == "Arr")
      }
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func onlyTheNamedOnesAreRead(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, recorder async throws in
      let crew = try await CorsairCrew(kind)
      try await crew.assign(#"[{"id":A,"name":"Grace"}]"#)
      #expect(!crew.isLoaded && crew.target.count == 1)
      try await crew.corsair.save()
      #expect(!crew.isLoaded)
      #expect(try await crew.stored() == ["Grace", "Dionne"])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func loadingKeepsWhatWasAssigned(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(kind)
      try await crew.assign(#"[{"id":A,"name":"Grace"},{"id":B,"_destroy":"1"}]"#)
      #expect(try await crew.names() == ["Grace", "Dionne"])
      #expect(crew.target.map(\.isMarkedForDestruction) == [false, true])
      #expect(crew.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func keysThatAreNotItsOwnAreNotFound(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(kind), other = try await CorsairCrew(kind)
      let model = kind == .hasMany ? "Gull" : "Macaw"
      for key in [1_234_567_890, other.keys[0]] {
        let told = await failure { try await crew.assign(#"[{"id":\#(key)}]"#) }
        #expect(told == "Couldn't find \(model) with id=\(key) for Corsair with id=\(crew.corsair.id ?? 0)")
      }
      #expect(try await other.stored() == ["Killer", "Dionne"])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func thoseWithoutAKeyAreBuilt(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(kind)
      // Keys that are numbers come in their order; a mark to destroy is no attribute.
      try await crew.assign(#"{"123726353":{"name":"Grace"},"2":{"name":"Greed","_destroy":"0"}}"#)
      #expect(try await crew.names() == ["Killer", "Dionne", "Greed", "Grace"])
      #expect(crew.target.map(\.isNew) == [false, false, true, true])
      try await crew.assign(#"{"foo":{"_destroy":"0"},"bar":{"name":"Gone","_destroy":"1"},"baz":{}}"#)
      #expect(try await crew.names() == ["Killer", "Dionne", "Greed", "Grace"])
      try await crew.corsair.save()
      #expect(try await crew.stored() == ["Killer", "Dionne", "Greed", "Grace"])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func someAreChangedAndOthersAdded(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(kind)
      try await crew.update(#"{"foo":{"id":A,"name":"Grace"},"baz":{"name":"Servant"}}"#)
      #expect(try await crew.stored() == ["Grace", "Dionne", "Servant"])
      #expect(crew.corsair.motto == "Arr" && !crew.corsair.isChanged)
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func whatIsNoListIsRefused(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(kind)
      try await crew.assign("{}")
      try await crew.assign("[]")
      let told = await failure { try await crew.assign(#""foo""#) }
      #expect(told?.hasSuffix("a list or an object is expected, not text") == true)
      #expect(try await crew.names() == ["Killer", "Dionne"])
      let strict = Permit<Corsair>(\.motto).nested(\.macaws, Permit(\.name)).refusingOthers
      let unknown = await failure { _ = try strict.decode(json: #"{"macaws":[{"peg_leg":true}]}"#) }
      #expect(unknown == "Corsair.macaws[0].peg_leg: it may not be set")
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func membersAreDestroyedWithTheSave(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      for truth in ["1", "\"1\"", "true", "\"true\""] {
        let crew = try await CorsairCrew(kind)
        try await crew.assign(#"{"foo":{"id":A,"name":"Grace"},"bar":{"id":B,"_destroy":\#(truth)}}"#)
        #expect(try await crew.stored() == ["Killer", "Dionne"])
        try await crew.corsair.save()
        #expect(try await crew.stored() == ["Grace"])
        #expect(try await crew.names() == ["Grace"])
      }
      for untruth in ["null", "\"\"", "\"0\"", "0", "\"false\"", "false"] {
        let crew = try await CorsairCrew(kind)
        try await crew.update(#"{"foo":{"id":A,"name":"Grace","_destroy":\#(untruth)}}"#)
        #expect(try await crew.stored() == ["Grace", "Dionne"], "\(untruth)")
      }
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func aNewOwnerIsSavedWithOne(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(kind)
      let corsair = try await Corsair.create(crew.attributes(#"{"foo":{"name":"Grace"}}"#))
      #expect(try await corsair.gulls.count() + corsair.macaws.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func membersThatNeedTheirOwnerHaveIt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let corsair = try await Corsair.create(Attributes { $0.gulls = [.new { $0.name = "Cars" }, .new { $0.name = "Sports" }] })
      #expect(try await corsair.gulls.count() == 2)
      #expect(try await Gull.where { $0.corsair == corsair }.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func theConditionIsNotAskedAboutThoseThatGo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(.hasMany)
      try await crew.corsair.update(
        Attributes { $0.asleepGulls = [.update(crew.keys[0]) { $0.name = "skipped" }, .new { $0.name = "x" }] })
      #expect(try await crew.stored() == ["Killer", "Dionne"])
      try await crew.corsair.update(Attributes { $0.asleepGulls = [.destroy(crew.keys[0])] })
      #expect(try await crew.stored() == ["Dionne"])
    }
  }

  @Test(arguments: Engine.allCases) func numbersThatAreNoneAreRefused(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(.hasMany)
      let told = await failure { try await crew.update(#"{"id":A,"weight":"foo"}"#) }
      #expect(told?.contains("Corsair.gulls.weight") == true)
      #expect(try await Gull.pluck(\.weight) == [nil, nil])
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Another model of the weavers: whose scopes join the dyes of the strands.
@Model(table: "weavers") class TwiningWeaver: Record {
  var name = ""
  @HasMany var twines: Many<Twine> = .has(foreignKey: "weaver_id", hasInverse: false)
  @HasMany var reds: Many<Twine> = .has(foreignKey: "weaver_id", hasInverse: false) { $0.joins(\.dye).where { $0.dye.name == "red" } }
  @HasMany var outerReds: Many<Twine> = .has(foreignKey: "weaver_id", hasInverse: false) {
    $0.leftJoins(\.dye).where { $0.dye.name == "red" }
  }
  @HasMany var includedReds: Many<Twine> = .has(foreignKey: "weaver_id", hasInverse: false) {
    $0.includes(\.dye).where { $0.dye.name == "red" }
  }
  @HasMany var redsByHand: Many<Twine> = .has(foreignKey: "weaver_id", hasInverse: false) {
    $0.joins("INNER JOIN dyes ON dyes.id = strands.dye_id").where("dyes.name = 'red'")
  }
  @HasMany var undyed: Many<Twine> = .has(foreignKey: "weaver_id", hasInverse: false) { $0.leftJoins(\.dye).where { $0.dye.id.isNil } }
  @HasMany var namesakes: Many<Twine> = .has(foreignKey: "weaver_id", hasInverse: false) { twines, weaver in
    twines.joins(\.dye).where { $0.dye.name == weaver.name }
  }
  @HasMany var redTapestries: Many<Tapestry> = .through(\.reds, source: \.tapestry)
}

/// Another model of the strands.
@Model(table: "strands") class Twine: Record {
  var weaverID: Int?
  var tapestryID: Int?
  var dyeID: Int?
  @BelongsTo var dye: Dye? = .belongs(foreignKey: \.dyeID, hasInverse: false)
  @BelongsTo var tapestry: Tapestry? = .belongs(foreignKey: \.tapestryID, hasInverse: false)
}

/// Outer joins of associations whose scopes join tables of their own: partners are the rows that the scope finds, and no record is lost.
@Suite struct OuterJoinedScopeTests {
  @Test(arguments: Engine.allCases, TwinedScope.all) func partnersAreWhatTheScopeFinds(_ engine: Engine, _ scope: TwinedScope) async throws
  {
    try await engine.database { _, recorder async throws in
      try await fill()
      let weavers = TwiningWeaver.order(\.id)
      recorder.clear()
      let joined = try await scope.left(weavers).load().map(\.name)
      #expect(joined == ["red", "blue", "grey", "none"])
      let sent = try #require(recorder.sql.first).replacing("\"", with: "")
      #expect(sent.contains("FROM weavers LEFT OUTER JOIN (strands \(scope.sql)strands.weaver_id = weavers.id ORDER BY"))
      #expect(recorder.queries.count == 1)
      #expect(try await scope.missing(weavers).load().map(\.name) == joined.filter { !scope.partnered.contains($0) })
      #expect(try await scope.inner(weavers).load().map(\.name) == scope.partnered)
      var found: [String] = []
      for weaver in try await weavers.load() {
        for _ in try await scope.members(weaver).load() { found.append(weaver.name) }
      }
      #expect(found == scope.partnered)
    }
  }

  @Test(arguments: Engine.allCases) func severalStandBesideEachOther(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await fill()
      let both = TwiningWeaver.leftJoins(\.reds, \.undyed).order(\.id)
      #expect(try await both.load().map(\.name) == ["red", "blue", "grey", "none"])
      #expect(try await both.where { $0.reds.id.isNotNil }.load().map(\.name) == ["red"])
      #expect(try await both.where { $0.undyed.id.isNotNil }.load().map(\.name) == ["grey"])
      #expect(try await TwiningWeaver.leftJoins(\.twines, \.reds).order(\.id).load().map(\.name) == ["red", "red", "blue", "grey", "none"])
      // One that must have a partner loses the others, as ever.
      #expect(try await TwiningWeaver.joins(\.twines).leftJoins(\.reds).order(\.id).load().map(\.name) == ["red", "red", "blue", "grey"])
    }
  }

  @Test(arguments: Engine.allCases) func chainsGoOnFromWhatTheScopeFinds(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await fill()
      let weavers = TwiningWeaver.order(\.id)
      #expect(try await weavers.leftJoins(\.reds.tapestry).load().map(\.name) == ["red", "blue", "grey", "none"])
      #expect(try await weavers.leftJoins(\.reds.tapestry).where { $0.reds.tapestry.title == "first" }.load().map(\.name) == ["red"])
      #expect(try await weavers.leftJoins(\.reds.tapestry).where { $0.reds.tapestry.title == "second" }.load().isEmpty)
      #expect(try await weavers.leftJoins(\.redTapestries).load().map(\.name) == ["red", "blue", "grey", "none"])
      #expect(try await weavers.missing(\.redTapestries).load().map(\.name) == ["blue", "grey", "none"])
      #expect(try await weavers.leftJoins(\.redTapestries).where { $0.redTapestries.title == "first" }.count() == 1)
    }
  }

  /// One weaver with a red and a blue strand, one with a blue one, one whose strand has no dye, and one without strands.
  private func fill() async throws {
    let red = try await Dye.create { $0.name = "red" }, blue = try await Dye.create { $0.name = "blue" }
    let first = try await Tapestry.create { $0.title = "first" }, second = try await Tapestry.create { $0.title = "second" }
    for (name, dyes) in [("red", [red, blue]), ("blue", [blue]), ("grey", [nil]), ("none", [])] as [(String, [Dye?])] {
      let weaver = try await TwiningWeaver.create { $0.name = name }
      for dye in dyes {
        try await Twine.create {
          $0.weaverID = weaver.id
          $0.dyeID = dye?.id
          $0.tapestryID = dye === red ? first.id : second.id
        }
      }
    }
  }
}

/// A scope that joins, and what an outer join of it says.
struct TwinedScope: Sendable, CustomTestStringConvertible {
  typealias Weavers = Relation<TwiningWeaver>

  let testDescription: String
  /// What stands between the association's table and its key.
  let sql: String
  /// The weavers that have a partner.
  let partnered: [String]
  let left: @Sendable (Weavers) -> Weavers
  let missing: @Sendable (Weavers) -> Weavers
  let inner: @Sendable (Weavers) -> Weavers
  let members: @Sendable (TwiningWeaver) -> TwiningWeaver.Many<Twine>

  static let all: [TwinedScope] = [
    TwinedScope(
      testDescription: "an inner join", sql: "INNER JOIN dyes ON dyes.id = strands.dye_id) ON dyes.name = ? AND ", partnered: ["red"],
      left: { $0.leftJoins(\.reds) }, missing: { $0.missing(\.reds) }, inner: { $0.joins(\.reds) }, members: { $0.reds }),
    TwinedScope(
      testDescription: "an outer join", sql: "LEFT OUTER JOIN dyes ON dyes.id = strands.dye_id) ON dyes.name = ? AND ", partnered: ["red"],
      left: { $0.leftJoins(\.outerReds) }, missing: { $0.missing(\.outerReds) }, inner: { $0.joins(\.outerReds) },
      members: { $0.outerReds }),
    TwinedScope(
      testDescription: "what it includes", sql: "LEFT OUTER JOIN dyes ON dyes.id = strands.dye_id) ON dyes.name = ? AND ",
      partnered: ["red"], left: { $0.leftJoins(\.includedReds) }, missing: { $0.missing(\.includedReds) },
      inner: { $0.joins(\.includedReds) }, members: { $0.includedReds }),
    TwinedScope(
      testDescription: "a join by hand", sql: "INNER JOIN dyes ON dyes.id = strands.dye_id) ON (dyes.name = 'red') AND ",
      partnered: ["red"], left: { $0.leftJoins(\.redsByHand) }, missing: { $0.missing(\.redsByHand) }, inner: { $0.joins(\.redsByHand) },
      members: { $0.redsByHand }),
    TwinedScope(
      testDescription: "rows without a partner", sql: "LEFT OUTER JOIN dyes ON dyes.id = strands.dye_id) ON dyes.id IS NULL AND ",
      partnered: ["grey"], left: { $0.leftJoins(\.undyed) }, missing: { $0.missing(\.undyed) }, inner: { $0.joins(\.undyed) },
      members: { $0.undyed }),
    TwinedScope(
      testDescription: "a column of the owner", sql: "INNER JOIN dyes ON dyes.id = strands.dye_id) ON dyes.name = weavers.name AND ",
      partnered: ["red", "blue"], left: { $0.leftJoins(\.namesakes) }, missing: { $0.missing(\.namesakes) },
      inner: { $0.joins(\.namesakes) }, members: { $0.namesakes }),
  ]
}

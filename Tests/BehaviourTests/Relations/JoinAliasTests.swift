import ActiveRecord
import ActiveRecordTesting
import Testing

/// The names of joined tables, which are Rails' own, on each engine: the SQL that Rails 8.2 writes, and what it finds.
@Suite struct JoinAliasTests {
  @Test(arguments: Engine.allCases, AliasedJoin.all) func tablesAreNamedAsInRails(_ engine: Engine, _ join: AliasedJoin) async throws {
    try await engine.database { database, recorder async throws in
      try await Rig.fill(database)
      recorder.clear()
      let found = try await join.relation().load()
      #expect(found.compactMap(\.id).sorted() == join.ids)
      let sent = try #require(recorder.sql.first).replacing("\"", with: "").replacing("rig_", with: "")
      #expect(sent.split(separator: " FROM ", maxSplits: 1).last.map(String.init) == join.sql)
      #expect(recorder.queries.count == 1)
    }
  }

  /// The first of two associations with conditions has the table's own name, the other one an alias: each condition keeps to its own.
  @Test(arguments: Engine.allCases, ["inner", "outer"])
  func conditionsOfScopesGoToTheirOwnTable(_ engine: Engine, _ kind: String) async throws {
    try await engine.database { database, recorder async throws in
      try await Rig.fill(database)
      try await database.execute("INSERT INTO nodes (id, name, parent_id) VALUES (6, 'leaf', 1)")
      recorder.clear()
      let both = kind == "inner" ? Rig.Node.joins(\.named, \.tips) : Rig.Node.leftJoins(\.named, \.tips)
      let found = try await both.order(\.id).load().compactMap(\.id)
      #expect(found == (kind == "inner" ? [1] : [1, 2, 3, 4, 5, 6]))
      let sql = recorder.sql[0].replacing("\"", with: "")
      #expect(sql.contains("nodes AS nameds_nodes ON nameds_nodes.name = ? AND nameds_nodes.parent_id = nodes.id"))
      #expect(sql.contains("nodes AS tips_nodes ON tips_nodes.name = ? AND tips_nodes.parent_id = nodes.id"))
    }
  }

  /// An alias that the library gives may be written by hand.
  @Test(arguments: Engine.allCases) func anAliasIsNamedByHand(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await Rig.fill(database)
      recorder.clear()
      let found = try await Rig.Node.preload(\.owner).joins(\.children.children).where("children_nodes_2.name = 'x'").order(\.id).load()
      #expect(found.map(\.name) == ["root"])
      #expect(try found[0].$owner.loaded?.name == "Ada")
      #expect(recorder.queries.count == 2)
    }
  }
}

/// A query, and the SQL behind its FROM as Rails writes it.
struct AliasedJoin: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let sql: String
  let ids: [Int]
  let relation: @Sendable () -> Relation<Rig.Node>

  init(_ name: String, _ sql: String, _ ids: [Int], _ relation: @escaping @Sendable () -> Relation<Rig.Node>) {
    testDescription = name
    self.sql = sql
    self.ids = ids
    self.relation = relation
  }

  static var all: [AliasedJoin] { selfJoins + joinTables + outer + raw + scopes }

  private static let children = "nodes INNER JOIN nodes AS children_nodes ON children_nodes.parent_id = nodes.id"
  private static let owner = "nodes INNER JOIN owners ON owners.id = nodes.owner_id"
  private static let tags =
    "nodes INNER JOIN nodes_tokens ON nodes_tokens.node_id = nodes.id INNER JOIN tokens ON tokens.id = nodes_tokens.token_id"
  private static let links = "nodes INNER JOIN links ON links.from_id = nodes.id"

  private static var selfJoins: [AliasedJoin] {
    let second = children + " INNER JOIN nodes AS children_nodes_2 ON children_nodes_2.parent_id = children_nodes.id"
    return [
      AliasedJoin("one level of self", children, [1, 1, 2, 4]) { Rig.Node.joins(\.children) },
      AliasedJoin("two levels", second, [1, 2]) { Rig.Node.joins(\.children.children) },
      AliasedJoin("three levels", second + " INNER JOIN nodes AS children_nodes_3 ON children_nodes_3.parent_id = children_nodes_2.id", [1])
      {
        Rig.Node.joins(\.children.children.children)
      },
      AliasedJoin(
        "two associations on one table",
        owner + " INNER JOIN owners AS second_owners_nodes ON second_owners_nodes.id = nodes.owner_id", [1, 2, 4, 5]
      ) { Rig.Node.joins(\.owner, \.secondOwner) },
      AliasedJoin("the same one twice", owner, [1, 2, 4, 5]) { Rig.Node.joins(\.owner).joins(\.owner) },
      AliasedJoin(
        "over another table and back", owner + " INNER JOIN nodes AS nodes_owners ON nodes_owners.owner_id = owners.id", [1, 1, 2, 4, 4, 5]
      ) { Rig.Node.joins(\.owner.nodes) },
      AliasedJoin(
        "a chain of bosses",
        owner + " INNER JOIN owners AS bosses_owners ON bosses_owners.id = owners.boss_id"
          + " INNER JOIN owners AS bosses_owners_2 ON bosses_owners_2.id = bosses_owners.boss_id", [1, 4]
      ) { Rig.Node.joins(\.owner.boss.boss) },
    ]
  }

  private static var joinTables: [AliasedJoin] {
    let target = " INNER JOIN nodes AS targets_nodes ON targets_nodes.id = links.to_id"
    return [
      AliasedJoin("join table", tags, [1, 1, 2, 5]) { Rig.Node.joins(\.tokens) },
      AliasedJoin(
        "join table there and back",
        tags + " INNER JOIN nodes_tokens AS nodes_tokens_tokens_join ON nodes_tokens_tokens_join.token_id = tokens.id"
          + " INNER JOIN nodes AS nodes_tokens_2 ON nodes_tokens_2.id = nodes_tokens_tokens_join.node_id", [1, 1, 1, 1, 2, 2, 5, 5]
      ) { Rig.Node.joins(\.tokens.nodes) },
      AliasedJoin(
        "join table under a self join",
        tags + " INNER JOIN nodes AS children_nodes ON children_nodes.parent_id = nodes.id"
          + " INNER JOIN nodes_tokens AS nodes_tokens_nodes_join ON nodes_tokens_nodes_join.node_id = children_nodes.id"
          + " INNER JOIN tokens AS tokens_nodes ON tokens_nodes.id = nodes_tokens_nodes_join.token_id", [1, 1]
      ) { Rig.Node.joins(\.tokens, \.children.tokens) },
      AliasedJoin("through", links + target, [1, 1, 2, 4]) { Rig.Node.joins(\.targets) },
      AliasedJoin(
        "through twice deep",
        links + target + " INNER JOIN links AS out_links_nodes_join ON out_links_nodes_join.from_id = targets_nodes.id"
          + " INNER JOIN nodes AS targets_nodes_2 ON targets_nodes_2.id = out_links_nodes_join.to_id", [1, 2]
      ) { Rig.Node.joins(\.targets.targets) },
      AliasedJoin(
        "through and its own join",
        links + " INNER JOIN links AS out_links_nodes_join ON out_links_nodes_join.from_id = nodes.id"
          + " INNER JOIN nodes AS targets_nodes ON targets_nodes.id = out_links_nodes_join.to_id", [1, 1, 1, 1, 2, 4]
      ) { Rig.Node.joins(\.outLinks, \.targets) },
    ]
  }

  private static var outer: [AliasedJoin] {
    let ofChildren = " LEFT OUTER JOIN owners ON owners.id = children_nodes.owner_id"
    let left = "nodes LEFT OUTER JOIN nodes AS children_nodes ON children_nodes.parent_id = nodes.id"
    return [
      AliasedJoin("left joins", left + ofChildren, [1, 1, 2, 3, 4, 5]) { Rig.Node.leftJoins(\.children.owner) },
      AliasedJoin("inner and outer of one name", children, [1, 1, 2, 4]) { Rig.Node.joins(\.children).leftJoins(\.children) },
      AliasedJoin("inner above and outer below", children + ofChildren, [1, 1, 2, 4]) {
        Rig.Node.joins(\.children).leftJoins(\.children.owner)
      },
      AliasedJoin(
        "eagerLoad and joins",
        owner + " LEFT OUTER JOIN nodes AS children_nodes ON children_nodes.parent_id = nodes.id"
          + " LEFT OUTER JOIN owners AS owners_nodes ON owners_nodes.id = children_nodes.owner_id", [1, 2, 4, 5]
      ) { Rig.Node.joins(\.owner).eagerLoad(\.children.owner) },
    ]
  }

  /// The names of what is written by hand are taken, wherever it stands.
  private static var raw: [AliasedJoin] {
    [
      AliasedJoin(
        "a raw join takes the name", owner + " INNER JOIN owners AS owners_nodes ON owners_nodes.id = nodes.owner_id", [1, 2, 4, 5]
      ) { Rig.Node.joins("INNER JOIN owners ON owners.id = nodes.owner_id").joins(\.owner) },
      AliasedJoin(
        "a raw alias takes the name",
        "nodes LEFT JOIN nodes children_nodes ON 1=0 INNER JOIN nodes AS children_nodes_2 ON children_nodes_2.parent_id = nodes.id",
        [1, 1, 2, 4]
      ) { Rig.Node.joins("LEFT JOIN nodes children_nodes ON 1=0").joins(\.children) },
      AliasedJoin(
        "a raw join stands where it was written",
        "nodes CROSS JOIN tokens INNER JOIN nodes AS children_nodes ON children_nodes.parent_id = nodes.id", [1, 1, 1, 1, 2, 2, 4, 4]
      ) { Rig.Node.joins("CROSS JOIN tokens").joins(\.children) },
    ]
  }

  private static var scopes: [AliasedJoin] {
    [
      AliasedJoin(
        "conditions go to the alias",
        "nodes INNER JOIN nodes AS nameds_nodes ON nameds_nodes.name = ? AND nameds_nodes.parent_id = nodes.id"
          + " INNER JOIN nodes AS children_nodes ON children_nodes.parent_id = nodes.id", [1, 1, 2]
      ) { Rig.Node.joins(\.named, \.children) },
      AliasedJoin(
        "a condition that names the association",
        "nodes INNER JOIN nodes AS children ON children.parent_id = nodes.id WHERE children.name = ?", [1]
      ) { Rig.Node.joins(\.children).where { $0.children.name == "c" } },
    ]
  }
}

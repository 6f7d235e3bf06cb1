import ActiveRecord

/// A graph that is joined to itself in every way: a tree, links between nodes, owners with bosses, and tokens by a join table.
enum Rig {
  @Model class Node: Record {
    var name: String?
    @BelongsTo var parent: Node?
    @BelongsTo var owner: Owner?
    @BelongsTo var secondOwner: Owner? = .belongs(foreignKey: \.ownerID)
    @HasMany var children: Many<Node> = .has(foreignKey: "parent_id")
    @HasMany var outLinks: Many<Link> = .has(foreignKey: "from_id")
    @HasMany var targets: Many<Node> = .through(\.outLinks, source: \.to)
    @HasMany var named: Many<Node> = .has(foreignKey: "parent_id") { $0.where { $0.name == "x" }.order(\.name) }
    @HasMany var tips: Many<Node> = .has(foreignKey: "parent_id") { $0.where { $0.name == "leaf" } }
    @HasAndBelongsToMany var tokens: Many<Token>
  }
  @Model class Owner: Record {
    var name: String?
    @BelongsTo var boss: Owner?
    @HasMany var nodes: Many<Node> = .has(foreignKey: "owner_id")
  }
  @Model class Link: Record {
    @BelongsTo var from: Node
    @BelongsTo var to: Node
  }
  @Model class Token: Record {
    var name: String?
    @HasAndBelongsToMany var nodes: Many<Node>
  }

  /// A tree: 1 over 2 and 3, 2 over 4, 4 over 5; Ada's boss is Bob, and Bob's is Cy.
  static func fill(_ database: Database) async throws {
    for rows in [
      "INSERT INTO owners (id, name, boss_id) VALUES (1, 'Ada', 2), (2, 'Bob', 3), (3, 'Cy', NULL)",
      """
      INSERT INTO nodes (id, name, parent_id, owner_id)
      VALUES (1, 'root', NULL, 1), (2, 'c', 1, 2), (3, 'x', 1, NULL), (4, 'x', 2, 1), (5, 'leaf', 4, 3)
      """,
      "INSERT INTO links (id, from_id, to_id) VALUES (1, 1, 2), (2, 1, 3), (3, 2, 4), (4, 4, 5)",
      "INSERT INTO tokens (id, name) VALUES (1, 'red'), (2, 'blue')",
      "INSERT INTO nodes_tokens (node_id, token_id) VALUES (1, 1), (1, 2), (2, 1), (5, 2)",
    ] { try await database.execute(SQL(raw: rows)) }
  }
}

extension Worlds {
  static let rig = [
    "CREATE TABLE nodes (id INTEGER PRIMARY KEY, name VARCHAR(40), parent_id INTEGER, owner_id INTEGER)",
    "CREATE TABLE owners (id INTEGER PRIMARY KEY, name VARCHAR(40), boss_id INTEGER)",
    "CREATE TABLE links (id INTEGER PRIMARY KEY, from_id INTEGER, to_id INTEGER)",
    "CREATE TABLE tokens (id INTEGER PRIMARY KEY, name VARCHAR(40))",
    "CREATE TABLE nodes_tokens (node_id INTEGER, token_id INTEGER)",
  ]
}

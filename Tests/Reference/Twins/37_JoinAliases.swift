import ActiveRecord

/// Names of the joined tables.
enum Scenario37: Twin {
  static let topic = "37-join-aliases"
  static let schema: [SQL] = [
    "CREATE TABLE nodes (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, parent_id INTEGER, owner_id INTEGER)",
    "CREATE TABLE owners (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, boss_id INTEGER)",
    "CREATE TABLE links (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, from_id INTEGER, to_id INTEGER)",
    "CREATE TABLE nodes_tags (node_id INTEGER, tag_id INTEGER)",
    "CREATE TABLE tags (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
  ]

  @Model class Node: Record {
    var name: String?
    @BelongsTo var parent: Node?
    @BelongsTo var owner: Owner?
    @BelongsTo var secondOwner: Owner? = .belongs(foreignKey: \.ownerID)
    @HasMany var children: Many<Node> = .has(foreignKey: "parent_id")
    @HasMany var outLinks: Many<Link> = .has(foreignKey: "from_id")
    @HasMany var targets: Many<Node> = .through(\.outLinks, source: \.to)
    @HasMany var named: Many<Node> = .has(foreignKey: "parent_id") { $0.where { $0.name == "x" }.order(\.name) }
    @HasAndBelongsToMany var tags: Many<Tag>
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
  @Model class Tag: Record {
    var name: String?
    @HasAndBelongsToMany var nodes: Many<Node>
  }

  /// What stands behind FROM, without quotes.
  private static func sql(_ relation: Relation<Node>) throws -> String {
    let text = try relation.toSQL().replacing("\"", with: "").replacing("scenario37_", with: "")
    return text.split(separator: " FROM ", maxSplits: 1).last.map(String.init) ?? ""
  }

  static func run(_ t: Scenario) async throws {
    await selfJoins(t)
    await joinTables(t)
    await outer(t)
    await raw(t)
    t.section("with a scope of its own table")
    await t.show("conditions go to the alias") { try sql(Node.joins(\.named, \.children)) }
    await t.show("where on the alias by the association's name") { try sql(Node.joins(\.children).where { $0.children.name == "c" }) }
  }

  private static func selfJoins(_ t: Scenario) async {
    t.section("first bare, then with the parent's name, then numbered")
    await t.show("one level of self") { try sql(Node.joins(\.children)) }
    await t.show("two levels") { try sql(Node.joins(\.children.children)) }
    await t.show("three levels") { try sql(Node.joins(\.children.children.children)) }
    await t.show("two associations on one table") { try sql(Node.joins(\.owner, \.secondOwner)) }
    await t.show("the same one twice: once") { try sql(Node.joins(\.owner).joins(\.owner)) }
    await t.show("nested over another table and back") { try sql(Node.joins(\.owner.nodes)) }
    await t.show("a chain of bosses") { try sql(Node.joins(\.owner.boss.boss)) }
  }

  private static func joinTables(_ t: Scenario) async {
    t.section("join tables")
    await t.show("habtm") { try sql(Node.joins(\.tags)) }
    await t.show("habtm there and back") { try sql(Node.joins(\.tags.nodes)) }
    await t.show("habtm under a self join") { try sql(Node.joins(\.tags, \.children.tags)) }
    await t.show("through") { try sql(Node.joins(\.targets)) }
    await t.show("through twice deep") { try sql(Node.joins(\.targets.targets)) }
    await t.show("through and its own join") { try sql(Node.joins(\.outLinks, \.targets)) }
  }

  private static func outer(_ t: Scenario) async {
    t.section("outer and mixed")
    await t.show("left_outer_joins") { try sql(Node.leftJoins(\.children.owner)) }
    await t.show("inner and outer of one name: inner stays") { try sql(Node.joins(\.children).leftJoins(\.children)) }
    await t.show("inner above, outer below") { try sql(Node.joins(\.children).leftJoins(\.children.owner)) }
    await t.show("eager_load and joins") { try sql(Node.joins(\.owner).eagerLoad(\.children.owner)) }
  }

  private static func raw(_ t: Scenario) async {
    t.section("raw joins")
    await t.show("a raw join takes the name") { try sql(Node.joins("INNER JOIN owners ON owners.id = nodes.owner_id").joins(\.owner)) }
    await t.show("a raw alias takes the name") { try sql(Node.joins("LEFT JOIN nodes children_nodes ON 1=0").joins(\.children)) }
    await t.show("raw joins come after") { try sql(Node.joins("CROSS JOIN tags").joins(\.children)) }
  }
}

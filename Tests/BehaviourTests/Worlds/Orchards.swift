import ActiveRecord
import Foundation

// Members that look at their owner while they are made, built or saved; tables of pairs with names that mislead; models inside of types.

enum OrchardState: String, ColumnValue { case young, bearing }

/// Owns trees in several views.
@Model class Orchard: Record {
  var name = ""
  var treesCount = 0
  @HasMany var trees: Many<OrchardTree> = .has(inverse: \.orchard)
  @HasMany var treesToDelete: Many<OrchardTree> = .has(dependent: .deleteAll, inverse: \.orchard)
  @HasMany var treesWithNests: Many<OrchardTree> = .has(hasInverse: false) { $0.includes(\.nests) }
  @HasOne var gate: OrchardGate?
  @HasAndBelongsToMany var tags: Many<OrchardTag> = .has(
    joinTable: "orchard_pool", foreignKey: "orchard_id", associationForeignKey: "tag_id")
  @HasAndBelongsToMany var orchardPool: Many<OrchardTag> = .has(
    joinTable: "orchard_pool", foreignKey: "orchard_id", associationForeignKey: "tag_id")
  @HasAndBelongsToMany var looseTags: Many<OrchardTag> = .has(
    joinTable: "orchard_pool", foreignKey: "orchard_id", associationForeignKey: "tag_id", validate: false)
}

/// Notes the owner's key when it is made; may fail after its save, and asks more in a context.
@Model class OrchardTree: Record {
  var name = ""
  var height: Int?
  var state: OrchardState = .young
  @BelongsTo var orchard: Orchard? = .belongs(counterCache: \.treesCount, inverse: \.trees)
  @HasMany var nests: Many<OrchardNest> = .has(foreignKey: "tree_id")
  @Transient var keyWhenMade: Int?
  @Transient var fails = false
  @Transient var rollbacks = 0

  static func rules(_ tree: Rules<OrchardTree>) {
    tree.afterInitialize { $0.keyWhenMade = $0.orchardID }
    tree.afterSave { if $0.fails { throw Refused() } }
    tree.afterRollback { $0.rollbacks += 1 }
    tree.validates(\.name, .presence, on: "show")
  }
}

/// Hangs in a tree.
@Model class OrchardNest: Record { @BelongsTo var tree: OrchardTree? }

/// The one of an orchard.
@Model class OrchardGate: Record {
  var state: OrchardState = .young
  @BelongsTo var orchard: Orchard?
}

/// Gets a name when it is validated.
@Model class OrchardTag: Record {
  var name = ""
  var updatedAt: Date?
  static func rules(_ tag: Rules<OrchardTag>) {
    tag.beforeValidation { tag in
      guard tag.name.isEmpty else { return }
      tag.name = "named"
    }
  }
}

/// Takes both keepers along, the one with its callbacks.
@Model class OrchardDeed: Record {
  @BelongsTo var keeper: OrchardKeeper? = .belongs(dependent: .destroy)
  @BelongsTo var spare: OrchardKeeper? = .belongs(dependent: .delete)
}

@Model class OrchardKeeper: Record {
  @Transient var destroyed = 0
  static func rules(_ keeper: Rules<OrchardKeeper>) { keeper.afterDestroy { $0.destroyed += 1 } }
}

/// Models inside of a type, which belong to each other and to one outside.
enum Press {
  @Model(table: "press_magazines") class Magazine: Record {
    @HasAndBelongsToMany var articles: Many<Article> = .has(
      joinTable: "press_pairs", foreignKey: "magazine_id", associationForeignKey: "article_id")
  }
  @Model(table: "press_articles") class Article: Record {
    @HasAndBelongsToMany var tags: Many<OrchardTag> = .has(
      joinTable: "press_tags", foreignKey: "article_id", associationForeignKey: "tag_id")
  }
  @Model(table: "press_topics") class Topic: Record {
    var repliesCount = 0
    @HasMany var replies: Many<Reply> = .has(inverse: \.topic)
  }
  @Model(table: "press_replies") class Reply: Record {
    @BelongsTo var topic: Topic? = .belongs(counterCache: \.repliesCount, inverse: \.replies)
  }
}

/// Paired in a table of another schema.
@Model class Pilgrim: Record {
  var name = ""
  @HasAndBelongsToMany var shrines: Many<Shrine> = .has(joinTable: "elsewhere.pilgrims_shrines")
}

@Model class Shrine: Record {
  var name = ""
  @HasAndBelongsToMany var pilgrims: Many<Pilgrim> = .has(joinTable: "elsewhere.pilgrims_shrines")
}

extension Worlds {
  static let orchards = [
    "CREATE TABLE orchards (id INTEGER PRIMARY KEY, name TEXT NOT NULL, trees_count INTEGER NOT NULL)",
    """
    CREATE TABLE orchard_trees (id INTEGER PRIMARY KEY, name TEXT NOT NULL, height INTEGER, state TEXT NOT NULL, orchard_id INTEGER)
    """,
    "CREATE TABLE orchard_nests (id INTEGER PRIMARY KEY, tree_id INTEGER)",
    "CREATE TABLE orchard_gates (id INTEGER PRIMARY KEY, state TEXT NOT NULL, orchard_id INTEGER)",
    "CREATE TABLE orchard_tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL, updated_at TIMESTAMP)",
    "CREATE TABLE orchard_pool (orchard_id INTEGER NOT NULL, tag_id INTEGER NOT NULL)",
    "CREATE TABLE orchard_deeds (id INTEGER PRIMARY KEY, keeper_id INTEGER, spare_id INTEGER)",
    "CREATE TABLE orchard_keepers (id INTEGER PRIMARY KEY)",
    "CREATE TABLE press_magazines (id INTEGER PRIMARY KEY)",
    "CREATE TABLE press_articles (id INTEGER PRIMARY KEY)",
    "CREATE TABLE press_pairs (magazine_id INTEGER NOT NULL, article_id INTEGER NOT NULL)",
    "CREATE TABLE press_tags (article_id INTEGER NOT NULL, tag_id INTEGER NOT NULL)",
    "CREATE TABLE press_topics (id INTEGER PRIMARY KEY, replies_count INTEGER NOT NULL)",
    "CREATE TABLE press_replies (id INTEGER PRIMARY KEY, topic_id INTEGER)",
    "CREATE TABLE pilgrims (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE shrines (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
  ]
}

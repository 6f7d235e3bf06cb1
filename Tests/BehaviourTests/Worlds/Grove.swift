import ActiveRecord

// Trees in one table, contents of several kinds, and what a model does where its associations are set.

/// A node: below another one, or a root.
@Model class Bough: Record {
  var name: String
  var isGreen = true
  @BelongsTo var parent: Bough?
  @HasMany var boughs: Many<Bough> = .has(foreignKey: \.parentID) { $0.order { $0.name.asc } }
  @HasMany var greenBoughs: Many<Bough> = .has(foreignKey: \.parentID) { $0.where { $0.isGreen == true } }
  @HasMany var firstBoughs: Many<Bough> = .has(foreignKey: \.parentID) { $0.order { $0.name.asc }.limit(1) }
  @HasMany var nests: Many<Nest>
}

/// Sits on a bough, and holds one of several things.
@Model class Nest: Record {
  var name = ""
  @BelongsTo var bough: Bough?
  @BelongsTo var content: NestContent?
  @BelongsTo var finder: Record?
  @HasOne var ribbon: NestRibbon?
  @Transient var told: [String] = []

  static func rules(_ nest: Rules<Nest>) {
    nest.didAssign(\.bough) { nest, former in nest.told.append("bough, before \(former?.name ?? "none")") }
    nest.didAssign(\.content) { nest, former in nest.told.append("content, before \(former.map { "\(type(of: $0.record))" } ?? "none")") }
    nest.didAssign(\.ribbon) { nest, former in nest.told.append("ribbon, before \(former?.colour ?? "none")") }
  }
}

/// What a nest may hold.
@Polymorphic enum NestContent { case egg(NestEgg), coin(NestCoin) }

/// A kind of content with a class below it.
@Model(subclasses: SpottedEgg.self) class NestEgg: Record {
  var colour = ""
  @HasOne var nest: Nest? = .has(as: \.content)
}

/// Shares the table of the other eggs.
@Model class SpottedEgg: NestEgg {}

/// Another kind of content.
@Model class NestCoin: Record { var worth = 0 }

/// Hangs on a nest.
@Model class NestRibbon: Record {
  var colour = ""
  @BelongsTo var nest: Nest?
}

extension Worlds {
  static let grove = [
    "CREATE TABLE boughs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, is_green BOOLEAN NOT NULL, parent_id INTEGER)",
    """
    CREATE TABLE nests (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bough_id INTEGER, content_id INTEGER, content_type TEXT,
      finder_id INTEGER, finder_type TEXT)
    """,
    "CREATE TABLE nest_eggs (id INTEGER PRIMARY KEY, type TEXT, colour TEXT NOT NULL)",
    "CREATE TABLE nest_coins (id INTEGER PRIMARY KEY, worth INTEGER NOT NULL)",
    "CREATE TABLE nest_ribbons (id INTEGER PRIMARY KEY, colour TEXT NOT NULL, nest_id INTEGER)",
  ]
}

import ActiveRecord

// Models whose queries begin with a scope, and a table that points at several kinds of records in two ways.

/// Sees its wines as their own scope says, and in other ways; one of them looks at the vineyard's name.
@Model class Vineyard: Record {
  var name: String
  @HasMany var wines: Many<Wine>
  @HasMany var drunkWines: Many<Wine> = .has { $0.where { $0.isDrunk == true } }
  @HasMany var allWines: Many<Wine> = .has { $0.unscoped().order(\.id) }
  @HasMany var dearWines: Many<Wine> = .has { $0.unscope(where: \.isDrunk).where { $0.price > 10 } }
  @HasMany var keptWines: Many<Wine> = .has { (wines: Relation<Wine>, vineyard: Vineyard) in
    vineyard.name == "Alba" ? wines.readonly().includes(\.casks) : wines
  }
  @HasMany var casks: Many<Cask> = .through(\.wines)
  @HasMany var grapes: Many<Grape> = .through(\.wines)
}

/// What is drunk is no longer seen; in the order of the names.
@Model(subclasses: Port.self) class Wine: Record {
  var name: String
  var price = 0
  var isDrunk = false
  @BelongsTo var vineyard: Vineyard?
  @HasMany var casks: Many<Cask>
  @HasAndBelongsToMany var grapes: Many<Grape>

  static func rules(_ wine: Rules<Wine>) {
    wine.defaultScope { $0.where { $0.isDrunk == false }.order(\.name) }
  }
}

/// Has a scope of its own beside that of its base.
@Model class Port: Wine {
  static func rules(_ port: Rules<Port>) {
    port.defaultScope { $0.where { $0.price > 5 } }
  }
}

/// Its scope asks its own model: the casks of the largest size.
@Model class Cask: Record {
  var litres = 0
  @BelongsTo var wine: Wine?

  static func rules(_ cask: Rules<Cask>) {
    cask.defaultScope { casks in casks.where { $0.litres.isIn(Cask.where { $0.litres >= 100 }.subquery(\.litres)) } }
  }
}

@Model class Grape: Record {
  var name: String
  @HasAndBelongsToMany var wines: Many<Wine>
}

/// Cannot do without its cork, and refuses to load anything.
@Model class Bottle: Record {
  var litres = 1
  @HasOne var cork: Cork

  override class var strictLoadingMode: StrictLoadingMode { .all }
}
@Model class Cork: Record {
  var length = 0
  @BelongsTo var bottle: Bottle?
}

/// What a verdict is about.
@Polymorphic enum Tasted { case wine(Wine), vineyard(Vineyard) }
/// Who judges.
@Polymorphic enum Judge { case critic(Critic), tavern(Tavern) }

/// Points at several kinds of records in two ways.
@Model class Verdict: Record {
  var stars = 0
  @BelongsTo var tasted: Tasted?
  @BelongsTo var judge: Judge?
}

/// Calls its place `home`, as the tavern does, which has another class and another key.
@Model class Critic: Record {
  var name: String
  @BelongsTo var home: Hamlet? = .belongs(foreignKey: "hamlet_id")
}
@Model class Tavern: Record {
  var name: String
  @BelongsTo var home: Borough? = .belongs(foreignKey: "borough_id")
}
@Model class Hamlet: Record { var name: String }
@Model class Borough: Record { var name: String }

extension Worlds {
  static let vineyard = [
    "CREATE TABLE vineyards (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    """
    CREATE TABLE wines (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL DEFAULT 0,
      is_drunk BOOLEAN NOT NULL DEFAULT FALSE, vineyard_id INTEGER, type TEXT)
    """,
    "CREATE TABLE casks (id INTEGER PRIMARY KEY, litres INTEGER NOT NULL DEFAULT 0, wine_id INTEGER)",
    "CREATE TABLE grapes (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE grapes_wines (grape_id INTEGER NOT NULL, wine_id INTEGER NOT NULL)",
    """
    CREATE TABLE verdicts (id INTEGER PRIMARY KEY, stars INTEGER NOT NULL DEFAULT 0, tasted_id INTEGER, tasted_type TEXT,
      judge_id INTEGER, judge_type TEXT)
    """,
    "CREATE TABLE bottles (id INTEGER PRIMARY KEY, litres INTEGER NOT NULL DEFAULT 1)",
    "CREATE TABLE corks (id INTEGER PRIMARY KEY, length INTEGER NOT NULL DEFAULT 0, bottle_id INTEGER)",
    "CREATE TABLE critics (id INTEGER PRIMARY KEY, name TEXT NOT NULL, hamlet_id INTEGER)",
    "CREATE TABLE taverns (id INTEGER PRIMARY KEY, name TEXT NOT NULL, borough_id INTEGER)",
    "CREATE TABLE hamlets (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE boroughs (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
  ]

  /// Two vineyards; Alba has three wines, of which one is drunk, with a cask each; Brio has a drunk one, and a cheap port.
  static func fillVineyard() async throws {
    let alba = try await Vineyard.create { $0.name = "Alba" }
    let brio = try await Vineyard.create { $0.name = "Brio" }
    let grape = try await Grape.create { $0.name = "Merlot" }
    for (name, price, isDrunk, owner) in [
      ("Red", 8, false, alba), ("Old", 20, true, alba), ("Dear", 30, false, alba), ("Gone", 9, true, brio),
    ] {
      let wine = try await Wine.create {
        $0.name = name; $0.price = price; $0.isDrunk = isDrunk; $0.$vineyard.set(owner)
      }
      try await Cask.create {
        $0.litres = 100 + price; $0.$wine.set(wine)
      }
      try await Cask.create {
        $0.litres = 1; $0.$wine.set(wine)
      }
      try await wine.grapes.append(grape)
    }
    try await Port.create {
      $0.name = "Cheap"; $0.price = 1; $0.$vineyard.set(brio)
    }
  }
}

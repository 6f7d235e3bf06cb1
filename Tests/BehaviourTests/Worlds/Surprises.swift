import ActiveRecord

/// Models and rows on which Rails was seen to do what one does not expect: the same as in the runs that were written down.
enum Surprises {
  /// Three poems each, in several views.
  @Model(table: "poets") class Poet: Record {
    var name: String
    @HasMany var poems: Many<Poem>
    @HasMany var bestTwo: Many<Poem> = .has { $0.order { $0.stars.desc }.limit(2) }
    @HasMany var ranked: Many<Poem> = .has { $0.order { $0.rank.asc.nullsLast }.limit(2) }
    @HasMany var unranked: Many<Poem> = .has { $0.order { [$0.rank.desc.nullsFirst, $0.stars.asc] }.limit(2) }
    @HasOne var best: Poem? = .has { $0.order { $0.stars.desc } }
    @HasOne var worst: Poem? = .has { $0.order(\.stars).limit(1) }
  }
  @Model(table: "poems") class Poem: Record {
    var name: String
    var stars = 0
    var rank: Int?
    @BelongsTo var poet: Poet?
  }

  /// Sells what is not too heavy for it.
  @Model(table: "farms") class Farm: Record {
    var name: String
    var maxKg = 0
    @HasMany var apples: Many<Apple>
    @HasMany var sellable: Many<Apple> = .has { apples, farm in apples.where { $0.kg <= farm.maxKg }.order(\.kg) }
  }
  @Model(table: "apples") class Apple: Record {
    var kg = 0
    @BelongsTo var farm: Farm?
  }

  @Model(table: "cooks") class Cook: Record {
    var name: String
    @HasMany var dishes: Many<Dish>
  }
  @Model(table: "cook_dishes") class Dish: Record {
    var name: String
    var price = 0
    @BelongsTo var cook: Cook?
  }

  /// Counts its bees.
  @Model(table: "hives") class Hive: Record {
    var name: String
    var beesCount = 0
    @HasMany var bees: Many<Bee>
  }
  @Model(table: "bees") class Bee: Record {
    var name: String
    @BelongsTo var hive: Hive? = .belongs(counterCache: \.beesCount)
  }

  /// Reaches its tenants through two associations.
  @Model(table: "towns") class Town: Record {
    var name: String
    @HasMany var streets: Many<Street>
    @HasMany var houses: Many<House> = .through(\.streets)
    @HasMany var tenants: Many<Tenant> = .through(\.houses)
    @HasMany var oldTenants: Many<Tenant> = .through(\.houses, source: \.tenants, disableJoins: true) { $0.order(\.age).limit(2) }
  }
  @Model(table: "streets") class Street: Record {
    var name: String
    @BelongsTo var town: Town?
    @HasMany var houses: Many<House>
  }
  @Model(table: "houses") class House: Record {
    var name: String
    @BelongsTo var street: Street?
    @HasMany var tenants: Many<Tenant>
  }
  @Model(table: "tenants") class Tenant: Record {
    var name: String
    var age = 0
    @BelongsTo var house: House?
  }

  /// A tree whose key is named.
  @Model(table: "tree_twigs") class Twig: Record {
    var name: String
    @BelongsTo var parent: Twig?
    @HasMany var children: Many<Twig> = .has(foreignKey: \.parentID)
  }
}

extension Surprises {
  /// A, B and C with three poems each: the later in the alphabet, the fewer stars.
  static func fillPoets() async throws {
    for (index, name) in ["A", "B", "C"].enumerated() {
      let poet = try await Poet.create { $0.name = name }
      for number in 0..<3 {
        try await poet.poems.create {
          $0.name = "\(name)\(number)"; $0.stars = number * 10 - index
        }
      }
    }
  }

  /// Farms of these limits, with apples of 3, 7 and 8 kilograms each.
  static func fillFarms(_ limits: [Int]) async throws {
    for (limit, name) in zip(limits, ["A", "B", "C", "D"]) {
      let farm = try await Farm.create {
        $0.name = name; $0.maxKg = limit
      }
      for kg in [3, 7, 8] { try await farm.apples.create { $0.kg = kg } }
    }
  }

  /// Ann with a cheap and a dear dish, Bo with one, Cy with none.
  static func fillCooks() async throws {
    for (name, prices) in [("Ann", [5, 20]), ("Bo", [7]), ("Cy", [])] {
      let cook = try await Cook.create { $0.name = name }
      for price in prices {
        try await cook.dishes.create {
          $0.name = "\(name)\(price)"; $0.price = price
        }
      }
    }
  }

  /// A town of two streets, with a house of two tenants on each.
  static func fillTown() async throws -> Town {
    let town = try await Town.create { $0.name = "C" }
    for index in 0..<2 {
      let street = try await town.streets.create { $0.name = "s\(index)" }
      let house = try await street.houses.create { $0.name = "h\(index)" }
      for number in 0..<2 {
        try await house.tenants.create {
          $0.name = "l\(index)\(number)"; $0.age = 10 - 3 * index - number
        }
      }
    }
    return try await Town.find(town.id!)
  }
}

extension Worlds {
  static let surprises = [
    "CREATE TABLE poets (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE poems (id INTEGER PRIMARY KEY, name TEXT NOT NULL, stars INTEGER NOT NULL, rank INTEGER, poet_id INTEGER)",
    "CREATE TABLE farms (id INTEGER PRIMARY KEY, name TEXT NOT NULL, max_kg INTEGER NOT NULL)",
    "CREATE TABLE apples (id INTEGER PRIMARY KEY, kg INTEGER NOT NULL, farm_id INTEGER)",
    "CREATE TABLE cooks (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE cook_dishes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL, cook_id INTEGER)",
    "CREATE TABLE hives (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bees_count INTEGER NOT NULL)",
    "CREATE TABLE bees (id INTEGER PRIMARY KEY, name TEXT NOT NULL, hive_id INTEGER)",
    "CREATE TABLE towns (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE streets (id INTEGER PRIMARY KEY, name TEXT NOT NULL, town_id INTEGER)",
    "CREATE TABLE houses (id INTEGER PRIMARY KEY, name TEXT NOT NULL, street_id INTEGER)",
    "CREATE TABLE tenants (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER NOT NULL, house_id INTEGER)",
    "CREATE TABLE tree_twigs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, parent_id INTEGER)",
  ]
}

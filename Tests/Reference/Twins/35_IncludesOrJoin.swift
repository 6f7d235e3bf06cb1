import ActiveRecord

/// When includes becomes one join, and what conditions then do to the loaded members.
enum Scenario35: Twin {
  static let topic = "35-includes-or-join"
  static let schema: [SQL] = [
    "CREATE TABLE cooks (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE dishes (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, price INTEGER, cook_id INTEGER)",
    "CREATE TABLE spices (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, dish_id INTEGER)",
  ]

  @Model class Cook: Record {
    var name: String?
    @HasMany var dishes: Many<Dish>
    @HasMany var dearDishes: Many<Dish> = .has { $0.where { $0.price > 10 } }
    @HasMany var spices: Many<Spice> = .through(\.dishes)
    @HasOne var firstDish: Dish? = .has { $0.order(\.id) }
  }
  @Model class Dish: Record {
    var name: String?
    var price = 0
    @BelongsTo var cook: Cook
    @HasMany var spices: Many<Spice>
  }
  @Model class Spice: Record {
    var name: String?
    @BelongsTo var dish: Dish
  }

  static func run(_ t: Scenario) async throws {
    try await t.quiet {
      for (name, prices) in [("Ann", [5, 20]), ("Bo", [7]), ("Cy", [])] {
        let cook = try await Cook.create { $0.name = name }
        for price in prices {
          let dish = try await cook.dishes.create {
            $0.name = "\(name)\(price)"; $0.price = price
          }
          try await dish.spices.create { $0.name = "s\(price)" }
        }
      }
    }
    await separate(t)
    await joined(t)
    await withJoins(t)
    await nested(t)
  }

  private static func see(_ t: Scenario, _ cooks: Relation<Cook>) async throws -> [TraceValue] {
    try await cooks.map { t.list($0.name, try $0.dishes.loaded.map(\.name)) }
  }

  private static func separate(_ t: Scenario) async {
    t.section("separate queries")
    await t.show("no condition") { try await see(t, Cook.includes(\.dishes)) }
    await t.show("a condition on the owner only") { try await see(t, Cook.includes(\.dishes).where { $0.name == "Ann" }) }
    await t.show("a string condition on the owner") { try await see(t, Cook.includes(\.dishes).where("cooks.name = 'Bo'")) }
  }

  private static func joined(_ t: Scenario) async {
    t.section("one join")
    await t.show("hash condition on the joined table: the members are filtered too") {
      try await see(t, Cook.includes(\.dishes).where { $0.dishes.price == 20 })
    }
    await t.raises("string condition without references") { _ = try await see(t, Cook.includes(\.dishes).where("dishes.price = 20")) }
    await t.show("with references") { try await see(t, Cook.includes(\.dishes).where("dishes.price < 10").references(\.dishes)) }
    await t.show("an order string that names the table") { try await see(t, Cook.includes(\.dishes).order("dishes.price DESC")) }
    await t.show("eager_load: all owners, all members") { try await see(t, Cook.eagerLoad(\.dishes).order(\.id)) }
    await t.show("a condition on nothing: owners without members") {
      try await see(t, Cook.includes(\.dishes).where { $0.dishes.id.isNil })
    }
    await t.show("where.not") { try await see(t, Cook.includes(\.dishes).not { $0.dishes.price == 5 }) }
  }

  private static func withJoins(_ t: Scenario) async {
    await t.show("preload and joins: not filtered") {
      try await see(t, Cook.preload(\.dishes).joins(\.dishes).where { $0.dishes.price == 20 })
    }
    await t.show("includes and joins of one name: one inner join, filtered") {
      try await see(t, Cook.includes(\.dishes).joins(\.dishes).where { $0.dishes.price == 20 })
    }
    await t.show("the same without a condition: no owners without members") {
      try await see(t, Cook.includes(\.dishes).joins(\.dishes).distinct())
    }
  }

  private static func nested(_ t: Scenario) async {
    t.section("nested and mixed")
    await t.show("nested") {
      try await Cook.includes(\.dishes.spices).where { $0.dishes.spices.name == "s7" }.map { cook in
        try cook.dishes.loaded.map { try $0.spices.loaded.map(\.name) }
      }
    }
    await t.show("one eager, one preloaded") {
      try await Cook.eagerLoad(\.dishes).preload(\.spices).order(\.id).map { [try $0.dishes.loaded.count, try $0.spices.loaded.count] }
    }
    await t.show("two includes, a condition on one: both in the join") {
      try await Cook.includes(\.dishes, \.firstDish).where { $0.dishes.price == 7 }.map {
        t.list(try $0.dishes.loaded.count, try $0.$firstDish.loaded?.name)
      }
    }
    await t.show("count counts owners once") {
      [try await Cook.eagerLoad(\.dishes).count(), try await Cook.includes(\.dishes).where { $0.dishes.price >= 5 }.count()]
    }
    await t.show("the association's own conditions go to the ON") {
      try await Cook.eagerLoad(\.dearDishes).order(\.id).map { try $0.dearDishes.loaded.map(\.name) }
    }
    await t.show("order inside has_one under a join") {
      try await Cook.eagerLoad(\.firstDish).order(\.id).map { try $0.$firstDish.loaded?.name }
    }
    await t.show("pluck over the join") {
      let rows: [(String?, Int?)] = try await Cook.eagerLoad(\.dishes).order(\.id).select { ($0.name, $0.dishes.price.as(Int?.self)) }
      return rows.map { row in TraceValue.array([row.0.traceValue, row.1.traceValue]) }
    }
  }
}

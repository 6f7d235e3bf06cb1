import ActiveRecord

/// Named scopes inside and after an association, and scopes that take the owner.
enum Scenario22: Twin {
  static let topic = "22-named-scopes"
  static let schema: [SQL] = [
    "CREATE TABLE farms (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, max_kg INTEGER)",
    """
    CREATE TABLE apples (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, kind VARCHAR, kg INTEGER, ripe BOOLEAN DEFAULT 0, farm_id INTEGER)
    """,
  ]

  @Model class Apple: Record {
    var kind: String?
    var kg: Int?
    var ripe = false
    @BelongsTo var farm: Farm?
  }
  @Model class Farm: Record {
    var name: String?
    var maxKg = 0
    @HasMany var apples: Many<Apple>
    @HasMany var ripeApples: Many<Apple> = .has { $0.ripe().order(\.kg) }
    @HasMany var sellable: Many<Apple> = .has { apples, farm in apples.where { $0.kg <= farm.maxKg } }
    @HasMany var both: Many<Apple> = .has { apples, farm in apples.ripe().merge(Apple.all().heavier(farm.maxKg)) }
  }

  static func run(_ t: Scenario) async throws {
    try await t.quiet {
      for (name, limit) in [("A", 5), ("B", 9)] {
        let farm = try await Farm.create {
          $0.name = name; $0.maxKg = limit
        }
        for (kg, ripe) in [(3, true), (7, true), (8, false)] {
          try await farm.apples.create {
            $0.kind = "k\(kg)"; $0.kg = kg; $0.ripe = ripe
          }
        }
      }
    }
    let farm = try await t.quiet { try await Farm.find(1) }
    await named(t, farm)
    await others(t)
    await owners(t, farm)
  }

  private static func named(_ t: Scenario, _ farm: Farm) async {
    t.section("named scopes")
    await t.show("inside the association") { try await farm.ripeApples.map(\.kg) }
    await t.show("after it, chained") { try await farm.apples.ripe().heavier(5).map(\.kg) }
    await t.show("a scope that gives nil is all") { try farm.apples.maybe(false).toSQL() }
    await t.show("a class method keeps to the owner") { try await farm.apples.lightest()?.farmID }
    await t.show("build through the scope") { farm.ripeApples.build { $0.kg = 1 }.ripe }
    await t.show("build after a chained scope") {
      let apple = farm.apples.ripe().build()
      return t.list(apple.ripe, apple.farmID)
    }
    await t.show("a range sets nothing on build") { farm.apples.heavier(3).build().kg }
  }

  private static func others(_ t: Scenario) async {
    await t.show("merge from the other side") {
      try await Farm.joins(\.apples).merge(\.apples, Apple.all().ripe().heavier(7)).order(\.id).map(\.name)
    }
    await t.show("preload of a scoped one") {
      try await Farm.preload(\.ripeApples).order(\.id).map { try $0.ripeApples.loaded.map(\.kg) }
    }
    await t.show("joins of a scoped one: the order is dropped") { try Farm.joins(\.ripeApples).toSQL() }
  }

  private static func owners(_ t: Scenario, _ farm: Farm) async {
    t.section("with the owner")
    await t.show("read") {
      var weights: [[Int?]] = []
      for farm in try await Farm.order(\.id).load() { weights.append(try await farm.sellable.map(\.kg)) }
      return weights
    }
    await t.show("unsaved changes of the owner count") {
      farm.maxKg = 7
      return try await farm.sellable.map(\.kg)
    }
    await t.show("merged") {
      var weights: [[Int?]] = []
      for farm in try await Farm.order(\.id).load() { weights.append(try await farm.both.map(\.kg)) }
      return weights
    }
    await t.show("preload asks once for each owner") {
      try await Farm.preload(\.sellable).order(\.id).map { try $0.sellable.loaded.map(\.kg) }
    }
    await t.raises("joins") { _ = try await Farm.joins(\.sellable).load() }
    await t.raises("eager_load") { _ = try await Farm.eagerLoad(\.both).load() }
  }
}

extension QuerySource where Model == Scenario22.Apple {
  func ripe() -> Relation<Scenario22.Apple> { self.where { $0.ripe == true } }
  func heavier(_ kg: Int) -> Relation<Scenario22.Apple> { self.where { $0.kg >= kg } }
  func maybe(_ yes: Bool) -> Relation<Scenario22.Apple> { yes ? ripe() : relation }
  func lightest() async throws -> Scenario22.Apple? { try await order(\.kg).first() }
}

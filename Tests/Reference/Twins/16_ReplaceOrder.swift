import ActiveRecord

/// Replacing a collection: what is removed, kept and added, in which order and transaction.
enum Scenario16: Twin {
  static let topic = "16-replace-order"
  static let schema: [SQL] = [
    "CREATE TABLE trains (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE cars (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, train_id INTEGER, pos INTEGER)",
  ]

  @Model class Train: Record {
    var name: String?
    @HasMany var cars: Many<Car> = .has { $0.order(\.id) }
    @HasMany var frailCars: Many<Car> = .has(dependent: .destroy)
    @HasMany var thrownCars: Many<Car> = .has(dependent: .deleteAll)

    static func rules(_ train: Rules<Train>) {
      train.beforeAdd(\.cars) { trace("ba \($1.name ?? "")") }
      train.afterAdd(\.cars) { trace("aa \($1.name ?? "")") }
      train.beforeRemove(\.cars) { trace("br \($1.name ?? "")") }
      train.afterRemove(\.cars) { trace("ar \($1.name ?? "")") }
    }
  }
  @Model class Car: Record {
    var name: String?
    @BelongsTo var train: Train?
    var pos: Int?

    static func rules(_ car: Rules<Car>) {
      car.validates(\.name, .presence)
      car.beforeSave { trace("save \($0.name ?? "")") }
      car.beforeDestroy { trace("destroy \($0.name ?? "")") }
    }
  }

  private static func rows(_ t: Scenario) async throws -> [TraceValue] {
    try await t.quiet { try await Car.order(\.id).load().map { t.list($0.name, $0.trainID) } }
  }

  static func run(_ t: Scenario) async throws {
    let (train, b) = try await t.quiet {
      let train = try await Train.create { $0.name = "T" }
      try await train.cars.append(["a", "b", "c"].map { Car(name: $0) })
      return (try await Train.find(1), try await Car.findByOrThrow { $0.name == "b" })
    }
    await difference(t, train, b)
    await invalid(t, train)
    t.section("empty and nil")
    await t.show("empty list") {
      try await train.cars.replace(with: [])
      return try await rows(t)
    }
    await t.show("one that was let go comes back") {
      try await train.cars.replace(with: [b])
      return try await train.cars.size()
    }
    await t.show("rows") { try await rows(t) }
    try await dependents(t, train, b)
    try await unsaved(t, b)
  }

  private static func difference(_ t: Scenario, _ train: Train, _ b: Car) async {
    t.section("difference only")
    await t.show("replace, not loaded before") {
      try await train.cars.replace(with: [Car(name: "d"), b, Car(name: "e")])
      return t.list(try await train.cars.map(\.name), try await rows(t))
    }
    await t.show("the given instance is kept") { try await train.cars.load().contains { $0 === b } }
    await t.show("same list: nothing") {
      try await train.cars.replace(with: try await train.cars.load())
      return try await train.cars.size()
    }
    await t.show("another order: nothing") {
      try await train.cars.replace(with: try await train.cars.load().sorted { $0.id ?? 0 > $1.id ?? 0 })
      return t.list(try await train.cars.map(\.name), try await train.cars.reload().map(\.name))
    }
    await t.show("return of replace on the proxy") {
      try await train.cars.replace(with: [b])
      return try await train.cars.map(\.name)
    }
  }

  private static func invalid(_ t: Scenario, _ train: Train) async {
    t.section("one invalid member")
    await t.raises("replace") { try await train.cars.replace(with: [Car(name: "ok"), Car(name: "")]) }
    await t.show("nothing changed") {
      t.list(try await train.cars.map(\.name), try await rows(t), try await train.cars.reload().map(\.name))
    }
  }

  private static func dependents(_ t: Scenario, _ train: Train, _ b: Car) async throws {
    t.section("dependent destroy and delete_all")
    try await t.quiet {
      try await Car.updateAll { [$0.trainID.set(train.id)] }
      _ = try await train.reload()
    }
    await t.show("destroy") {
      try await train.frailCars.replace(with: try await Car.where { $0.name.isIn(["a", "b"]) }.load())
      return try await rows(t)
    }
    await t.show("delete_all") {
      try await train.thrownCars.replace(with: [b])
      return try await rows(t)
    }
  }

  private static func unsaved(_ t: Scenario, _ b: Car) async throws {
    t.section("unsaved owner")
    let new = Train(name: "N")
    try await new.cars.append(Car(name: "x"))
    await t.show("replace in memory") {
      try await new.cars.replace(with: [Car(name: "y"), Car(name: "z")])
      return try await new.cars.map(\.name)
    }
    await t.show("a saved one of another train moves only on save") {
      try await new.cars.replace(with: [b])
      return try await rows(t).suffix(2).map(\.self)
    }
    await t.show("save") {
      try await new.save()
      return try await rows(t).suffix(2).map(\.self)
    }
  }
}

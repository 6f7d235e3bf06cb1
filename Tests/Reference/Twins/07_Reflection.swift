import ActiveRecord

/// What associations can be asked, of a model and of a record.
enum Scenario07: Twin {
  static let topic = "07-reflection"
  static let schema: [SQL] = [
    "CREATE TABLE fleets (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, type VARCHAR, name VARCHAR)",
    """
    CREATE TABLE ships (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, fleet_id INTEGER,
      berth_type VARCHAR, berth_id INTEGER)
    """,
    "CREATE TABLE crews (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ship_id INTEGER, sailor_id INTEGER)",
    "CREATE TABLE sailors (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE flags (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ship_id INTEGER)",
    "CREATE TABLE medals (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, sailor_id INTEGER)",
    "CREATE TABLE cargos_ships (ship_id INTEGER, cargo_id INTEGER)",
    "CREATE TABLE cargos (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
  ]

  @Model(subclasses: Convoy.self) class Fleet: Record {
    var name: String?
    @HasMany var ships: Many<Ship> = .has(dependent: .destroy) { $0.order { $0.name.asc } }
    @HasMany var sailors: Many<Sailor> = .through(\.ships) { $0.distinct() }
    @HasMany var medals: Many<Medal> = .through(\.sailors)
  }
  @Model class Convoy: Fleet {}
  @Model class Ship: Record {
    var name: String?
    @BelongsTo var fleet: Fleet?
    @BelongsTo var berth: Record?
    @HasOne var flag: Flag?
    @HasMany var crews: Many<Crew>
    @HasMany var sailors: Many<Sailor> = .through(\.crews)
    @HasAndBelongsToMany var cargos: Many<Cargo>
  }
  @Model class Crew: Record {
    @BelongsTo var ship: Ship
    @BelongsTo var sailor: Sailor
  }
  @Model class Sailor: Record {
    var name: String?
    @HasMany var crews: Many<Crew>
    @HasMany var ships: Many<Ship> = .through(\.crews)
    @HasMany var medals: Many<Medal>
  }
  @Model class Flag: Record {
    @BelongsTo var ship: Ship
  }
  @Model class Medal: Record {
    var name: String?
    @BelongsTo var sailor: Sailor
  }
  @Model class Cargo: Record {
    var name: String?
    @HasAndBelongsToMany var ships: Many<Ship>
  }

  static func run(_ t: Scenario) async throws {
    t.section("lists")
    await t.show("all of ship") { Ship.reflections.map { [$0.name, macro($0)] } }
    await t.show("by macro") { AssociationKind.allCases.map { Ship.reflections($0).map(\.name) } }
    await t.show("unknown") { Ship.reflection("wings")?.name }
    try await one(t)
    try await ofARecord(t)
  }

  private static func one(_ t: Scenario) async throws {
    t.section("one")
    for name in ["fleet", "flag", "crews", "cargos"] {
      await t.show(name) {
        guard let found = Ship.reflection(name) else { return TraceValue.null }
        return t.list(
          macro(found), spelled(found.targetName), found.foreignKeyName, spelled(found.ownerName), Ship._facts.primaryKeyName,
          found.isCollection, found.isBelongsTo, found.kind == .hasOne, found.hasPolymorphicTarget ? true : nil,
          (found.isBelongsTo && !found.isRequired ? ["optional"] : []) + found.optionNames)
      }
    }
    await t.show("polymorphic") {
      let berth = Ship.reflection("berth")
      return t.list(
        berth?.hasPolymorphicTarget, berth?.foreignKeyName, berth?.foreignTypeName,
        berth.map { $0.name.prefix(1).uppercased() + $0.name.dropFirst() })
    }
    await t.raises("class of a polymorphic one") { _ = try Ship.reflection("berth")?.targetType }
    await t.show("through") {
      let found = Fleet.reflection("sailors")
      return t.list(
        found?.throughReflection?.name, found?.sourceReflection?.name, spelled(found?.sourceReflection?.ownerName),
        found?.chain.map(\.name), found?.isNested, spelled(found?.targetName))
    }
    await t.show("nested through") {
      let found = Fleet.reflection("medals")
      return t.list(found?.chain.map(\.name), found?.isNested, found?.chain.map { Inflector.pluralized($0.name) })
    }
    await t.show("scope and options") {
      let found = Fleet.reflection("ships")
      let options = found?.optionNames.contains("dependent") == true ? ["dependent": found?.dependent?.rawValue] : [:]
      return t.list(found?.hasScope == false, options, found?.inverseName, found?.foreignTypeName)
    }
    await t.show("join model of a habtm") {
      t.list(Ship.reflection("cargos")?.joinTable, Ship.reflection("cargos")?.associationForeignKeyName)
    }
    await t.show("inherited by subclasses") { Convoy.reflections.count == Fleet.reflections.count }
  }

  private static func ofARecord(_ t: Scenario) async throws {
    t.section("association of a record")
    let fleet = try await t.quiet {
      let made = Fleet(name: "F")
      made.ships.build { $0.name = "b" }
      made.ships.build { $0.name = "a" }
      try await made.save()
      return try await Fleet.find(1)
    }
    await t.show("before load") {
      let ships = try fleet.association("ships")
      return t.list(
        ships.owner === fleet, ships.reflection.name, ships.isLoaded, ships.targets.count, spelled(ships.reflection.targetName))
    }
    await t.show("load_target and reader") {
      let ships = try fleet.association("ships")
      let targets = try await ships.load()
      return t.list(targets.map { ($0 as? Ship)?.name }, ships.isLoaded, try fleet.ships.loaded == targets)
    }
    await t.show("scope") { try fleet.association("ships").toSQL() }
    await t.show("singular") {
      let ship = try await fleet.ships.first()
      let owner = try ship?.association("fleet")
      return t.list(owner?.isLoaded, owner?.target === fleet, ship?.$fleet.isChanged)
    }
    await t.show("setting a target by hand") {
      let ship = Ship()
      ship.$flag.build()
      return t.list(try ship.association("flag").isLoaded, try await ship.flag?.shipID)
    }
    await t.show("association_cached?") {
      t.list(try fleet.association("ships").isLoaded, try await Fleet.first()?.association("ships").isLoaded)
    }
    await t.raises("unknown") { _ = try fleet.association("wings") }
  }

  /// The kind as the reference spells it.
  private static func macro(_ reflection: AssociationReflection) -> String {
    Inflector.underscored(reflection.kind.rawValue)
  }

  /// A model's name without the type that this scenario stands in.
  private static func spelled(_ name: String?) -> String? {
    name.map { $0.hasPrefix("Scenario07.") ? String($0.dropFirst("Scenario07.".count)) : $0 }
  }
}

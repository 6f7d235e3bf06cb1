import ActiveRecord

/// Single table inheritance, with associations on the base and on subclasses.
enum Scenario30: Twin {
  static let topic = "30-sti"
  static let schema: [SQL] = [
    """
    CREATE TABLE beasts (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, type VARCHAR, name VARCHAR, keeper_id INTEGER,
      lair_id INTEGER)
    """,
    "CREATE TABLE keepers (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, type VARCHAR)",
    "CREATE TABLE scales (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, dragon_id INTEGER, colour VARCHAR)",
    "CREATE TABLE stickers (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, on_type VARCHAR, on_id INTEGER)",
  ]
  static let models: [Record.Type] = [Beast.self]

  @Model class Keeper: Record {
    var name: String?
    @HasMany var beasts: Many<Beast>
    @HasMany var dragons: Many<Dragon>
    @HasMany var iceDragons: Many<IceDragon>
    @HasMany var scales: Many<Scale> = .through(\.dragons)
  }
  @Model(subclasses: Dragon.self, Troll.self) class Beast: Record {
    var type: String?
    var name: String?
    @BelongsTo var keeper: Keeper?
    var lairID: Int?
    @HasMany var stickers: Many<Sticker> = .has(as: \.on)
  }
  @Model(subclasses: IceDragon.self) class Dragon: Beast {
    @HasMany var scales: Many<Scale>
  }
  @Model class IceDragon: Dragon {}
  @Model class Troll: Beast {}
  @Model class Scale: Record {
    @BelongsTo var dragon: Dragon
    var colour: String?
  }
  @Model class Sticker: Record {
    @BelongsTo var on: Record
  }

  static func run(_ t: Scenario) async throws {
    let keeper = try await t.quiet { try await Keeper.create { $0.name = "K" } }
    try await create(t, keeper)
    try await read(t, keeper)
    try await subclasses(t, keeper)
    t.section("polymorphic")
    await t.show("the base is stored") {
      let dragon = try await first()
      let sticker = try await Sticker.create { $0.$on.set(dragon) }
      return t.list(sticker.$on.type, "\(type(of: try await reloaded(sticker).on))")
    }
    await t.show("as: from a leaf") { try await first().stickers.toSQL() }
    try await becomes(t)
  }

  private struct Missing: Error {}

  private static func first() async throws -> IceDragon {
    guard let dragon = try await IceDragon.first() else { throw Missing() }
    return dragon
  }

  private static func reloaded(_ sticker: Sticker) async throws -> Sticker {
    try await sticker.reload()
    return sticker
  }

  private static func create(_ t: Scenario, _ keeper: Keeper) async throws {
    t.section("create")
    await t.show("through the base") {
      try await keeper.beasts.create { $0.name = "b" }.attributes.filter { ["type", "name"].contains($0.key) }
    }
    await t.show("through a subclass") { try await keeper.dragons.create { $0.name = "d" }.type }
    await t.show("through a leaf") { try await keeper.iceDragons.create { $0.name = "i" }.type }
    await t.show("type as an attribute") {
      let troll = Troll { $0.name = "t" }
      try await keeper.beasts.append(troll)
      return troll.type
    }
    t.omits("a type that is no subclass")
    t.omits("an unknown type")
    t.omits("push of a wrong subclass")
  }

  private static func read(_ t: Scenario, _ keeper: Keeper) async throws {
    t.section("read")
    await t.show("base") { try await keeper.beasts.reload().map { "\(type(of: $0))" } }
    await t.show("subclass and its descendants") { try await keeper.dragons.reload().map(\.name) }
    await t.show("leaf") { try await keeper.iceDragons.reload().map(\.name) }
    await t.show("sql of a class") {
      [try Beast.all().toSQL(), try Dragon.where { $0.name != nil }.toSQL(), try IceDragon.all().toSQL()]
    }
    await t.show("find of another class") {
      try await Dragon.exists(keeper.beasts.findByOrThrow { $0.name == "t" }.id ?? 0)
    }
    await t.raises("find") { _ = try await IceDragon.find(2) }
  }

  private static func subclasses(_ t: Scenario, _ keeper: Keeper) async throws {
    t.section("associations of a subclass")
    await t.show("has_many on Dragon") { try await first().scales.create { $0.colour = "blue" }.attributes }
    await t.show("through subclasses") { try await keeper.scales.map(\.colour) }
    await t.show("joins") { try Keeper.joins(\.dragons.scales).toSQL() }
    await t.show("preload for a mixed list") {
      var names: [String?] = []
      for beast in try await Beast.preload(\.keeper, \.stickers).load() {
        let name = try await beast.keeper?.name
        if !names.contains(name) { names.append(name) }
      }
      return names
    }
    t.omits("preload of a subclass's association on the base")
  }

  private static func becomes(_ t: Scenario) async throws {
    t.section("becomes")
    await t.show("becomes shares the attributes") {
      let beast = try await first()
      let troll = try beast.becomes(Troll.self)
      return t.list("\(type(of: troll))", troll.id == beast.id, troll.type, beast.type)
    }
    await t.show("becomes! changes the type, saved as the other") {
      let troll = try await first().becomes(Troll.self, changingType: true)
      try await troll.save()
      return t.list(troll.type, try await Troll.count(), try await IceDragon.count())
    }
    await t.show("an unknown type in the table") {
      _ = try await t.database.execute("INSERT INTO beasts (name, type) VALUES ('x', 'Gone')")
      return String?.none
    }
    await t.raises("read of it") { _ = try await Beast.findBy { $0.name == "x" } }
  }
}

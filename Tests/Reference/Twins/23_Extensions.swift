import ActiveRecord

/// Extending one association by markers: by one of its own, and by those that several share.
enum Scenario23: Twin {
  static let topic = "23-extensions"
  static let schema: [SQL] = [
    "CREATE TABLE ports (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE ships (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, tons INTEGER DEFAULT 1, port_id INTEGER)",
  ]

  protocol Counting {}
  protocol Naming {}
  enum Ships: Counting, Naming {}
  enum Heavy: Counting {}

  @Model class Ship: Record {
    var name: String?
    var tons = 1
    @BelongsTo var port: Port
  }
  @Model class Port: Record {
    var name: String?
    @HasMany var ships: ManyWith<Ship, Ships>
    @HasMany var others: ManyWith<Ship, Heavy> = .has { $0.where { $0.tons >= 5 } }
    @HasMany var plain: Many<Ship>
    @HasMany var fleet: ManyWith<Ship, Fleet>
  }
  enum Fleet {}

  static func run(_ t: Scenario) async throws {
    let port = try await t.quiet { try await Port.create { $0.name = "Kiel" } }
    t.section("calls")
    await t.show("uses create of the collection") {
      let ship = try await port.ships.create(named: "A")
      return t.list(ship.name, ship.portID)
    }
    await t.show("facts before load") { port.ships.facts }
    try await t.quiet {
      _ = try await port.ships.create {
        $0.name = "B"
        $0.tons = 9
      }
    }
    await t.show("queries chain") { try await port.ships.heaviest()?.name }
    await t.show("module methods see the members") { t.list(try await port.ships.howMany(), try await port.ships.names()) }
    await t.show("facts after load") {
      try await port.ships.load()
      return port.ships.facts
    }
    await t.show("a name in three of them") { port.ships.who }
    t.section("chained relations keep the extension")
    t.omits("where")
    t.omits("scope of the model")
    await t.show("class method of the model") { try await port.ships.bySize().load().map(\.name) }
    t.section("extending in the scope")
    await t.show("others") { t.list(try await port.others.howMany(), port.others.who, try await port.others.map(\.name)) }
    t.section("not elsewhere")
    t.omits("plain")
    t.omits("the class")
    await t.show("extending at the call") { try await port.plain.extending(Heavy.self).howMany() }
    await t.show("eager loaded ones too") { try await Port.preload(\.ships).first()?.ships.names() ?? [] }
    t.section("a method of an extension may change the collection")
    await t.show("self is the collection") { try await port.fleet.add("x", "y").map(\.isNew) }
  }
}

extension ManyAssociation where Element == Scenario23.Ship, Extension: Scenario23.Counting {
  func howMany() async throws -> Int { try await size() }
  var who: String { "Counting" }
}

extension ManyAssociation where Element == Scenario23.Ship, Extension: Scenario23.Naming {
  func names() async throws -> [String] { try await map { $0.name ?? "" }.sorted() }
}

extension ManyAssociation where Owner == Scenario23.Port, Element == Scenario23.Ship, Extension == Scenario23.Ships {
  func heaviest() async throws -> Scenario23.Ship? { try await order { $0.tons.desc }.first() }
  func create(named name: String) async throws -> Scenario23.Ship {
    let owner = owner.name ?? ""
    return try await create { $0.name = "\(owner)-\(name)" }
  }
  var facts: TraceValue {
    .array([.text("\(type(of: owner))"), .text(reflection.name), .int(Int64(target.count)), .bool(isLoaded)])
  }
}

extension ManyAssociation where Owner == Scenario23.Port, Element == Scenario23.Ship, Extension == Scenario23.Fleet {
  func add(_ names: String...) async throws -> [Scenario23.Ship] {
    build(forEach: names) { $0.name = $1 }
    return try await load()
  }
}

extension QuerySource<Scenario23.Ship> {
  func bySize() -> Relation<Scenario23.Ship> { relation.order(\.tons) }
}

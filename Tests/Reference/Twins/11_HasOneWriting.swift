import ActiveRecord

/// Setting, building and creating the target of a has_one, for saved and unsaved owners.
enum Scenario11: Twin {
  static let topic = "11-has-one-writing"
  static let schema: [SQL] = [
    "CREATE TABLE castles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE gates (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, wood VARCHAR, castle_id INTEGER)",
  ]

  @Model class Castle: Record {
    var name: String?
    @HasOne var gate: Gate?

    static func rules(_ castle: Rules<Castle>) { castle.beforeSave { _ in trace("save castle") } }
  }
  @Model class Gate: Record {
    var wood: String?
    @BelongsTo var castle: Castle?

    static func rules(_ gate: Rules<Gate>) {
      gate.validates(\.wood, .presence)
      gate.beforeSave { trace("save gate \($0.wood ?? "")") }
      gate.beforeDestroy { trace("destroy gate \($0.wood ?? "")") }
    }
  }

  private static func gates(_ t: Scenario) async throws -> TraceValue {
    try await t.quiet {
      .array(try await Gate.order(\.id).load().map { t.list($0.wood, $0.castleID) })
    }
  }

  static func run(_ t: Scenario) async throws {
    let castle = Castle(name: "Elm")
    await unsaved(t, castle)
    await assigning(t, castle)
    await building(t, castle)
    await creating(t, castle)
    t.section("taking it from another owner")
    await t.show("steal") {
      try await t.quiet {
        try await castle.reload()
        try await castle.$gate.set(try await Gate.findBy { $0.wood == "oak" } ?? Gate(wood: "oak"))
      }
      let other = try await Castle.create { $0.name = "D" }
      try await other.$gate.set(try await castle.gate)
      let (mine, theirs) = (try await other.gate?.wood, try await castle.gate?.wood)
      return t.list(mine, theirs, try await castle.reload().gate, try await gates(t))
    }
    await t.show("owner saved with an unchanged gate") {
      _ = try await castle.gate
      return try await castle.saveIfValid()
    }
  }

  private static func unsaved(_ t: Scenario, _ castle: Castle) async {
    t.section("unsaved owner")
    await t.show("assign") {
      let gate = Gate(wood: "oak")
      try await castle.$gate.set(gate)
      return t.list(gate.isNew, gate.castleID, try await gate.castle === castle)
    }
    await t.show("assign another: the first is forgotten") {
      let first = try await castle.gate
      try await castle.$gate.set(Gate(wood: "ash"))
      return t.list(try await first?.castle === castle, first?.castleID)
    }
    await t.show("save") {
      let saved = try await castle.saveIfValid()
      return t.list(saved, try await castle.gate?.castleID, try await gates(t))
    }
  }

  private static func assigning(_ t: Scenario, _ castle: Castle) async {
    t.section("saved owner: assigning saves at once")
    await t.show("replace") {
      let gate = Gate(wood: "fir")
      try await castle.$gate.set(gate)
      return gate.wood
    }
    await t.show("rows") { try await gates(t) }
    await t.show("the same again") {
      try await castle.$gate.set(try await castle.gate)
      return try await gates(t)
    }
    await t.show("an existing one of nobody") {
      try await castle.$gate.set(try await Gate.findBy { $0.wood == "ash" })
      return try await gates(t)
    }
    await t.show("nil") {
      try await castle.$gate.set(nil)
      return try await gates(t)
    }
  }

  private static func building(_ t: Scenario, _ castle: Castle) async {
    t.section("build")
    await t.show("build removes the old one at once") {
      try await castle.$gate.set(try await Gate.findBy { $0.wood == "fir" })
      castle.$gate.build { $0.wood = "yew" }
      let gate = try await castle.gate
      return t.list(gate?.isNew, gate?.castleID, try await gates(t))
    }
    await t.show("saved with the owner, though the owner is unchanged") {
      _ = try await castle.saveIfValid()
      return try await gates(t)
    }
  }

  private static func creating(_ t: Scenario, _ castle: Castle) async {
    t.section("create")
    await t.show("create") {
      let gate = try await castle.$gate.createIfValid { $0.wood = "elm" }
      return t.list(gate.isPersisted, try await gates(t))
    }
    await t.show("create, invalid: the old one is gone all the same") {
      let gate = try await castle.$gate.createIfValid { $0.wood = "" }
      return t.list(gate.isNew, try await castle.gate === gate, try await gates(t))
    }
    await t.raises("create!, invalid") { try await Castle.find(castle.id ?? 0).$gate.create { $0.wood = nil } }
    await t.raises("create on an unsaved owner") { try await Castle().$gate.create { $0.wood = "box" } }
  }
}

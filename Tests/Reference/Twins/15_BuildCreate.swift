import ActiveRecord

/// Building and creating members: one or several, in scopes, on saved and unsaved owners.
enum Scenario15: Twin {
  static let topic = "15-build-create"
  static let schema: [SQL] = [
    "CREATE TABLE gardens (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    """
    CREATE TABLE plants (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, kind VARCHAR, height INTEGER DEFAULT 1, ripe BOOLEAN, garden_id INTEGER)
    """,
  ]

  @Model class Garden: Record {
    var name: String?
    @HasMany var plants: Many<Plant>
    @HasMany var ripePlants: Many<Plant> = .has { $0.where { $0.ripe == true }.where("height > 0") }
  }
  @Model class Plant: Record {
    var kind: String?
    var height = 1
    var ripe: Bool?
    @BelongsTo var garden: Garden

    static func rules(_ plant: Rules<Plant>) {
      plant.validates(\.kind, .presence)
      plant.beforeSave { trace("save \($0.kind ?? "")") }
    }
  }

  static func run(_ t: Scenario) async throws {
    let garden = try await t.quiet { try await Garden.create { $0.name = "G" } }
    await building(t, garden)
    try await creating(t, try await t.quiet { try await Garden.find(1) })
    try await several(t, try await t.quiet { try await Garden.find(1) })
    t.section("unsaved owner")
    await t.raises("create") { try await Garden().plants.createIfValid { $0.kind = "x" } }
    await t.raises("create!") { try await Garden().plants.create { $0.kind = "x" } }
    await t.show("build works") {
      let new = Garden(name: "N")
      new.plants.build { $0.kind = "y" }
      try await new.save()
      return try await new.plants.map(\.gardenID) == [new.id]
    }
  }

  private static func building(_ t: Scenario, _ garden: Garden) async {
    t.section("build")
    await t.show("one") {
      let plant = garden.plants.build { $0.kind = "rose" }
      return t.list(plant.gardenID, try await plant.garden === garden, plant.isNew, garden.plants.isLoaded)
    }
    await t.show("several") { garden.plants.build(forEach: ["a", "b"]) { $0.kind = $1 }.map(\.kind) }
    await t.show("block runs before it is added") {
      // What is asked inside is counted before: the closure of build cannot wait.
      let size = try await garden.plants.size()
      return garden.plants.build {
        $0.kind = "c"
        trace("in block \($0.gardenID ?? 0) \(size)")
      }.kind
    }
    await t.show("new is build") { garden.plants.build().gardenID }
    await t.show("a foreign garden in the attributes loses") {
      garden.plants.build {
        $0.kind = "d"
        $0.gardenID = 99
      }.gardenID
    }
    await t.show("size") { garden.plants.target.count }
  }

  private static func creating(_ t: Scenario, _ garden: Garden) async throws {
    t.section("create")
    await t.show("one") {
      let plant = try await garden.plants.createIfValid {
        $0.kind = "rose"
        $0.height = 3
      }
      return t.list(plant.isPersisted, plant.gardenID)
    }
    await t.show("invalid: the record, unsaved, in the collection") {
      let plant = try await garden.plants.createIfValid()
      return t.list(plant.isNew, plant.errors.fullMessages, try await garden.plants.load().last === plant)
    }
    await t.raises("create!") { try await garden.plants.create() }
    await t.show("after create!") { t.list(try await garden.plants.size(), try await garden.plants.map(\.isNew)) }
  }

  private static func several(_ t: Scenario, _ garden: Garden) async throws {
    await t.show("several: one transaction each") { try await garden.plants.createIfValid(forEach: ["m", "n"]) { $0.kind = $1 }.map(\.id) }
    await t.raises("several, one invalid, create!: those before stay") {
      try await garden.plants.create(forEach: ["s", nil, "t"]) { $0.kind = $1 }
    }
    await t.show("rows") { try await Plant.all().pluck(\.kind) }
    await t.show("several, one invalid, create: the rest is kept") {
      try await garden.plants.createIfValid(forEach: ["u", nil, "v"]) { $0.kind = $1 }.map(\.isPersisted)
    }
    await t.show("block") {
      try await garden.plants.createIfValid {
        $0.kind = "w"
        $0.height = 9
      }.height
    }
    await t.show("create in a chained scope") {
      let plant = try await garden.plants.where { $0.kind == "scoped" && $0.height == 5 }.create()
      return plant.attributes.filter { ["kind", "height", "garden_id"].contains($0.key) }
    }
    t.section("scope attributes")
    await t.show("build in a scope") { garden.ripePlants.build { $0.kind = "fig" }.ripe }
    await t.show("given ones win") {
      garden.ripePlants.build {
        $0.kind = "fig"
        $0.ripe = false
      }.ripe
    }
    await t.show("a scope chained on the association") {
      let plant = garden.ripePlants.where { $0.height == 7 }.build { $0.kind = "nut" }
      let isThere = try await garden.ripePlants.load().contains { $0 === plant }
      return t.list(plant.ripe, plant.height, plant.gardenID, isThere)
    }
  }
}

import ActiveRecord

/// has_and_belongs_to_many: names of join tables, and what each removal deletes.
enum Scenario02: Twin {
  static let topic = "02-habtm-basics"
  static let schema: [SQL] = [
    "CREATE TABLE potions (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE herbs (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE herbs_potions (herb_id INTEGER, potion_id INTEGER)",
    "CREATE TABLE garden_beds (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE garden_tools (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE garden_beds_tools (garden_bed_id INTEGER, garden_tool_id INTEGER)",
    "CREATE TABLE brews (pot INTEGER, leaf INTEGER)",
  ]

  @Model class Herb: Record {
    var name: String?
    @HasAndBelongsToMany var potions: Many<Potion>

    static func rules(_ herb: Rules<Herb>) {
      herb.afterDestroy { trace("herb destroyed \($0.name ?? "")") }
    }
  }
  @Model class Potion: Record {
    var name: String?
    @HasAndBelongsToMany var herbs: Many<Herb>
    @HasAndBelongsToMany var leaves: Many<Herb> = .has(joinTable: "brews", foreignKey: "pot", associationForeignKey: "leaf")

    static func rules(_ potion: Rules<Potion>) {
      potion.beforeAdd(\.herbs) { trace("before_add \($1.name ?? "")") }
      potion.afterRemove(\.herbs) { trace("after_remove \($1.name ?? "")") }
    }
  }
  @Model class GardenBed: Record {
    var name: String?
    @HasAndBelongsToMany var gardenTools: Many<GardenTool>
  }
  @Model class GardenTool: Record {
    var name: String?
    @HasAndBelongsToMany var gardenBeds: Many<GardenBed>
  }

  static func run(_ t: Scenario) async throws {
    t.section("names")
    await t.show("lexical order") { Potion.reflection("herbs")?.joinTable }
    await t.show("a shared prefix stands once") { (GardenBed.reflections + GardenTool.reflections).map(\.joinTable) }
    await t.show("all options") {
      let leaves = Potion.reflection("leaves")
      return [
        leaves.map { Inflector.columnName("\($0.kind)") }, leaves?.joinTable, leaves?.foreignKeyName, leaves?.associationForeignKeyName,
        leaves?.targetName,
      ]
    }
    t.section("create with members")
    await t.show("create") {
      let potion = Potion(name: "Sleep")
      try await potion.herbs.replace(with: [Herb(name: "mint"), Herb(name: "sage")])
      try await potion.save()
      return try await potion.herbs.ids()
    }
    let potion = try await t.quiet { try await Potion.find(1) }
    await t.show("read") { try await potion.herbs.map(\.name) }
    await t.show("other side") { try await Herb.find(1).potions.map(\.name) }
    await t.show("push the same twice") {
      try await potion.herbs.append(try await Herb.find(1))
      let size = try await potion.herbs.size()
      return t.list(size, try await potion.reload().herbs.map(\.id))
    }
    try await removing(t, potion)
    try await replacing(t, potion)
    t.section("destroying a record removes its join rows only")
    await t.show("destroy") {
      try await potion.destroy()
      return [try await Potion.count(), try await Herb.count()]
    }
    await t.show("far side") {
      try await Herb.find(2).destroy()
      return try await Herb.count()
    }
  }

  private static func removing(_ t: Scenario, _ potion: Potion) async throws {
    t.section("remove")
    await t.show("delete takes every duplicate") {
      let herb = try await Herb.find(1)
      try await potion.herbs.remove(herb)
      return [herb.name]
    }
    await t.show("destroy removes the join row only") {
      let herbs = try await potion.herbs.first().map { [$0] } ?? []
      try await potion.herbs.destroy(herbs)
      return herbs.map(\.name)
    }
    await t.show("herbs remain") { try await Herb.count() }
  }

  private static func replacing(_ t: Scenario, _ potion: Potion) async throws {
    t.section("replace")
    await t.show("replace") {
      try await potion.herbs.replace(with: [try await Herb.find(2), Herb(name: "rue")])
      return try await potion.herbs.map(\.name)
    }
    await t.show("ids=") {
      try await potion.herbs.replace(withIDs: [3, 1])
      return try await potion.reload().herbs.ids().sorted()
    }
    t.section("the own keys")
    await t.show("leaves") {
      try await potion.leaves.append(try await Herb.find(1))
      return try await potion.leaves.reload().map(\.name)
    }
    await t.show("create through habtm") { try await potion.leaves.create { $0.name = "bay" }.id }
  }
}

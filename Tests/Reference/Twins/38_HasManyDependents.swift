import ActiveRecord

/// Destroying an owner under each dependent of has_many.
enum Scenario38: Twin {
  static let topic = "38-has-many-dependents"
  static let schema: [SQL] =
    ["CREATE TABLE firms (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, kind VARCHAR)"]
    + ["plants", "desks", "lamps", "bills", "debts"].map { table in
      "CREATE TABLE \(identifier: table) (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, firm_id INTEGER, tag VARCHAR)"
    }

  @Model class Plant: Record {
    var firmID: Firm.ID?
    var tag: String?

    static func rules(_ plant: Rules<Plant>) {
      plant.beforeDestroy {
        trace("plant \($0.tag ?? "") destroyed")
        if $0.tag == "stuck" { throw Halt() }
      }
    }
  }
  @Model class Desk: Record {
    var firmID: Firm.ID?
    var tag: String?

    static func rules(_ desk: Rules<Desk>) { desk.beforeDestroy { _ in trace("never") } }
  }
  @Model class Lamp: Record {
    var firmID: Firm.ID?
    var tag: String?

    static func rules(_ lamp: Rules<Lamp>) { lamp.beforeUpdate { _ in trace("never") } }
  }
  @Model class Bill: Record {
    var firmID: Firm.ID?
    var tag: String?
  }
  @Model class Debt: Record {
    var firmID: Firm.ID?
    var tag: String?
  }
  @Model class Firm: Record {
    var name: String?
    var kind: String?
    @HasMany var plants: Many<Plant> = .has(dependent: .destroy)
    @HasMany var desks: Many<Desk> = .has(dependent: .deleteAll)
    @HasMany var lamps: Many<Lamp> = .has(dependent: .nullify)
    @HasMany var bills: Many<Bill> = .has(dependent: .restrictWithError)
    @HasMany var debts: Many<Debt> = .has(dependent: .restrictWithException)

    static func rules(_ firm: Rules<Firm>) {
      firm.beforeRemove(\.plants) { trace("before_remove \($1.tag ?? "")") }
      firm.afterRemove(\.plants) { trace("after_remove \($1.tag ?? "")") }
      firm.afterDependents { _ in trace("firm before_destroy") }
      firm.afterDestroy { _ in trace("firm after_destroy") }
      firm.afterRollback { _ in trace("firm rollback") }
    }
  }

  private static func firm(
    _ t: Scenario, plants: [String] = [], desks: [String] = [], lamps: [String] = [], bills: [String] = [], debts: [String] = []
  ) async throws -> Firm {
    try await t.quiet {
      let firm = try await Firm.create { $0.name = "F" }
      for tag in plants { try await firm.plants.create { $0.tag = tag } }
      for tag in desks { try await firm.desks.create { $0.tag = tag } }
      for tag in lamps { try await firm.lamps.create { $0.tag = tag } }
      for tag in bills { try await firm.bills.create { $0.tag = tag } }
      for tag in debts { try await firm.debts.create { $0.tag = tag } }
      return try await Firm.find(firm.id ?? 0)
    }
  }

  private static func counts(_ t: Scenario) async throws -> [Int] {
    try await t.quiet {
      let (plants, desks, lamps) = (try await Plant.count(), try await Desk.count(), try await Lamp.count())
      let (bills, debts) = (try await Bill.count(), try await Debt.count())
      return [plants, desks, lamps, bills, debts, try await Lamp.where { $0.firmID == nil }.count()]
    }
  }

  static func run(_ t: Scenario) async throws {
    t.section("destroy, delete_all, nullify")
    let whole = try await firm(t, plants: ["a", "b"], desks: ["a", "b"], lamps: ["a", "b"])
    await t.show("destroy") {
      try await whole.destroy()
      return whole.isDestroyed
    }
    await t.show("counts") { try await counts(t) }
    t.section("nothing there")
    await t.show("destroy") {
      let empty = try await firm(t)
      _ = try await empty.destroyIfAllowed()
      return empty.isDestroyed
    }
    try await restrictions(t)
    try await refusals(t)
  }

  private static func restrictions(_ t: Scenario) async throws {
    t.section("restrict_with_error")
    let billed = try await firm(t, plants: ["a"], desks: ["a"], bills: ["x"])
    await t.show("false, with an error; what was done is rolled back") {
      let destroyed = try await billed.destroyIfAllowed()
      var details: [String: [[String: String]]] = [:]
      for entry in billed.errors.entries {
        details[entry.attribute, default: []].append(entry.options.merging(["error": entry.kind]) { $1 })
      }
      return t.list(destroyed, billed.errors.fullMessages, details, billed.isDestroyed)
    }
    await t.show("counts") { try await counts(t) }
    await t.raises("destroy!") { try await billed.destroy() }
    await t.show("loaded members afterwards") { t.list(billed.plants.isLoaded, billed.plants.target.map(\.isDestroyed)) }
    await t.show("after the bill is gone") {
      try await t.quiet { _ = try await Bill.deleteAll() }
      let again = try await Firm.find(billed.id ?? 0)
      _ = try await again.destroyIfAllowed()
      return again.isDestroyed
    }
    t.section("restrict_with_exception")
    let indebted = try await firm(t, plants: ["c"], debts: ["x"])
    await t.raises("destroy") { _ = try await indebted.destroyIfAllowed() }
    await t.show("counts") { try await counts(t) }
    try await t.quiet { _ = try await Debt.deleteAll() }
    await t.raises("an unsaved member restricts too") {
      let again = try await Firm.find(indebted.id ?? 0)
      again.debts.build { $0.tag = "new" }
      _ = try await again.destroyIfAllowed()
    }
  }

  private static func refusals(_ t: Scenario) async throws {
    t.section("a member that refuses")
    let stuck = try await firm(t, plants: ["ok", "stuck"])
    await t.raises("destroy") {
      await t.show("result") { [try await stuck.destroyIfAllowed(), stuck.isDestroyed] }
    }
    await t.show("counts") { try await counts(t) }
    await t.raises("destroy!") { try await Firm.find(stuck.id ?? 0).destroy() }
  }
}

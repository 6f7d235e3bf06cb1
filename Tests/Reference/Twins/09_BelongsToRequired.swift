import ActiveRecord

/// Required and optional associations, default targets, and which check asks the database.
enum Scenario09: Twin {
  static let topic = "09-belongs-to-required"
  static let schema: [SQL] = [
    "CREATE TABLE zones (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    """
    CREATE TABLE lines (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, zone_id INTEGER, spare_id INTEGER, home_id INTEGER,
      thing_type VARCHAR, thing_id INTEGER)
    """,
    "CREATE TABLE signs (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, line_id INTEGER, zone_id INTEGER)",
  ]

  @Model class Zone: Record {
    var name: String?
    @HasMany var lines: Many<Line>
  }
  @Model class Line: Record {
    var name: String?
    var zoneID: Zone.ID?
    var spareID: Zone.ID?
    var homeID: Zone.ID?
    @BelongsTo var zone: Zone
    @BelongsTo var spare: Zone?
    @BelongsTo var home: Zone
    @BelongsTo var thing: Record?
    @HasOne var sign: Sign

    static func rules(_ line: Rules<Line>) {
      line.defaultTarget(for: \.home) {
        trace("default runs")
        return try await $0.$zone.load()
      }
    }
  }
  @Model class Sign: Record {
    @BelongsTo var line: Line?
    @BelongsTo var zone: Zone
  }
  @Model(table: "signs") class Loose: Record {
    @BelongsTo var zone: Zone?
  }

  private static func made(_ zone: Zone?, home: Zone? = nil, sign: Zone?, _ configure: (Line) -> Void = { _ in }) async throws -> Line {
    let line = Line()
    if let zone { line.$zone.set(zone) }
    if let home { line.$home.set(home) }
    if let sign { try await line.$sign.set(Sign { $0.$zone.set(sign) }) }
    configure(line)
    return line
  }

  static func run(_ t: Scenario) async throws {
    let zone = try await t.quiet { try await Zone.create { $0.name = "Z" } }
    try await messages(t, zone)
    await defaults(t, zone)
    try await queries(t, zone)
  }

  private static func messages(_ t: Scenario, _ zone: Zone) async throws {
    t.section("messages")
    await t.show("all missing") {
      let line = Line()
      let isValid = try await line.isValid()
      let details = line.errors.details.mapValues { $0.map { ["error": $0.kind] } }
      return t.list(isValid, line.errors.fullMessages, details)
    }
    await t.raises("create!") { try await Line.create { $0.name = "x" } }
    await t.show("a key without a row") {
      let line = try await made(nil, home: zone, sign: zone) { $0.zoneID = 99 }
      return t.list(try await line.isValid(), line.errors.fullMessages)
    }
    await t.show("an unsaved one is present") { try await made(Zone(), home: zone, sign: zone).isValid() }
    await t.show("required on has_one") {
      let line = try await made(zone, sign: nil)
      return t.list(try await line.isValid(), line.errors.fullMessages)
    }
    await t.show("required: false") { try await Loose().isValid() }
  }

  private static func defaults(_ t: Scenario, _ zone: Zone) async {
    t.section("default")
    await t.show("fills before validation") {
      let line = try await made(zone, sign: zone)
      let before = line.homeID
      return t.list(before, try await line.isValid(), line.homeID)
    }
    await t.show("given ones stay, the default does not run") {
      let line = try await made(zone, home: Zone(name: "H"), sign: zone)
      return t.list(try await line.isValid(), try await line.home.name)
    }
    await t.show("not without validation") {
      let line = try await made(zone, sign: zone)
      try await line.save(validate: false)
      return line.homeID
    }
  }

  private static func queries(_ t: Scenario, _ zone: Zone) async throws {
    t.section("queries of the check")
    let line = try await t.quiet {
      let line = try await made(zone, sign: zone) { $0.name = "L" }
      try await line.save()
      return try await Line.find(line.id ?? 0)
    }
    await t.show("key unchanged: no query") {
      line.name = "M"
      try await line.save()
      return true
    }
    await t.show("key changed: one query") {
      line.zoneID = zone.id
      let other = try await t.quiet { try await Zone.create { $0.name = "Y" } }
      try await line.update { $0.zoneID = other.id }
      return true
    }
    await t.show("key set to nil") {
      line.zoneID = nil
      return t.list(try await line.saveIfValid(), line.errors.fullMessages)
    }
    await t.show("row gone meanwhile, key unchanged") {
      try await line.reload()
      try await t.quiet { _ = try await Zone.where { $0.id == (line.zoneID ?? 0) }.deleteAll() }
      return try await line.updateIfValid { $0.name = "N" }
    }
    await t.show("validate of an optional one: none") {
      line.spareID = 12345
      return try await line.isValid()
    }
  }
}

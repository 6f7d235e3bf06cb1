import ActiveRecord

/// The same instance on both sides after load, build, create, preload, eagerLoad.
enum Scenario29: Twin {
  static let topic = "29-inverse-identity"
  static let schema: [SQL] = [
    "CREATE TABLE kings (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE crowns (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, king_id INTEGER, metal VARCHAR)",
    "CREATE TABLE squires (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, king_id INTEGER, name VARCHAR)",
    "CREATE TABLE knights (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, king_id INTEGER, name VARCHAR)",
  ]

  @Model class King: Record {
    var name: String?
    @HasOne var crown: Crown?
    @HasMany var knights: Many<Knight>
    @HasMany var squires: Many<Squire>
  }
  @Model class Crown: Record {
    @BelongsTo var king: King?
    var metal: String?
  }
  @Model class Squire: Record {
    @BelongsTo var king: King = .belongs(inverse: \.squires)
    var name: String?
  }
  @Model class Knight: Record {
    @BelongsTo var king: King
    var name: String?
  }

  static func run(_ t: Scenario) async throws {
    try await t.quiet {
      let king = try await King.create { $0.name = "K" }
      try await king.$crown.create { $0.metal = "gold" }
      try await king.knights.create { $0.name = "a" }
      try await king.knights.create { $0.name = "b" }
    }
    try await hasMany(t)
    try await hasOne(t)
    try await belongsTo(t)
    try await pluralInverse(t)
    try await eager(t)
    t.section("validation through the inverse")
    await t.show("a new graph is valid without keys") {
      let king = King(name: "N")
      king.knights.build { $0.name = "q" }
      return [try await king.isValid(), try await king.knights.first()?.isValid()]
    }
  }

  private static func king(_ t: Scenario) async throws -> King {
    try await t.quiet { try await King.first() ?? King() }
  }

  private static func hasMany(_ t: Scenario) async throws {
    t.section("has_many")
    let shared = try await king(t)
    await t.show("loaded members know the king, without a query") {
      try await identities(shared.knights.load(), shared)
    }
    await t.show("a change in memory is seen") {
      shared.name = "Changed"
      return try await shared.knights.first()?.king.name
    }
    await t.show("first, last, find, take on a fresh one") {
      let fresh = try await king(t)
      let (first, last) = (try await fresh.knights.first(), try await fresh.knights.last())
      let members = [first, last, try await fresh.knights.find(1), try await fresh.knights.take()]
      return try await identities(members.compactMap { $0 }, fresh)
    }
    await t.show("find_by, where, order") {
      let fresh = try await king(t)
      let found = try await fresh.knights.findBy { $0.name == "a" }
      let filtered = try await fresh.knights.where { $0.name == "b" }.first()
      let ordered = try await fresh.knights.order(\.name).load().last
      return [found, filtered, ordered].map { knight in
        guard let knight, let loaded = try? knight.$king.loaded else { return false }
        return loaded === fresh
      }
    }
    await t.show("build, new, create, push") {
      let fresh = try await king(t)
      let (built, pushed) = (fresh.knights.build(), Knight { $0.name = "d" })
      let created = try await fresh.knights.create { $0.name = "c" }
      try await fresh.knights.append(pushed)
      return try await identities([built, created, pushed], fresh)
    }
    await t.show("a relation with raw SQL") {
      let fresh = try await king(t)
      let loaded = try await fresh.knights.where("id > 0").map(\.$king.isLoaded)
      return Array(Set(loaded))
    }
  }

  private static func identities(_ knights: [Knight], _ king: King) async throws -> [Bool] {
    var result: [Bool] = []
    for knight in knights { result.append(try await knight.king === king) }
    return result
  }

  private static func hasOne(_ t: Scenario) async throws {
    t.section("has_one")
    await t.show("read") {
      let fresh = try await king(t)
      return try await fresh.crown?.king === fresh
    }
    await t.show("build, create, assign") {
      let fresh = try await king(t)
      let built = try await fresh.$crown.build().king === fresh
      let iron = try await fresh.$crown.create { $0.metal = "iron" }
      let created = try await iron.king === fresh
      try await fresh.$crown.set(Crown(metal: "tin"))
      return t.list(built, created, try await fresh.crown?.king === fresh, try await iron.king?.name)
    }
  }

  private static func belongsTo(_ t: Scenario) async throws {
    t.section("belongs_to")
    await t.show("its has_one") {
      let crown = try await t.quiet { try await Crown.last() }
      return try await crown?.king?.crown === crown
    }
    await t.show("its has_many is not guessed from a load") {
      let knight = try await t.quiet { try await Knight.all().first(1)[0] }
      let king = try await knight.king
      return t.list(king.knights.isLoaded, king.knights.target.count)
    }
    await t.show("assigning does not add to the list") {
      let fresh = try await king(t)
      let knight = Knight { $0.name = "e" }
      knight.$king.set(fresh)
      return t.list(fresh.knights.isLoaded, fresh.knights.target.count, try await fresh.knights.size())
    }
    await t.show("nor to a loaded one") {
      let fresh = try await king(t)
      try await fresh.knights.load()
      let knight = Knight { $0.name = "e" }
      let before = try await fresh.knights.size()
      knight.$king.set(fresh)
      return t.list(try await fresh.knights.size() - before, try await !fresh.knights.filter { $0 === knight }.isEmpty)
    }
    await t.show("so saving the king does not save it") {
      let fresh = try await king(t)
      let knight = Knight { $0.name = "squire" }
      knight.$king.set(fresh)
      try await fresh.save()
      return knight.isPersisted
    }
  }

  private static func pluralInverse(_ t: Scenario) async throws {
    t.section("belongs_to that names a plural inverse")
    await t.show("assigning adds it") {
      let fresh = try await king(t)
      let squire = Squire(king: fresh, name: "s")
      let (isLoaded, count) = (fresh.squires.isLoaded, fresh.squires.target.count)
      return t.list(isLoaded, count, try await !fresh.squires.filter { $0 === squire }.isEmpty)
    }
    await t.show("and saving the king saves it") {
      let fresh = try await king(t)
      let squire = Squire(king: fresh, name: "s")
      try await fresh.save()
      return squire.isPersisted
    }
  }

  private static func eager(_ t: Scenario) async throws {
    t.section("eager")
    await t.show("preload") {
      let fresh = try await King.preload(\.knights, \.crown).first()
      return try await facts(fresh)
    }
    await t.show("eager_load") {
      let fresh = try await King.eagerLoad(\.knights, \.crown).first()
      return try await facts(fresh)
    }
    await t.show("preload of belongs_to: one instance for all, no list") {
      let knights = try await Knight.preload(\.king).first(2)
      let king = try await knights[0].king
      return t.list(try await knights[1].king === king, king.knights.isLoaded)
    }
  }

  private static func facts(_ king: King?) async throws -> [Bool?] {
    guard let king else { return [] }
    let crown = try await king.crown
    return [try await !identities(king.knights.load(), king).contains(false), try await crown?.king === king]
  }
}

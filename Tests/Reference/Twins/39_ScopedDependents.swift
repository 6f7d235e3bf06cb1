import ActiveRecord

/// Dependents and removals of associations with a scope touch only what is in it.
enum Scenario39: Twin {
  static let topic = "39-scoped-dependents"
  static let schema: [SQL] = [
    "CREATE TABLE clubs (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE people (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, status VARCHAR, club_id INTEGER)",
    "CREATE TABLE rooms (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE clubs_rooms (club_id INTEGER, room_id INTEGER)",
  ]

  @Model class Person: Record {
    var name: String?
    var status: String?
    @BelongsTo var club: Club?

    static func rules(_ person: Rules<Person>) { person.beforeDestroy { trace("destroy \($0.name ?? "")") } }
  }
  @Model class Room: Record { var name: String? }
  @Model class Club: Record {
    var name: String?
    @HasMany var guests: Many<Person> = .has(dependent: .destroy) { $0.where { $0.status == "guest" } }
    @HasMany var staff: Many<Person> = .has(dependent: .nullify) { $0.where { $0.status == "staff" } }
    @HasMany var bots: Many<Person> = .has(dependent: .deleteAll) { $0.where { $0.status == "bot" } }
    @HasOne var chief: Person? = .has(dependent: .destroy) { $0.where { $0.status == "chief" } }
    @HasMany var firstTwo: Many<Person> = .has { $0.order(\.id).limit(2) }
    @HasAndBelongsToMany var rooms: Many<Room>
    @HasAndBelongsToMany var redRooms: Many<Room> = .has { $0.where("rooms.name LIKE 'red%'") }
  }
  @Model(table: "clubs") class OldClub: Record {
    var name: String?
    @HasMany var deadTwo: Many<Person> = .has(foreignKey: \.clubID, dependent: .deleteAll) { $0.order(\.id).limit(2) }
  }

  private static func club(_ t: Scenario, _ statuses: String...) async throws -> Club {
    try await t.quiet {
      try await Person.deleteAll()
      let club = try await Club.create { $0.name = "C" }
      for (number, status) in statuses.enumerated() { try await Person(name: "\(status)\(number)", status: status, club: club).save() }
      return try await Club.find(club.id ?? 0)
    }
  }

  private static func rows(_ t: Scenario) async throws -> TraceValue {
    try await t.quiet { .array(try await Person.order(\.id).load().map { t.list($0.name, $0.clubID.map { _ in 1 }) }) }
  }

  static func run(_ t: Scenario) async throws {
    t.section("destroying the owner")
    await t.show("each dependent takes its own") {
      try await club(t, "guest", "staff", "bot", "chief", "other", "guest").destroy()
      return try await rows(t)
    }
    t.section("within the scope")
    await strangers(t)
    await statements(t)
    await replacing(t)
    t.section("limited")
    await t.show("delete_all, nullify") {
      try await club(t, "a", "b", "c").firstTwo.removeAll()
      return try await rows(t)
    }
    await t.show("delete_all, delete_all") {
      try await OldClub.find(try await club(t, "a", "b", "c").id ?? 0).deadTwo.removeAll()
      return try await rows(t)
    }
    t.section("habtm")
    await t.show("a scoped habtm removes only its own") {
      let club = try await club(t)
      try await club.rooms.replace(with: ["red1", "blue", "red2"].map { Room(name: $0) })
      try await club.redRooms.remove(try await Room.findByOrThrow { $0.name == "red1" })
      return try await club.rooms.reload().map(\.name)
    }
    await t.show("destroy of the owner removes all join rows, and no room") {
      try await Club.last()?.destroy()
      let rooms = try await Room.count()
      let rows: SQL = """
        SELECT COUNT(*) FROM clubs_rooms
        """
      return t.list(rooms, try await t.database.query(rows, as: Int.self).first)
    }
  }

  private static func strangers(_ t: Scenario) async {
    await t.show("delete of a stranger to the scope, nullify") {
      let club = try await club(t, "staff", "other")
      try await club.staff.remove(try await Person.findByOrThrow { $0.status == "other" })
      return try await rows(t)
    }
    await t.show("delete of a stranger to the scope, delete_all") {
      let club = try await club(t, "bot", "other")
      try await club.bots.remove(try await Person.findByOrThrow { $0.status == "other" })
      return try await rows(t)
    }
    await t.show("delete_all") {
      try await club(t, "bot", "other", "bot").bots.removeAll()
      return try await rows(t)
    }
  }

  private static func statements(_ t: Scenario) async {
    await t.show("delete_all with conditions") {
      try await club(t, "bot", "other", "bot").bots.where { $0.name == "bot0" }.deleteAll()
      return try await rows(t)
    }
    await t.show("destroy_by and delete_by") {
      let club = try await club(t, "guest", "guest", "other")
      let destroyed = try await club.guests.where { $0.name == "guest0" }.destroyAll().count
      let deleted = try await club.guests.where { $0.name == "guest1" }.deleteAll()
      return t.list(destroyed, deleted, try await rows(t))
    }
    await t.show("update_all") {
      try await club(t, "staff", "other").staff.updateAll { [$0.name.set("all")] }
      return try await rows(t)
    }
  }

  private static func replacing(_ t: Scenario) async {
    await t.show("replace") {
      try await club(t, "guest", "other", "guest").guests.replace(with: [Person(name: "new", status: "guest")])
      return try await rows(t)
    }
    await t.show("replace with one outside the scope") {
      let club = try await club(t, "guest")
      try await club.guests.replace(with: [Person(name: "odd", status: "other")])
      let (stored, members) = (try await rows(t), try await club.guests.map(\.name))
      return t.list(stored, members, try await club.guests.reload().map(\.name))
    }
    await t.show("has_one: a new chief takes the scope's value") {
      let club = try await club(t, "chief", "other")
      try await club.$chief.create { $0.name = "boss" }
      return try await t.quiet { try await Person.order(\.id).load().map { t.list($0.name, $0.status) } }
    }
  }
}

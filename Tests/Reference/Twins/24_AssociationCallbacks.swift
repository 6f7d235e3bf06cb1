import ActiveRecord

/// Callbacks for members that come and go, in every way.
enum Scenario24: Twin {
  static let topic = "24-association-callbacks"
  static let schema: [SQL] = [
    "CREATE TABLE halls (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE guests (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, hall_id INTEGER)",
  ]

  struct Late: Error {}

  enum Watch {
    static func beforeAdd(_ hall: Hall, _ guest: Guest) { trace("object before_add \(guest.name ?? "") saved=\(!guest.isNew)") }
  }
  @Model class Guest: Record {
    var name: String?
    @BelongsTo var hall: Hall?

    static func rules(_ guest: Rules<Guest>) {
      guest.beforeSave { trace("guest saved \($0.name ?? "")") }
      guest.beforeDestroy { trace("guest destroyed \($0.name ?? "")") }
    }
  }
  @Model class Hall: Record {
    var name: String?
    @HasMany var guests: Many<Guest>
    @HasMany var doomed: Many<Guest> = .has(dependent: .destroy)

    static func rules(_ hall: Rules<Hall>) {
      hall.beforeAdd(\.guests, Hall.refuseLate)
      hall.beforeAdd(\.guests) { hall, guest in trace("ba \(guest.name ?? "") size=\(hall.guests.target.count)") }
      hall.beforeAdd(\.guests) { Watch.beforeAdd($0, $1) }
      hall.afterAdd(\.guests) { trace("aa \($1.name ?? "") new=\($1.isNew)") }
      hall.beforeRemove(\.guests, Hall.refuseVIP)
      hall.beforeRemove(\.guests) { trace("br \($1.name ?? "")") }
      hall.afterRemove(\.guests) { trace("ar \($1.name ?? "") frozen=\($1.isDestroyed)") }
      hall.beforeRemove(\.doomed) { trace("doomed br \($1.name ?? "")") }
    }
    func refuseLate(_ guest: Guest) throws { if guest.name == "late" { throw Late() } }
    func refuseVIP(_ guest: Guest) throws { if guest.name == "vip" { throw Halt() } }
  }

  private static func guest(_ name: String) -> Guest { Guest(name: name) }

  static func run(_ t: Scenario) async throws {
    let hall = try await t.quiet { try await Hall.create { $0.name = "H" } }
    await adding(t, hall)
    t.section("an error in before_add")
    await t.raises("push") { try await hall.guests.append(guest("late")) }
    await t.raises("several") { try await hall.guests.append(guest("x"), guest("late"), guest("y")) }
    await t.show("nothing came in") { t.list(hall.guests.target.map(\.name), try await Guest.all().pluck(\.name)) }
    await removing(t, hall)
    try await refusing(t, hall)
  }

  private static func adding(_ t: Scenario, _ hall: Hall) async {
    t.section("adding")
    await t.show("push") {
      // A callback that also runs for build does not wait, so the members are asked for beforehand.
      try await Database.transaction {
        try await hall.guests.load()
        try await hall.guests.append(guest("a"), guest("b"))
      }
      return hall.guests.target.count
    }
    await t.show("build") { hall.guests.build { $0.name = "c" }.isNew }
    await t.show("create") { try await hall.guests.createIfValid { $0.name = "d" }.id }
    await t.show("owner saves the built one: no callback") {
      try await hall.save()
      return try await Guest.count()
    }
    await t.show("attributes of new") {
      let new = Hall()
      try await new.guests.append(guest("e"))
      return try await new.guests.size()
    }
    await t.show("from the other side: none") {
      let guest = Guest(name: "f", hall: hall)
      try await guest.save()
      return guest.id
    }
    await t.show("push of one that is there: again") {
      try await hall.guests.append(hall.guests.target[0])
      return hall.guests.target.count
    }
  }

  private static func removing(_ t: Scenario, _ hall: Hall) async {
    t.section("removing")
    await t.show("delete") {
      let guest = try await hall.guests.findByOrThrow { $0.name == "a" }
      try await hall.guests.remove(guest)
      return [guest.name]
    }
    await t.show("destroy") {
      let guest = try await Guest.findByOrThrow { $0.name == "b" }
      try await hall.guests.destroy(guest)
      return [guest.name]
    }
    await t.show("replace") {
      try await hall.guests.replace(with: [hall.guests.target[0], guest("z")])
      return try await hall.guests.map(\.name)
    }
    await t.show("delete_all") {
      try await hall.guests.removeAll()
      return try await hall.guests.size()
    }
    await t.show("clear when nothing is loaded") {
      try await t.quiet {
        try await Guest.updateAll { [$0.hallID.set(hall.id)] }
        _ = try await hall.reload()
      }
      try await hall.guests.clear()
      return try await Guest.where { $0.hallID == hall.id }.count()
    }
  }

  private static func refusing(_ t: Scenario, _ hall: Hall) async throws {
    t.section("before_remove that throws :abort")
    let vip = try await t.quiet {
      let vip = Guest(name: "vip", hall: hall)
      try await vip.save()
      _ = try await hall.reload()
      return vip
    }
    await t.show("delete gives nothing and raises nothing") {
      try await hall.guests.remove(vip)
      return "removed"
    }
    await t.show("still in") { t.list(try await hall.guests.reload().map(\.name), try await vip.reload().hallID) }
    t.section("destroying the owner")
    await t.show("the remove callbacks of a dependent collection run?") {
      try await hall.destroy()
      return try await Guest.all().exists(vip.id ?? 0)
    }
  }
}

import ActiveRecord
import Foundation

/// What changed, what was, what the last save changed, and what an update writes.
enum Scenario48: Twin {
  static let topic = "48-dirty-tracking"
  static let schema: [SQL] = [
    "CREATE TABLE owners (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    """
    CREATE TABLE houses (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, rooms INTEGER, area DECIMAL(6, 1), owner_id INTEGER, sold_at DATETIME,
      created_at DATETIME, updated_at DATETIME)
    """,
  ]

  @Model class Owner: Record {
    var name: String?
    @HasMany var houses: Many<House>
  }
  @Model class House: Record {
    var name: String?
    var rooms: Int?
    var area: Decimal?
    var ownerID: Owner.ID?
    var soldAt: Date?
    var createdAt: Date?
    var updatedAt: Date?
    @BelongsTo var owner: Owner?

    static func rules(_ house: Rules<House>) {
      house.beforeSave { trace("will save \($0.changedColumns.sorted())") }
      house.afterSave {
        let was = try $0.valueBeforeLastSave(\.name).map { "\"\($0)\"" } ?? "nil"
        trace("saved \(saved($0)) was \(was) changed=\($0.isChanged)")
      }
      house.afterCommit { trace("commit \(saved($0)) previously \(saved($0))") }
    }
  }

  private static func saved(_ record: Record) -> [String] { record.previousChanges.keys.sorted() }
  private static func pair(_ change: (old: DatabaseValue, new: DatabaseValue)?) -> [DatabaseValue]? { change.map { [$0.old, $0.new] } }
  private static func changes(_ record: Record) -> [String: [DatabaseValue]] { record.changes.mapValues { [$0.old, $0.new] } }

  static func run(_ t: Scenario) async throws {
    t.section("new")
    let house = House(name: "H", rooms: 3)
    await t.show("new") { t.list(house.changedColumns, changes(house), try house.original(\.name), house.isNew) }
    await t.show("save") {
      t.list(try await house.saveIfValid(), house.isChanged, pair(house.previousChanges["name"]), house.wasNew)
    }
    await changing(t, house)
    await writing(t, house)
    let (owner, other) = try await t.quiet { (try await Owner.create { $0.name = "O" }, try await Owner.create { $0.name = "Q" }) }
    await keys(t, house, owner, other)
    t.section("others")
    await t.show("reload clears") {
      house.name = "lost"
      try await house.reload()
      return [house.isChanged, !house.previousChanges.isEmpty]
    }
    await t.show("dup is all changed, without id and times") {
      let copy = house.dup()
      return t.list(copy.id, copy.isNew, copy.changedColumns.sorted(), copy.createdAt)
    }
    await t.show("increment, toggle, assign") {
      house.rooms = (house.rooms ?? 0) + 2
      let change = pair(house.changes["rooms"])
      try await house.increment(\.rooms)
      return t.list(change, house.isChanged)
    }
  }

  private static func changing(_ t: Scenario, _ house: House) async {
    t.section("change and back")
    await t.show("change") {
      house.name = "I"
      let (was, stored) = (try house.original(\.name), house.changes["name"]?.old)
      let isFromHToI = pair(house.changes["name"]) == [.text("H"), .text("I")]
      return t.list(house.isChanged, house.isChanged(\.name), pair(house.changes["name"]), was, stored, isFromHToI)
    }
    await t.show("back") {
      house.name = "H"
      return house.isChanged
    }
    await t.show("casting decides") {
      try await house.assign(Permit(\.rooms).decode(form: "rooms=3"))
      let same = house.isChanged
      try await house.assign(Permit(\.rooms).decode(form: "rooms=4"))
      let other = changes(house)
      house.rooms = 3
      return t.list(same, other)
    }
    await t.show("decimal") {
      house.area = Decimal(string: "12.50")
      let before = changes(house)
      try await house.save()
      house.area = Decimal(string: "12.5")
      return t.list(before, house.isChanged)
    }
    await t.show("in place") {
      house.name?.append("!")
      return t.list(house.isChanged, changes(house))
    }
    await t.show("restore") {
      try house.restoreAttributes()
      return t.list(house.name, house.isChanged)
    }
  }

  private static func writing(_ t: Scenario, _ house: House) async {
    t.section("what is written")
    await t.show("only the changed columns, and updated_at") { try await done { try await house.update { $0.rooms = 5 } } }
    await t.show("nothing") { try await done { try await house.save() } }
    await t.show("forced") {
      house.willChange(\.name)
      let columns = house.changedColumns
      return t.list(columns, try await done { try await house.save() })
    }
    await t.show("update_column writes no timestamp and leaves no change") {
      try await house.updateColumns { $0.rooms = 6 }
      return t.list(house.isChanged, saved(house))
    }
    await t.show("changes in before and after are seen above") {
      try await done {
        try await house.update {
          $0.name = "J"
          $0.rooms = 7
        }
      }
    }
    await t.show("a given updated_at stays") {
      let time = Date(timeIntervalSince1970: 981_158_400)
      try await house.update {
        $0.name = "K"
        $0.updatedAt = time
      }
      return try await house.reload().updatedAt == time
    }
    await t.show("record_timestamps off") {
      let house = try await RecordClock.stop { try await House.create { $0.name = "T" } }
      return t.list(house.createdAt, house.updatedAt)
    }
  }

  private static func keys(_ t: Scenario, _ house: House, _ owner: Owner, _ other: Owner) async {
    t.section("foreign keys")
    await t.show("assign") {
      house.$owner.set(owner)
      return t.list(changes(house), try house.original(\.ownerID))
    }
    await t.show("save") {
      try await house.save()
      return t.list(pair(house.previousChanges["owner_id"]), try house.valueBeforeLastSave(\.ownerID), house.$owner.wasChanged)
    }
    await t.show("push from the other side") {
      try await other.houses.append(house)
      return t.list(house.isChanged, saved(house))
    }
    await t.show("the owner is not changed by its members") {
      other.houses.build()
      try await other.houses.first()?.name = "zzz"
      return [other.isChanged, other.isChanged, other.isChangedForAutosave]
    }
  }

  /// Whether a step came to its end.
  private static func done(_ step: () async throws -> Void) async throws -> Bool {
    try await step()
    return true
  }
}

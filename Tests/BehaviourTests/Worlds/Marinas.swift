import ActiveRecord

// An owner with a collection of each kind, all with the same callbacks, and one with a has_one for each dependent.

/// What the members of a marina have in common: the names of some make a callback stop what is going on.
protocol MarinaMember: Record {
  static var name: Column<String> { get }
  var name: String { get set }
}

/// Two callbacks at each point of each collection.
@Model class Marina: Record {
  var name = ""
  @Transient var log: [String] = []
  @HasMany var boats: Many<MarinaBoat>
  @HasMany var shifts: Many<MarinaShift>
  @HasMany var pilots: Many<MarinaPilot> = .through(\.shifts)
  @HasAndBelongsToMany var flags: Many<MarinaFlag> = .has(
    joinTable: "marina_flag_pairs", foreignKey: "marina_id", associationForeignKey: "flag_id")

  static func rules(_ marina: Rules<Marina>) {
    func tell<Member: MarinaMember>(_ members: KeyPath<Marina.Type, ToMany<Member>>) {
      for word in ["first", "second"] {
        marina.beforeAdd(members) { try $0.note("\(word) before add", $1.name) }
        marina.afterAdd(members) { try $0.note("\(word) after add", $1.name) }
        marina.beforeRemove(members) { try $0.note("\(word) before remove", $1.name) }
        marina.afterRemove(members) { try $0.note("\(word) after remove", $1.name) }
      }
    }
    tell(\.boats)
    tell(\.pilots)
    tell(\.flags)
  }

  private func note(_ point: String, _ name: String) throws {
    log.append("\(point) \(name)")
    switch (point, name) {
    case ("first before add", "barred"), ("first before remove", "stuck"): throw Refused()
    case ("first before add", "halted"), ("first before remove", "kept"): throw Halt()
    default: break
    }
  }
}

@Model class MarinaBoat: Record, MarinaMember {
  var name: String
  @BelongsTo var marina: Marina?
  static func rules(_ boat: Rules<MarinaBoat>) { MarinaRules.check(boat, \.name) }
}

@Model class MarinaShift: Record {
  @BelongsTo var marina: Marina?
  @BelongsTo var pilot: MarinaPilot?
}

@Model class MarinaPilot: Record, MarinaMember {
  var name: String
  @HasMany var shifts: Many<MarinaShift> = .has(foreignKey: \.pilotID)
  static func rules(_ pilot: Rules<MarinaPilot>) { MarinaRules.check(pilot, \.name) }
}

@Model class MarinaFlag: Record, MarinaMember {
  var name: String
  static func rules(_ flag: Rules<MarinaFlag>) { MarinaRules.check(flag, \.name) }
}

enum MarinaRules {
  static func check<Member: MarinaMember>(_ rules: Rules<Member>, _ name: KeyPath<Member.Type, Column<String>>) {
    rules.validates(name, .presence)
    rules.afterSave { if $0.name == "cursed" { throw Refused() } }
  }
}

/// A has_one for each dependent.
@Model class Lighthouse: Record {
  var name = ""
  @HasOne var plain: LighthouseLamp? = .has(foreignKey: "plain_id")
  @HasOne var emptied: LighthouseLamp? = .has(foreignKey: "emptied_id", dependent: .nullify)
  @HasOne var broken: LighthouseLamp? = .has(foreignKey: "broken_id", dependent: .destroy)
  @HasOne var dropped: LighthouseLamp? = .has(foreignKey: "dropped_id", dependent: .delete)
  @HasOne var warned: LighthouseLamp? = .has(foreignKey: "warned_id", dependent: .restrictWithError)
  @HasOne var guarded: LighthouseLamp? = .has(foreignKey: "guarded_id", dependent: .restrictWithException)
  @HasOne var later: LighthouseLamp? = .has(foreignKey: "later_id", dependent: .destroyAsync)
}

/// May refuse to go, to be without a lighthouse, or to be saved.
@Model class LighthouseLamp: Record {
  var name: String
  @BelongsTo var plain: Lighthouse?
  @BelongsTo var emptied: Lighthouse?
  @BelongsTo var broken: Lighthouse?
  @BelongsTo var dropped: Lighthouse?
  @BelongsTo var warned: Lighthouse?
  @BelongsTo var guarded: Lighthouse?
  @BelongsTo var later: Lighthouse?
  @Transient var calls: [String] = []

  /// The keys of its lighthouses, those that it has.
  var keys: [Int] { [plainID, emptiedID, brokenID, droppedID, warnedID, guardedID, laterID].compactMap { $0 } }

  static func rules(_ lamp: Rules<LighthouseLamp>) {
    lamp.validates(\.name, .presence)
    lamp.validate { if $0.name == "tied", $0.keys.isEmpty { $0.errors.add("hangs nowhere") } }
    lamp.afterSave { if $0.name == "cursed" { throw Refused() } }
    lamp.beforeDestroy {
      $0.calls.append("before destroy")
      if $0.name == "stuck" { throw Halt() }
    }
  }
}

/// Another model of lighthouses: of several lamps each association knows the newest.
@Model(table: "lighthouses") class LampKeeper: Record {
  var name = ""
  @HasOne var emptied: LighthouseLamp? = .has(foreignKey: "emptied_id", dependent: .nullify, hasInverse: false) { $0.order { $0.id.desc } }
  @HasOne var broken: LighthouseLamp? = .has(foreignKey: "broken_id", dependent: .destroy, hasInverse: false) { $0.order { $0.id.desc } }
  @HasOne var dropped: LighthouseLamp? = .has(foreignKey: "dropped_id", dependent: .delete, hasInverse: false) { $0.order { $0.id.desc } }
  @HasOne var later: LighthouseLamp? = .has(foreignKey: "later_id", dependent: .destroyAsync, hasInverse: false) { $0.order { $0.id.desc } }
}

extension Worlds {
  static let marinas = [
    "CREATE TABLE marinas (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE marina_boats (id INTEGER PRIMARY KEY, name TEXT NOT NULL, marina_id INTEGER)",
    "CREATE UNIQUE INDEX index_marina_boats_on_name ON marina_boats (name)",
    "CREATE TABLE marina_shifts (id INTEGER PRIMARY KEY, marina_id INTEGER, pilot_id INTEGER)",
    "CREATE TABLE marina_pilots (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE UNIQUE INDEX index_marina_pilots_on_name ON marina_pilots (name)",
    "CREATE TABLE marina_flags (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE UNIQUE INDEX index_marina_flags_on_name ON marina_flags (name)",
    "CREATE TABLE marina_flag_pairs (marina_id INTEGER NOT NULL, flag_id INTEGER NOT NULL)",
    "CREATE TABLE lighthouses (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    """
    CREATE TABLE lighthouse_lamps (id INTEGER PRIMARY KEY, name TEXT NOT NULL, plain_id INTEGER, emptied_id INTEGER, broken_id INTEGER,
      dropped_id INTEGER, warned_id INTEGER, guarded_id INTEGER, later_id INTEGER)
    """,
    "CREATE UNIQUE INDEX index_lighthouse_lamps_on_name ON lighthouse_lamps (name)",
  ]
}

import ActiveRecord

// Records that lead to each other in two ways: a brig has planks, and hauls that are its own or those of a plank.

@Model class Brig: Record {
  var name: String
  @HasMany var planks: Many<Plank>
  @HasMany var hauls: Many<Haul> = .has(as: \.looter)
  static func rules(_ brig: Rules<Brig>) {
    brig.acceptsNestedAttributes(for: \.planks)
    brig.acceptsNestedAttributes(for: \.hauls)
  }
}
@Model class Plank: Record {
  var name: String
  @BelongsTo var brig: Brig?
  @HasMany var trinkets: Many<Haul> = .has(as: \.looter)
  static func rules(_ plank: Rules<Plank>) {
    plank.acceptsNestedAttributes(for: \.trinkets, allowDestroy: true)
    plank.acceptsNestedAttributes(for: \.brig)
  }
}
@Polymorphic enum Looter { case brig(Brig), plank(Plank) }
@Model class Haul: Record {
  @BelongsTo var looter: Looter?
}

extension Worlds {
  static let hauls = [
    "CREATE TABLE brigs (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE planks (id INTEGER PRIMARY KEY, name TEXT NOT NULL, brig_id INTEGER)",
    "CREATE TABLE hauls (id INTEGER PRIMARY KEY, looter_id INTEGER, looter_type TEXT)",
  ]
}

import ActiveRecord

// Nested attributes on every kind of association, four levels deep.

@Model class Corsair: Record {
  var motto: String?
  @Transient var log: [String] = []
  @HasOne var sloop: Sloop?
  /// Is changed where attributes come without a key.
  @HasOne var tender: Tender?
  @HasMany var gulls: Many<Gull>
  @HasMany var heardGulls: Many<Gull>
  @HasMany var asleepGulls: Many<Gull>
  @HasMany var numberedGulls: Many<Gull>
  @HasMany var inputGulls: Many<Gull>
  @HasMany var loadingGulls: Many<Gull>
  @HasAndBelongsToMany var macaws: Many<Macaw>
  @HasAndBelongsToMany var fewMacaws: Many<Macaw>

  static func rules(_ corsair: Rules<Corsair>) {
    corsair.acceptsNestedAttributes(for: \.sloop, allowDestroy: true, rejectIf: { $0.isEmpty })
    corsair.acceptsNestedAttributes(for: \.tender, updateOnly: true, rejectIf: { $0.name == "skip" })
    corsair.acceptsNestedAttributes(for: \.gulls, allowDestroy: true, rejectIf: { $0.isEmpty })
    corsair.acceptsNestedAttributes(for: \.heardGulls, allowDestroy: true)
    corsair.acceptsNestedAttributes(for: \.asleepGulls, allowDestroy: true, rejectIf: { _ in true })
    corsair.acceptsNestedAttributes(for: \.numberedGulls)
    corsair.acceptsNestedAttributes(for: \.inputGulls, rejectIf: { $0.weight.map { $0 % 2 == 1 } ?? false })
    corsair.indexesErrors(of: \.numberedGulls)
    corsair.indexesErrors(of: \.inputGulls, by: .input)
    corsair.acceptsNestedAttributes(for: \.loadingGulls, allowDestroy: true)
    corsair.beforeAdd(\.loadingGulls) { corsair, _ in _ = try await corsair.loadingGulls.load() }
    corsair.acceptsNestedAttributes(for: \.macaws, allowDestroy: true, rejectIf: { $0.isEmpty })
    corsair.acceptsNestedAttributes(for: \.fewMacaws, limit: 2)
    corsair.beforeAdd(\.heardGulls) { $0.log.append("before add \($1.name)") }
  }
}
@Model class Sloop: Record {
  var name: String?
  @BelongsTo var corsair: Corsair?
  @HasMany var spars: Many<Spar>
  static func rules(_ sloop: Rules<Sloop>) {
    sloop.validates(\.name, .presence)
    sloop.acceptsNestedAttributes(for: \.corsair, allowDestroy: true, rejectIf: { $0.isEmpty })
    sloop.acceptsNestedAttributes(for: \.spars)
  }
}
@Model class Tender: Record {
  var name: String?
  @BelongsTo var corsair: Corsair?
  static func rules(_ tender: Rules<Tender>) { tender.acceptsNestedAttributes(for: \.corsair, updateOnly: true) }
}
/// Gives up its corsair where attributes say so, although they only change it.
@Model(table: "tenders") class Dinghy: Record {
  var name: String?
  var corsairID: Corsair.ID?
  @BelongsTo var corsair: Corsair? = .belongs(foreignKey: \.corsairID, hasInverse: false)
  static func rules(_ dinghy: Rules<Dinghy>) { dinghy.acceptsNestedAttributes(for: \.corsair, allowDestroy: true, updateOnly: true) }
}
@Model class Gull: Record {
  var name: String
  var weight: Int?
  @BelongsTo var corsair: Corsair
  static func rules(_ gull: Rules<Gull>) { gull.validates(\.weight, .numericality(.atLeast(0)).allowingNil()) }
}
@Model class Macaw: Record { var name: String }
@Model class Spar: Record {
  var name: String
  @BelongsTo var sloop: Sloop?
  @HasMany var baubles: Many<Bauble>
  static func rules(_ spar: Rules<Spar>) {
    spar.acceptsNestedAttributes(for: \.sloop)
    spar.acceptsNestedAttributes(for: \.baubles, allowDestroy: true)
  }
}
@Model class Bauble: Record {
  var name: String
  @BelongsTo var spar: Spar
}

extension Worlds {
  static let flotilla = [
    "CREATE TABLE corsairs (id INTEGER PRIMARY KEY, motto TEXT)",
    "CREATE TABLE sloops (id INTEGER PRIMARY KEY, name TEXT, corsair_id INTEGER)",
    "CREATE TABLE tenders (id INTEGER PRIMARY KEY, name TEXT, corsair_id INTEGER)",
    "CREATE TABLE gulls (id INTEGER PRIMARY KEY, name TEXT NOT NULL, weight INTEGER, corsair_id INTEGER NOT NULL)",
    "CREATE TABLE macaws (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE corsairs_macaws (corsair_id INTEGER NOT NULL, macaw_id INTEGER NOT NULL)",
    "CREATE TABLE spars (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sloop_id INTEGER)",
    "CREATE TABLE baubles (id INTEGER PRIMARY KEY, name TEXT NOT NULL, spar_id INTEGER NOT NULL)",
  ]
}

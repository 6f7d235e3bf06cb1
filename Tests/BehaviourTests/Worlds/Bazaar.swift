import ActiveRecord

// Keys of several columns on both sides of a join table, whose columns have names of their own.

/// Known by its market and a code there.
@Model class BazaarStall: Record {
  @PrimaryKey var market: Int
  @PrimaryKey var code: String
  var note: String?
  @HasMany var crates: Many<BazaarCrate> = .has(foreignKey: [\.market, \.stallCode])
  @HasMany var tokens: Many<BazaarToken> = .has(foreignKey: [\.market, \.stallCode], dependent: .nullify)
  @HasAndBelongsToMany var spices: Many<BazaarSpice> = .has(
    joinTable: "bazaar_offers", foreignKey: ["at_market", "at_stall"], associationForeignKey: ["offered"])
  @HasAndBelongsToMany var neighbours: Many<BazaarStall> = .has(
    joinTable: "bazaar_neighbours", foreignKey: ["from_market", "from_code"], associationForeignKey: ["to_market", "to_code"])

  static func rules(_ stall: Rules<BazaarStall>) {
    stall.acceptsNestedAttributes(for: \.crates, allowDestroy: true)
  }
}

/// Its key and the one that it holds share a column.
@Model class BazaarCrate: Record {
  @PrimaryKey var market: Int
  @PrimaryKey var place: Int
  var stallCode: String?
  var label: String
  @BelongsTo var stall: BazaarStall? = .belongs(foreignKey: [\.market, \.stallCode])
}

/// Holds a key that may be missing.
@Model class BazaarToken: Record {
  var market: Int?
  var stallCode: String?
  @BelongsTo var stall: BazaarStall? = .belongs(foreignKey: [\.market, \.stallCode])
}

/// Joined to stalls by their key of two columns.
@Model class BazaarSpice: Record {
  var name: String
  @HasAndBelongsToMany var stalls: Many<BazaarStall> = .has(
    joinTable: "bazaar_offers", foreignKey: ["offered"], associationForeignKey: ["at_market", "at_stall"])
}

extension Worlds {
  static let bazaar = [
    "CREATE TABLE bazaar_stalls (market INTEGER NOT NULL, code VARCHAR(20) NOT NULL, note TEXT, PRIMARY KEY (market, code))",
    """
    CREATE TABLE bazaar_crates (market INTEGER NOT NULL, place INTEGER NOT NULL, stall_code VARCHAR(20), label TEXT NOT NULL, \
    PRIMARY KEY (market, place))
    """,
    "CREATE TABLE bazaar_tokens (id INTEGER PRIMARY KEY, market INTEGER, stall_code VARCHAR(20))",
    "CREATE TABLE bazaar_spices (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE bazaar_offers (at_market INTEGER NOT NULL, at_stall VARCHAR(20) NOT NULL, offered INTEGER NOT NULL)",
    """
    CREATE TABLE bazaar_neighbours (from_market INTEGER NOT NULL, from_code VARCHAR(20) NOT NULL, to_market INTEGER NOT NULL, \
    to_code VARCHAR(20) NOT NULL)
    """,
  ]

  /// Two markets with stalls of the same codes; crates 1 to 3 in the first one.
  static func fillBazaar() async throws {
    for (market, code) in [(1, "A"), (1, "B"), (2, "A")] { try await BazaarStall(market: market, code: code).save() }
    for (market, place, code) in [(1, 1, "A"), (1, 2, "A"), (1, 3, "B"), (2, 1, "A")] {
      try await BazaarCrate(market: market, place: place, stallCode: code, label: "\(market)\(place)").save()
    }
  }
}

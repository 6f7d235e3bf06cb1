import ActiveRecord

// Keys of several columns, reached by one of their columns, and by associations with an order and without joins.

/// Known by its port and a number.
@Model class Consignment: Record {
  @PrimaryKey var portID: Int
  @PrimaryKey var number: Int
  var status: String?
  @HasMany var signatures: Many<Signature> = .has(foreignKey: \.consignmentNumber, primaryKey: \.number)
  @HasOne var voyage: Voyage? = .has(foreignKey: [\.portID, \.consignmentNumber])
}

/// Knows its consignment by the number alone.
@Model class Signature: Record {
  var name = ""
  var consignmentNumber: Int?
  @BelongsTo var consignment: Consignment? = .belongs(foreignKey: \.consignmentNumber, primaryKey: \.number)
}

/// Known by its skipper and its place among his voyages.
@Model class Voyage: Record {
  @PrimaryKey var skipperID: Int
  @PrimaryKey var place: Int
  var portID: Int?
  var consignmentNumber: Int?
  @BelongsTo var skipper: Skipper? = .belongs(foreignKey: \.skipperID)
  @BelongsTo var consignment: Consignment? = .belongs(foreignKey: [\.portID, \.consignmentNumber])
}

/// Reaches consignments in the order of his voyages, the last first.
@Model class Skipper: Record {
  var name = ""
  @HasMany var voyages: Many<Voyage> = .has(foreignKey: \.skipperID)
  @HasMany var lastVoyages: Many<Voyage> = .has(foreignKey: \.skipperID, hasInverse: false) {
    $0.order { [$0.skipperID.desc, $0.place.desc] }
  }
  @HasMany var consignments: Many<Consignment> = .through(\.lastVoyages, source: \.consignment)
  @HasMany var consignmentsApart: Many<Consignment> = .through(\.lastVoyages, source: \.consignment, disableJoins: true)
}

extension Worlds {
  static let consignments = [
    "CREATE TABLE consignments (port_id INTEGER NOT NULL, number INTEGER NOT NULL, status TEXT, PRIMARY KEY (port_id, number))",
    "CREATE TABLE signatures (id INTEGER PRIMARY KEY, name TEXT NOT NULL, consignment_number INTEGER)",
    """
    CREATE TABLE voyages (skipper_id INTEGER NOT NULL, place INTEGER NOT NULL, port_id INTEGER, consignment_number INTEGER, \
    PRIMARY KEY (skipper_id, place))
    """,
    "CREATE TABLE skippers (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
  ]
}

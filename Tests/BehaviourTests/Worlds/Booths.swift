import ActiveRecord
import Foundation

// To-one associations with keys of several columns, keys of text, and columns of another name.

/// Known by an integer and a text.
@Model class Booth: Record {
  @PrimaryKey var outletID: Int
  @PrimaryKey var number: String
  var note: String?
  @HasOne var awning: Awning? = .has(foreignKey: [\.boothOutletID, \.boothNumber])
  @HasOne var sign: BoothSign? = .has(foreignKey: [\.outletID, \.boothNumber])
}

/// Holds both columns.
@Model class Awning: Record {
  var boothOutletID: Int?
  var boothNumber: String?
  @BelongsTo var booth: Booth? = .belongs(foreignKey: [\.boothOutletID, \.boothNumber])
  @HasOne var sign: BoothSign? = .through(\.booth)
}

/// Its key and the one that it holds share a column.
@Model class BoothSign: Record {
  @PrimaryKey var outletID: Int
  @PrimaryKey var place: Int
  var boothNumber: String?
  var supplierID: Int?
  @BelongsTo var booth: Booth? = .belongs(foreignKey: [\.outletID, \.boothNumber])
  @BelongsTo var supplier: Hoop?
}

/// Must stand at a booth.
@Model class BoothPermit: Record {
  var boothOutletID: Int?
  var boothNumber: String?
  var text = ""
  @BelongsTo var booth: Booth = .belongs(foreignKey: [\.boothOutletID, \.boothNumber])
}

/// Says one column for a key of two.
@Model(table: "awnings") class OneSidedAwning: Record {
  var boothOutletID: Int?
  @BelongsTo var booth: Booth? = .belongs(foreignKey: [\.boothOutletID])
}

/// Says two columns for a key of one.
@Model(table: "awnings") class TwoSidedAwning: Record {
  var boothOutletID: Int?
  var boothNumber: String?
  @BelongsTo var hoop: Hoop? = .belongs(foreignKey: [\.boothOutletID, \.boothNumber])
}

/// Says one column of its targets for its key of two.
@Model(table: "booths") class OneSidedBooth: Record {
  @PrimaryKey var outletID: Int
  @PrimaryKey var number: String
  @HasOne var awning: Awning? = .has(foreignKey: [\.boothOutletID], hasInverse: false)
}

/// Says two columns of its targets for its key of one.
@Model(table: "hoops") class TwoSidedHoop: Record {
  var name = ""
  @HasOne var awning: Awning? = .has(foreignKey: [\.boothOutletID, \.boothNumber], hasInverse: false)
}

/// Its key is text; what stands in between holds it.
@Model class Minivan: Record {
  @PrimaryKey var code: String
  var model = ""
  @HasOne var meter: Speedometer? = .has(foreignKey: \.minivanCode)
  @HasOne var dashboard: Dashboard? = .through(\.meter)
  @HasOne var modelMeter: Speedometer? = .has(foreignKey: \.minivanModel, primaryKey: \.model, hasInverse: false)
  @HasOne var modelDashboard: Dashboard? = .through(\.modelMeter, source: \.dashboard)
}
@Model class Speedometer: Record {
  var minivanCode: String?
  var minivanModel: String?
  var dashboardCode: String?
  @BelongsTo var minivan: Minivan? = .belongs(foreignKey: \.minivanCode)
  @BelongsTo var dashboard: Dashboard? = .belongs(foreignKey: \.dashboardCode)
}
@Model class Dashboard: Record {
  @PrimaryKey var code: String
  var name = ""
}

extension Worlds {
  static let booths = [
    "CREATE TABLE booths (outlet_id INTEGER NOT NULL, number VARCHAR(20) NOT NULL, note TEXT, PRIMARY KEY (outlet_id, number))",
    "CREATE TABLE awnings (id INTEGER PRIMARY KEY, booth_outlet_id INTEGER, booth_number VARCHAR(20))",
    """
    CREATE TABLE booth_signs (outlet_id INTEGER NOT NULL, place INTEGER NOT NULL, booth_number VARCHAR(20), supplier_id INTEGER, \
    PRIMARY KEY (outlet_id, place))
    """,
    "CREATE TABLE booth_permits (id INTEGER PRIMARY KEY, booth_outlet_id INTEGER, booth_number VARCHAR(20), text TEXT NOT NULL)",
    "CREATE TABLE minivans (code VARCHAR(20) PRIMARY KEY, model TEXT NOT NULL)",
    """
    CREATE TABLE speedometers (id INTEGER PRIMARY KEY, minivan_code VARCHAR(20), minivan_model TEXT, dashboard_code VARCHAR(20))
    """,
    "CREATE TABLE dashboards (code VARCHAR(20) PRIMARY KEY, name TEXT NOT NULL)",
  ]
}

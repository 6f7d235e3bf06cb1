import ActiveRecord
import Foundation

// Keys of several columns, of mixed types: a sale is known by its outlet and its number there.

/// Its sales hold its key in their own.
@Model class Outlet: Record {
  var name: String
  @HasMany var sales: Many<Sale> = .has(foreignKey: \.outletID)
  @HasMany var items: Many<SaleItem> = .through(\.sales)
}

/// Known by an integer and a text.
@Model class Sale: Record {
  @PrimaryKey var outletID: Int
  @PrimaryKey var number: String
  var note: String?
  var itemsCount = 0
  @BelongsTo var outlet: Outlet? = .belongs(foreignKey: \.outletID)
  @HasMany var items: Many<SaleItem> = .has(dependent: .destroy)
  @HasMany var wares: Many<Ware> = .through(\.items)
  @HasMany var refunds: Many<Refund> = .has(foreignKey: [\.saleOutletID, \.saleNumber], dependent: .nullify)
  @HasMany var highRefunds: Many<Refund> = .has(foreignKey: [\.saleOutletID, \.saleNumber]) { $0.where { $0.amount > 10 }.order(\.id) }
  @HasMany var lastRefunds: Many<Refund> = .has(foreignKey: [\.saleOutletID, \.saleNumber]) { $0.order { $0.id.desc }.limit(1) }
  @HasOne var receipt: Receipt? = .has(foreignKey: [\.outletID, \.saleNumber], dependent: .destroy)
  @HasAndBelongsToMany var vouchers: Many<Voucher>
}

/// Its key and the one that it holds share a column.
@Model class SaleItem: Record {
  @PrimaryKey var outletID: Int
  @PrimaryKey var place: Int
  var saleNumber: String?
  var text: String
  @BelongsTo var sale: Sale? = .belongs(foreignKey: [\.outletID, \.saleNumber], counterCache: \.itemsCount)
  @BelongsTo var ware: Ware?
}

/// Holds a key that may be missing in part.
@Model class Refund: Record {
  var saleOutletID: Int?
  var saleNumber: String?
  var amount = 0
  @BelongsTo var sale: Sale? = .belongs(foreignKey: [\.saleOutletID, \.saleNumber])
  @HasOne var outlet: Outlet? = .through(\.sale)
}

/// Saves its sale with it.
@Model(table: "refunds") class SavingRefund: Record {
  var saleOutletID: Int?
  var saleNumber: String?
  @BelongsTo var sale: Sale? = .belongs(foreignKey: [\.saleOutletID, \.saleNumber], autosave: true)
}

/// One to a sale.
@Model class Receipt: Record {
  var outletID: Int?
  var saleNumber: String?
  var text: String
  @BelongsTo var sale: Sale? = .belongs(foreignKey: [\.outletID, \.saleNumber])
}

/// Joined to sales by a table that holds both columns of their key.
@Model class Voucher: Record {
  var code: String
  @HasAndBelongsToMany var sales: Many<Sale>
}

/// Reaches sales through their items.
@Model class Ware: Record {
  var name: String
  @HasMany var items: Many<SaleItem>
  @HasMany var sales: Many<Sale> = .through(\.items) { $0.distinct() }
}

extension Worlds {
  static let outlets = [
    "CREATE TABLE outlets (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    """
    CREATE TABLE sales (outlet_id INTEGER NOT NULL, number VARCHAR(20) NOT NULL, note TEXT, items_count INTEGER NOT NULL, \
    PRIMARY KEY (outlet_id, number))
    """,
    """
    CREATE TABLE sale_items (outlet_id INTEGER NOT NULL, place INTEGER NOT NULL, sale_number VARCHAR(20), text TEXT NOT NULL, \
    ware_id INTEGER, PRIMARY KEY (outlet_id, place))
    """,
    "CREATE TABLE refunds (id INTEGER PRIMARY KEY, sale_outlet_id INTEGER, sale_number VARCHAR(20), amount INTEGER NOT NULL)",
    "CREATE TABLE receipts (id INTEGER PRIMARY KEY, outlet_id INTEGER, sale_number VARCHAR(20), text TEXT NOT NULL)",
    "CREATE TABLE vouchers (id INTEGER PRIMARY KEY, code TEXT NOT NULL)",
    "CREATE TABLE sales_vouchers (sale_outlet_id INTEGER NOT NULL, sale_number VARCHAR(20) NOT NULL, voucher_id INTEGER NOT NULL)",
    "CREATE TABLE wares (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
  ]

  /// Two outlets whose sales have the same numbers.
  static func fillOutlets() async throws {
    for (id, name) in [(1, "North"), (2, "South")] {
      try await Outlet {
        $0.id = id; $0.name = name
      }.save()
    }
    for (outlet, number) in [(1, "A"), (1, "B"), (2, "A"), (2, "C")] { try await Sale(outletID: outlet, number: number).save() }
    let pen = try await Ware.create { $0.name = "pen" }
    for (outlet, place, sale, text) in [(1, 1, "A", "a1"), (1, 2, "A", "a2"), (1, 3, "B", "b1"), (2, 1, "A", "other")] {
      try await SaleItem(outletID: outlet, place: place, saleNumber: sale, text: text, ware: text == "a2" ? nil : pen).save()
    }
    try await SaleItem(outletID: 2, place: 2, text: "loose").save()
    for (outlet, number, amount) in [(1, "A", 5), (1, "A", 20), (2, "A", 30), (1, nil, 1), (nil, "A", 2)] as [(Int?, String?, Int)] {
      try await Refund(saleOutletID: outlet, saleNumber: number, amount: amount).save()
    }
    try await Receipt(outletID: 1, saleNumber: "A", text: "first").save()
    try await Receipt(outletID: 2, saleNumber: "A", text: "second").save()
  }
}

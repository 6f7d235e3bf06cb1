import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Whatever rows stand under keys of several columns, it makes no difference how they are read.
///
/// Takes a hundred seeds, or as many as `AR_SEEDS` says.
@Suite struct CompositeKeyPropertyTests {
  private static let seeds = ProcessInfo.processInfo.environment["AR_SEEDS"].flatMap { Int($0) } ?? 100

  @Test(arguments: Engine.allCases) func everyWayOfReadingFindsTheSame(_ engine: Engine) async throws {
    try await engine.database(models: [Outlet.self, Sale.self, SaleItem.self, Refund.self, Receipt.self, Voucher.self, Ware.self]) {
      database, _ async throws in
      for seed in 1...Self.seeds {
        var random = SplitMix(seed: UInt64(seed))
        try await RandomOutlets.fill(database, &random)
        let expected = try await RandomOutlets.read(Outlet.order(\.id).loadsTogether(false))
        for way in Way.allCases {
          let found = try await RandomOutlets.read(RandomOutlets.add(way, to: Outlet.order(\.id)))
          #expect(found == expected, "seed \(seed), \(way)")
          if found != expected { return }
        }
      }
    }
  }
}

/// Random sales: numbers that several outlets use, keys without one of their columns, and keys without a row.
private enum RandomOutlets {
  static func fill(_ database: Database, _ random: inout SplitMix) async throws {
    for table in ["outlets", "sales", "sale_items", "refunds", "receipts", "vouchers", "sales_vouchers", "wares"] {
      try await database.execute(SQL(raw: "DELETE FROM \(table)"))
    }
    func insert(_ table: String, _ columns: String, _ rows: [String]) async throws {
      if rows.isEmpty { return }
      let list = rows.map { "(\($0))" }.joined(separator: ", ")
      try await database.execute(SQL(raw: "INSERT INTO \(table) (\(columns)) VALUES \(list)"))
    }
    func outlet() -> String { random.next(6) == 0 ? "NULL" : "\(random.next(4) + 1)" }
    func number() -> String { random.next(6) == 0 ? "NULL" : "'\(["A", "B", "C"][random.next(3)])'" }
    let places = (1...3).flatMap { outlet in ["A", "B", "C"].map { (outlet, $0) } }
    try await insert("outlets", "id, name", (1...3).map { "\($0), 'o\($0)'" })
    try await insert("wares", "id, name", (1...2).map { "\($0), 'w\($0)'" })
    try await insert("vouchers", "id, code", (1...2).map { "\($0), 'v\($0)'" })
    let sales = places.filter { _ in random.next(3) > 0 }
    try await insert("sales", "outlet_id, number, items_count", sales.map { "\($0.0), '\($0.1)', 0" })
    try await insert(
      "sale_items", "outlet_id, place, sale_number, text, ware_id",
      (0..<random.next(9)).map { "\(random.next(4) + 1), \($0), \(number()), 't\($0)', \(random.next(3) + 1)" })
    try await insert(
      "refunds", "id, sale_outlet_id, sale_number, amount",
      (1..<random.next(9) + 1).map { "\($0), \(outlet()), \(number()), \(random.next(20))" })
    let holders = sales.filter { _ in random.next(2) == 0 }
    try await insert(
      "receipts", "id, outlet_id, sale_number, text", holders.enumerated().map { "\($0 + 1), \($1.0), '\($1.1)', 'r\($0)'" })
    try await insert(
      "sales_vouchers", "sale_outlet_id, sale_number, voucher_id",
      places.filter { _ in random.next(2) == 0 }.map { "\($0.0), '\($0.1)', \(random.next(2) + 1)" })
  }

  static func add(_ way: Way, to relation: Relation<Outlet>) -> Relation<Outlet> {
    switch way {
    case .lazily: relation
    case .preload:
      relation.preload(\.items.ware.sales, \.sales.items.sale.receipt, \.sales.refunds.outlet, \.sales.vouchers.sales, \.sales.wares)
    case .includes:
      relation.includes(\.items.ware.sales, \.sales.items.sale.receipt, \.sales.refunds.outlet, \.sales.vouchers.sales, \.sales.wares)
    case .eagerLoad:
      relation.eagerLoad(\.items.ware.sales, \.sales.items.sale.receipt, \.sales.refunds.outlet, \.sales.vouchers.sales, \.sales.wares)
    }
  }

  /// A line for each outlet and sale, whatever the order of members.
  static func read(_ relation: Relation<Outlet>) async throws -> [String] {
    var lines: [String] = []
    for outlet in try await relation.load() {
      var items: [String] = []
      for item in try await outlet.items.load() { items.append("\(item.text)/\(try await names(item.ware))") }
      lines.append("\(outlet.name): \(items.sorted())")
      for sale in try await outlet.sales.load() { lines.append(try await line(sale)) }
    }
    return lines.sorted()
  }

  private static func names(_ ware: Ware?) async throws -> [String] {
    try await ware?.sales.load().map { "\($0.outletID)\($0.number)" }.sorted() ?? []
  }

  private static func line(_ sale: Sale) async throws -> String {
    var parts = ["\(sale.outletID)\(sale.number)"]
    for item in try await sale.items.load() { parts.append("\(item.text) \(try await item.sale?.receipt?.text ?? "-")") }
    for refund in try await sale.refunds.load() { parts.append("\(refund.amount) \(try await refund.outlet?.name ?? "-")") }
    for voucher in try await sale.vouchers.load() { parts.append("\(voucher.code) \(try await voucher.sales.load().count)") }
    parts += Set(try await sale.wares.load().map(\.name))
    return "\(parts.sorted())"
  }
}

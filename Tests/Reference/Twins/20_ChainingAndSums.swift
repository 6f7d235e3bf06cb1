import ActiveRecord

/// Calculations, chaining, and SQL of a collection.
enum Scenario20: Twin {
  static let topic = "20-chaining-and-sums"
  static let schema: [SQL] = [
    "CREATE TABLE shops (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    """
    CREATE TABLE sales (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, shop_id INTEGER, item VARCHAR, qty INTEGER, price DECIMAL(8, 2), day DATE)
    """,
  ]

  @Model class Shop: Record {
    var name: String?
    @HasMany var sales: Many<Sale>
    @HasMany var bigSales: Many<Sale> = .has { $0.where { $0.qty >= 5 }.order { $0.qty.desc } }
  }
  @Model class Sale: Record {
    @BelongsTo var shop: Shop
    var item: String?
    var qty = 0
    var price = 0.0
    var day: String?
  }

  static func run(_ t: Scenario) async throws {
    let shop = try await t.quiet {
      let shop = try await Shop.create { $0.name = "S" }
      for (index, (item, qty, price)) in [("tea", 2, 1.5), ("tea", 6, 1.5), ("jam", 9, 3.25), ("jam", 1, 4)].enumerated() {
        try await shop.sales.create {
          $0.item = item; $0.qty = qty; $0.price = price; $0.day = "2024-01-0\(1 + index / 2)"
        }
      }
      return try await Shop.find(1)
    }
    await calculations(t, shop)
    await chaining(t, shop)
    await text(t, shop)
    await selecting(t, shop)
  }

  private static func calculations(_ t: Scenario, _ shop: Shop) async {
    t.section("calculations")
    await t.show("sum, average, minimum, maximum") {
      let (sum, average) = (try await shop.sales.sum(\.qty), try await shop.sales.average(\.qty))
      let (least, last) = (try await shop.sales.minimum(\.price), try await shop.sales.maximum(\.day))
      return t.list(sum, average.map { "\($0)" }, least.map { "\($0)" }, last.flatMap { $0 })
    }
    await t.show("sum of an expression") { try await shop.sales.sum { $0.qty.as(Double.self) * $0.price } }
    await t.show("grouped") {
      [
        Dictionary(uniqueKeysWithValues: try await shop.sales.grouped(by: \.item).sum(\.qty).map { ($0.key ?? "", $0.value) }),
        Dictionary(uniqueKeysWithValues: try await shop.sales.grouped(by: \.item).count().map { ($0.key ?? "", $0.value) }),
      ]
    }
    await t.show("count distinct") { try await shop.sales.distinct().count(\.item) }
    await t.show("pluck and pick") {
      let rows: [(String?, Int)] = try await shop.sales.pluck(\.item, \.qty)
      let values = rows.map { row in TraceValue.array([row.0.traceValue, row.1.traceValue]) }
      let first: String?? = try await shop.sales.order(\.qty).pick(\.item)
      return TraceValue.array([.array(values), first.flatMap { $0 }.traceValue])
    }
    await t.show("loaded: sum with a block is in memory, sum asks") {
      let loaded = try await shop.sales.load()
      let total = loaded.map(\.qty).reduce(0, +)
      return t.list(total, try await shop.sales.sum(\.qty), try shop.sales.loaded.map(\.qty))
    }
    await t.show("empty owner") {
      let new = Shop()
      return t.list(try await new.sales.sum(\.qty), try await new.sales.average(\.qty), try await new.sales.maximum(\.qty))
    }
  }

  private static func chaining(_ t: Scenario, _ shop: Shop) async {
    t.section("chaining")
    await t.show("lazy") { t.list(false, try shop.sales.where { $0.item == "tea" }.order(\.qty).toSQL()) }
    await t.show("scope of the model") { try await shop.sales.on("2024-01-02").map(\.item) }
    await t.show("limit, offset, reverse") { try await shop.bigSales.offset(1).limit(1).reversed().map(\.qty) }
    await t.show("unscope and rewhere, reorder") {
      [try shop.bigSales.unscope(where: \.qty).toSQL(), try shop.bigSales.reorder(\.id).toSQL()]
    }
    await t.show("or") { try shop.sales.where { $0.item == "tea" }.or(shop.sales.where { $0.qty == 1 }).toSQL() }
    await t.show("not") { try await shop.sales.where { $0.item != "tea" }.count() }
    await t.show("merge") { try await shop.sales.merge(Sale.where { $0.qty == 9 }).map(\.item) }
  }

  private static func text(_ t: Scenario, _ shop: Shop) async {
    t.section("to_sql")
    await t.show("association") { [try shop.sales.toSQL(), try shop.bigSales.toSQL()] }
    await t.show("quoting") { try shop.sales.where { $0.item == "d'oh" }.toSQL() }
    await t.show("unsaved owner") { try Shop().sales.toSQL() }
  }

  private static func selecting(_ t: Scenario, _ shop: Shop) async {
    t.section("select, group, distinct")
    await t.show("grouped association") {
      let rows: [(String?, Int)] = try await shop.sales.group(\.item).select { ($0.item, $0.qty.sum) }
      return rows.map { row in TraceValue.array([row.0.traceValue, row.1.traceValue, .null]) }
    }
    await t.show("distinct") { try await shop.sales.distinct().pluck(\.item) }
    t.omits("an attribute that was not selected")
    await t.show("select with a block does not query when loaded") { try await shop.sales.reload().filter { $0.qty > 5 }.count }
  }
}

extension QuerySource where Model == Scenario20.Sale {
  func on(_ day: String) -> Relation<Scenario20.Sale> { self.where { $0.day == day } }
}

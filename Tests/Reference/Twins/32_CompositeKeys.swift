import ActiveRecord

/// Keys of several columns on both sides: written, read, loaded, joined, changed.
enum Scenario32: Twin {
  static let topic = "32-composite-keys"
  static let schema: [SQL] = [
    "CREATE TABLE blogs (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE orders (shop_id INTEGER, no INTEGER, status VARCHAR, PRIMARY KEY (shop_id, no))",
    "CREATE TABLE items (shop_id INTEGER, no INTEGER, order_no INTEGER, name VARCHAR, PRIMARY KEY (shop_id, no))",
    "CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, order_shop INTEGER, order_no INTEGER, text VARCHAR)",
  ]
  static var models: [Record.Type] { [Order.self, Item.self, Note.self] }

  @Model class Order: Record {
    @PrimaryKey var shopID: Int
    @PrimaryKey var no: Int
    var status: String?
    @HasMany var items: Many<Item> = .has(foreignKey: [\.shopID, \.orderNo], dependent: .destroy)
    @HasMany var notes: Many<Note> = .has(foreignKey: [\.orderShop, \.orderNo])
    @HasOne var firstNote: Note? = .has(foreignKey: [\.orderShop, \.orderNo]) { $0.order(\.id) }
  }
  @Model class Item: Record {
    @PrimaryKey var shopID: Int
    @PrimaryKey var no: Int
    var orderNo: Int?
    var name: String?
    @BelongsTo var order: Order = .belongs(foreignKey: [\.shopID, \.orderNo])
  }
  @Model class Note: Record {
    var orderShop: Int?
    var orderNo: Int?
    var text: String?
    @BelongsTo var order: Order? = .belongs(foreignKey: [\.orderShop, \.orderNo])
  }

  static func run(_ t: Scenario) async throws {
    let order = try await write(t)
    try await read(t, order)
    try await load(t)
    try await change(t, order)
  }

  private static func write(_ t: Scenario) async throws -> Order {
    t.section("write")
    await t.show("create") {
      let order = try await Order.create {
        $0.shopID = 1; $0.no = 10; $0.status = "new"
      }
      return t.list(order.shopID, order.no)
    }
    let order = try await t.quiet { try await Order.find((1, 10)) }
    await t.show("create a member") {
      try await order.items.create {
        $0.no = 1; $0.name = "pen"
      }.attributes
    }
    await t.show("build takes both parts") {
      let note = order.notes.build { $0.text = "hi" }
      return t.list(note.orderShop, note.orderNo)
    }
    await t.show("save") {
      try await order.save()
      return try await keys(t, Note.all())
    }
    await t.show("assign on the belongs_to side") {
      let note = Note { $0.text = "b" }
      note.$order.set(order)
      return t.list(note.orderShop, note.orderNo, try await note.saveIfValid())
    }
    try await t.quiet {
      let other = try await Order.create {
        $0.shopID = 2; $0.no = 10; $0.status = "old"
      }
      try await other.items.create {
        $0.no = 1; $0.name = "cup"
      }
    }
    return order
  }

  private static func read(_ t: Scenario, _ order: Order) async throws {
    t.section("read")
    await t.show("find") { try await Order.find((2, 10)).status }
    await t.show("find several") { try await Order.find([(1, 10), (2, 10)]).map(\.status) }
    await t.show("has_many") { try await Order.find((2, 10)).items.load().map(\.name) }
    await t.show("belongs_to") {
      let found = try await Item.find((2, 1)).order
      return t.list(found.shopID, found.no)
    }
    await t.show("has_one") { try await order.firstNote?.text }
    await t.show("ids") {
      var ids: [TraceValue] = []
      for (shop, no) in try await order.items.ids(as: (Int, Int).self) { ids.append(t.list(shop, no)) }
      return TraceValue.array(ids)
    }
    await t.show("where with a tuple of keys") {
      try Order.where { ($0.shopID == 1 && $0.no == 10) || ($0.shopID == 2 && $0.no == 10) }.toSQL()
    }
    await t.show("where by the association") { try Item.where { $0.order == order }.toSQL() }
  }

  private static func load(_ t: Scenario) async throws {
    t.section("eager and joins")
    await t.show("preload") { try await names(Order.preload(\.items)) }
    await t.show("preload belongs_to") {
      var found: [String?] = []
      for item in try await Item.preload(\.order).order(\.shopID).load() { found.append(try await item.order.status) }
      return found
    }
    await t.show("eager_load") { try await names(Order.eagerLoad(\.items)) }
    await t.show("joins") { try Order.joins(\.items).toSQL() }
  }

  private static func keys(_ t: Scenario, _ notes: Relation<Note>) async throws -> TraceValue {
    var keys: [TraceValue] = []
    for (shop, no) in try await notes.pluck(\.orderShop, \.orderNo) { keys.append(t.list(shop, no)) }
    return .array(keys)
  }

  private static func names(_ orders: Relation<Order>) async throws -> [[String?]] {
    var names: [[String?]] = []
    for order in try await orders.order(\.shopID).load() { names.append(try await order.items.load().map(\.name)) }
    return names
  }

  private static func change(_ t: Scenario, _ order: Order) async throws {
    t.section("change")
    await t.show("update uses both") {
      order.status = "paid"
      return try await order.saveIfValid()
    }
    await t.show("ids=") {
      try await order.items.replace(withIDs: [(1, 1)])
      return try await order.items.size()
    }
    await t.show("delete one") {
      if let first = try await order.notes.first() { try await order.notes.remove(first) }
      return try await keys(t, Note.order(\.id))
    }
    await t.show("destroy") {
      try await order.destroy()
      return t.list(try await Order.count(), try await Item.count())
    }
    await t.raises("find of a wrong shape") { _ = try await Order.find(10) }
  }
}

import ActiveRecord
import Foundation

/// What a rollback gives back in memory.
enum Scenario41: Twin {
  static let topic = "41-rollback-state"
  static let schema: [SQL] = [
    """
    CREATE TABLE carts (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, lines_count INTEGER DEFAULT 0, lock_version INTEGER DEFAULT 0,
      created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL)
    """,
    "CREATE TABLE lines (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, cart_id INTEGER)",
  ]

  struct No: Error, CustomStringConvertible { var description: String { "no" } }

  @Model class Cart: Record {
    var name: String?
    var linesCount = 0
    var lockVersion = 0
    var createdAt: Date?
    var updatedAt: Date?
    @HasMany var lines: Many<Line>

    static func rules(_ cart: Rules<Cart>) { cart.afterSave { if $0.name == "raise" { throw No() } } }
  }
  @Model class Line: Record {
    var name: String?
    var cartID: Cart.ID?
    @BelongsTo var cart: Cart?

    static func rules(_ line: Rules<Line>) {
      line.validates(\.name, .presence)
      line.beforeCreate { if $0.name == "halt" { throw Halt() } }
    }
  }

  private static func state(_ t: Scenario, _ record: Record) -> TraceValue {
    t.list(record.attributes["id"], record.isNew, record.isPersisted, record.isDestroyed, record.changedColumns)
  }
  /// Runs steps in a transaction that is rolled back.
  private static func undo(_ body: () async throws -> Void) async throws {
    do {
      try await Database.transaction {
        try await body()
        throw Rollback()
      }
    } catch is Rollback {}
  }
  private struct Rollback: Error {}

  static func run(_ t: Scenario) async throws {
    await creating(t)
    let cart = try await t.quiet { try await Cart.create { $0.name = "u" } }
    await updating(t, cart)
    await collections(t, cart)
    await withoutTransaction(t)
    t.section("savepoint")
    await t.show("only the inner work is undone") {
      let outer = Cart(name: "o"), inner = Cart(name: "i")
      try await Database.transaction {
        try await outer.save()
        do {
          try await Database.transaction(requiresNew: true) {
            try await inner.save()
            throw Rollback()
          }
        } catch is Rollback {}
      }
      return t.list(outer.isNew, inner.isNew, inner.id)
    }
  }

  private static func creating(_ t: Scenario) async {
    t.section("create")
    await t.show("a new record is new again") {
      let cart = Cart(name: "a")
      try await undo { try await cart.save() }
      return t.list(state(t, cart), cart.createdAt)
    }
    await t.show("and can be saved again") {
      let cart = Cart(name: "a")
      try await undo { try await cart.save() }
      return t.list(try await cart.saveIfValid(), cart.id)
    }
    await t.show("a graph") {
      let cart = Cart(name: "g"), line = cart.lines.build { $0.name = "l" }
      try await undo { try await cart.save() }
      return t.list(state(t, cart), state(t, line), line.cartID)
    }
    await t.show("the graph saved again") {
      let cart = Cart(name: "g"), line = cart.lines.build { $0.name = "l" }
      try await undo { try await cart.save() }
      try await cart.save()
      return t.list(line.cartID == cart.id, try await Line.where { $0.cartID == cart.id }.count())
    }
  }

  private static func updating(_ t: Scenario, _ cart: Cart) async {
    t.section("update")
    await t.show("changes come back") {
      try await undo { try await cart.update { $0.name = "v" } }
      return t.list(cart.name, changes(cart.changes), changes(cart.previousChanges), cart.lockVersion)
    }
    await t.show("saved again") {
      try await cart.save()
      return try await Cart.find(cart.id ?? 0).name
    }
    await t.show("twice in one transaction") {
      try await undo {
        try await cart.update { $0.name = "w" }
        try await cart.update { $0.name = "x" }
      }
      return t.list(cart.name, changes(cart.changes)["name"])
    }
    t.section("destroy")
    await t.show("not destroyed any more") {
      try await cart.reload()
      try await undo { try await cart.destroy() }
      return t.list(state(t, cart), cart.isReadonly)
    }
    await t.show("rows") { try await Cart.where { $0.id == (cart.id ?? 0) }.exists() }
  }

  private static func changes(_ changes: [String: (old: DatabaseValue, new: DatabaseValue)]) -> [String: [DatabaseValue]] {
    changes.mapValues { [$0.old, $0.new] }
  }

  private static func collections(_ t: Scenario, _ cart: Cart) async {
    t.section("collections")
    await t.show("push") {
      let line = Line(name: "n")
      try await undo { try await cart.lines.append(line) }
      return t.list(state(t, line), line.cartID == cart.id, try await cart.lines.size(), cart.lines.target.count)
    }
    await t.show("create!") {
      try await cart.reload()
      try await undo { try await cart.lines.create { $0.name = "m" } }
      return t.list(try await cart.lines.load().map(\.isNew), try await Line.where { $0.name == "m" }.count())
    }
    await t.show("delete") {
      try await cart.reload()
      try await t.quiet { _ = try await cart.lines.create { $0.name = "keep" } }
      let line = try await cart.lines.first()
      try await undo { if let line { try await cart.lines.remove(line) } }
      let count = try await cart.lines.load().count
      return t.list(count, line?.cartID == cart.id, try await cart.lines.reload().count)
    }
    await t.show("replace") {
      try await undo { try await cart.lines.replace(with: []) }
      let count = try await cart.lines.load().count
      return t.list(count, try await cart.lines.reload().count)
    }
  }

  private static func withoutTransaction(_ t: Scenario) async {
    t.section("without an explicit transaction")
    await t.raises("after_save raises") {
      let cart = Cart(name: "raise")
      do { _ = try await cart.saveIfValid() } catch {
        await t.show("state") { state(t, cart) }
        throw error
      }
    }
    await t.show("save! of a graph with an invalid member") {
      let cart = Cart(name: "i")
      cart.lines.build()
      var message = ""
      do { try await cart.save() } catch { message = "\(error)" }
      return t.list(message, state(t, cart))
    }
    await t.show("a member halts") {
      let cart = Cart(name: "h")
      for name in ["ok", "halt"] { cart.lines.build { $0.name = name } }
      let saved = try await cart.saveIfValid()
      return t.list(saved, state(t, cart), TraceValue.array(cart.lines.target.map { t.list($0.id, $0.isNew, $0.cartID) }))
    }
  }
}

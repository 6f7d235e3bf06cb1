import ActiveRecord
import ActiveRecordTesting
import Foundation
import Synchronization
import Testing

/// Models of the chapter on rules.
enum GuideRules {
  static let log = Mutex<[String]>([])
  static func note(_ text: String) { log.withLock { $0.append(text) } }

  // snippet.rules
  @Model class Account: Record {
    var name: String
    var email: String?
    var age = 18
    @HasMany var orders: Many<Order>

    static func rules(_ account: Rules<Account>) {
      account.validates(\.name, .presence, .length(2...40))
      account.validates(\.email, .uniqueness, .format(/\S+@\S+/).message("looks wrong"), when: { $0.email != nil })
      account.validates(\.age, .range(18...), on: .create)
      account.validate(on: "closing") { account in
        if try await account.orders.any() { account.errors.add("orders are open") }
      }
      account.beforeSave { $0.name = $0.name.capitalized }
      account.beforeDestroy { if $0.name == "Root" { throw Halt() } }
      account.afterCommit(on: .create) { note("welcome, \($0.name)") }
      account.beforeAdd(\.orders) { account, order in
        if account.age < 21, order.item == "wine" { throw Refused() }
      }
    }
  }
  @Model class Order: Record {
    var item: String
    @BelongsTo var account: Account
  }
  struct Refused: Error {}
  // snippet.end

  // snippet.callback-order
  @Model class Parcel: Record {
    var address: String
    var weight = 0
    @Transient var log: [String] = []

    static func rules(_ parcel: Rules<Parcel>) {
      parcel.afterInitialize { $0.log.append("there") }
      parcel.afterFind { $0.log.append("found") }
      parcel.beforeSave(if: \.isHeavy) { $0.log.append("heavy") }
      parcel.aroundSave { parcel, save in
        parcel.log.append("saving")
        try await save()
        parcel.log.append("saved")
      }
      parcel.afterCommit(on: .create, Parcel.announce)
    }
    var isHeavy: Bool { weight > 20 }
    func announce() { log.append("on its way") }
  }
  // snippet.end

  // snippet.extension
  enum Recent {}
  @Model(table: "accounts") class Customer: Record {
    var name: String
    @HasMany var orders: ManyWith<Purchase, Recent> = .has(foreignKey: "account_id")
  }
  @Model(table: "orders") class Purchase: Record {
    var item: String
    @BelongsTo var customer: Customer? = .belongs(foreignKey: "account_id")
  }
  // snippet.end

  static func run(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.execute("CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER)")
      try await database.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, item TEXT NOT NULL, account_id INTEGER)")
      try await database.execute("CREATE TABLE parcels (id INTEGER PRIMARY KEY, address TEXT NOT NULL, weight INTEGER NOT NULL)")
      try await body(SQLRecorder(database))
    }
  }
}

// snippet.extension-members
extension ManyAssociation where Extension == GuideRules.Recent, Element == GuideRules.Purchase {
  func recent(_ count: Int) -> Relation<Element> { order { $0.id.desc }.limit(count) }
}
// snippet.end

@Model(table: "senders") class GuideSender: Record { var name = "" }
// snippet.did-assign
@Model(table: "letters") class GuideLetter: Record {
  @BelongsTo var sender: GuideSender?
  @Transient var formerSender: GuideSender?

  static func rules(_ letter: Rules<GuideLetter>) {
    letter.didAssign(\.sender) { letter, former in letter.formerSender = former }
  }
}
// snippet.end

@Suite struct AssignmentGuideTests {
  @Test func didAssign() {
    let letter = GuideLetter(sender: GuideSender(name: "Ada"))
    letter.$sender.set(nil)
    #expect(letter.formerSender?.name == "Ada")
  }
}

@Suite(.serialized) struct CallbacksGuideTests {
  typealias Account = GuideRules.Account
  typealias Order = GuideRules.Order
  typealias Customer = GuideRules.Customer
  typealias Parcel = GuideRules.Parcel

  @Test func validations() async throws {
    try await GuideRules.run { _ in
      // snippet.validation
      let account = Account {
        $0.name = "A"
        $0.email = "nowhere"
        $0.age = 12
      }
      let saved = try await account.saveIfValid()
      #expect(!saved)
      #expect(
        account.errors.fullMessages == [
          "Name is too short (minimum is 2 characters)", "Email looks wrong", "Age must be greater than or equal to 18",
        ])
      // snippet.end
    }
  }

  @Test func contexts() async throws {
    try await GuideRules.run { _ in
      let account = try await Account.create { $0.name = "ada" }
      try await account.orders.create { $0.item = "tea" }
      // snippet.validation-context
      let canClose = try await account.isValid(in: "closing")
      // snippet.end
      #expect(!canClose && account.errors.fullMessages == ["orders are open"])
    }
  }

  @Test func callbacks() async throws {
    try await GuideRules.run { _ in
      GuideRules.log.withLock { $0 = [] }
      // snippet.callbacks
      let account = try await Account.create { $0.name = "root" }
      #expect(account.name == "Root")
      let destroyed = try await account.destroyIfAllowed()
      #expect(!destroyed)
      // snippet.end
      #expect(GuideRules.log.withLock { $0 } == ["welcome, Root"])
      #expect(try await Account.count() == 1)
    }
  }

  @Test func order() async throws {
    try await GuideRules.run { _ in
      // snippet.callback-order-use
      let parcel = Parcel(address: "Main Street 1", weight: 25)
      try await parcel.save()
      #expect(parcel.log == ["there", "heavy", "saving", "saved", "on its way"])
      #expect(try await Parcel.find(1).log == ["found", "there"])
      // snippet.end
    }
  }

  @Test func associationCallbacks() async throws {
    try await GuideRules.run { _ in
      let account = try await Account.create { $0.name = "ada" }
      // snippet.before-add
      do { try await account.orders.create { $0.item = "wine" } } catch is GuideRules.Refused {}
      let orders = try await account.orders.count()
      // snippet.end
      #expect(orders == 0)
    }
  }

  @Test func extensions() async throws {
    try await GuideRules.run { recorder in
      let customer = try await Customer.create { $0.name = "Ada" }
      for item in ["tea", "cake", "milk"] { try await customer.orders.create { $0.item = item } }
      recorder.clear()
      // snippet.extension-use
      let items = try await customer.orders.recent(2).pluck(\.item)
      // snippet.end
      #expect(items == ["milk", "cake"])
      expect(
        recorder,
        [#"SELECT "orders"."item" FROM "orders" WHERE "orders"."account_id" = ? ORDER BY "orders"."id" DESC LIMIT ?"#])
    }
  }
}

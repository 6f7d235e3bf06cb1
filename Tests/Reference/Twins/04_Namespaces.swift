import ActiveRecord

/// Models in namespaces: the inner class is found first, and the full name is what a polymorphic key stores.
enum Scenario04: Twin {
  static let topic = "04-namespaces"
  static let schema: [SQL] = [
    "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE billing_users (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE billing_invoices (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, user_id INTEGER, account_id INTEGER, total INTEGER)",
    "CREATE TABLE accounts (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, label VARCHAR, user_id INTEGER)",
    "CREATE TABLE remarks (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, subject_type VARCHAR, subject_id INTEGER, text VARCHAR)",
    "CREATE TABLE line_items (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, invoice_id INTEGER, amount INTEGER)",
  ]
  static var models: [Record.Type] { [Billing.Invoice.self] }

  @Model class User: Record {
    var name: String?
    @HasMany var invoices: Many<Billing.Invoice> = .has(foreignKey: \.userID)
    @HasOne var account: Account?
  }
  @Model class Account: Record {
    var label: String?
    @BelongsTo var user: User?
    @HasMany var invoices: Many<Billing.Invoice>
  }
  @Model class Remark: Record {
    @BelongsTo var subject: Record
    var text: String?
  }

  enum Billing: TableNamespace {
    static let tablePrefix = "billing_"

    @Model class User: Record {
      var name: String?
      @HasMany var invoices: Many<Invoice>
    }
    @Model class Invoice: Record {
      @BelongsTo var user: User
      @BelongsTo var outerUser: Scenario04.User = .belongs(foreignKey: \.userID)
      @BelongsTo var account: Account
      var total: Int?
      @HasMany var remarks: Many<Remark> = .has(as: \.subject)
      @HasMany var items: Many<Item>

      @Model(table: "line_items") class Item: Record {
        @BelongsTo var invoice: Invoice?
        var amount: Int?
      }
    }
  }

  static func run(_ t: Scenario) async throws {
    t.section("table names")
    await t.show("tables") { [User._facts, Billing.User._facts, Billing.Invoice._facts, Billing.Invoice.Item._facts].map(\.tableName) }
    await t.show("foreign keys drop the namespace") {
      [Billing.Invoice.reflection("items")?.foreignKeyName, Billing.User.reflection("invoices")?.foreignKeyName]
    }
    t.section("lookup")
    await t.show("inner first") { try name(Billing.Invoice.reflection("user")) }
    await t.show("outer by ::") { try name(Billing.Invoice.reflection("outerUser")) }
    await t.show("falls back to the outside") { try name(Billing.Invoice.reflection("account")) }
    await t.show("nested class") { try name(Billing.Invoice.Item.reflection("invoice")) }
    t.section("use")
    try await t.quiet {
      try await User.create { $0.name = "out" }
      try await Billing.User.create { $0.name = "in" }
      try await Account.create { $0.label = "acc" }
    }
    await t.show("create") {
      try await Billing.Invoice.create {
        $0.userID = 1
        $0.accountID = 1
        $0.total = 9
      }.attributes
    }
    let invoice = try await t.quiet { try await Billing.Invoice.find(1) }
    await t.show("two classes on one key") { t.list(try await invoice.user.name, try await invoice.outerUser.name) }
    await t.show("the stored type is the full name") {
      let remark = try await invoice.remarks.create { $0.text = "hm" }
      return remark.attributes.mapValues { if case .text(let text) = $0 { DatabaseValue.text(spelled(text)) } else { $0 } }
    }
    await t.show("read back") { (try await Remark.first()?.subject as? Billing.Invoice)?.total }
    await t.show("joins") { try User.joins(\.invoices).toSQL() }
    await t.show("items") { try await invoice.items.create { $0.amount = 3 }.attributes }
    t.omits("a wrong class")
    t.omits("the outer class of the same name")
  }

  /// The class of an association, as the reference spells it: without the type that this scenario stands in.
  private static func name(_ reflection: AssociationReflection?) throws -> String? {
    try reflection.map { spelled(try $0.targetType._facts.name) }
  }

  private static func spelled(_ name: String) -> String {
    guard name.hasPrefix("Scenario04.") else { return name }
    return String(name.dropFirst("Scenario04.".count)).replacing(".", with: "::")
  }
}

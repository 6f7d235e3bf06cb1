import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// The fourth document, sample by sample.
@Suite struct OrderTests {
  typealias Customer = Orders.Customer
  typealias Order = Orders.Order
  typealias Supplier = Orders.Supplier
  typealias Account = Orders.Account
  typealias Assembly = Orders.Assembly
  typealias Part = Orders.Part

  /// What the samples on belongs_to show.
  enum BelongsToSample: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case declared, read, assigned, className, includes, isNil, foreignKey
    var testDescription: String { rawValue }
  }

  @Test(arguments: BelongsToSample.allCases) func belongsTo(_ sample: BelongsToSample) async throws {
    try await Orders.run { customer, _, recorder in
      let order = try await Order.find(1)
      recorder.clear()
      switch sample {
      case .declared, .foreignKey:
        #expect(Order.reflection("customer")?.foreignKeyName == "customer_id" && Order.reflection("customer")?.foreignKeyHolder == "orders")
      case .read:
        #expect(try await order.customer == customer)
        #expect(try await order.customer == customer)
        #expect(recorder.queries.count == 1)
        try await order.$customer.reload()
        #expect(recorder.queries.count == 2)
      case .assigned:
        let other = try await Customer.create { $0.firstName = "Bob" }
        recorder.clear()
        order.$customer.set(other)
        #expect(order.customerID == other.id && recorder.queries.isEmpty)
      case .className:
        order.$buyer.build { $0.name = "P" }
        try await order.save()
        #expect(try await Order.find(1).buyer?.name == "P")
      case .includes:
        try await order.lineItems.create()
        recorder.clear()
        let item = try #require(try await Orders.LineItem.first())
        #expect(try await item.order?.customer == customer)
        #expect(recorder.queries.count == 3)
        #expect(try item.$order.loaded?.$customer.isLoaded == true)
      case .isNil: #expect(try await Order(number: "3").customer == nil)
      }
    }
  }

  /// What the samples on has_one show.
  enum HasOneSample: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case declared, migration, read, assigned, condition, withoutIncludes, includes, isNil
    var testDescription: String { rawValue }
  }

  @Test(arguments: HasOneSample.allCases) func hasOne(_ sample: HasOneSample) async throws {
    try await Orders.run { _, database, recorder in
      let supplier = try await Supplier.create { $0.name = "S" }, account = Account(accountNumber: "7", confirmed: true)
      account.$representative.build()
      if sample != .isNil { try await supplier.$account.set(account) }
      let found = try await Supplier.find(1)
      recorder.clear()
      switch sample {
      case .declared: #expect(Supplier.reflection("account")?.foreignKeyHolder == "accounts")
      case .migration:
        let names = try await database.query("SELECT * FROM accounts")[0].keys
        #expect(Set(["supplier_id", "account_number", "created_at", "updated_at"]).isSubset(of: names))
      case .read:
        #expect(try await found.account == account)
        #expect(try await found.account == account)
        #expect(recorder.queries.count == 1)
      case .assigned: #expect(account.supplierID == supplier.id && account.isPersisted)
      case .condition:
        #expect(try await found.confirmedAccount == account)
        try await Account.updateAll { [$0.confirmed.set(false)] }
        #expect(try await found.$confirmedAccount.reload() == nil)
      case .withoutIncludes:
        #expect(try await found.account?.representative != nil)
        #expect(try await Orders.Representative.find(1).accounts.load() == [account])
      case .includes:
        #expect(try await found.accountWithRepresentative?.$representative.isLoaded == true)
        #expect(recorder.queries.count == 2)
      case .isNil: #expect(try await found.account == nil)
      }
    }
  }

  /// What the samples on has_many show.
  enum HasManySample: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case withoutDeclaration, declared, cached, reloaded, destroy, ids, isEmpty, size, find, `where`, withoutIncludes, includes, order,
      bothWays
    case sameCustomer, staleCustomer, sameModule, otherModule, through
    var testDescription: String { rawValue }
  }

  @Test(arguments: HasManySample.allCases) func hasMany(_ sample: HasManySample) async throws {
    try await Orders.run { customer, _, recorder in
      recorder.clear()
      switch sample {
      case .withoutDeclaration: #expect(try await Order.where { $0.customerID == customer.id }.count() == 2)
      case .declared: #expect(try await customer.orders.create { $0.number = "3" }.customerID == customer.id)
      case .cached, .reloaded:
        #expect(try await customer.orders.load().count == 2)
        #expect(try await customer.orders.size() == 2)
        #expect(try await customer.orders.isEmpty() == false)
        #expect(recorder.queries.count == 1)
        #expect(try await customer.orders.reload().isEmpty == false)
        #expect(recorder.queries.count == 2)
      case .destroy:
        try await customer.orders.destroy(Order.find(1))
        #expect(try await Order.ids() == [2])
      case .ids: #expect(try await customer.orders.ids() == [1, 2])
      case .isEmpty:
        #expect(try await customer.orders.isEmpty() == false)
        #expect(recorder.sql[0].hasPrefix(#"SELECT 1 AS "one""#))
      case .size: #expect(try await customer.orders.size() == 2)
      case .find: #expect(try await customer.orders.find(1).number == "1")
      case .where:
        let open = customer.orders.where { $0.number == "2" }
        #expect(recorder.queries.isEmpty)
        #expect(try await open.first()?.id == 2)
        #expect(recorder.queries.count == 1)
      case .withoutIncludes: #expect(try await customer.orders.load()[0].lineItems.load().isEmpty)
      case .includes:
        #expect(try await customer.ordersWithItems.load().allSatisfy(\.lineItems.isLoaded))
        #expect(recorder.queries.count == 2)
      case .order:
        try await Order.where { $0.id == 2 }.updateAll { [$0.dateConfirmed.set(Date())] }
        #expect(try await customer.ordersByDate.ids() == [2, 1])
      case .bothWays: #expect(Customer.reflection("orders")?.inverseName == "customer")
      case .sameCustomer, .staleCustomer:
        let order = try #require(try await customer.orders.first())
        #expect(try await order.customer?.firstName == customer.firstName)
        customer.firstName = "Manny"
        #expect(try await order.customer?.firstName == "Manny")
      case .sameModule: #expect(Supplier.reflection("account")?.targetName?.hasSuffix("Account") == true)
      case .otherModule: #expect(Communities.User.reflection("accessGrants")?.targetName?.hasSuffix("AccessGrant") == true)
      case .through:
        let physician = try await Orders.Physician.create()
        let old = try await physician.patients.create { $0.name = "old" }
        let kept = try await physician.patients.create { $0.name = "kept" }
        try await physician.patients.replace(with: [kept, Orders.Patient(name: "new")])
        #expect(try await Orders.Appointment.count() == 2)
        #expect(old.isPersisted)
      }
    }
  }

  /// What the samples on has_and_belongs_to_many show.
  enum JoinTableSample: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case declared, choosing, table, part, read, append, delete, destroy, ids, isEmpty, size, find, limit, order
    var testDescription: String { rawValue }
  }

  @Test(arguments: JoinTableSample.allCases) func hasAndBelongsToMany(_ sample: JoinTableSample) async throws {
    try await Orders.run { _, database, recorder in
      let part = try await Part.create { $0.name = "bolt" }
      let engine = try await part.assemblies.create { $0.name = "engine" }
      try await part.assemblies.append(Assembly(name: "door"), Assembly(name: "axle"))
      let found = try await Part.find(1)
      switch sample {
      case .declared, .choosing, .part:
        #expect(try await engine.parts.load() == [part])
        #expect(try await found.assemblies.count() == 3)
      case .table:
        #expect(Part.reflection("assemblies")?.joinTable == "assemblies_parts")
        #expect(try await Set(database.query("SELECT * FROM assemblies_parts")[0].keys) == ["assembly_id", "part_id"])
      case .read: #expect(try await found.assemblies.map(\.name) == ["engine", "door", "axle"])
      case .append:
        try await found.assemblies.append(Assembly(name: "roof"))
        #expect(try await found.assemblies.count() == 4)
      case .delete:
        try await found.assemblies.remove(engine)
        #expect(try await found.assemblies.reload().count == 2)
        #expect(try await Assembly.count() == 3)
      case .destroy:
        try await found.assemblies.destroy(engine)
        #expect(try await found.assemblies.reload().count == 2)
        #expect(try await Assembly.count() == 3)
      case .ids: #expect(try await found.assemblies.ids() == [1, 2, 3])
      case .isEmpty: #expect(try await found.assemblies.isEmpty() == false)
      case .size: #expect(try await found.assemblies.size() == 3)
      case .find: #expect(try await found.assemblies.find(1) == engine)
      case .limit: #expect(try await found.newest.map(\.name) == ["axle", "door"])
      case .order: #expect(try await found.byName.map(\.name) == ["axle", "door", "engine"])
      }
    }
  }

  @Test(arguments: ["orders", "pictures", "assemblies_parts"]) func migrations(_ table: String) async throws {
    let columns = [
      "orders": "date_confirmed, number, customer_id", "pictures": "name, imageable_id, imageable_type, created_at, updated_at",
      "assemblies_parts": "assembly_id, part_id",
    ]
    let names = try #require(columns[table])
    try await Orders.run { _, database, _ in
      let rows = try await database.query("SELECT \(raw: names) FROM \(raw: table) WHERE 1 = 0")
      #expect(rows.isEmpty)
    }
  }
}

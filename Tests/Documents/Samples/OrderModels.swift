import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// The models of the fourth document: customers and orders, suppliers and accounts, assemblies and parts.
enum Orders {
  @Model class Customer: Record {
    var firstName = ""
    @HasMany var orders: Many<Order>
    @HasMany var ordersWithItems: Many<Order> = .has { $0.includes(\.lineItems) }
    @HasMany var ordersByDate: Many<Order> = .has { $0.order { $0.dateConfirmed.desc } }
  }
  @Model class Patron: Record { var name = "" }
  @Model class Order: Record {
    var number = ""
    var dateConfirmed: Date?
    @BelongsTo var customer: Customer?
    @BelongsTo var buyer: Patron?
    @HasMany var lineItems: Many<LineItem>
  }
  @Model class LineItem: Record { @BelongsTo var order: Order? = .belongs { $0.includes(\.customer) } }
  @Model class Supplier: Record {
    var name = ""
    @HasOne var account: Account?
    @HasOne var confirmedAccount: Account? = .has(hasInverse: false) { $0.where("confirmed = \(true)") }
    @HasOne var accountWithRepresentative: Account? = .has(hasInverse: false) { $0.includes(\.representative) }
  }
  @Model class Account: Record {
    var accountNumber = ""
    var confirmed = false
    @BelongsTo var supplier: Supplier?
    @BelongsTo var representative: Representative?
  }
  @Model class Representative: Record { @HasMany var accounts: Many<Account> }
  @Model class Assembly: Record {
    var name = ""
    @HasAndBelongsToMany var parts: Many<Part>
  }
  @Model class Part: Record {
    var name = ""
    @HasAndBelongsToMany var assemblies: Many<Assembly>
    @HasAndBelongsToMany var newest: Many<Assembly> = .has(associationForeignKey: "assembly_id") { $0.order { $0.id.desc }.limit(2) }
    @HasAndBelongsToMany var byName: Many<Assembly> = .has(associationForeignKey: "assembly_id") { $0.order { $0.name.asc } }
  }
  @Model class Physician: Record {
    @HasMany var appointments: Many<Appointment>
    @HasMany var patients: Many<Patient> = .through(\.appointments)
  }
  @Model class Appointment: Record {
    @BelongsTo var physician: Physician
    @BelongsTo var patient: Patient
  }
  @Model class Patient: Record { var name = "" }

  /// The tables, as the document's migrations make them.
  static func migrations() -> Migrations {
    Migrations {
      Migration("1 suppliers") { schema in
        schema.createTable("suppliers") { t in
          t.string("name", null: false)
          t.timestamps()
        }
        schema.createTable("accounts") { t in
          t.integer("supplier_id")
          t.string("account_number", null: false)
          t.boolean("confirmed", null: false, default: false)
          t.references("representative")
          t.timestamps()
        }
        schema.createTable("representatives") { _ in }
      }
      Migration("2 orders") { schema in
        schema.createTable("customers") { $0.string("first_name", null: false) }
        schema.createTable("patrons") { $0.string("name", null: false) }
        schema.createTable("orders") { t in
          t.datetime("date_confirmed")
          t.string("number", null: false)
          t.integer("customer_id")
          t.integer("buyer_id")
        }
        schema.createTable("line_items") { $0.references("order") }
      }
      Migration("3 assemblies") { schema in
        for table in ["assemblies", "parts", "patients"] { schema.createTable(table) { $0.string("name", null: false) } }
        schema.createTable("assemblies_parts", primaryKey: .none) { t in
          t.integer("assembly_id", null: false)
          t.integer("part_id", null: false)
        }
        schema.createTable("physicians") { _ in }
        schema.createTable("appointments") { t in
          t.references("physician")
          t.references("patient")
        }
      }
      Migration("4 pictures") { schema in
        schema.createTable("pictures") { t in
          t.string("name")
          t.integer("imageable_id")
          t.string("imageable_type")
          t.timestamps()
        }
      }
    }
  }

  /// Runs `body` with the tables, a customer with two orders, and a recorder.
  static func run(_ body: nonisolated(nonsending) (Customer, Database, SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.migrate(migrations())
      let customer = try await Customer.create { $0.firstName = "Ann" }
      for number in ["1", "2"] { try await customer.orders.create { $0.number = number } }
      let recorder = SQLRecorder(database)
      try await body(try await Customer.find(1), database, recorder)
    }
  }
}

// Who buys, who sells, and what was sold.

import ActiveRecord
import Foundation

@Model(table: "Employee", primaryKey: "EmployeeId") class Employee: Record {
  @Column("FirstName") var firstName: String
  @Column("LastName") var lastName: String
  @Column("Title") var title: String?
  /// Employees report to employees: both ends of the association are the same table.
  @BelongsTo var manager: Employee? = .belongs(foreignKey: "ReportsTo")
  @HasMany var reports: Many<Employee> = .has(foreignKey: "ReportsTo")
  @HasMany var customers: Many<Customer> = .has(foreignKey: "SupportRepId")
  @HasMany var invoices: Many<Invoice> = .through(\.customers)

  var fullName: String { "\(firstName) \(lastName)" }
}

@Model(table: "Customer", primaryKey: "CustomerId") class Customer: Record {
  @Column("FirstName") var firstName: String
  @Column("LastName") var lastName: String
  @Column("Country") var country: String?
  @BelongsTo var representative: Employee? = .belongs(foreignKey: "SupportRepId")
  @HasMany var invoices: Many<Invoice> = .has(foreignKey: "CustomerId")
  @HasMany var invoiceLines: Many<InvoiceLine> = .through(\.invoices, source: \.lines)

  var fullName: String { "\(firstName) \(lastName)" }
}

@Model(table: "Invoice", primaryKey: "InvoiceId") class Invoice: Record {
  @Column("InvoiceDate") var date: Date
  @Column("Total") var total: Decimal
  @BelongsTo var customer: Customer = .belongs(foreignKey: "CustomerId")
  @HasMany var lines: Many<InvoiceLine> = .has(foreignKey: "InvoiceId")
}

@Model(table: "InvoiceLine", primaryKey: "InvoiceLineId") class InvoiceLine: Record {
  @Column("UnitPrice") var unitPrice: Decimal
  @Column("Quantity") var quantity: Int
  @BelongsTo var invoice: Invoice = .belongs(foreignKey: "InvoiceId")
  @BelongsTo var track: Track = .belongs(foreignKey: "TrackId")
}

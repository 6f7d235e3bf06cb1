import ActiveRecord
public import Foundation

/// What the customers of a support representative paid.
public struct RepresentativeRevenue: Sendable, Equatable {
  /// The representative's name.
  public let representative: String
  /// How many customers the representative looks after.
  public let customers: Int
  /// How many invoices they got.
  public let invoices: Int
  /// The sum of these invoices, to the cent.
  public let revenue: Decimal

  /// The revenue of each support representative, the greatest first: of every employee who looks after a customer.
  ///
  /// The inner join leaves out who has no customer. The invoices are reached through the customers, and both stay loaded.
  public static func all() async throws -> [RepresentativeRevenue] {
    let representatives = try await Employee.joins(\.customers).distinct().includes(\.invoices)
      .order { [$0.lastName.asc, $0.firstName.asc, $0.id.asc] }.load()
    let revenues = try representatives.map { representative in
      let invoices = try representative.invoices.loaded
      return RepresentativeRevenue(
        representative: representative.fullName, customers: try representative.customers.loaded.count, invoices: invoices.count,
        revenue: invoices.reduce(0) { $0 + $1.total })
    }
    return revenues.sorted { $0.revenue > $1.revenue }
  }
}

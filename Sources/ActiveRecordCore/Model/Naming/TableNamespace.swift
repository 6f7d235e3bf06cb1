/// A type in which models are nested, and whose tables begin alike.
///
/// ```swift
/// enum Billing: TableNamespace {
///   static let tablePrefix = "billing_"
///   @Model class Invoice: Record {   // the table billing_invoices
///     @BelongsTo var account: Account?   // Billing.Account, if there is one; account_id
///   }
/// }
/// ```
///
/// Without it the name of the outer type does not count: `Billing.Invoice` is kept in `invoices`. A table that a model names itself
/// (`@Model(table: "bills")`) is taken as it is.
public protocol TableNamespace {
  /// What the names of the tables begin with.
  static var tablePrefix: String { get }
}

/// The model that a query is over, and the database that it is in: tables of two databases cannot stand in one statement.
package final class QueryHome: Sendable, Hashable {
  /// The model's name.
  package let model: String
  /// The database's name, where it has one.
  package let database: String?

  package init(_ model: String, database: String?) {
    self.model = model
    self.database = database
  }

  /// The database, as messages tell it.
  package var place: String { database.map { "the database '\($0)'" } ?? "the default database" }

  package static func == (one: QueryHome, other: QueryHome) -> Bool { one === other }
  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

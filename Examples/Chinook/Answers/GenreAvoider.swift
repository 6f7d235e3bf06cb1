import ActiveRecord

/// A customer who never bought a track of some genre.
public struct GenreAvoider: Sendable, Equatable {
  /// The customer's name.
  public let customer: String
  /// Where the customer lives.
  public let country: String?
  /// How many units the customer bought of whatever genre.
  public let units: Int
  /// The genre that the customer bought most of; `nil` for who bought nothing.
  public let favourite: String?

  /// The customers who never bought a track of a genre, by last name.
  ///
  /// First the keys of those who did: a join along customer, invoices, lines, track and genre. Then all others, with what they
  /// bought instead, preloaded along the same path.
  ///
  /// - Parameter genre: The genre's name, as the database spells it.
  public static func of(_ genre: String = "Jazz") async throws -> [GenreAvoider] {
    let buyers = try await Customer.joins(\.invoiceLines.track.genre)
      .where { $0.invoiceLines.track.genre.name == genre }.distinct().ids()
    let others = try await Customer.where { $0.id.isNotIn(buyers) }.includes(\.invoiceLines.track.genre)
      .order { [$0.lastName.asc, $0.firstName.asc, $0.id.asc] }.load()
    return try others.map { try GenreAvoider($0) }
  }

  private init(_ customer: Customer) throws {
    let bought = try customer.invoiceLines.loaded.compactMap { line in
      try line.$track.loaded.map { (track: $0, times: line.quantity) }
    }
    self.customer = customer.fullName
    country = customer.country
    units = bought.reduce(0) { $0 + $1.times }
    favourite = try GenreTally(bought).ranking.first.map { $0.genre.name ?? unnamed }
  }
}

import ActiveRecord

/// How much of an artist's work was sold.
public struct ArtistSales: Sendable, Equatable {
  /// The artist's name.
  public let artist: String
  /// How many albums of the artist the shop has.
  public let albums: Int
  /// How many tracks there are on them.
  public let tracks: Int
  /// How many units of these tracks were sold.
  public let units: Int

  /// The artists whose tracks sold most units; artists who sold the same come by name.
  ///
  /// Artist → albums → tracks → invoice lines: an association through another one that itself goes through a third. Each table is
  /// read once, and what lies between stays loaded.
  ///
  /// - Parameter count: How many artists.
  public static func top(_ count: Int = 10) async throws -> [ArtistSales] {
    let artists = try await Artist.includes(\.invoiceLines).order { [$0.name.asc, $0.id.asc] }.load()
    let sales = try artists.map { artist in
      ArtistSales(
        artist: artist.name ?? unnamed, albums: try artist.albums.loaded.count, tracks: try artist.tracks.loaded.count,
        units: try artist.invoiceLines.loaded.reduce(0) { $0 + $1.quantity })
    }
    // Sorting keeps the order of those that are equal, which is the one they were loaded in.
    return Array(sales.filter { $0.units > 0 }.sorted { $0.units > $1.units }.prefix(count))
  }
}

/// What stands for a name that is NULL.
let unnamed = "(no name)"

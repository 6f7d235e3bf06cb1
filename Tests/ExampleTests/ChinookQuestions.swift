import Chinook
import Foundation

/// The five questions: asked of the example, and in plain SQL. Both answers are rows of text.
enum ChinookQuestion: CaseIterable {
  case artists
  case representatives
  case managers
  case playlists
  case withoutJazz

  /// How many statements the example takes.
  var statements: Int {
    switch self {
    case .artists: 4
    case .representatives: 3
    case .managers: 2
    case .playlists: 5
    case .withoutJazz: 6
    }
  }

  /// The example's answer.
  func answer() async throws -> [[String]] {
    switch self {
    case .artists: try await ArtistSales.top().map { [$0.artist, "\($0.albums)", "\($0.tracks)", "\($0.units)"] }
    case .representatives:
      try await RepresentativeRevenue.all().map { [$0.representative, "\($0.customers)", "\($0.invoices)", "\($0.revenue * 100)"] }
    case .managers: try await ManagerChain.all().map { [$0.employee, $0.title ?? "", $0.managers.joined(separator: ", ")] }
    case .playlists:
      try await PlaylistGenres.longest().flatMap { playlist in
        playlist.genres.map { [playlist.playlist, "\(playlist.tracks)", $0.genre, "\($0.tracks)"] }
      }
    case .withoutJazz:
      try await GenreAvoider.of("Jazz").map { [$0.customer, $0.country ?? "", "\($0.units)", $0.favourite ?? ""] }
    }
  }

  /// The same question in plain SQL.
  var sql: String {
    switch self {
    case .artists: Self.artistsSQL
    case .representatives: Self.representativesSQL
    case .managers: Self.managersSQL
    case .playlists: Self.playlistsSQL
    case .withoutJazz: Self.withoutJazzSQL
    }
  }

  private static let artistsSQL = """
    SELECT COALESCE(ar.Name, '(no name)'), (SELECT COUNT(*) FROM Album x WHERE x.ArtistId = ar.ArtistId),
      (SELECT COUNT(*) FROM Track y JOIN Album x ON x.AlbumId = y.AlbumId WHERE x.ArtistId = ar.ArtistId), SUM(l.Quantity)
    FROM Artist ar JOIN Album al ON al.ArtistId = ar.ArtistId JOIN Track t ON t.AlbumId = al.AlbumId
      JOIN InvoiceLine l ON l.TrackId = t.TrackId
    GROUP BY ar.ArtistId ORDER BY SUM(l.Quantity) DESC, ar.Name, ar.ArtistId LIMIT 10
    """

  private static let representativesSQL = """
    SELECT e.FirstName || ' ' || e.LastName, COUNT(DISTINCT c.CustomerId), COUNT(i.InvoiceId),
      CAST(ROUND(COALESCE(SUM(i.Total), 0) * 100) AS INTEGER) AS cents
    FROM Employee e JOIN Customer c ON c.SupportRepId = e.EmployeeId LEFT JOIN Invoice i ON i.CustomerId = c.CustomerId
    GROUP BY e.EmployeeId ORDER BY cents DESC, e.LastName, e.FirstName, e.EmployeeId
    """

  private static let managersSQL = """
    WITH RECURSIVE chain(employee, manager, depth) AS (
      SELECT EmployeeId, ReportsTo, 1 FROM Employee
      UNION ALL
      SELECT chain.employee, m.ReportsTo, depth + 1 FROM chain JOIN Employee m ON m.EmployeeId = chain.manager)
    SELECT e.FirstName || ' ' || e.LastName, e.Title, (
      SELECT group_concat(name, ', ') FROM (
        SELECT m.FirstName || ' ' || m.LastName AS name FROM chain JOIN Employee m ON m.EmployeeId = chain.manager
        WHERE chain.employee = e.EmployeeId ORDER BY depth))
    FROM Employee e ORDER BY e.LastName, e.FirstName, e.EmployeeId
    """

  private static let playlistsSQL = """
    WITH longest AS (
      SELECT p.PlaylistId, p.Name, COUNT(*) AS tracks
      FROM Playlist p JOIN PlaylistTrack pt ON pt.PlaylistId = p.PlaylistId JOIN Track t ON t.TrackId = pt.TrackId
      GROUP BY p.PlaylistId ORDER BY tracks DESC, p.Name, p.PlaylistId LIMIT 5)
    SELECT COALESCE(longest.Name, '(no name)'), longest.tracks, COALESCE(g.Name, '(no name)'), COUNT(*)
    FROM longest JOIN PlaylistTrack pt ON pt.PlaylistId = longest.PlaylistId JOIN Track t ON t.TrackId = pt.TrackId
      JOIN Genre g ON g.GenreId = t.GenreId
    GROUP BY longest.PlaylistId, g.GenreId
    ORDER BY longest.tracks DESC, longest.Name, longest.PlaylistId, COUNT(*) DESC, g.Name, g.GenreId
    """

  private static let withoutJazzSQL = """
    WITH bought AS (
      SELECT i.CustomerId, l.Quantity, g.GenreId, g.Name FROM Invoice i JOIN InvoiceLine l ON l.InvoiceId = i.InvoiceId
        JOIN Track t ON t.TrackId = l.TrackId LEFT JOIN Genre g ON g.GenreId = t.GenreId)
    SELECT c.FirstName || ' ' || c.LastName, c.Country, (SELECT COALESCE(SUM(Quantity), 0) FROM bought b WHERE b.CustomerId = c.CustomerId),
      (SELECT COALESCE(b.Name, '(no name)') FROM bought b WHERE b.CustomerId = c.CustomerId AND b.GenreId IS NOT NULL
        GROUP BY b.GenreId ORDER BY SUM(b.Quantity) DESC, b.Name, b.GenreId LIMIT 1)
    FROM Customer c WHERE NOT EXISTS (SELECT 1 FROM bought b WHERE b.CustomerId = c.CustomerId AND b.Name = 'Jazz')
    ORDER BY c.LastName, c.FirstName, c.CustomerId
    """
}

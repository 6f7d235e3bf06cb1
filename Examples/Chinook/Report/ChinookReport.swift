import ActiveRecord
import Synchronization

/// The five answers as text, with the number of statements that each of them took.
public struct ChinookReport {
  private let database: Database
  private let counter = StatementCounter()

  /// A report about a database.
  public init(_ database: Database) { self.database = database }

  /// The report's lines, none of them longer than 80 characters.
  public func lines() async throws -> [String] {
    database.add(counter)
    defer { database.remove(counter) }
    return try await database.use {
      var lines = try await section("The ten artists whose tracks sold most units", "artist, albums, tracks, invoice lines") {
        try await ArtistSales.lines(ArtistSales.top())
      }
      lines += try await section("The revenue of each support representative", "employee, customers, invoices") {
        try await RepresentativeRevenue.lines(RepresentativeRevenue.all())
      }
      lines += try await section("The chain of managers of each employee", "employee, manager, manager, and so on") {
        try await ManagerChain.lines(ManagerChain.all())
      }
      lines += try await section("The five playlists with most tracks, and their genres", "playlist, tracks, genre") {
        try await PlaylistGenres.lines(PlaylistGenres.longest())
      }
      lines += try await section("The customers who never bought a jazz track", "customer, invoices, lines, track, genre") {
        try await GenreAvoider.lines(GenreAvoider.of("Jazz"))
      }
      return lines
    }
  }

  private func section(_ title: String, _ path: String, _ answer: () async throws -> [String]) async throws -> [String] {
    counter.reset()
    let lines = try await answer()
    let count = counter.count
    return [title, String(repeating: "=", count: title.count), ""] + (lines.isEmpty ? ["none"] : lines)
      + ["", "\(path): \(count) statement\(count == 1 ? "" : "s")", ""]
  }
}

/// Counts the statements that a database runs.
private final class StatementCounter: QueryObserver {
  private let counted = Mutex(0)

  var count: Int { counted.withLock { $0 } }

  func reset() { counted.withLock { $0 = 0 } }

  func statementRan(_ event: QueryEvent) { counted.withLock { $0 += 1 } }
}

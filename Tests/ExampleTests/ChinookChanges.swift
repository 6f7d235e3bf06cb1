/// What the answers are asked of: the file as it is, or a copy in which rows and names were changed.
enum ChinookVariant: CaseIterable {
  case asItIs
  case changed

  /// Runs `body` on a copy of the file, changed where this is the changed variant.
  func run<R>(_ body: (String) async throws -> R) async throws -> R {
    try await ChinookFile.copied { path in
      if self == .changed { try PlainSQL.execute(Self.changes, in: path) }
      return try await body(path)
    }
  }

  /// New names for everything, other numbers, rows gone and rows added, keys that point nowhere, and a chain of nine employees.
  private static let changes = """
    UPDATE Artist SET Name = 'Band ' || (ArtistId * 37 % 211);
    UPDATE Artist SET Name = NULL WHERE ArtistId IN (90, 150);
    DELETE FROM Album WHERE AlbumId % 11 = 0;
    UPDATE Album SET ArtistId = 1 + AlbumId % 40;
    UPDATE Track SET AlbumId = NULL WHERE TrackId % 17 = 0;
    UPDATE Genre SET Name = 'Genre ' || GenreId WHERE Name <> 'Jazz';
    UPDATE Genre SET Name = 'Genre 3' WHERE GenreId = 4;
    UPDATE Genre SET Name = NULL WHERE GenreId = 7;
    INSERT INTO Genre (GenreId, Name) VALUES (26, 'Jazz');
    UPDATE Track SET GenreId = NULL WHERE TrackId % 13 = 0;
    UPDATE Track SET GenreId = 1 + TrackId % 25 WHERE TrackId % 3 = 0;
    UPDATE Track SET GenreId = 5 WHERE GenreId = 2 AND TrackId % 4 > 0;
    UPDATE Track SET GenreId = 26 WHERE TrackId % 149 = 0;
    DELETE FROM Track WHERE TrackId % 101 = 0;
    DELETE FROM InvoiceLine WHERE InvoiceLineId % 5 = 0;
    UPDATE InvoiceLine SET Quantity = 1 + TrackId % 7;
    DELETE FROM Invoice WHERE InvoiceId % 23 = 0;
    UPDATE Invoice SET Total = ROUND(Total * 1.37 + InvoiceId * 0.01, 2);
    UPDATE Employee SET FirstName = 'First' || EmployeeId, LastName = 'Last' || (10 - EmployeeId), ReportsTo = EmployeeId - 1;
    UPDATE Employee SET ReportsTo = NULL, Title = NULL WHERE EmployeeId = 1;
    INSERT INTO Employee (EmployeeId, FirstName, LastName, ReportsTo) VALUES (9, 'Newly', 'Hired', 8), (10, 'Lost', 'Soul', 77);
    UPDATE Customer SET SupportRepId = 2 + CustomerId % 6, LastName = 'Name ' || (CustomerId % 7);
    UPDATE Customer SET SupportRepId = NULL WHERE CustomerId % 10 = 0;
    INSERT INTO Customer (CustomerId, FirstName, LastName, Email, SupportRepId) VALUES (60, 'Only', 'Looking', 'x@example.org', 9);
    UPDATE Playlist SET Name = 'List ' || (PlaylistId % 5);
    UPDATE Playlist SET Name = NULL WHERE PlaylistId = 8;
    DELETE FROM PlaylistTrack WHERE PlaylistId = 1 AND TrackId % 3 = 0;
    INSERT INTO PlaylistTrack (PlaylistId, TrackId) SELECT 2, TrackId FROM Track WHERE TrackId % 2 = 0;
    """
}

import ActiveRecord
import Chinook

/// A database of Chinook's shape with no rows but those a test puts in.
enum ChinookMiniature {
  static let schema = """
    CREATE TABLE Artist (ArtistId INTEGER PRIMARY KEY, Name TEXT);
    CREATE TABLE Album (AlbumId INTEGER PRIMARY KEY, Title TEXT NOT NULL, ArtistId INTEGER NOT NULL);
    CREATE TABLE Track (TrackId INTEGER PRIMARY KEY, Name TEXT NOT NULL, AlbumId INTEGER, GenreId INTEGER);
    CREATE TABLE Genre (GenreId INTEGER PRIMARY KEY, Name TEXT);
    CREATE TABLE Playlist (PlaylistId INTEGER PRIMARY KEY, Name TEXT);
    CREATE TABLE PlaylistTrack (PlaylistId INTEGER NOT NULL, TrackId INTEGER NOT NULL, PRIMARY KEY (PlaylistId, TrackId));
    CREATE TABLE Employee (
      EmployeeId INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Title TEXT, ReportsTo INTEGER);
    CREATE TABLE Customer (
      CustomerId INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Country TEXT, SupportRepId INTEGER);
    CREATE TABLE Invoice (InvoiceId INTEGER PRIMARY KEY, InvoiceDate DATETIME NOT NULL, Total NUMERIC(10, 2) NOT NULL, CustomerId INTEGER);
    CREATE TABLE InvoiceLine (
      InvoiceLineId INTEGER PRIMARY KEY, UnitPrice NUMERIC(10, 2) NOT NULL, Quantity INTEGER NOT NULL, InvoiceId INTEGER, TrackId INTEGER);
    """

  /// Runs `body` on such a database.
  static func with<R>(_ rows: String = "", _ body: (Database) async throws -> R) async throws -> R {
    try await ChinookFile.inFolder { path in
      try PlainSQL.execute(schema + rows, in: path)
      let database = try await ChinookDatabase.open(path)
      let result = try await database.use { try await body(database) }
      await database.close()
      return result
    }
  }
}

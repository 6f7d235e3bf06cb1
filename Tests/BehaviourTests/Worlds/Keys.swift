import ActiveRecord
import Foundation

// Keys that are no integer named `id`, names that follow no convention, and models in a namespace.

/// Its key is text that the user gives.
@Model class Country: Record {
  @PrimaryKey var code: String
  var name: String
  @HasMany var cities: Many<City>
  @HasAndBelongsToMany var languages: Many<Language>
}

/// Holds a text key.
@Model class City: Record {
  var name: String
  @BelongsTo var country: Country?
}

/// Joined to text keys by a table.
@Model class Language: Record {
  var name: String
  @HasAndBelongsToMany var countries: Many<Country>
}

/// Its key is a UUID that new records make.
@Model class Ticket: Record {
  @PrimaryKey var number: UUID = UUID()
  var seat: String
  @HasMany var stubs: Many<Stub>
}

/// Holds a UUID.
@Model class Stub: Record {
  var text: String
  @BelongsTo var ticket: Ticket?
}

/// A table of another time: no name follows the conventions.
@Model(table: "tblAlbum", primaryKey: "AlbumId") class LegacyAlbum: Record {
  @Column("Title") var title: String
  @HasMany var songs: Many<LegacySong> = .has(foreignKey: \.albumID)
}

/// Holds a key whose column is named by hand.
@Model(table: "tblSong", primaryKey: "SongId") class LegacySong: Record {
  @Column("Name") var name: String
  @Column("AlbumId") var albumID: Int?
  @BelongsTo var album: LegacyAlbum? = .belongs(foreignKey: \.albumID)
}

/// Models of one part of an application.
enum Billing {
  /// A namespaced owner.
  @Model class Invoice: Record {
    var number: String
    @HasMany var lines: Many<Line>
  }

  /// A namespaced member.
  @Model class Line: Record {
    var amount = 0
    @BelongsTo var invoice: Invoice?
  }
}

extension Worlds {
  static let keys = [
    "CREATE TABLE countries (code TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL)",
    "CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country_id TEXT)",
    "CREATE TABLE languages (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE countries_languages (country_id TEXT NOT NULL, language_id INTEGER NOT NULL)",
    "CREATE TABLE tickets (number UUID PRIMARY KEY NOT NULL, seat TEXT NOT NULL)",
    "CREATE TABLE stubs (id INTEGER PRIMARY KEY, text TEXT NOT NULL, ticket_id UUID)",
    "CREATE TABLE \"tblAlbum\" (\"AlbumId\" INTEGER PRIMARY KEY, \"Title\" TEXT NOT NULL)",
    "CREATE TABLE \"tblSong\" (\"SongId\" INTEGER PRIMARY KEY, \"Name\" TEXT NOT NULL, \"AlbumId\" INTEGER)",
    "CREATE TABLE invoices (id INTEGER PRIMARY KEY, number TEXT NOT NULL)",
    "CREATE TABLE lines (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL, invoice_id INTEGER)",
  ]
}

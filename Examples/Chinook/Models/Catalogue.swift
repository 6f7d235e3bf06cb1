// What the shop sells. The database was not made for this library: tables are in the singular, columns and keys in capitals,
// so every name is given. A model may leave out columns that nobody asks for.

import ActiveRecord

@Model(table: "Artist", primaryKey: "ArtistId") class Artist: Record {
  @Column("Name") var name: String?
  @HasMany var albums: Many<Album> = .has(foreignKey: "ArtistId")
  @HasMany var tracks: Many<Track> = .through(\.albums)
  @HasMany var invoiceLines: Many<InvoiceLine> = .through(\.tracks)
}

@Model(table: "Album", primaryKey: "AlbumId") class Album: Record {
  @Column("Title") var title: String
  @BelongsTo var artist: Artist = .belongs(foreignKey: "ArtistId")
  @HasMany var tracks: Many<Track> = .has(foreignKey: "AlbumId")
}

@Model(table: "Track", primaryKey: "TrackId") class Track: Record {
  @Column("Name") var name: String
  @BelongsTo var album: Album? = .belongs(foreignKey: "AlbumId")
  @BelongsTo var genre: Genre? = .belongs(foreignKey: "GenreId")
  @HasMany var invoiceLines: Many<InvoiceLine> = .has(foreignKey: "TrackId")
  @HasAndBelongsToMany var playlists: Many<Playlist> = .has(
    joinTable: "PlaylistTrack", foreignKey: "TrackId", associationForeignKey: "PlaylistId")
}

@Model(table: "Genre", primaryKey: "GenreId") class Genre: Record {
  @Column("Name") var name: String?
  @HasMany var tracks: Many<Track> = .has(foreignKey: "GenreId")
}

/// A list of tracks. The table between them, PlaylistTrack, has two keys and nothing else, so it has no model.
@Model(table: "Playlist", primaryKey: "PlaylistId") class Playlist: Record {
  @Column("Name") var name: String?
  @HasAndBelongsToMany var tracks: Many<Track> = .has(
    joinTable: "PlaylistTrack", foreignKey: "PlaylistId", associationForeignKey: "TrackId")
}

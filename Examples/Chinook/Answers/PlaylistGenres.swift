import ActiveRecord

/// What is in a playlist.
public struct PlaylistGenres: Sendable, Equatable {
  /// A genre, and how many tracks of the playlist are of it.
  public struct Share: Sendable, Equatable {
    /// The genre's name.
    public let genre: String
    /// How many tracks.
    public let tracks: Int
  }

  /// The playlist's name.
  public let playlist: String
  /// How many tracks it has.
  public let tracks: Int
  /// The genres of these tracks, the most frequent first.
  public let genres: [Share]

  /// The playlists with most tracks; those of the same length come by name. Empty playlists are left out.
  ///
  /// The database counts the rows of the join table first, so that only the tracks of the longest playlists are loaded.
  ///
  /// - Parameter count: How many playlists.
  public static func longest(_ count: Int = 5) async throws -> [PlaylistGenres] {
    let lengths = try await Playlist.joins(\.tracks).counts(by: \.id)
    let longEnough = lengths.values.sorted(by: >).prefix(count).last ?? 0
    let candidates = lengths.filter { $0.value >= longEnough }.keys
    let playlists = try await Playlist.where { $0.id.isIn(candidates) }.includes(\.tracks.genre)
      .order { [$0.name.asc, $0.id.asc] }.load()
    let contents = try playlists.map { playlist in
      let tracks = try playlist.tracks.loaded
      return PlaylistGenres(playlist: playlist.name ?? unnamed, tracks: tracks.count, genres: try shares(tracks))
    }
    return Array(contents.sorted { $0.tracks > $1.tracks }.prefix(count))
  }

  private static func shares(_ tracks: [Track]) throws -> [Share] {
    try GenreTally(tracks.map { ($0, 1) }).ranking.map { Share(genre: $0.genre.name ?? unnamed, tracks: $0.count) }
  }
}

/// Counts genres.
struct GenreTally {
  /// The genres, the most frequent first; those that are as frequent come by name.
  let ranking: [(genre: Genre, count: Int)]

  /// Counts the genres of tracks, whose genres are loaded, each as often as said. Tracks without genre count for none.
  init(_ tracks: [(track: Track, times: Int)]) throws {
    var counts: [Genre: Int] = [:]
    for (track, times) in tracks {
      if let genre = try track.$genre.loaded { counts[genre, default: 0] += times }
    }
    ranking = counts.map { (genre: $0.key, count: $0.value) }.sorted {
      ($1.count, $0.genre.name ?? "", $0.genre.id ?? 0) < ($0.count, $1.genre.name ?? "", $1.genre.id ?? 0)
    }
  }
}

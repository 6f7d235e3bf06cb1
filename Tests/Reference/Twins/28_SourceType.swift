import ActiveRecord

/// Through a join with a polymorphic source: the type of the association says which class is meant.
enum Scenario28: Twin {
  static let topic = "28-source-type"
  static let schema: [SQL] = [
    "CREATE TABLE albums (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    """
    CREATE TABLE entries (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, album_id INTEGER, item_type VARCHAR, item_id INTEGER, note VARCHAR)
    """,
    "CREATE TABLE songs (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, title VARCHAR)",
    "CREATE TABLE clips (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, title VARCHAR)",
  ]

  @Model class Album: Record {
    var name: String?
    @HasMany var entries: Many<Entry>
    @HasMany var songs: Many<Song> = .through(\.entries, source: \.item)
    @HasMany var clips: Many<Clip> = .through(\.entries, source: \.item)
    @HasOne var opener: Entry? = .has { $0.where { $0.note == "first" } }
    @HasOne var openingSong: Song? = .through(\.opener, source: \.item)
  }
  @Polymorphic enum Item { case song(Song), clip(Clip) }
  @Model class Entry: Record {
    @BelongsTo var album: Album
    @BelongsTo var item: Item?
    var note: String?
  }
  @Model class Song: Record {
    var title: String?
    @HasMany var entries: Many<Entry> = .has(as: \.item)
    @HasMany var albums: Many<Album> = .through(\.entries)
  }
  @Model class Clip: Record {
    var title: String?
    @HasMany var entries: Many<Entry> = .has(as: \.item, dependent: .destroy)
    @HasMany var albums: Many<Album> = .through(\.entries)
  }

  static func run(_ t: Scenario) async throws {
    let album = try await t.quiet { try await Album.create { $0.name = "A" } }
    await writing(t, album)
    await reading(t)
    t.section("without source_type")
    t.omits("read")
    t.omits("joins#2")
    t.section("wrong source_type")
    t.omits("source_type on a plain belongs_to")
    t.section("destroy")
    await t.show("clip with dependent join rows") {
      try await Clip.first()?.destroy()
      return try await Entry.all().pluck { $0.item.type }
    }
  }

  private static func writing(_ t: Scenario, _ album: Album) async {
    t.section("write")
    await t.show("push sets the type on the join") {
      try await album.songs.append(Song { $0.title = "s1" })
      return try await Entry.first()?.attributes
    }
    await t.show("create") {
      try await album.clips.create { $0.title = "c1" }
      let attributes = try await Entry.last()?.attributes ?? [:]
      return attributes.filter { ["item_type", "item_id"].contains($0.key) }
    }
    t.omits("a wrong class")
    await t.show("ids=") {
      try await Song.create { $0.title = "s2" }
      try await album.songs.replace(withIDs: [1, 2])
      return t.list(try await album.songs.map(\.title), try await Entry.count())
    }
    await t.show("delete") {
      try await album.songs.remove(try await Song.find(1))
      let rows: [(String?, Int?)] = try await Entry.all().select { ($0.item.type, $0.itemID) }
      return rows.map { row in TraceValue.array([row.0.traceValue, row.1.traceValue]) }
    }
  }

  private static func reading(_ t: Scenario) async {
    t.section("read")
    await t.show("lazy") { try await Album.first()?.songs.map(\.title) }
    await t.show("from the song") { try await Song.find(2).albums.map(\.name) }
    await t.show("has_one through") {
      try await Entry.where { $0.item.type == "\(Scenario28.self).Song" }.updateAll { [$0.note.set("first")] }
      return try await Album.first()?.openingSong?.title
    }
    await t.show("joins") { try Album.joins(\.songs).toSQL() }
    await t.show("preload") {
      try await Album.preload(\.songs, \.clips).map { [try $0.songs.loaded.map(\.title), try $0.clips.loaded.map(\.title)] }
    }
    await t.show("eager_load") { try await Album.eagerLoad(\.songs).map { try $0.songs.loaded.map(\.title) } }
    await t.show("missing") { try Album.missing(\.clips).toSQL() }
  }
}

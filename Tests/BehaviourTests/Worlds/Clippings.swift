import ActiveRecord

// For reading: what writers keep, known by the writer and a place; and what is written on it.

/// Known by its writer and a place in his folder.
@Model class Clipping: Record {
  @PrimaryKey var writerID: Int
  @PrimaryKey var place: Int
  @BelongsTo var writer: Writer? = .belongs(foreignKey: \.writerID)
  @BelongsTo var article: Article?
  @HasMany var scraps: Many<Scrap> = .has(foreignKey: [\.writerID, \.clippingPlace])
  @HasMany var scrapsByText: Many<Scrap> = .has(foreignKey: [\.writerID, \.clippingPlace], hasInverse: false) { $0.order(\.text) }
  @HasMany var twoScraps: Many<Scrap> = .has(foreignKey: [\.writerID, \.clippingPlace], hasInverse: false) { $0.order(\.text).limit(2) }
  @HasOne var firstScrap: Scrap? = .has(foreignKey: [\.writerID, \.clippingPlace], hasInverse: false) { $0.order(\.text) }
}

/// Holds a key that may be missing in part, or lead nowhere.
@Model class Scrap: Record {
  var text: String
  var writerID: Int?
  var clippingPlace: Int?
  @BelongsTo var clipping: Clipping? = .belongs(foreignKey: [\.writerID, \.clippingPlace], inverse: \.scraps)
}

extension Worlds {
  static let clippings = [
    "CREATE TABLE clippings (writer_id INTEGER NOT NULL, place INTEGER NOT NULL, article_id INTEGER, PRIMARY KEY (writer_id, place))",
    "CREATE TABLE scraps (id INTEGER PRIMARY KEY, text TEXT NOT NULL, writer_id INTEGER, clipping_place INTEGER)",
  ]
}

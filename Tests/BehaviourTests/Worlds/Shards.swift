import ActiveRecord

// Keys of several columns that share one: every shop numbers its deals, tags and drafts on its own.

enum Shards {
  /// Known by its shop and its number there, which is called `id`.
  @Model class Deal: Record {
    @PrimaryKey var shopID: Int
    @PrimaryKey var id: Int
    var title = ""
    var parentID: Int?
    @BelongsTo var parent: Record? = .belongs(foreignKey: [\.shopID, \.parentID])
    @HasMany var offers: Many<Offer> = .has(foreignKey: [\.shopID, \.dealID], inverse: \.deal)
    @HasMany var treaties: Many<Treaty> = .has(foreignKey: \.dealID)
    @HasMany var dealTags: Many<DealTag> = .has(foreignKey: [\.shopID, \.dealID], inverse: \.deal)
    @HasMany var tags: Many<Tag> = .through(\.dealTags)
  }

  /// Holds the whole key of its deal, and also finds it by the number alone.
  @Model class Offer: Record {
    var body: String
    var shopID: Int?
    var dealID: Int?
    @BelongsTo var deal: Deal? = .belongs(foreignKey: [\.shopID, \.dealID], inverse: \.offers)
    @BelongsTo var dealByID: Deal? = .belongs(foreignKey: \.dealID, primaryKey: \.id)
  }

  /// Holds the number alone.
  @Model class Treaty: Record {
    var signature: String
    var dealID: Int?
    @BelongsTo var deal: Deal? = .belongs(foreignKey: \.dealID)
  }

  /// Is numbered by its shop, too.
  @Model class Tag: Record {
    @PrimaryKey var shopID: Int
    @PrimaryKey var id: Int
    var name: String
    @HasMany var dealTags: Many<DealTag> = .has(foreignKey: [\.shopID, \.tagID], inverse: \.tag)
    @HasMany var deals: Many<Deal> = .through(\.dealTags)
  }

  /// Between a deal and a tag of one shop.
  @Model class DealTag: Record {
    var shopID: Int?
    var dealID: Int?
    var tagID: Int?
    @BelongsTo var deal: Deal? = .belongs(foreignKey: [\.shopID, \.dealID], inverse: \.dealTags)
    @BelongsTo var tag: Tag? = .belongs(foreignKey: [\.shopID, \.tagID], inverse: \.dealTags)
  }

  /// Has a key of three columns, and is followed by two of them.
  @Model(table: "deal_drafts") class Draft: Record {
    @PrimaryKey var shopID: Int
    @PrimaryKey var number: Int
    @PrimaryKey var revision: Int
    @HasMany var offers: Many<Offer> = .has(foreignKey: [\.shopID, \.dealID], primaryKey: [\.shopID, \.number], hasInverse: false)
    @HasMany var notes: Many<DraftNote>
  }

  /// Says nothing about which columns of a draft its one key is.
  @Model class DraftNote: Record {
    var draftID: Int?
    @BelongsTo var draft: Draft? = .belongs(foreignKey: \.draftID)
  }

  /// Has a key of its own, and is found by two other columns.
  @Model class Lot: Record {
    var shopID: Int
    var code: String
    @HasMany var bids: Many<Bid> = .has(foreignKey: [\.shopID, \.code], primaryKey: [\.shopID, \.code], inverse: \.lot)
  }
  @Model class Bid: Record {
    var shopID: Int?
    var code: String?
    @BelongsTo var lot: Lot? = .belongs(foreignKey: [\.shopID, \.code], primaryKey: [\.shopID, \.code], inverse: \.bids)
  }
}

/// Models of one table whose associations of one name lead to different classes.
enum Presses {
  @Model class Scribe: Record {
    var name: String
    var publishedID: Int?
    @BelongsTo var published: PublishedScribe? = .belongs(foreignKey: \.publishedID)
    @HasMany var tomes: Many<Tome>
  }
  @Model(table: "scribes") class PublishedScribe: Record {
    var name: String
    @HasMany var tomes: Many<PublishedTome> = .has(foreignKey: "scribe_id")
  }
  @Model class Tome: Record {
    var name: String
    @BelongsTo var scribe: Scribe?
  }
  @Model(table: "tomes") class PublishedTome: Record {
    var name: String
    @BelongsTo var scribe: PublishedScribe?
  }
}

/// Associations whose scopes say something in a comment.
enum Rockets {
  @Model class Rocket: Record {
    var name: String
    var pilotID: Int?
    @BelongsTo var pilot: Pilot? = .belongs(foreignKey: \.pilotID)
    @BelongsTo var jokingPilot: Pilot? = .belongs(foreignKey: \.pilotID) { $0.annotated("that tells jokes") }
    @HasOne var pad: Pad?
    @HasOne var shakyPad: Pad? = .has { $0.annotated("that shakes") }
    @HasMany var stages: Many<Stage>
    @HasMany var loudStages: Many<Stage> = .has { $0.annotated("that are loud") }
    @HasMany var parts: Many<Part> = .through(\.stages)
    @HasMany var smallParts: Many<Part> = .through(\.stages, source: \.parts) { $0.annotated("yarrr") }
    @HasAndBelongsToMany var planets: Many<Orb>
    @HasAndBelongsToMany var colorfulPlanets: Many<Orb> = .has(joinTable: "orbs_rockets", associationForeignKey: "orb_id") {
      $0.annotated("that are very colorful")
    }
    @HasMany var referringStages: Many<Stage> = .has { $0.references(\.parts) }
  }
  @Model class Pilot: Record { var name: String }
  @Model(table: "launch_pads") class Pad: Record { @BelongsTo var rocket: Rocket? }
  @Model(table: "rocket_stages") class Stage: Record {
    @BelongsTo var rocket: Rocket?
    @HasMany var parts: Many<Part>
  }
  @Model(table: "rocket_parts") class Part: Record { @BelongsTo var stage: Stage? }
  @Model class Orb: Record { var name: String }
}

extension Worlds {
  static let shards = [
    """
    CREATE TABLE deals (shop_id INTEGER NOT NULL, id INTEGER NOT NULL, title TEXT NOT NULL, parent_id INTEGER, parent_type TEXT, \
    PRIMARY KEY (shop_id, id))
    """,
    "CREATE TABLE offers (id INTEGER PRIMARY KEY, body TEXT NOT NULL, shop_id INTEGER, deal_id INTEGER)",
    "CREATE TABLE treaties (id INTEGER PRIMARY KEY, signature TEXT NOT NULL, deal_id INTEGER)",
    "CREATE TABLE tags (shop_id INTEGER NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (shop_id, id))",
    "CREATE TABLE deal_tags (id INTEGER PRIMARY KEY, shop_id INTEGER, deal_id INTEGER, tag_id INTEGER)",
    """
    CREATE TABLE deal_drafts (shop_id INTEGER NOT NULL, number INTEGER NOT NULL, revision INTEGER NOT NULL, \
    PRIMARY KEY (shop_id, number, revision))
    """,
    "CREATE TABLE lots (id INTEGER PRIMARY KEY, shop_id INTEGER NOT NULL, code TEXT NOT NULL)",
    "CREATE TABLE bids (id INTEGER PRIMARY KEY, shop_id INTEGER, code TEXT)",
    "CREATE TABLE scribes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, published_id INTEGER)",
    "CREATE TABLE tomes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, scribe_id INTEGER)",
    "CREATE TABLE rockets (id INTEGER PRIMARY KEY, name TEXT NOT NULL, pilot_id INTEGER)",
    "CREATE TABLE pilots (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE launch_pads (id INTEGER PRIMARY KEY, rocket_id INTEGER)",
    "CREATE TABLE rocket_stages (id INTEGER PRIMARY KEY, rocket_id INTEGER)",
    "CREATE TABLE rocket_parts (id INTEGER PRIMARY KEY, stage_id INTEGER)",
    "CREATE TABLE orbs (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE orbs_rockets (orb_id INTEGER NOT NULL, rocket_id INTEGER NOT NULL)",
  ]

  /// Shop 1 has the deals 1 and 2, shop 2 the deals 1 and 3; the first deals have offers, and the very first is tagged.
  static func fillShards() async throws {
    for (shop, id, title) in [(1, 1, "first"), (1, 2, "second"), (2, 1, "elsewhere"), (2, 3, "third")] {
      try await Shards.Deal(shopID: shop, id: id, title: title).save()
    }
    for (body, shop, deal) in [("great", 1, 1), ("wow", 1, 1), ("fine", 1, 2), ("other", 2, 1)] {
      try await Shards.Offer(body: body, shopID: shop, dealID: deal).save()
    }
    for (signature, deal) in [("signed", 2), ("sealed", 3), ("delivered", 3)] {
      try await Shards.Treaty(signature: signature, dealID: deal).save()
    }
    for (shop, id, name) in [(1, 1, "short"), (1, 2, "long"), (2, 1, "new")] {
      try await Shards.Tag(shopID: shop, id: id, name: name).save()
    }
    for (shop, deal, tag) in [(1, 1, 1), (1, 1, 2), (1, 2, 1), (2, 1, 1)] {
      try await Shards.DealTag(shopID: shop, dealID: deal, tagID: tag).save()
    }
  }
}

import ActiveRecord

// Associations to one record through associations to one record, and polymorphic ones on the way.

enum Lyceum {
  /// Reaches its lodge and its academy through one record each.
  @Model class Fellow: Record {
    var name: String
    @BelongsTo var rank: Rank?
    @HasOne var dossier: Dossier?
    @HasOne var academy: Academy? = .through(\.dossier)
    @HasOne var admission: Admission?
    @HasOne var lodge: Lodge? = .through(\.admission)
    @HasOne var dossierRank: Rank? = .through(\.dossier, source: \.rank)
    @HasMany var dossierRanks: Many<Rank> = .through(\.dossier, source: \.rank)
    @HasMany var lodgePatrons: Many<Patron> = .through(\.lodge, source: \.patron)
    @HasMany var academyDossiers: Many<Dossier> = .through(\.dossier, source: \.academyDossiers)
    @HasMany var dossiersOfAcademy: Many<Dossier> = .through(\.academy, source: \.dossiers)
    @HasOne var lodgeKind: LodgeKind? = .through(\.lodge, source: \.kind)
    @HasOne var includingLodge: IncludingLodge? = .through(\.admission)
    @HasOne var includedKind: LodgeKind? = .through(\.includingLodge, source: \.kind)
    @HasOne var preloadingLodge: PreloadingLodge? = .through(\.admission)
    @HasOne var preloadedKind: LodgeKind? = .through(\.preloadingLodge, source: \.kind)
    @HasOne var joiningLodge: JoiningLodge? = .through(\.admission)
    @HasOne var joinedKind: LodgeKind? = .through(\.joiningLodge, source: \.kind)
    @HasOne var eagerLodge: EagerLodge? = .through(\.admission)
    @HasOne var eagerKind: LodgeKind? = .through(\.eagerLodge, source: \.kind)
  }

  @Model class Rank: Record { var title: String }

  /// Its rank is that of its fellow.
  @Model class Dossier: Record {
    var note = ""
    @BelongsTo var fellow: Fellow?
    @BelongsTo var academy: Academy?
    @HasOne var rank: Rank? = .through(\.fellow)
    @HasMany var academyDossiers: Many<Dossier> = .through(\.academy, source: \.dossiers)
  }

  /// Knows its poets by the academy's name.
  @Model class Academy: Record {
    var name: String
    @HasMany var dossiers: Many<Dossier>
    @HasMany var poets: Many<Athenaeum.Poet> = .has(foreignKey: \.academyName, primaryKey: \.name, hasInverse: false)
    @HasOne var laureate: Athenaeum.Poet? = .has(foreignKey: \.academyName, primaryKey: \.name, hasInverse: false)
    @HasMany var essayShelves: Many<Athenaeum.Shelf> = .through(\.poets, source: \.essayShelves)
    @HasOne var laureateShelf: Athenaeum.Shelf? = .through(\.laureate, source: \.essayShelf)
  }

  /// Into a lodge, seen in several ways.
  @Model class Admission: Record {
    var lodgeID: Int?
    @BelongsTo var fellow: Fellow?
    @BelongsTo var lodge: Lodge? = .belongs(foreignKey: \.lodgeID)
    @BelongsTo var includingLodge: IncludingLodge? = .belongs(foreignKey: \.lodgeID)
    @BelongsTo var preloadingLodge: PreloadingLodge? = .belongs(foreignKey: \.lodgeID)
    @BelongsTo var joiningLodge: JoiningLodge? = .belongs(foreignKey: \.lodgeID)
    @BelongsTo var eagerLodge: EagerLodge? = .belongs(foreignKey: \.lodgeID)
  }

  @Model class Lodge: Record {
    var name: String
    @BelongsTo var kind: LodgeKind?
    @HasOne var patron: Patron?
  }
  @Model class LodgeKind: Record { var name: String }
  @Model class Patron: Record {
    var name: String
    @BelongsTo var lodge: Lodge?
  }

  // Lodges whose every query loads or joins their kind.
  @Model(table: "lodges") class IncludingLodge: Record {
    @BelongsTo var kind: LodgeKind?
    static func rules(_ lodge: Rules<IncludingLodge>) { lodge.defaultScope { $0.includes(\.kind) } }
  }
  @Model(table: "lodges") class PreloadingLodge: Record {
    @BelongsTo var kind: LodgeKind?
    static func rules(_ lodge: Rules<PreloadingLodge>) { lodge.defaultScope { $0.preload(\.kind) } }
  }
  @Model(table: "lodges") class JoiningLodge: Record {
    @BelongsTo var kind: LodgeKind?
    static func rules(_ lodge: Rules<JoiningLodge>) { lodge.defaultScope { $0.joins(\.kind) } }
  }
  @Model(table: "lodges") class EagerLodge: Record {
    @BelongsTo var kind: LodgeKind?
    static func rules(_ lodge: Rules<EagerLodge>) { lodge.defaultScope { $0.eagerLoad(\.kind) } }
  }
}

/// A house whose servants do different work.
enum Manors {
  @Model class Manor: Record {
    var name = ""
    @HasMany var wings: Many<Wing>
    @HasMany var servants: Many<Servant> = .through(\.wings)
    @HasMany var gardeners: Many<Gardener> = .through(\.servants, source: \.employed)
    @HasMany var falconers: Many<Falconer> = .through(\.servants, source: \.employed)
    @HasMany var chores: Many<Chore> = .through(\.servants)
    @HasMany var listed: Many<Servant> = .has(as: \.list)
    @HasMany var hawkers: Many<Hawker> = .through(\.listed, source: \.employed)
  }
  @Model class Wing: Record {
    @BelongsTo var manor: Manor?
    @HasMany var servants: Many<Servant>
    @HasMany var hawkers: Many<Hawker> = .through(\.servants, source: \.employed)
  }
  @Model class Servant: Record {
    @BelongsTo var wing: Wing?
    @BelongsTo var employed: Record?
    @BelongsTo var list: Record?
    @HasMany var chores: Many<Chore>
  }
  @Model class Chore: Record { @BelongsTo var servant: Servant? }
  @Model class Gardener: Record { @HasOne var servant: Servant? = .has(as: \.employed) }
  @Model(subclasses: Hawker.self) class Falconer: Record { @HasOne var servant: Servant? = .has(as: \.employed) }
  @Model class Hawker: Falconer {}
}

extension Worlds {
  static let lyceum = [
    "CREATE TABLE fellows (id INTEGER PRIMARY KEY, name TEXT NOT NULL, rank_id INTEGER)",
    "CREATE TABLE ranks (id INTEGER PRIMARY KEY, title TEXT NOT NULL)",
    "CREATE TABLE dossiers (id INTEGER PRIMARY KEY, note TEXT NOT NULL, fellow_id INTEGER, academy_id INTEGER)",
    "CREATE TABLE academies (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE admissions (id INTEGER PRIMARY KEY, lodge_id INTEGER, fellow_id INTEGER)",
    "CREATE TABLE lodges (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind_id INTEGER)",
    "CREATE TABLE lodge_kinds (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE patrons (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lodge_id INTEGER)",
    "CREATE TABLE manors (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE wings (id INTEGER PRIMARY KEY, manor_id INTEGER)",
    """
    CREATE TABLE servants (id INTEGER PRIMARY KEY, wing_id INTEGER, employed_id INTEGER, employed_type TEXT, list_id INTEGER, list_type TEXT)
    """,
    "CREATE TABLE chores (id INTEGER PRIMARY KEY, servant_id INTEGER)",
    "CREATE TABLE gardeners (id INTEGER PRIMARY KEY)",
    "CREATE TABLE falconers (id INTEGER PRIMARY KEY, type TEXT)",
  ]

  /// Ann and Ben are of the arts, Cid of the sciences; Ann is a master of the old lodge, which has a patron, Cid of the new one.
  static func fillLyceum() async throws {
    let master = try await Lyceum.Rank.create { $0.title = "Master" }, novice = try await Lyceum.Rank.create { $0.title = "Novice" }
    let arts = try await Lyceum.Academy.create { $0.name = "Arts" }, sciences = try await Lyceum.Academy.create { $0.name = "Sciences" }
    let secret = try await Lyceum.LodgeKind.create { $0.name = "Secret" }, open = try await Lyceum.LodgeKind.create { $0.name = "Open" }
    let old = try await Lyceum.Lodge.create {
      $0.name = "Old"; $0.kindID = secret.id
    }
    let new = try await Lyceum.Lodge.create {
      $0.name = "New"; $0.kindID = open.id
    }
    try await Lyceum.Patron.create {
      $0.name = "Pat"; $0.lodgeID = old.id
    }
    for (name, rank, academy, lodge) in [
      ("Ann", master, arts, old as Lyceum.Lodge?), ("Ben", novice, arts, nil), ("Cid", novice, sciences, new),
    ] {
      let fellow = try await Lyceum.Fellow.create {
        $0.name = name; $0.rankID = rank.id
      }
      try await Lyceum.Dossier.create {
        $0.note = "of \(name)"; $0.fellowID = fellow.id; $0.academyID = academy.id
      }
      if let lodge {
        try await Lyceum.Admission.create {
          $0.fellowID = fellow.id; $0.lodgeID = lodge.id
        }
      }
    }
  }
}

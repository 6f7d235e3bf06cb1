import ActiveRecord

// Keys of text in nested attributes, counters of rows that a scope hides or that have none yet, and members that are handled oddly.

/// Its key is text, and so are those of what belongs to it.
@Model class Burgee: Record {
  @PrimaryKey var code: String
  var motto: String?
  @HasOne var halyard: Halyard?
  @HasMany var tassels: Many<Tassel>
  static func rules(_ burgee: Rules<Burgee>) {
    burgee.acceptsNestedAttributes(for: \.halyard)
    burgee.acceptsNestedAttributes(for: \.tassels, allowDestroy: true)
  }
}
@Model class Halyard: Record {
  @PrimaryKey var code: String
  var name: String?
  @BelongsTo var burgee: Burgee?
  static func rules(_ halyard: Rules<Halyard>) { halyard.acceptsNestedAttributes(for: \.burgee) }
}
@Model class Tassel: Record {
  @PrimaryKey var code: String
  var name: String?
  @BelongsTo var burgee: Burgee?
}

/// Is not seen where it is dark.
@Model class Lantern: Record {
  var isLit = true
  var wicksCount = 0
  @HasMany var wicks: Many<Wick>
  static func rules(_ lantern: Rules<Lantern>) { lantern.defaultScope { $0.where { $0.isLit == true } } }
}
@Model class Wick: Record {
  var name: String?
  @BelongsTo var lantern: Lantern? = .belongs(counterCache: \.wicksCount)
}

/// Had no counter when its first rows were made.
@Model class Dresser: Record {
  var knobsCount: Int?
  @HasMany var knobs: Many<Knob> = .has(as: \.place)
}
@Polymorphic enum KnobPlace { case dresser(Dresser) }
@Model class Knob: Record {
  var name: String?
  @BelongsTo var place: KnobPlace? = .belongs(counterCache: "knobs_count", inverse: "knobs")
}

/// Tries something after each save that it may not keep.
@Model class Raft: Record {
  var name = ""
  var oarsCount = 0
  @Transient var log: [String] = []
  @HasMany var oars: Many<Oar> = .has(dependent: .destroy, autosave: true)
  static func rules(_ raft: Rules<Raft>) {
    raft.acceptsNestedAttributes(for: \.oars, allowDestroy: true, limit: 3)
    raft.afterSave { raft in
      guard raft.name == "trying" else { return }
      do {
        try await Database.transaction(requiresNew: true) {
          try await Oar.create { ($0.name, $0.raftID) = ("tried", raft.id) }
          throw Refused()
        }
      } catch is Refused { raft.log.append("refused") }
    }
    raft.afterCommit { $0.log.append("commit") }
    raft.afterRollback { $0.log.append("rollback") }
  }
}
@Model class Oar: Record {
  var name = ""
  @Transient var log: [String] = []
  @BelongsTo var raft: Raft? = .belongs(counterCache: \.oarsCount)
  static func rules(_ oar: Rules<Oar>) {
    oar.beforeDestroy { $0.log.append("destroying") }
    oar.afterCommit { $0.log.append("commit") }
  }
}

extension Worlds {
  static let rafts = [
    "CREATE TABLE burgees (code VARCHAR(20) NOT NULL, motto TEXT, PRIMARY KEY (code))",
    "CREATE TABLE halyards (code VARCHAR(20) NOT NULL, name TEXT, burgee_id VARCHAR(20), PRIMARY KEY (code))",
    "CREATE TABLE tassels (code VARCHAR(20) NOT NULL, name TEXT, burgee_id VARCHAR(20), PRIMARY KEY (code))",
    "CREATE TABLE lanterns (id INTEGER PRIMARY KEY, is_lit BOOLEAN NOT NULL, wicks_count INTEGER NOT NULL)",
    "CREATE TABLE wicks (id INTEGER PRIMARY KEY, name TEXT, lantern_id INTEGER)",
    "CREATE TABLE dressers (id INTEGER PRIMARY KEY, knobs_count INTEGER)",
    "CREATE TABLE knobs (id INTEGER PRIMARY KEY, name TEXT, place_id INTEGER, place_type TEXT)",
    "CREATE TABLE rafts (id INTEGER PRIMARY KEY, name TEXT NOT NULL, oars_count INTEGER NOT NULL)",
    "CREATE TABLE oars (id INTEGER PRIMARY KEY, name TEXT NOT NULL, raft_id INTEGER)",
  ]
}

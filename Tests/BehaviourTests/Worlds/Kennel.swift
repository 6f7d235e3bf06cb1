import ActiveRecord
import Foundation

// Models of three databases.

extension DatabaseName {
  static let kennel: DatabaseName = "kennel"
  static let trophies: DatabaseName = "trophies"
}

/// Stands in the database without a name.
@Model class Keeper: Record {
  var name: String
  @HasMany var hounds: Many<Hound> = .has(dependent: .destroy)
  @HasOne var oldest: Hound? = .has { $0.order(\.id) }
  @HasMany var trainings: Many<Training> = .through(\.hounds)
  @HasMany var ribbons: Many<Ribbon> = .through(\.hounds, disableJoins: true)
  @HasMany var ribbonsOfOrdered: Many<Ribbon> = .through(\.orderedHounds, source: \.ribbons, disableJoins: true)
  @HasMany var orderedHounds: Many<Hound> = .has { $0.order { $0.name.desc } }
  @HasMany var joinedRibbons: Many<Ribbon> = .through(\.hounds, source: \.ribbons)
  @Transient var log: [String] = []

  static func rules(_ keeper: Rules<Keeper>) {
    keeper.afterCommit { $0.log.append("committed") }
    keeper.afterRollback { $0.log.append("rolled back") }
  }
}

/// What stands in the kennel's database.
@Model(abstract: true) class KennelRecord: Record {
  override class var databaseName: DatabaseName? { .kennel }
}

@Model class Hound: KennelRecord {
  var name: String
  @BelongsTo var keeper: Keeper?
  @HasMany var trainings: Many<Training> = .has(dependent: .deleteAll)
  @HasMany var ribbons: Many<Ribbon> = .has(dependent: .nullify)
  @Transient var log: [String] = []

  static func rules(_ hound: Rules<Hound>) {
    hound.validates(\.name, .presence)
    hound.afterCommit { $0.log.append("committed") }
    hound.afterRollback { $0.log.append("rolled back") }
  }
}

@Model class Training: KennelRecord {
  var word: String
  @BelongsTo var hound: Hound?
}

/// Stands in a third database.
@Model class Ribbon: Record {
  override class var databaseName: DatabaseName? { .trophies }
  var text: String
  @BelongsTo var hound: Hound?
}

/// Is counted and touched from another database.
@Model class Groom: Record {
  var name: String
  var poniesCount = 0
  var updatedAt: Date?
  @HasMany var ponies: Many<Pony>
}

@Model class Pony: KennelRecord {
  var name: String
  @BelongsTo var groom: Groom? = .belongs(touch: true, counterCache: \.poniesCount)
}

extension Worlds {
  static let kennel = [
    "CREATE TABLE keepers (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE hounds (id INTEGER PRIMARY KEY, name TEXT NOT NULL, keeper_id INTEGER)",
    "CREATE TABLE trainings (id INTEGER PRIMARY KEY, word TEXT NOT NULL, hound_id INTEGER)",
    "CREATE TABLE ribbons (id INTEGER PRIMARY KEY, text TEXT NOT NULL, hound_id INTEGER)",
    "CREATE TABLE grooms (id INTEGER PRIMARY KEY, name TEXT NOT NULL, ponies_count INTEGER NOT NULL DEFAULT 0, updated_at DATETIME)",
    "CREATE TABLE ponies (id INTEGER PRIMARY KEY, name TEXT NOT NULL, groom_id INTEGER)",
  ]
}

import ActiveRecord
import Foundation

// Has_ones that are touched with their owner.

/// Has no times of its own.
@Model class Signet: Record {
  var name = ""
  @HasOne var wax: SignetWax? = .has(touch: true)
}

@Model class SignetWax: Record {
  var updatedAt: Date?
  @BelongsTo var signet: Signet?
}

/// Touches what is bound to it, and is touched by what hangs on it.
@Model class SignetChain: Record {
  var name = ""
  var updatedAt: Date?
  @HasOne var cord: SignetCord? = .has(as: \.bound, touch: "pulled_at")
  @HasOne var tag: SignetTag? = .has(foreignKey: \.chainID)
  @HasMany var charms: Many<SignetCharm> = .has(as: \.worn)
}

@Model class SignetCord: Record {
  var updatedAt: Date?
  var pulledAt: Date?
  var boundType: String?
  @BelongsTo var bound: Record?
}

@Model class SignetCharm: Record {
  var name = ""
  @BelongsTo var worn: Record? = .belongs(touch: true)
}

/// Belongs to a chain, which is touched with it.
@Model class SignetTag: Record {
  var updatedAt: Date?
  @BelongsTo var chain: SignetChain? = .belongs(touch: true)
}

extension Worlds {
  static let signets = [
    "CREATE TABLE signets (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE signet_waxes (id INTEGER PRIMARY KEY, updated_at TIMESTAMP, signet_id INTEGER)",
    "CREATE TABLE signet_chains (id INTEGER PRIMARY KEY, name TEXT NOT NULL, updated_at TIMESTAMP)",
    "CREATE TABLE signet_cords (id INTEGER PRIMARY KEY, updated_at TIMESTAMP, pulled_at TIMESTAMP, bound_type VARCHAR(40), bound_id INTEGER)",
    "CREATE TABLE signet_charms (id INTEGER PRIMARY KEY, name TEXT NOT NULL, worn_type VARCHAR(40), worn_id INTEGER)",
    "CREATE TABLE signet_tags (id INTEGER PRIMARY KEY, updated_at TIMESTAMP, chain_id INTEGER)",
  ]
}

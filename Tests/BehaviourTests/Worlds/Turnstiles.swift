import ActiveRecord
import Foundation

// Counters without a sign, and versions that rows from before them do not have.

/// Counts who passes.
@Model class Turnstile: Record {
  var passes: UInt32 = 0
  var refused: UInt64?
}

/// Was there before its table got a version.
@Model class Charter: Record {
  var name: String
  var updatedAt: Date?
  var lockVersion: Int?
}

extension Worlds {
  static let turnstiles = [
    "CREATE TABLE turnstiles (id INTEGER PRIMARY KEY, passes INTEGER NOT NULL, refused INTEGER)",
    "CREATE TABLE charters (id INTEGER PRIMARY KEY, name TEXT NOT NULL, updated_at DATETIME, lock_version INTEGER)",
  ]
}

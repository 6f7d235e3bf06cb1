import ActiveRecord
import Foundation

// What is written in bulk.

/// A parcel, recognized by its code.
@Model class Parcel: Record {
  var code: String
  var weight = 1
  var note: String?
  var createdAt: Date?
  var updatedAt: Date?
}

extension Worlds {
  static let depot = [
    """
    CREATE TABLE parcels (id INTEGER PRIMARY KEY, code VARCHAR(40) NOT NULL, weight INTEGER NOT NULL, note TEXT, \
    created_at TIMESTAMP, updated_at TIMESTAMP)
    """,
    "CREATE UNIQUE INDEX parcels_codes ON parcels (code)",
  ]
}

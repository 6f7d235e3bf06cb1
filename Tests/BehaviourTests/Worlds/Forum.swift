import ActiveRecord
import Foundation

// Touches, counters, locks, and columns that are written in special ways.

/// Is touched by its threads, and counts them.
@Model class Board: Record {
  var name = ""
  var activeAt: Date?
  var threadsCount = 0
  var createdAt: Date?
  var updatedAt: Date?
  @Transient var touches = 0
  @HasMany var threads: Many<Discussion>
  static func rules(_ board: Rules<Board>) { board.afterTouch { $0.touches += 1 } }
}
@Model class Discussion: Record {
  var title = ""
  var updatedAt: Date?
  @Transient var touches = 0
  @Transient var knewItsBoard = false
  @BelongsTo var board: Board? = .belongs(touch: "active_at", counterCache: \.threadsCount)
  @HasMany var utterances: Many<Utterance>
  @HasAndBelongsToMany var stickers: Many<Sticker>
  static func rules(_ discussion: Rules<Discussion>) {
    discussion.afterTouch { $0.noteTouch() }
  }
  func noteTouch() {
    touches += 1
    knewItsBoard = $board.isLoaded
  }
}
@Model class Utterance: Record {
  var text = ""
  var updatedAt: Date?
  @BelongsTo var discussion: Discussion? = .belongs(touch: true)
}
@Model class Sticker: Record { var name = "" }

/// Its rows have versions, a number that is given once, and text in one form.
@Model class StrongBox: Record {
  var name = ""
  var serial = ""
  var email: String?
  var balance = 0
  var isOpen = false
  var lockVersion = 0
  var updatedAt: Date?
  static func rules(_ vault: Rules<StrongBox>) {
    vault.readonly(\.serial)
    vault.normalizes(\.name) { $0.trimmingCharacters(in: .whitespaces) }
    vault.normalizes(\.email) { $0.isEmpty ? nil : $0.lowercased() }
    vault.validates(\.name, .length(...5))
  }
}

extension Worlds {
  static let forum = [
    """
    CREATE TABLE boards (id INTEGER PRIMARY KEY, name TEXT NOT NULL, active_at TIMESTAMP, threads_count INTEGER NOT NULL, created_at TIMESTAMP,
      updated_at TIMESTAMP)
    """,
    "CREATE TABLE discussions (id INTEGER PRIMARY KEY, title TEXT NOT NULL, updated_at TIMESTAMP, board_id INTEGER)",
    "CREATE TABLE utterances (id INTEGER PRIMARY KEY, text TEXT NOT NULL, updated_at TIMESTAMP, discussion_id INTEGER)",
    "CREATE TABLE stickers (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE discussions_stickers (discussion_id INTEGER NOT NULL, sticker_id INTEGER NOT NULL)",
    """
    CREATE TABLE strong_boxes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, serial TEXT NOT NULL, email TEXT, balance INTEGER NOT NULL,
      is_open BOOLEAN NOT NULL, lock_version INTEGER NOT NULL, updated_at TIMESTAMP)
    """,
  ]
}

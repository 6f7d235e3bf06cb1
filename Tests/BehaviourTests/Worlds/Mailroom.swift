import ActiveRecord
import Foundation

// A touch that goes from a member to what it is a member of, to the entry that delegates to it, to the entry's account.

enum Mailroom {
  @Model(table: "mail_accounts") class Account: Record { var updatedAt: Date? }
  @Model(table: "mail_entries") class Entry: Record {
    var updatedAt: Date?
    @BelongsTo var entryable: Record?
    @BelongsTo var account: Account? = .belongs(touch: true)
  }
  @Model(table: "mail_messages") class Message: Record {
    var subject = ""
    var updatedAt: Date?
    @HasOne var entry: Entry? = .has(as: \.entryable, touch: true)
    @HasMany var recipients: Many<Recipient>
  }
  @Model(table: "mail_recipients") class Recipient: Record {
    var address = ""
    @BelongsTo var message: Message? = .belongs(touch: true)
  }
}

extension Worlds {
  static let mailroom = [
    "CREATE TABLE mail_accounts (id INTEGER PRIMARY KEY, updated_at DATETIME)",
    """
    CREATE TABLE mail_entries (id INTEGER PRIMARY KEY, updated_at DATETIME, entryable_id INTEGER, entryable_type TEXT, account_id INTEGER)
    """,
    "CREATE TABLE mail_messages (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, updated_at DATETIME)",
    "CREATE TABLE mail_recipients (id INTEGER PRIMARY KEY, address TEXT NOT NULL, message_id INTEGER)",
  ]
}

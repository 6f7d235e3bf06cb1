import ActiveRecord
import Foundation

// Counters, touches, keys that are no primary keys, keys under another name, and owners that refuse to go.

/// Counts its answers, and does not count its remarks although a column of that name stands ready.
@Model class Debate: Record {
  var title: String
  var answersCount = 0
  var remarksCount = 0
  var updatedAt: Date?
  @HasMany var answers: Many<Answer> = .has(dependent: .destroy, inverse: \.debate)
  @HasMany var approved: Many<Answer> = .has(inverse: \.debate) { $0.where { $0.approved == true } }
  @HasMany var remarks: Many<Remark>
}

/// Is counted by its debate, and by the answer that it answers.
@Model class Answer: Record {
  var text = ""
  var approved = true
  var answersCount = 0
  @BelongsTo var debate: Debate? = .belongs(counterCache: \.answersCount, inverse: \.answers)
  @BelongsTo var parent: Answer? = .belongs(counterCache: \.answersCount)
  @HasMany var answers: Many<Answer> = .has(foreignKey: "parent_id", dependent: .destroy, inverse: \.parent)
}

/// Is not counted.
@Model class Remark: Record {
  @BelongsTo var debate: Debate?
}

/// Another model of the answers: its key has another name than the column.
@Model(table: "answers") class AliasedAnswer: Record {
  var text = ""
  @Column("debate_id") var topicID: Int?
  @BelongsTo var topic: Debate? = .belongs(foreignKey: \.topicID, touch: true, counterCache: \.answersCount)
}

/// The same with a debate that has to be there.
@Model(table: "answers") class AliasedRequiredAnswer: Record {
  var text = ""
  @Column("debate_id") var topicID: Int?
  @BelongsTo var topic: Debate = .belongs(foreignKey: \.topicID)
}

/// Is touched by its lines.
@Model class Bill: Record {
  var updatedAt: Date?
  @HasMany var lines: Many<BillLine>
}

/// Touches its bill.
@Model class BillLine: Record {
  var amount = 0
  @BelongsTo var bill: Bill? = .belongs(touch: true)
}

/// Is found by its name as well as by its key.
@Model class Maker: Record {
  var name: String
  var gadgetsCount = 0
  var updatedAt: Date?
  @HasMany var gadgets: Many<Gadget> = .has(foreignKey: \.makerName, primaryKey: \.name, inverse: \.maker)
  @HasMany var gadgetsToDelete: Many<Gadget> = .has(foreignKey: \.makerName, primaryKey: \.name, dependent: .deleteAll, hasInverse: false)
  @HasOne var seal: Seal? = .has(foreignKey: \.makerName, primaryKey: \.name)
}

/// Points at its maker by the name, and by the key in several ways.
@Model class Gadget: Record {
  var label = ""
  var makerName: String?
  var makerID: Int?
  @BelongsTo var maker: Maker? = .belongs(foreignKey: \.makerName, primaryKey: \.name, touch: true, counterCache: \.gadgetsCount)
  @BelongsTo var plain: Maker? = .belongs(foreignKey: \.makerID)
  @BelongsTo var bob: Maker? = .belongs(foreignKey: \.makerID) { $0.where { $0.name == "Bob" } }
  @BelongsTo var frozen: Maker? = .belongs(foreignKey: \.makerID) { $0.readonly() }
}

/// The has_one of a maker, found by the name.
@Model class Seal: Record {
  var makerName: String?
}

/// Takes its vault with it.
@Model class Locker: Record {
  @BelongsTo var vault: Vault? = .belongs(dependent: .destroy)
}

/// Takes its bank with it.
@Model class Vault: Record {
  @BelongsTo var bank: Bank? = .belongs(dependent: .destroy)
}

/// Refuses to go.
@Model class Bank: Record {
  @HasMany var tills: Many<Till> = .has(dependent: .destroy)
  @HasOne var guardian: Guardian? = .has(dependent: .destroy)
  static func rules(_ bank: Rules<Bank>) { bank.beforeDestroy { _ in throw Halt() } }
}

/// Refuses to go, though its counter would let it.
@Model class Till: Record {
  @BelongsTo var counter: Counter?
  @BelongsTo var bank: Bank?
  static func rules(_ till: Rules<Till>) { till.beforeDestroy { _ in throw Halt() } }
}

/// Refuses to go, though its counter would let it.
@Model class Guardian: Record {
  @BelongsTo var counter: Counter?
  @BelongsTo var bank: Bank?
  static func rules(_ guardian: Rules<Guardian>) { guardian.beforeDestroy { _ in throw Halt() } }
}

/// Would go, if its tills and its guardian did.
@Model class Counter: Record {
  @HasMany var tills: Many<Till> = .has(dependent: .destroy)
  @HasOne var guardian: Guardian? = .has(dependent: .destroy)
}

/// Polymorphic with columns that are properties.
@Model class Badge: Record {
  var text = ""
  var wearerID: Int?
  var wearerKind: String?
  @BelongsTo var wearer: Record? = .belongs(foreignKey: \.wearerID, foreignType: \.wearerKind)
  @BelongsTo var holder: Record? = .belongs(foreignKey: \.wearerID, foreignType: \.wearerKind)
}

/// Its association and its key share a name.
@Model class Peel: Record {
  @BelongsTo var fruit: Fruit? = .belongs(foreignKey: "fruit")
}

extension Worlds {
  static let debates = [
    """
    CREATE TABLE debates (id INTEGER PRIMARY KEY, title TEXT NOT NULL, answers_count INTEGER NOT NULL DEFAULT 0,
      remarks_count INTEGER NOT NULL DEFAULT 0, updated_at DATETIME)
    """,
    """
    CREATE TABLE answers (id INTEGER PRIMARY KEY, text TEXT NOT NULL DEFAULT '', approved BOOLEAN NOT NULL DEFAULT TRUE,
      answers_count INTEGER NOT NULL DEFAULT 0, debate_id INTEGER, parent_id INTEGER)
    """,
    "CREATE TABLE remarks (id INTEGER PRIMARY KEY, debate_id INTEGER)",
    "CREATE TABLE bills (id INTEGER PRIMARY KEY, updated_at DATETIME)",
    "CREATE TABLE bill_lines (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL, bill_id INTEGER)",
    "CREATE TABLE makers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, gadgets_count INTEGER NOT NULL DEFAULT 0, updated_at DATETIME)",
    "CREATE TABLE gadgets (id INTEGER PRIMARY KEY, label TEXT NOT NULL, maker_name TEXT, maker_id INTEGER)",
    "CREATE TABLE seals (id INTEGER PRIMARY KEY, maker_name TEXT)",
    "CREATE TABLE lockers (id INTEGER PRIMARY KEY, vault_id INTEGER)",
    "CREATE TABLE vaults (id INTEGER PRIMARY KEY, bank_id INTEGER)",
    "CREATE TABLE banks (id INTEGER PRIMARY KEY)",
    "CREATE TABLE tills (id INTEGER PRIMARY KEY, counter_id INTEGER, bank_id INTEGER)",
    "CREATE TABLE guardians (id INTEGER PRIMARY KEY, counter_id INTEGER, bank_id INTEGER)",
    "CREATE TABLE counters (id INTEGER PRIMARY KEY)",
    "CREATE TABLE peels (id INTEGER PRIMARY KEY, fruit INTEGER)",
    "CREATE TABLE badges (id INTEGER PRIMARY KEY, text TEXT NOT NULL, wearer_id INTEGER, wearer_kind TEXT)",
  ]
}

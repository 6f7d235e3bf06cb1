import ActiveRecord
import Foundation

/// Delegated types: an entry with one of several kinds of content.
enum Scenario31: Twin {
  static let topic = "31-delegated-types"
  static let schema: [SQL] = [
    """
    CREATE TABLE entries (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, account_id INTEGER, entryable_type VARCHAR,
      entryable_id INTEGER, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL)
    """,
    """
    CREATE TABLE memos (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, text VARCHAR, created_at DATETIME NOT NULL,
      updated_at DATETIME NOT NULL)
    """,
    """
    CREATE TABLE images (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, file VARCHAR, created_at DATETIME NOT NULL,
      updated_at DATETIME NOT NULL)
    """,
    "CREATE TABLE accounts (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
  ]

  @Model class Account: Record {
    var name: String?
    @HasMany var entries: Many<Entry>
  }
  @Polymorphic enum Entryable {
    case memo(Scenario31.Memo), image(Scenario31.Image)

    var title: String? {
      switch self {
      case .memo(let memo): memo.text
      case .image(let image): "image \(image.file ?? "")"
      }
    }
  }
  @Model class Entry: Record {
    @BelongsTo var account: Account?
    @BelongsTo var entryable: Entryable = .belongs(dependent: .destroy)
    var createdAt: Date?
    var updatedAt: Date?
  }
  @Model class Memo: Record {
    var text: String?
    var createdAt: Date?
    var updatedAt: Date?
    @HasOne var entry: Entry? = .has(as: \.entryable)

    static func rules(_ memo: Rules<Memo>) {
      memo.afterDestroy { _ in trace("memo destroyed") }
      memo.afterSave { try await passOn($0.entry) }
      memo.afterDestroy { try await passOn($0.entry) }
    }
  }
  @Model class Image: Record {
    var file: String?
    var createdAt: Date?
    var updatedAt: Date?
    @HasOne var entry: Entry? = .has(as: \.entryable)

    static func rules(_ image: Rules<Image>) {
      image.afterSave { try await passOn($0.entry) }
      image.afterDestroy { try await passOn($0.entry) }
    }
  }

  private static func passOn(_ entry: Entry?) async throws {
    if let entry, entry.isPersisted { try await entry.touch() }
  }

  private struct Missing: Error {}

  static func run(_ t: Scenario) async throws {
    let account = try await t.quiet { try await Account.create { $0.name = "A" } }
    t.section("create")
    await t.show("both in one transaction") {
      try await account.entries.create { $0.$entryable.set(.memo(Memo(text: "hi"))) }
        .attributes.filter { ["entryable_type", "entryable_id"].contains($0.key) }
    }
    await t.show("by a class") {
      name(
        try await Entry.create {
          $0.$account.set(account)
          $0.$entryable.set(.image(Image(file: "f.png")))
        })
    }
    await t.show("types") { Entryable.classes.map { "\($0)" } }
    guard let entry = try await t.quiet({ try await Entry.first() }) else { throw Missing() }
    try await questions(t, entry)
    try await changes(t, entry)
    t.section("destroy")
    await t.show("the content goes with the entry") {
      try await Entry.where { $0.entryable.is(Memo.self) }.first()?.destroy()
      return [try await Entry.count(), try await Memo.count(), try await Image.count()]
    }
    await t.show("the entry stays when the content is deleted") {
      try await Image.first()?.destroy()
      return try await Entry.count()
    }
  }

  /// The name of the kind, in small letters.
  private static func name(_ entry: Entry) -> String? { entry.$entryable.type?.split(separator: ".").last?.lowercased() }

  private static func questions(_ t: Scenario, _ entry: Entry) async throws {
    t.section("questions")
    await t.show("asks for the kind") {
      t.list(try entry.$entryable.is(Memo.self), try entry.$entryable.is(Image.self), entry.$entryable.type, name(entry))
    }
    await t.show("the content, or nil of another kind") {
      t.list(
        try await entry.$entryable.load(as: Memo.self)?.text, try await entry.$entryable.load(as: Image.self),
        try entry.$entryable.is(Memo.self) ? entry.entryableID : nil, try entry.$entryable.is(Image.self) ? entry.entryableID : nil)
    }
    await t.show("delegated") { try await titles(Entry.all().order(\.id)) }
    await t.show("scopes") {
      t.list(
        try Entry.where { $0.entryable.is(Memo.self) }.toSQL(), try await Entry.where { $0.entryable.is(Image.self) }.count())
    }
    await t.show("inverse") {
      guard case .memo(let memo) = try await entry.entryable else { throw Missing() }
      return t.list(try await memo.entry === entry, try await Memo.first()?.entry?.id)
    }
    await t.show("preload: one query a kind") { try await titles(Entry.preload(\.entryable)) }
    t.omits("build without a type")
    await t.show("build with the type given") {
      let built = Entry(entryable: .memo(Memo(text: "built")))
      try await built.save()
      return t.list(try await built.$entryable.load(as: Memo.self)?.text, built.entryableID)
    }
  }

  private static func titles(_ entries: Relation<Entry>) async throws -> [String?] {
    var titles: [String?] = []
    for entry in try await entries.load() { titles.append(try await entry.entryable.title) }
    return titles
  }

  private static func changes(_ t: Scenario, _ entry: Entry) async throws {
    t.section("change")
    await t.show("touch goes to the entry") {
      guard let memo = try await entry.$entryable.load(as: Memo.self) else { throw Missing() }
      memo.text = "ho"
      return try await memo.saveIfValid()
    }
    await t.show("another kind") {
      entry.$entryable.set(.image(Image(file: "g")))
      try await entry.save()
      return t.list(try entry.$entryable.is(Image.self), try await Memo.count())
    }
  }
}

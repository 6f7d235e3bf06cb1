import ActiveRecord

// Everything at once: classes that share a table, polymorphic ones, steps through others, keys of several columns, self joins, scopes, and all
// of it in a namespace.

enum Realm {
  /// Known by its region and its code there, and a part of another one.
  @Model(table: "realm_guilds") class Guild: Record {
    @PrimaryKey var regionID: Int
    @PrimaryKey var code: Int
    var parentCode: Int?
    @BelongsTo var parent: Guild? = .belongs(foreignKey: [\.regionID, \.parentCode])
    @HasMany var children: Many<Guild> = .has(foreignKey: [\.regionID, \.parentCode])
    @HasMany var aunts: Many<Guild> = .through(\.parent, source: \.children)
    @HasMany var members: Many<Member> = .has(foreignKey: [\.regionID, \.guildCode])
    @HasMany var masters: Many<Master> = .has(foreignKey: [\.regionID, \.guildCode])
    @HasMany var works: Many<Work> = .through(\.members)
    @HasMany var workNotes: Many<Note> = .through(\.works, source: \.notes)
    @HasMany var notes: Many<Note> = .through(\.members)
    @HasMany var notedWorks: Many<Work> = .through(\.workNotes, source: \.subject) { $0.distinct() }
    @HasMany var seals: Many<Seal> = .through(\.masters)
    @HasMany var loudWorks: Many<Work> = .through(\.members)
    @HasMany var worksBelow: Many<Work> = .through(\.children, source: \.works)
  }

  /// Learns from another one of any class.
  @Model(table: "realm_members", subclasses: Master.self, Apprentice.self) class Member: Record {
    var name: String
    var regionID: Int?
    var guildCode: Int?
    var mentorID: Int?
    @BelongsTo var guild: Guild? = .belongs(foreignKey: [\.regionID, \.guildCode])
    @BelongsTo var mentor: Member? = .belongs(foreignKey: \.mentorID)
    @HasMany var pupils: Many<Member> = .has(foreignKey: \.mentorID)
    @HasMany var works: Many<Work> = .has(foreignKey: \.memberID)
    @HasMany var loudWorks: Many<Work> = .has(foreignKey: \.memberID) { $0.where { $0.title == "loud" } }
    @HasOne var newestWork: Work? = .has(foreignKey: \.memberID) { $0.order { $0.id.desc } }
    @HasMany var lastWorks: Many<Work> = .has(foreignKey: \.memberID) { $0.order { $0.id.desc }.limit(2) }
    @HasMany var guildmates: Many<Member> = .through(\.guild, source: \.members)
    @HasMany var pupilWorks: Many<Work> = .through(\.pupils, source: \.works)
    @HasMany var notes: Many<Note> = .has(as: \.subject)
  }
  @Model class Master: Member {
    @HasMany var seals: Many<Seal> = .has(foreignKey: \.masterID)
  }
  @Model class Apprentice: Member {}

  /// Of a member.
  @Model(table: "realm_works") class Work: Record {
    var title: String
    var memberID: Int?
    @BelongsTo var member: Member? = .belongs(foreignKey: \.memberID)
    @HasOne var guild: Guild? = .through(\.member)
    @HasMany var notes: Many<Note> = .has(as: \.subject)
  }
  @Model(table: "realm_seals") class Seal: Record {
    var masterID: Int?
    @BelongsTo var master: Master? = .belongs(foreignKey: \.masterID)
  }

  /// On a member or a work.
  @Polymorphic enum Subject { case member(Member), work(Work) }
  @Model(table: "realm_notes") class Note: Record {
    var text: String
    @BelongsTo var subject: Subject?
  }
}

extension Worlds {
  static let realms = [
    "CREATE TABLE realm_guilds (region_id INTEGER NOT NULL, code INTEGER NOT NULL, parent_code INTEGER, PRIMARY KEY (region_id, code))",
    """
    CREATE TABLE realm_members (id INTEGER PRIMARY KEY, type TEXT, name TEXT NOT NULL, region_id INTEGER, guild_code INTEGER, \
    mentor_id INTEGER)
    """,
    "CREATE TABLE realm_works (id INTEGER PRIMARY KEY, title TEXT NOT NULL, member_id INTEGER)",
    "CREATE TABLE realm_seals (id INTEGER PRIMARY KEY, master_id INTEGER)",
    "CREATE TABLE realm_notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL, subject_id INTEGER, subject_type TEXT)",
  ]

  /// Random rows of a realm: keys without a value, with half of one, and without a row.
  static func fillRealms(_ database: Database, _ random: inout SplitMix) async throws {
    for table in ["guilds", "members", "works", "seals", "notes"] { try await database.execute(SQL(raw: "DELETE FROM realm_\(table)")) }
    func insert(_ table: String, _ columns: String, _ rows: [String]) async throws {
      if rows.isEmpty { return }
      let values = rows.map { "(\($0))" }.joined(separator: ", ")
      try await database.execute(SQL(raw: "INSERT INTO realm_\(table) (\(columns)) VALUES \(values)"))
    }
    func some(_ count: Int) -> String { random.next(12) == 0 ? "99" : key(count) }
    func key(_ count: Int) -> String { random.next(10) == 0 ? "NULL" : "\(random.next(count) + 1)" }
    let members = random.next(8) + 4, works = random.next(10) + 6, words = ["'x'", "'y'", "'loud'"]
    var guilds: [String] = []
    for region in 1...2 { for code in 1...3 where random.next(6) > 0 { guilds.append("\(region), \(code), \(some(3))") } }
    try await insert("guilds", "region_id, code, parent_code", guilds)
    var rows: [String] = []
    for id in 1...members {
      let type = ["NULL", "'Realm.Master'", "'Realm.Apprentice'"][random.next(3)]
      rows.append("\(id), \(type), \(words[random.next(3)]), \(key(2)), \(some(3)), \(some(members))")
    }
    try await insert("members", "id, type, name, region_id, guild_code, mentor_id", rows)
    rows = (1...works).map { "\($0), \(words[random.next(3)]), \(some(members))" }
    try await insert("works", "id, title, member_id", rows)
    rows = (0..<random.next(6)).map { "\($0 + 1), \(some(members))" }
    try await insert("seals", "id, master_id", rows)
    rows = []
    for id in 0..<(random.next(12) + 4) {
      let type = random.next(7) == 0 ? "NULL" : random.next(3) == 0 ? "'Realm.Member'" : "'Realm.Work'"
      rows.append("\(id + 1), \(words[random.next(3)]), \(type == "NULL" ? "NULL" : some(5)), \(type)")
    }
    try await insert("notes", "id, text, subject_id, subject_type", rows)
  }
}

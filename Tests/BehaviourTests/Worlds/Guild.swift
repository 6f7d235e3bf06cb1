import ActiveRecord

// Every check, and errors of members.

/// Has members, which some contexts ask for.
@Model class Guild: Record {
  var name = ""
  @HasMany var applicants: Many<Applicant>
  @HasMany var savedApplicants: Many<Applicant> = .has(autosave: true)
  @HasMany var numberedApplicants: Many<Applicant> = .has(autosave: true)
  @HasMany var looseApplicants: Many<Applicant> = .has(validate: false)
  @HasOne var founder: Applicant? = .has(validate: true)

  static func rules(_ guild: Rules<Guild>) {
    guild.validates(\.applicants, .presence, on: "opening")
    guild.validates(\.applicants, .count(...2).message("are too many (at most %{count})"), on: ["opening", "crowd"])
    guild.validatesAssociated(\.looseApplicants, message: "are bad", on: "review")
    guild.indexesErrors(of: \.numberedApplicants)
  }
}

/// Is checked in every way.
@Model class Applicant: Record {
  var name: String
  var email: String?
  var code: String?
  var age: Int?
  var score: String?
  var level: String?
  var startsAt: Int?
  var endsAt: Int?
  var isActive = true
  @Transient var terms: Bool? = nil
  @Transient var emailConfirmation: String? = nil
  @BelongsTo var guild: Guild?

  static func rules(_ applicant: Rules<Applicant>) {
    applicant.validates(\.name, .presence, .length(2...8))
    applicant.validates(\.email, .format(/\S+@\S+/).allowingBlank(), .confirmation { $0.emailConfirmation })
    applicant.validates(\.email, .uniqueness(within: \.guildID, caseSensitive: false).allowingNil())
    applicant.validates(\.code, .length(3).allowingNil(), .absence.when { $0.level == "guest" })
    applicant.validates(\.age, .numericality(.integer, .atLeast(18), .less(than: 99), .other(than: 50)).allowingNil())
    applicant.validates(\.score, .numericality(.range(0...10), .even).allowingNil())
    applicant.validates(\.level, .inclusion("guest", "full", nil), .exclusion("full").when { !$0.isActive })
    applicant.validates(\.endsAt, .greater { $0.startsAt }.message("must come after %{count}, not at %{value}"))
    applicant.validates("terms", { $0.terms }, .acceptance)
    applicant.validates([\.name, \.name], .satisfying("is no name") { $0 != "nobody" }, on: "gate")
    applicant.validates(\.name, .exclusion("root").strict)
    applicant.validate { if $0.name == "odd" { $0.errors.add("looks odd") } }
  }
}

extension Worlds {
  static let guild = [
    "CREATE TABLE guilds (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    """
    CREATE TABLE applicants (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email VARCHAR(100), code TEXT, age INTEGER, score TEXT, level TEXT,
      starts_at INTEGER, ends_at INTEGER, is_active BOOLEAN NOT NULL, guild_id INTEGER)
    """,
    "CREATE UNIQUE INDEX index_applicants_on_email_and_guild_id ON applicants (email, guild_id)",
  ]
}

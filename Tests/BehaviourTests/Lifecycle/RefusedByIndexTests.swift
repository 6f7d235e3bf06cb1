import ActiveRecord
import ActiveRecordTesting
import Testing

/// What passes the validation of uniqueness, and is refused by the index: the database's words are understood, whatever the value holds.
@Suite struct RefusedByIndexTests {
  /// Quotes stand in the messages of some servers as they were typed.
  static let emails = [
    "a@b", "o'brien@b", "'a@b", "a@b'", "a''b@c", "a' for key 'b@c", #"\'a@b"#, #"a"b@c"#, #"\''; DROP TABLE guilds; -- '@b"#, "a`b@c",
  ]

  @Test(arguments: Engine.allCases, emails) func theRefusalBecomesTheError(_ engine: Engine, _ email: String) async throws {
    try await engine.database { _, _ async throws in
      let guild = try await Guild.create()
      try await ShyApplicant.create { ($0.name, $0.email, $0.guildID, $0.isActive) = ("ann", email, guild.id, false) }
      let second = ShyApplicant(name: "bob", email: email, guildID: guild.id)
      #expect(try await second.isValid())
      #expect(try await second.saveIfValid() == false)
      #expect(second.errors.contains("email", kind: "taken") && second.isNew)
      #expect(await failure { try await second.save() } == "Validation failed: Email has already been taken")
      #expect(try await ShyApplicant.count() == 1)
      #expect(try await Guild.count() == 1)
    }
  }

  /// As where there is no validation: the row that is there is taken.
  @Test(arguments: Engine.allCases, ["a@b", "o'brien@b"])
  func theRowThatIsThereIsTaken(_ engine: Engine, _ email: String) async throws {
    try await engine.database { database, _ async throws in
      let guild = try await Guild.create()
      let first = try await ShyApplicant.create { ($0.name, $0.email, $0.guildID, $0.isActive) = ("ann", email, guild.id, false) }
      let key = guild.id ?? 0
      let found = try await ShyApplicant.createOrFindBy({ $0.email == email && $0.guildID == key }) { $0.name = "bob" }
      #expect(found.id == first.id && found.name == "ann")
      // In a transaction that goes on, too.
      let again = try await database.transaction {
        let again = try await ShyApplicant.createOrFindBy({ $0.email == email && $0.guildID == key }) { $0.name = "bob" }
        try await ShyApplicant.create { ($0.name, $0.email) = ("cid", "other@b") }
        return again.id
      }
      #expect(again == first.id)
      #expect(try await ShyApplicant.count() == 2)
    }
  }
}

/// Is alone with its email among those that are active; the index looks at all of them.
@Model(table: "applicants") class ShyApplicant: Record {
  var name: String
  var email: String?
  var guildID: Int?
  var isActive = true

  static func rules(_ applicant: Rules<ShyApplicant>) {
    applicant.validates(\.email, .uniqueness(within: \.guildID, where: { $0.isActive == true }))
  }
}

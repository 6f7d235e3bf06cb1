import ActiveRecord
import ActiveRecordTesting
import Testing

/// Uniqueness: what is asked, and what the index of the database says.
@Suite struct UniquenessTests {
  @Test(arguments: Engine.allCases) func asksInItsScopeWhateverTheCase(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let (one, other) = (try await Guild.create(), try await Guild.create())
      let first = try await one.applicants.create {
        $0.name = "ann"
        $0.email = "A@b"
      }
      recorder.clear()
      let same = Applicant(name: "bob", email: "a@B", guild: one)
      #expect(try await same.isValid() == false)
      #expect(same.errors.fullMessages == ["Email has already been taken"])
      #expect(recorder.queries.count == 1 && recorder.sql[0].contains("LOWER"))
      same.$guild.set(other)
      #expect(try await same.isValid())
      first.level = "full"
      #expect(try await first.isValid())
    }
  }

  @Test(arguments: Engine.allCases) func asksOnlyAmongTheRowsOfItsCondition(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      for (email, isActive) in [("a@b", true), ("c@d", false)] {
        try await Applicant.create { ($0.name, $0.email, $0.isActive) = ("ann", email, isActive) }
      }
      recorder.clear()
      let taken = ActiveApplicant(name: "bob", email: "a@b")
      #expect(try await taken.isValid() == false)
      #expect(taken.errors.messages == ["email": ["has already been taken"]])
      #expect(recorder.queries.count == 1 && recorder.sql[0].contains("is_active"))
      #expect(try await ActiveApplicant(name: "bob", email: "c@d").isValid())
    }
  }

  @Test(arguments: Engine.allCases) func refusalOfTheIndexBecomesTheError(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let guild = try await Guild.create()
      let winner = RaceWinner(guild: guild.id ?? 0)
      let loser = LateApplicant(name: "bob", email: "a@b", guildID: guild.id)
      loser.winner = winner
      #expect(try await loser.saveIfValid() == false)
      #expect(loser.isNew && loser.errors.fullMessages == ["Email is gone"])
      #expect(loser.errors.contains("email", kind: "taken"))
      let again = LateApplicant(name: "cid", email: "a@b", guildID: guild.id)
      try await winner.write()
      do {
        try await again.save(validate: false)
        Issue.record("the index must refuse the row")
      } catch let error as DatabaseError { #expect(error.code == .uniqueViolation) }
    }
  }
}

/// Writes a row between another record's validation and its insert.
struct RaceWinner {
  let guild: Int

  func write() async throws {
    let applicant = Applicant(name: "ann", email: "a@b")
    applicant.guildID = guild
    try await applicant.save(validate: false)
  }
}

/// Is alone with its email among those that are active.
@Model(table: "applicants") class ActiveApplicant: Record {
  var name: String
  var email: String?
  var isActive = true
  static func rules(_ applicant: Rules<ActiveApplicant>) { applicant.validates(\.email, .uniqueness(where: { $0.isActive == true })) }
}

/// Loses every race.
@Model(table: "applicants") class LateApplicant: Record {
  var name: String
  var email: String?
  var guildID: Int?
  var isActive = true
  @Transient var winner: RaceWinner? = nil

  static func rules(_ applicant: Rules<LateApplicant>) {
    applicant.validates(\.email, .uniqueness(within: \.guildID).message("is gone"))
    applicant.afterValidation { try await $0.winner?.write() }
  }
}

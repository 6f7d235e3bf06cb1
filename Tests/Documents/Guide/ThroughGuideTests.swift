import ActiveRecord
import ActiveRecordTesting
import Testing

/// Models of the chapter on join models.
enum GuideThrough {
  // snippet.through
  @Model class Club: Record {
    var name: String
    @HasMany var memberships: Many<Membership>
    @HasMany var people: Many<Person> = .through(\.memberships)
    @HasMany var cards: Many<Card> = .through(\.people)
  }
  @Model class Membership: Record {
    var role = "member"
    @BelongsTo var club: Club
    @BelongsTo var person: Person
  }
  @Model class Person: Record {
    var name: String
    @HasMany var memberships: Many<Membership>
    @HasMany var clubs: Many<Club> = .through(\.memberships)
    @HasOne var card: Card?
  }
  @Model class Card: Record {
    var number: String
    @BelongsTo var person: Person
    @HasMany var memberships: Many<Membership> = .through(\.person)
  }
  // snippet.end

  static func run(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory { database in
      for sql: SQL in [
        "CREATE TABLE clubs (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        """
        CREATE TABLE memberships (id INTEGER PRIMARY KEY, role TEXT NOT NULL, club_id INTEGER NOT NULL REFERENCES clubs,
          person_id INTEGER NOT NULL REFERENCES people)
        """,
        "CREATE TABLE cards (id INTEGER PRIMARY KEY, number TEXT NOT NULL, person_id INTEGER NOT NULL REFERENCES people)",
      ] { try await database.execute(sql) }
      try await body(SQLRecorder(database))
    }
  }
}

@Suite struct ThroughGuideTests {
  typealias Club = GuideThrough.Club
  typealias Membership = GuideThrough.Membership
  typealias Person = GuideThrough.Person
  typealias Card = GuideThrough.Card

  @Test func writing() async throws {
    try await GuideThrough.run { recorder in
      let chess = try await Club.create { $0.name = "Chess" }
      recorder.clear()
      // snippet.through-write
      let ada = try await chess.people.create { $0.name = "Ada" }
      let membership = try await ada.memberships.findBy { $0.club == chess }
      // snippet.end
      #expect(membership?.role == "member")
      expect(
        recorder,
        [
          #"INSERT INTO "people" ("name") VALUES (?)"#,
          #"INSERT INTO "memberships" ("role", "club_id", "person_id") VALUES (?, ?, ?)"#,
          #"SELECT "memberships"."id", "memberships"."role", "memberships"."club_id", "memberships"."person_id" FROM "memberships" WHERE "memberships"."person_id" = ? AND "memberships"."club_id" = ? LIMIT ?"#,
        ])
      // snippet.through-remove
      try await chess.people.remove(ada)
      // snippet.end
      #expect(try await Membership.count() == 0)
      #expect(try await Person.count() == 1)
    }
  }

  @Test func inBulk() async throws {
    try await GuideThrough.run { recorder in
      for (table, columns) in [("clubs", "name"), ("people", "name"), ("memberships", "club_id, person_id")] {
        try await Database.current.execute("CREATE UNIQUE INDEX one_of_\(raw: table) ON \(raw: table) (\(raw: columns))")
      }
      for _ in 1...2 {
        recorder.clear()
        // snippet.through-bulk
        let clubs = ["Chess", "Go"].map { Club(name: $0) }
        for club in clubs { club.people.build { $0.name = "Ada" } }
        try await Club.upsertAll(
          clubs, recognizedBy: [\.name],
          with: .upsert(\.people, recognizedBy: [\.name]).joined(by: Membership.self, recognizedBy: [\.clubID, \.personID]))
        // snippet.end
      }
      let statement =
        #"INSERT INTO "memberships" ("role", "club_id", "person_id") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("club_id", "person_id") DO UPDATE SET "role" = excluded."role""#
      #expect(recorder.sql.contains(statement))
      #expect(try await [Club.count(), Person.count(), Membership.count()] == [2, 1, 2])
    }
  }

  @Test func whatAQuerySaysAboutJoinModels() async throws {
    try await GuideThrough.run { _ in
      let chess = try await Club.create { $0.name = "Chess" }
      // snippet.through-narrowed
      let captain = try await chess.people.where { $0.memberships.role == "captain" }.create { $0.name = "Cap" }
      let role = try await captain.memberships.first()?.role
      #expect(role == "captain")
      // snippet.end
      #expect(try await Membership.count() == 1)
    }
  }

  @Test func reading() async throws {
    try await GuideThrough.run { recorder in
      let chess = try await Club.create { $0.name = "Chess" }
      let ada = try await chess.people.create { $0.name = "Ada" }
      try await ada.$card.create { $0.number = "7" }
      let club = try await Club.find(1)
      recorder.clear()
      // snippet.through-read
      let people = try await club.people.map(\.name)
      let numbers = try await club.cards.map(\.number)
      // snippet.end
      #expect(people == ["Ada"] && numbers == ["7"])
      expect(
        recorder,
        [
          #"SELECT "people"."id", "people"."name" FROM "people" INNER JOIN "memberships" ON "people"."id" = "memberships"."person_id" WHERE "memberships"."club_id" = ?"#,
          #"SELECT "cards"."id", "cards"."number", "cards"."person_id" FROM "cards" INNER JOIN "people" ON "cards"."person_id" = "people"."id" INNER JOIN "memberships" ON "people"."id" = "memberships"."person_id" WHERE "memberships"."club_id" = ?"#,
        ])
    }
  }

  @Test func readonly() async throws {
    try await GuideThrough.run { _ in
      let chess = try await Club.create { $0.name = "Chess" }
      let ada = try await chess.people.create { $0.name = "Ada" }
      // snippet.through-readonly
      do {
        try await chess.cards.append(Card(number: "8", person: ada))
      } catch let error as AssociationError {
        #expect(error.code == .readonly)
      }
      // snippet.end
      #expect(try await Card.count() == 0)
    }
  }
}

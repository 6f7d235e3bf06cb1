import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Models of the chapter on counters, times and locks.
enum GuideClub {
  // snippet.club-models
  @Model class Club: Record {
    var name: String
    var membersCount = 0
    var seenAt: Date?
    var updatedAt: Date?
    @HasMany var members: Many<Player>
    static func rules(_ club: Rules<Club>) {
      club.normalizes(\.name) { $0.trimmingCharacters(in: .whitespaces) }
    }
  }
  @Model class Player: Record {
    var name: String
    var number = 0
    var score = 0
    var isCaptain = false
    var lockVersion = 0
    var updatedAt: Date?
    @BelongsTo var club: Club? = .belongs(touch: true, counterCache: \.membersCount)
    static func rules(_ player: Rules<Player>) { player.readonly(\.number) }
  }
  // snippet.end

  /// Runs `body` on a club with two players.
  static func run(_ body: nonisolated(nonsending) (SQLRecorder, Club, Player) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.execute(
        """
        CREATE TABLE clubs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, members_count INTEGER NOT NULL, seen_at TIMESTAMP, updated_at TIMESTAMP)
        """)
      try await database.execute(
        """
        CREATE TABLE players (id INTEGER PRIMARY KEY, name TEXT NOT NULL, number INTEGER NOT NULL, score INTEGER NOT NULL,
          is_captain BOOLEAN NOT NULL, lock_version INTEGER NOT NULL, updated_at TIMESTAMP, club_id INTEGER)
        """)
      let club = try await Club.create { $0.name = " Chess " }
      let player = try await club.members.create { $0.name = "Ada" }
      try await club.members.create { $0.name = "Alan" }
      try await body(SQLRecorder(database), club, player)
    }
  }
}

@Suite struct CountersTimesAndLocksGuideTests {
  typealias Club = GuideClub.Club
  typealias Player = GuideClub.Player

  @Test func counters() async throws {
    try await GuideClub.run { recorder, club, _ in
      try await Club.updateAll { [$0.membersCount.set(9)] }
      // snippet.counters
      let drift = try await Player.counterCacheDrift()
      #expect(drift.map(\.stored) == [9] && drift.map(\.actual) == [2])
      try await Player.mendCounterCaches()
      try await club.resetCounter(of: \.members)
      // snippet.end
      #expect(
        recorder.sql.suffix(2) == [
          #"SELECT COUNT(*) FROM "players" WHERE "players"."club_id" = ?"#,
          #"SELECT "clubs"."members_count" FROM "clubs" WHERE "clubs"."id" = ? AND "clubs"."members_count" = ?"#,
        ])
      #expect(club.name == "Chess" && club.membersCount == 2)
    }
  }

  @Test func times() async throws {
    try await GuideClub.run { recorder, club, player in
      recorder.clear()
      // snippet.touch
      try await club.touch(\.seenAt)
      // snippet.end
      expect(recorder, [#"UPDATE "clubs" SET "seen_at" = ?, "updated_at" = ? WHERE "clubs"."id" = ?"#])
      // snippet.clock
      let then = Date(timeIntervalSince1970: 0)
      try await RecordClock.set(to: then) { try await player.update { $0.score = 1 } }
      #expect(player.updatedAt == then)
      try await RecordClock.stop { try await player.update { $0.score = 2 } }
      try await Club.withoutTouching { try await player.update { $0.score = 3 } }
      // snippet.end
      #expect(club.seenAt != nil && !club.isChanged)
    }
  }

  @Test func columns() async throws {
    try await GuideClub.run { recorder, _, player in
      recorder.clear()
      // snippet.single-columns
      try await player.increment(\.score, by: 5)
      try await player.updateColumns { $0.name = "Ada L." }
      try await player.toggle(\.isCaptain)
      try await Player.deleteBy { $0.score < 0 }
      // snippet.end
      #expect(
        recorder.sql.prefix(2) == [
          #"UPDATE "players" SET "score" = COALESCE("score", 0) + ? WHERE "players"."id" = ?"#,
          #"UPDATE "players" SET "name" = ? WHERE "players"."id" = ?"#,
        ])
      #expect(player.score == 5 && player.isCaptain)
    }
  }

  @Test func locks() async throws {
    try await GuideClub.run { recorder, club, _ in
      // snippet.stale
      let mine = try await Player.find(1)
      let yours = try await Player.find(1)
      try await mine.update { $0.name = "Grace" }
      do {
        try await yours.update { $0.name = "Edsger" }
      } catch is StaleRecord {
        try await yours.reload()
      }
      // snippet.end
      #expect(
        recorder.sql.contains(
          #"UPDATE "players" SET "name" = ?, "lock_version" = ?, "updated_at" = ? WHERE "players"."id" = ? AND "players"."lock_version" = ?"#
        ))
      // snippet.with-lock
      try await yours.withLock { try await yours.update { $0.score += 1 } }
      // snippet.end
      #expect(yours.name == "Grace" && yours.score == 1)
      // snippet.advisory-lock
      try await Database.withAdvisoryLock("ranking") {
        try await Player.updateAll { [$0.score.set(0)] }
      }
      // snippet.end
      #expect(try await Player.pluck(\.score) == [0, 0])
      // snippet.copies
      let copy = mine.dup()
      let whole = try await club.dup(with: \.members)
      // snippet.end
      #expect(copy.isNew && copy.lockVersion == 0 && whole.members.target.count == 2)
    }
  }
}

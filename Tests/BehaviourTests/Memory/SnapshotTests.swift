import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Works on snapshots somewhere else.
private actor SnapshotReader {
  func line(_ play: RecordSnapshot<Play>) throws -> String {
    let names = try play.roles.map { try $0.player?.name ?? "-" }.sorted()
    return "\(try play.title) at \(try play.theatre?.name ?? "-"): \(names.joined(separator: ", "))"
  }
}

/// Values of records and graphs that go to other tasks.
@Suite struct SnapshotTests {
  @Test(arguments: Engine.allCases) func aGraphIsReadByAnotherActor(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let play = try #require(try await Play.includes(\.theatre, \.roles.player).first())
      recorder.clear()
      let snapshot = try play.snapshot(\.theatre, \.roles.player)
      #expect(try await SnapshotReader().line(snapshot) == "A at Globe: Ann, Bob")
      #expect(try snapshot.seats == 3 && !snapshot.isHit && snapshot.isPersisted)
      #expect(try snapshot.theatreID == play.theatreID)
      play.title = "B"
      #expect(try snapshot.title == "A")
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func whatWasNotTakenAlongIsTold(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let play = try #require(try await Play.first())
      let told = await failure { _ = try play.snapshot(\.theatre) }
      #expect(told?.contains("Play.theatre") == true && told?.contains(#".includes(\.theatre)"#) == true)
      let snapshot = try play.snapshot()
      let other = await failure { _ = try snapshot.roles }
      #expect(other?.contains("Play.roles") == true && other?.contains(#"snapshot(\.roles)"#) == true)
      let unset = await failure { _ = try Play { $0.seats = 1 }.snapshot().title }
      #expect(unset?.contains("'title'") == true)
    }
  }

  @Test(arguments: Engine.allCases) func aRecordIsMadeOfItInTheOtherTask(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await seed()
      let play = try #require(try await Play.includes(\.theatre, \.roles).first())
      let snapshot = try play.snapshot(\.theatre, \.roles)
      let title = try await Task.detached {
        try await database.use {
          let mine = try snapshot.record()
          #expect(mine.isPersisted && !mine.isChanged && mine.id == 1)
          #expect(try mine.$theatre.loaded?.name == "Globe" && mine.roles.loaded.count == 2)
          #expect(try mine.roles.loaded[0].$play.loaded === mine)
          try await mine.update { $0.title = "C" }
          return mine.title
        }
      }.value
      #expect(title == "C" && play.title == "A")
      #expect(try await play.reload().title == "C")
      #expect(recorder.sql.contains(#"UPDATE "plays" SET "title" = ? WHERE "plays"."id" = ?"#))
    }
  }

  @Test(arguments: Engine.allCases) func aNewRecordIsNewThereToo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let snapshot = try Play(title: "N", seats: 2).snapshot()
      #expect(!snapshot.isPersisted)
      let made = try snapshot.record()
      #expect(made.isNew)
      try await made.save()
      #expect(try await Play.first()?.seats == 2)
      #expect(try snapshot == Play(title: "N", seats: 2).snapshot() && snapshot != made.snapshot())
    }
  }

  @Test(arguments: Engine.allCases) func classesOfOneTableAndEmptyTargets(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let shop = try await Workshop.create { $0.name = "W" }
      try await shop.workers.append(SignPainter { $0.name = "s" })
      let found = try #require(try await Workshop.includes(\.workers, \.painters).first())
      let snapshot = try found.snapshot(\.workers, \.painters)
      #expect(try snapshot.workers.map { try $0.name } == ["s"])
      #expect(try snapshot.record().workers.loaded[0] is SignPainter)
      let player = try await Player.create { $0.name = "P" }
      _ = try await player.contract
      #expect(try player.snapshot(\.contract).contract == nil)
      #expect(try [player].snapshots().map { try $0.name } == ["P"])
    }
  }

  /// Whether an encoder writes this, in whatever order of keys.
  private func encodes(_ value: some Encodable, as text: String) throws -> Bool {
    func sorted(_ data: Data) throws -> Data {
      try JSONSerialization.data(withJSONObject: JSONSerialization.jsonObject(with: data), options: .sortedKeys)
    }
    return try sorted(JSONEncoder().encode(value)) == sorted(Data(text.utf8))
  }

  @Test(arguments: Engine.allCases) func aGraphIsEncoded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let play = try #require(try await Play.includes(\.theatre, \.roles.player).first())
      recorder.clear()
      #expect(
        try encodes(
          play.snapshot(\.theatre, \.roles.player),
          as: #"{"id":1,"isHit":false,"roles":["#
            + #"{"id":1,"name":"","player":{"id":1,"mentorID":null,"name":"Ann"},"playID":1,"playerID":1},"#
            + #"{"id":2,"name":"","player":{"id":2,"mentorID":null,"name":"Bob"},"playID":1,"playerID":2}],"#
            + #""seats":3,"theatre":{"id":1,"name":"Globe"},"theatreID":1,"title":"A"}"#))
      #expect(recorder.queries.isEmpty)
      let player = try await Player.create { $0.name = "P" }
      _ = try await player.contract
      #expect(try encodes([player].snapshots(\.contract), as: #"[{"contract":null,"id":3,"mentorID":null,"name":"P"}]"#))
      #expect(try encodes(Play { $0.title = "N" }.snapshot(), as: #"{"isHit":false,"seats":0,"theatreID":null,"title":"N"}"#))
    }
  }

  /// A play, its theatre, the theatre's plays: the paths say where to end.
  @Test(arguments: Engine.allCases) func aCircleEndsWhereThePathsEnd(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let globe = try #require(try await Theatre.includes(\.plays.theatre.plays).first())
      let theatre = #"{"id":1,"name":"Globe","plays":["#
      let play = #"{"id":1,"isHit":false,"seats":3,"#
      #expect(
        try encodes(
          globe.snapshot(\.plays.theatre), as: theatre + play + #""theatre":{"id":1,"name":"Globe"},"theatreID":1,"title":"A"}]}"#))
      #expect(
        try encodes(
          globe.snapshot(\.plays.theatre.plays),
          as: theatre + play + #""theatre":"# + theatre + play + #""theatreID":1,"title":"A"}]},"theatreID":1,"title":"A"}]}"#))
    }
  }

  @Test(arguments: Engine.allCases) func whatWasDestroyedStaysDestroyed(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let play = try #require(try await Play.first())
      let before = try play.snapshot()
      try await play.destroy()
      let snapshot = try play.snapshot()
      let made = try snapshot.record()
      #expect(made.isDestroyed && !made.isNew && !made.isPersisted && made.title == "A" && made.id == 1)
      #expect(snapshot != before)
    }
  }

  private func seed() async throws {
    let globe = try await Theatre.create { $0.name = "Globe" }
    let play = try await globe.plays.create {
      $0.title = "A"; $0.seats = 3
    }
    try await play.players.append(Player(name: "Ann"), Player(name: "Bob"))
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Works on snapshots somewhere else.
private actor Stage {
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
      #expect(try await Stage().line(snapshot) == "A at Globe: Ann, Bob")
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

  private func seed() async throws {
    let globe = try await Theatre.create { $0.name = "Globe" }
    let play = try await globe.plays.create {
      $0.title = "A"; $0.seats = 3
    }
    try await play.players.append(Player(name: "Ann"), Player(name: "Bob"))
  }
}

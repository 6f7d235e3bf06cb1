import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of nested eager loading, name by name.
@Suite struct CascadedEagerLoadingTests {
  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithCascadedTwoLevels(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatres = try await Theatre.includes(\.plays.roles).order(\.id).load()
      #expect(try theatres.map { try $0.plays.loaded.count } == [2, 1])
      #expect(try theatres[0].plays.loaded.map { try $0.roles.loaded.count } == [2, 1])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithCascadedTwoLevelsAndOneLevel(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatres = try await Theatre.includes(\.plays.roles, \.license).order(\.id).load()
      #expect(try theatres.map { try $0.plays.loaded.count } == [2, 1])
      #expect(try theatres[0].plays.loaded.map { try $0.roles.loaded.count } == [2, 1])
      #expect(try theatres.map { try $0.$license.loaded?.number } == ["1", "2"])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithHmtDoesNotTableNameCollideWhenJoiningAssociations(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.joins(\.plays).eagerLoad(\.roles).where { $0.plays.title == "A" }.order(\.id).load()
      recorder.clear()
      #expect(theatres.map(\.name) == ["Globe"])
      #expect(try theatres[0].roles.loaded.count == 3)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithJoinForCount(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = Theatre.joins(\.hits).includes(\.plays, \.license)
      #expect(try await theatres.count() == 1)
      recorder.clear()
      _ = try await theatres.load()
      #expect(recorder.events.count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func cascadedEagerAssociationLoadingWithJoinForCount(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = Play.joins(\.roles).includes(\.genres.plays, \.theatre)
      #expect(try await plays.count() == 3)
      #expect(try await plays.load().count == 3)
      #expect(try await plays.distinct().count() == 2)
      #expect(try await Set(plays.load()).count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithCascadedTwoLevelsWithTwoHasManyAssociations(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatres = try await Theatre.includes(\.plays.roles, \.plays.photos).order(\.id).load()
      #expect(try theatres.map { try $0.plays.loaded.count } == [2, 1])
      #expect(try theatres[0].plays.loaded.map { try $0.roles.loaded.count } == [2, 1])
      #expect(try theatres[0].plays.loaded.map { try $0.photos.loaded.count } == [0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithCascadedTwoLevelsAndSelfTableReference(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatres = try await Theatre.includes(\.plays.roles, \.plays.theatre).order(\.id).load()
      #expect(try theatres[0].plays.loaded.map { try $0.$theatre.loaded?.name } == ["Globe", "Globe"])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithCascadedTwoLevelsWithCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatres = try await Theatre.includes(\.plays.roles).where("theatres.id=1").order(\.id).load()
      #expect(theatres.count == 1)
      #expect(try theatres[0].plays.loaded.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithCascadedThreeLevelsByPingPong(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.includes(\.license.theatre.license).order(\.id).load()
      recorder.clear()
      #expect(try theatres[0].$license.loaded == theatres[0].$license.loaded?.$theatre.loaded?.$license.loaded)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithHasManySti(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await staff()
      let shops = try await Workshop.includes(\.painters).order(\.id).load()
      recorder.clear()
      #expect(try shops.map { try $0.painters.loaded.count } == [2, 0])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithHasManyStiAndSubclasses(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await staff()
      let shops = try await Workshop.includes(\.workers).order { [$0.id.asc, $0.workers.id.asc] }.load()
      recorder.clear()
      #expect(try shops.map { try $0.workers.loaded.count } == [3, 0])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToSti(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await staff()
      let painters = try await Painter.includes(\.workshop).order { $0.workshop.id.asc }.load()
      recorder.clear()
      #expect(try painters.map { try $0.$workshop.loaded?.name } == ["W", "W"])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWhereFirstLevelReturnsNil(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Theatre.create { $0.name = "Swan" }
      try await seed()
      let theatres = try await Theatre.includes(\.license.office).order { $0.id.desc }.load()
      recorder.clear()
      #expect(try theatres.map { try $0.$license.loaded?.number } == ["2", "1", nil])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadThroughMissingRecords(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Play.create {
        $0.title = "A"; $0.theatreID = 99
      }
      let play = try #require(try await Play.preload(\.theatre.plays.roles).first())
      recorder.clear()
      #expect(try play.$theatre.loaded == nil)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithMissingFirstRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Play.create { $0.title = "A" }
      #expect(try await Play.where { $0.id == 1 }.preload(\.theatre.plays.roles).load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithRecursiveCascadingFourLevelsHasManyThrough(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      var clips: [Clip] = []
      for title in ["1", "2", "3", "4", "5"] { clips.append(try await Clip.create { $0.title = title }) }
      for (from, to) in zip(clips, clips.dropFirst()) { try await from.linked.append(to) }
      let first = try #require(try await Clip.includes(\.linked.linked.linked.linked).order(\.id).first())
      recorder.clear()
      #expect(try first.linked.loaded[0].linked.loaded[0].linked.loaded[0].linked.loaded[0] == clips[4])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithRecursiveCascadingFourLevelsHasAndBelongsToMany(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      var players: [Player] = []
      for name in ["1", "2", "3", "4", "5"] { players.append(try await Player.create { $0.name = name }) }
      for (from, to) in zip(players, players.dropFirst()) { try await from.friends.append(to) }
      let first = try #require(try await Player.includes(\.friends.friends.friends.friends).order(\.id).first())
      recorder.clear()
      #expect(try first.friends.loaded[0].friends.loaded[0].friends.loaded[0].friends.loaded[0] == players[4])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithCascadedInterdependentOneLevelAndTwoLevels(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatres = try await Theatre.includes(\.roles, \.plays.players).order(\.id).load()
      #expect(try theatres.map { try $0.roles.loaded.count } == [3, 0])
      #expect(try theatres.map { try $0.plays.loaded.count } == [2, 1])
      #expect(try theatres[0].plays.loaded.map { try $0.players.loaded.count } == [2, 1])
    }
  }

  @Test(arguments: Engine.allCases) func preloadedRecordsAreNotDuplicated(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatre = try await Theatre.find(1)
      let expected = try await Play.where { $0.theatre == theatre }.includes(\.theatre.hits).load().map {
        try $0.$theatre.loaded?.hits.loaded.count
      }
      let actual = try await theatre.plays.includes(\.theatre.hits).load().map { try $0.$theatre.loaded?.hits.loaded.count }
      #expect(expected == actual && expected == [1, 1])
    }
  }

  private func seed() async throws { try await Worlds.fillTheatre() }

  /// Two workshops, the first one with a worker, a painter and a sign painter.
  private func staff() async throws {
    let shop = try await Workshop.create { $0.name = "W" }
    try await Workshop.create { $0.name = "V" }
    for worker in [Worker { $0.name = "w" }, SignPainter { $0.name = "s" }, Painter { $0.name = "p" }] {
      try await shop.workers.append(worker)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Scopes for many owners at once find what they find for each of them.
@Suite struct PreloadedScopeTests {
  @Test(arguments: Engine.allCases, [true, false]) func nothingForOneOwnerIsNotNothingForAll(_ engine: Engine, _ backwards: Bool)
    async throws
  {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      let folders = ChoosyFolder.order { backwards ? $0.id.desc : $0.id.asc }
      let expected = backwards ? [["Bill"], [], ["Deed", "Law"]] : [["Deed", "Law"], [], ["Bill"]]
      var lazily: [[String]] = []
      for folder in try await folders.loadsTogether(false).load() { lazily.append(try await folder.sheets.map(\.title).sorted()) }
      #expect(lazily == expected)
      recorder.clear()
      let preloaded = try await folders.preload(\.sheets).load()
      #expect(try preloaded.map { try $0.sheets.loaded.map(\.title).sorted() } == expected)
      #expect(recorder.queries.count == 2)
      var together: [[String]] = []
      for folder in try await folders.load() { together.append(try await folder.sheets.map(\.title).sorted()) }
      #expect(together == expected)
    }
  }

  @Test(arguments: Engine.allCases) func aLimitOfDistinctMembersCountsEachOnce(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for name in ["p", "q", "r"] { try await BilledPlayer.create { $0.name = name } }
      for (name, players) in [("Globe", [1, 1, 1, 2, 3]), ("Rose", [3, 3]), ("Fort", [])] {
        let theatre = try await BilledTheatre.create { $0.name = name }
        let play = try await theatre.plays.create { $0.title = "x" }
        for player in players { try await play.roles.create { $0.playerID = player } }
      }
      let theatres = BilledTheatre.order(\.id)
      let preloaded = try await theatres.preload(\.players).load()
      #expect(try preloaded.map { try $0.players.loaded.map(\.name) } == [["p", "q"], ["r"], []])
      var lazily: [[String]] = []
      for theatre in try await theatres.loadsTogether(false).load() { lazily.append(try await theatre.players.map(\.name)) }
      #expect(lazily == [["p", "q"], ["r"], []])
    }
  }

  @Test(arguments: Engine.allCases) func manyRowsOfSeveralCollectionsStandOnce(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let top = try await Folder.create { $0.name = "top" }
      for number in 0..<20 {
        try await top.children.create { $0.name = "\(number)" }
        try await top.sheets.create { $0.title = "a\(number)" }
        try await top.sheets.create { $0.title = "b\(number)" }
      }
      recorder.clear()
      let found = try await Folder.where { $0.name == "top" }.eagerLoad(\.sheets, \.children).order(\.id).load()
      #expect(recorder.queries.count == 1 && found.count == 1)
      let folder = try #require(found.first)
      let ids = try await Sheet.order(\.id).ids()
      #expect(try folder.sheets.loaded.compactMap(\.id).sorted() == ids)
      #expect(try folder.children.loaded.map(\.name).sorted() == (0..<20).map { "\($0)" }.sorted())
    }
  }
}

/// Shows nothing where it is heavy.
@Model(table: "folders") class ChoosyFolder: Record {
  var name = ""
  var weight = 0
  @HasMany var sheets: Many<ChoosySheet> = .has(foreignKey: \.folderID) { sheets, folder in folder.weight > 10 ? sheets.none() : sheets }
}
@Model(table: "sheets") class ChoosySheet: Record {
  var title = ""
  @BelongsTo var folder: ChoosyFolder?
}

/// Reaches its players by their roles, of which each may have several.
@Model(table: "theatres") class BilledTheatre: Record {
  var name = ""
  @HasMany var plays: Many<BilledPlay> = .has(foreignKey: \.theatreID)
  @HasMany var roles: Many<BilledRole> = .through(\.plays)
  @HasMany var players: Many<BilledPlayer> = .through(\.roles, source: \.player) { $0.distinct().order(\.id).limit(2) }
}
@Model(table: "plays") class BilledPlay: Record {
  var title = ""
  @BelongsTo var theatre: BilledTheatre?
  @HasMany var roles: Many<BilledRole> = .has(foreignKey: \.playID)
}
@Model(table: "roles") class BilledRole: Record {
  var name = ""
  @BelongsTo var play: BilledPlay?
  @BelongsTo var player: BilledPlayer?
}
@Model(table: "players") class BilledPlayer: Record {
  var name = ""
}

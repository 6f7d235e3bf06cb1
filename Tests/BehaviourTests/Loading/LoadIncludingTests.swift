import ActiveRecord
import ActiveRecordTesting
import Testing

/// Records with their targets beside them, in types that prove the load.
@Suite struct LoadIncludingTests {
  private func seed() async throws {
    let globe = try await Theatre.create { $0.name = "Globe" }
    try await Theatre.create { $0.name = "Swan" }
    try await globe.$license.create { $0.number = "1" }
    let play = try await globe.plays.create {
      $0.title = "G1"; $0.isHit = true
    }
    try await globe.plays.create { $0.title = "G2" }
    try await play.players.append(Player(name: "Ann"))
    try await Play.create { $0.title = "Homeless" }
  }

  /// Nothing here waits, or throws.
  private func line(_ theatre: Theatre, _ license: License?, _ plays: [Play], _ players: [Player]) -> String {
    "\(theatre.name) \(license?.number ?? "-") \(plays.map(\.title)) \(players.map(\.name))"
  }

  @Test(arguments: Engine.allCases) func targetsAndMembersStandBesideTheirOwner(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let rows = try await Theatre.order(\.id).load(including: \.license, \.plays, \.players)
      #expect(rows.map { line($0.0, $0.1, $0.2, $0.3) } == [#"Globe 1 ["G1", "G2"] ["Ann"]"#, "Swan - [] []"])
      #expect(recorder.causes.first == "Theatre, loaded" && recorder.queries.count == 5)
      let license = try rows[0].0.$license.loaded
      #expect(rows[0].1 === license)
      for (play, theatre) in try await Play.order(\.id).load(including: \.theatre) {
        #expect(theatre?.name == (play.title == "Homeless" ? nil : "Globe"))
      }
    }
  }

  /// Clauses, scopes and deeper preloads hold.
  @Test(arguments: Engine.allCases) func theQueryKeepsItsClauses(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let rows = try await Theatre.where { $0.name == "Globe" }.preload(\.plays.roles.player).load(including: \.plays, \.hits)
      #expect(try rows[0].1.map { try $0.roles.loaded.count } == [1, 0])
      #expect(rows.map { $0.2.map(\.title) } == [["G1"]])
      #expect(recorder.queries.count == 5)
      let genres = try await Play.order(\.id).limit(1).load(including: \.genres)
      #expect(genres.map { $0.1.count } == [0])
    }
  }

  @Test(arguments: Engine.allCases) func aPathOfSeveralAssociationsIsRefused(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let text = await failure { _ = try await Theatre.all().load(including: \.license, \.license.office) }
      #expect(
        text?.contains("only a record's own associations stand beside it. Load the others with them: .preload(\\.license.office)") == true)
      #expect(recorder.queries.isEmpty)
    }
  }
}

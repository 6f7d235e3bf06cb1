import ActiveRecord
import ActiveRecordTesting
import Testing

/// Preloads that do not depend on each other: at once where a server does the work, with the same results, log and errors as in turn.
@Suite struct ParallelPreloadTests {
  private nonisolated(nonsending) func run(
    _ engine: Engine, atOnce: Int = 4, connections: Int = 4, aside: Bool = true,
    _ body: nonisolated(nonsending) (Database, SQLRecorder, Meeting) async throws -> Void
  ) async throws {
    try await MeetingDatabase.use(engine, atOnce: atOnce, connections: connections, aside: aside) {
      database, recorder, meeting async throws in
      try await seed()
      recorder.clear()
      try await body(database, recorder, meeting)
    }
  }

  /// How many connections are open and idle, and how many tasks wait.
  private func counts(_ database: Database) -> [Int] {
    let counts = database.connections(for: .writing)
    return [counts.open, counts.idle, counts.waiting]
  }

  private func seed() async throws {
    let globe = try await Theatre.create { $0.name = "Globe" }, rose = try await Theatre.create { $0.name = "Rose" }
    try await Theatre.create { $0.name = "Swan" }
    try await globe.$license.create { $0.number = "1" }
    try await rose.$license.create { $0.number = "2" }
    let play = try await globe.plays.create {
      $0.title = "G1"; $0.isHit = true
    }
    try await globe.plays.create { $0.title = "G2" }
    try await rose.plays.create { $0.title = "R1" }
    let player = Player(name: "Ann")
    try await play.players.append(player)
    try await play.genres.append(Genre(name: "Farce"))
    for subject in [Subject.play(play), .player(player)] { try await Photo.create { $0.$subject.set(subject) } }
  }

  /// What a query of theatres shows with three associations.
  private func shown(_ theatres: [Theatre]) throws -> [String] {
    try theatres.map {
      "\($0.name): \(try $0.plays.loaded.map(\.title)) \(try $0.$license.loaded?.number ?? "-") \(try $0.hits.loaded.map(\.title))"
    }
  }

  private static let expected = [#"Globe: ["G1", "G2"] 1 ["G1"]"#, #"Rose: ["R1"] 2 []"#, "Swan: [] - []"]
  private static let causes = [
    "Theatre, loaded", "Theatre.plays, preloaded, for 3 records", "Theatre.license, preloaded, for 3 records",
    "Theatre.hits, preloaded, for 3 records",
  ]

  @Test(arguments: Engine.allCases) func branchesThatNeedOnlyTheirOwnersRunAtOnce(_ engine: Engine) async throws {
    try await run(engine) { database, recorder, meeting async throws in
      meeting.arm(3, ["theatre_id"])
      let theatres = try await Theatre.preload(\.plays, \.license, \.hits).order(\.id).load()
      #expect(meeting.most == 3)
      #expect(recorder.causes == Self.causes)
      #expect(try shown(theatres) == Self.expected)
      #expect(recorder.queries.map(\.rows) == [3, 3, 2, 1])
      #expect(counts(database) == [4, 4, 0])
    }
  }

  /// The rows of a join table, the step in between of a through, and the target of a belongs_to.
  @Test(arguments: Engine.allCases) func theFirstStepsOfStepwiseLoadsRunAtOnce(_ engine: Engine) async throws {
    try await run(engine) { _, recorder, meeting async throws in
      meeting.arm(3, ["genres_plays", "roles", "theatres"])
      let plays = try await Play.preload(\.genres, \.cast, \.theatre).order(\.id).load()
      #expect(meeting.most == 3)
      #expect(
        recorder.causes == [
          "Play, loaded", "Play.genres, preloaded, for 3 records", "Play.genres, preloaded, for 3 records",
          "Play.cast, preloaded, for 3 records", "Play.cast, preloaded, for 3 records", "Play.theatre, preloaded, for 3 records",
        ])
      #expect(try plays.map { try $0.genres.loaded.map(\.name) } == [["Farce"], [], []])
      #expect(try plays.map { try $0.cast.loaded.map(\.name) } == [["Ann"], [], []])
      #expect(try plays.map { try $0.$theatre.loaded?.name } == ["Globe", "Globe", "Rose"])
    }
  }

  @Test(arguments: Engine.allCases) func theClassesOfAPolymorphicAssociationRunAtOnce(_ engine: Engine) async throws {
    try await run(engine) { _, recorder, meeting async throws in
      meeting.arm(2, ["plays", "players"])
      let photos = try await Photo.preload(\.subject).order(\.id).load()
      #expect(meeting.most == 2)
      #expect(recorder.queries.count == 3)
      let names = try photos.map { photo in
        switch try photo.$subject.loaded {
        case .play(let play): play.title
        case .player(let player): player.name
        case nil: "-"
        }
      }
      #expect(names == ["G1", "Ann"])
    }
  }

  /// Where each query has to wait for the one before.
  enum InTurn: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case inATransaction, switchedOff, withOneConnection, whereNoServerWorks
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, InTurn.allCases) func inTurn(_ engine: Engine, _ why: InTurn) async throws {
    let atOnce = why == .switchedOff ? 1 : 4, connections = why == .withOneConnection ? 1 : 4
    try await run(engine, atOnce: atOnce, connections: connections, aside: why != .whereNoServerWorks) {
      database, recorder, meeting async throws in
      meeting.arm(2, ["theatre_id"], patience: .milliseconds(50))
      let load: nonisolated(nonsending) () async throws -> Void = { () async throws in
        let theatres = try await Theatre.preload(\.plays, \.license, \.hits).order(\.id).load()
        #expect(try shown(theatres) == Self.expected)
      }
      if why == .inATransaction { try await database.transaction { try await load() } } else { try await load() }
      #expect(meeting.most == 1)
      #expect(recorder.causes == Self.causes)
    }
  }

  /// Fewer connections lie idle than there are queries: what is left goes in turn, on those there are.
  @Test(arguments: Engine.allCases) func asManyAtOnceAsConnectionsLieIdle(_ engine: Engine) async throws {
    try await run(engine, connections: 2) { database, recorder, meeting async throws in
      meeting.arm(2, ["theatre_id"])
      let theatres = try await Theatre.preload(\.plays, \.license, \.hits, \.latest).order(\.id).load()
      #expect(meeting.most == 2)
      #expect(recorder.queries.count == 5)
      #expect(try shown(theatres) == Self.expected)
      #expect(try theatres.map { try $0.latest.loaded.map(\.title) } == [["G2", "G1"], ["R1"], []])
    }
  }

  /// Nobody holds a connection while waiting for another one.
  @Test(arguments: Engine.allCases) func manyTasksShareFewConnections(_ engine: Engine) async throws {
    try await run(engine, connections: 2) { database, recorder, _ async throws in
      let found = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await Theatre.preload(\.plays.roles.player, \.license, \.hits, \.latest).load().reduce(0) { sum, theatre in
              try sum + theatre.plays.loaded.count + theatre.latest.loaded.count
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(found == Array(repeating: 6, count: 20))
      #expect(recorder.queries.count == 20 * 7)
      #expect(counts(database) == [2, 2, 0])
    }
  }

  @Test(arguments: Engine.allCases) func anErrorInOneBranchComesInItsTurn(_ engine: Engine) async throws {
    try await run(engine) { database, recorder, meeting async throws in
      let theatres = try await Theatre.order(\.id).load()
      recorder.clear()
      meeting.arm(2, ["theatre_id"], failing: "licenses")
      let error = await #expect(throws: DatabaseError.self) { try await theatres.preload(\.plays, \.license, \.hits) }
      #expect(error?.message == "the statement failed, as planned")
      // The branch before it is loaded, the one after it is told of, and loaded again when it is asked for.
      #expect(recorder.causes == Array(Self.causes.dropFirst()))
      #expect(recorder.events.map(\.failed) == [false, true, false])
      #expect(theatres[0].plays.isLoaded && !theatres[0].hits.isLoaded)
      #expect(counts(database) == [4, 4, 0])
      meeting.arm(2, ["theatre_id"])
      recorder.clear()
      try await theatres.preload(\.plays, \.license, \.hits)
      #expect(recorder.causes == Array(Self.causes.dropFirst(2)))
      #expect(try shown(theatres) == Self.expected)
    }
  }

  @Test(arguments: Engine.allCases) func aCancelledTaskGivesTheConnectionsBack(_ engine: Engine) async throws {
    try await run(engine) { database, recorder, meeting async throws in
      meeting.arm(10, ["theatre_id"])
      let task = Task { try await Theatre.preload(\.plays, \.license, \.hits).load().count }
      for _ in 0..<30_000 where meeting.present < 3 { try await Task.sleep(for: .milliseconds(1)) }
      #expect(meeting.present == 3)
      task.cancel()
      await #expect(throws: (any Error).self) { try await task.value }
      #expect(database.connections(for: .writing).inUse == 0)
      meeting.arm(3, ["theatre_id"])
      recorder.clear()
      let theatres = try await Theatre.preload(\.plays, \.license, \.hits).order(\.id).load()
      #expect(try shown(theatres) == Self.expected)
      #expect(recorder.causes == Self.causes)
    }
  }

  /// Blocks that choose a shard or a reading role hold for queries at once, too.
  @Test(arguments: Engine.allCases) func theBlockAroundChoosesTheDatabase(_ engine: Engine) async throws {
    try await run(engine) { home, homeLog, homeMeeting async throws in
      homeMeeting.arm(1, ["theatre_id"])
      try await run(engine) { shard, shardLog, meeting async throws in
        for (number, play) in try await Play.order(\.id).load().enumerated() { try await play.update { $0.title = "S\(number)" } }
        homeLog.clear()
        shardLog.clear()
        meeting.arm(3, ["theatre_id"])
        let theatres = try await shard.reading { try await Theatre.preload(\.plays, \.license, \.hits).order(\.id).load() }
        #expect(meeting.most == 3 && homeMeeting.most == 0)
        #expect(homeLog.events.isEmpty)
        #expect(shardLog.causes == Self.causes)
        #expect(try theatres.map { try $0.plays.loaded.map(\.title).sorted() } == [["S0", "S1"], ["S2"], []])
      }
    }
  }

  /// Records and their inverses are those of a load in turn.
  @Test(arguments: Engine.allCases) func hundredsOfOwnersAndRowsAreTheSameAtOnce(_ engine: Engine) async throws {
    try await run(engine) { database, _, meeting async throws in
      try await database.transaction {
        for number in 0..<300 {
          let theatre = try await Theatre.create { $0.name = "T\(number)" }
          for play in 0..<number % 4 { try await theatre.plays.create { $0.title = "P\(play)" } }
        }
      }
      meeting.arm(3, ["theatre_id"])
      let atOnce = try await Theatre.preload(\.plays, \.license, \.hits, \.latest).order(\.id).load()
      #expect(meeting.most >= 3)
      let inTurn = try await database.transaction {
        try await Theatre.preload(\.plays, \.license, \.hits, \.latest).order(\.id).load()
      }
      let (one, other) = (try shown(atOnce), try shown(inTurn))
      #expect(one == other)
      let latest = try [atOnce, inTurn].map { try $0.map { try $0.latest.loaded.map(\.title) } }
      #expect(latest[0] == latest[1])
      let strays = try atOnce.flatMap { theatre in try theatre.plays.loaded.filter { try $0.$theatre.loaded !== theatre } }
      #expect(strays.isEmpty)
    }
  }
}

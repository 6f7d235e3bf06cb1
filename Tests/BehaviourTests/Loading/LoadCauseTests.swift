import ActiveRecord
import ActiveRecordTesting
import Testing

/// Another model of the theatres, whose associations are loaded for each record alone.
@Model(table: "theatres") class AloofTheatre: Record {
  var name: String
  @HasMany var plays: Many<Play> = .has(foreignKey: "theatre_id") { $0.loadsTogether(false) }
  @HasOne var license: License? = .has(foreignKey: "theatre_id") { $0.loadsTogether(false) }
}

/// What the log says of each statement that reads: what for, and for how many records.
@Suite struct LoadCauseTests {
  enum Reading: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case all, find, findBy, lazyToOne, lazyToMany, lazyThrough, alone, preload, later, including, eagerLoad, scoped
    case count, exists, pluck, size, isEmpty, ids, contains, with, bySQL, stream
    var testDescription: String { rawValue }

    /// Reads something of two theatres with a play each.
    nonisolated(nonsending) func run(_ theatres: [Theatre], _ plays: [Play]) async throws {
      switch self {
      case .all: _ = try await Theatre.all().load()
      case .find: _ = try await Theatre.find(1)
      case .findBy: _ = try await Theatre.findBy { $0.name == "X" }
      case .lazyToOne: _ = try await plays[0].theatre
      case .lazyToMany: _ = try await theatres[0].plays.load()
      case .lazyThrough: _ = try await theatres[0].roles.load()
      case .alone: _ = try await Theatre.find(1).license
      case .preload: _ = try await Theatre.preload(\.plays.genres, \.license).load()
      case .later: try await theatres.preload(\.office)
      case .including: _ = try await Play.all().load(including: \.theatre)
      case .eagerLoad: _ = try await Theatre.eagerLoad(\.plays).load()
      case .scoped: _ = try await theatres[0].namesakes.load()
      case .count: _ = try await Theatre.count()
      case .exists: _ = try await Theatre.exists()
      case .pluck: _ = try await Theatre.pluck(\.name)
      case .size: _ = try await theatres[0].plays.size()
      case .isEmpty: _ = try await theatres[0].plays.isEmpty()
      case .ids: _ = try await theatres[0].plays.ids()
      case .contains: _ = try await theatres[0].plays.contains(plays[1])
      case .with: _ = try await Theatre.with(\.plays.count).load()
      case .bySQL: _ = try await Theatre.find(sql: "SELECT * FROM theatres")
      case .stream: for try await _ in Theatre.stream(batch: 10) {}
      }
    }

    var causes: [String] {
      switch self {
      case .all, .findBy, .eagerLoad: ["Theatre, loaded"]
      case .stream: ["Theatre, loaded with values"]
      case .find: ["Theatre.find"]
      case .lazyToOne: ["Play.theatre, lazy, for 2 records"]
      case .lazyToMany: ["Theatre.plays, lazy, for 2 records"]
      case .lazyThrough: ["Theatre.roles, lazy, for 2 records"]
      case .alone: ["Theatre.find", "Theatre.license, lazy, for 1 record"]
      case .preload:
        ["Theatre, loaded", "Theatre.plays, preloaded, for 2 records"] + Array(repeating: "Play.genres, preloaded, for 2 records", count: 2)
          + ["Theatre.license, preloaded, for 2 records"]
      case .later: Array(repeating: "Theatre.office, preloaded, for 2 records", count: 2)
      case .including: ["Play, loaded", "Play.theatre, preloaded, for 2 records"]
      case .scoped: Array(repeating: "Theatre.namesakes, lazy, for 2 records", count: 2)
      case .count: ["Theatre, counted"]
      case .exists: ["Theatre, asked whether there is one"]
      case .pluck: ["Theatre, plucked"]
      case .size: ["Theatre.plays, asked for size, for 2 records"]
      case .isEmpty: ["Theatre.plays, asked for isEmpty, for 2 records"]
      case .ids: ["Theatre.plays, asked for ids"]
      case .contains: ["Theatre.plays, asked for contains"]
      case .with: ["Theatre, loaded", "Theatre, values of associations, for 2 records"]
      case .bySQL: ["Theatre, by SQL"]
      }
    }
  }

  private func seed() async throws {
    let genre = try await Genre.create { $0.name = "Farce" }
    let office = try await Office.create { $0.city = "Ems" }
    for name in ["X", "Y"] {
      let theatre = try await Theatre.create { $0.name = name }
      try await theatre.$license.create {
        $0.number = name; $0.officeID = office.id
      }
      let play = try await theatre.plays.create { $0.title = name }
      try await play.genres.append(genre)
    }
  }

  @Test(arguments: Engine.allCases, Reading.allCases) func theLogNamesEachCause(_ engine: Engine, _ reading: Reading) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load(), plays = try await Play.order(\.id).load()
      recorder.clear()
      try await reading.run(theatres, plays)
      #expect(recorder.causes == reading.causes)
    }
  }

  @Test(arguments: Engine.allCases) func anAssociationCanBeLoadedForEachAlone(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await AloofTheatre.order(\.id).load()
      recorder.clear()
      for theatre in theatres {
        _ = try await theatre.license
        _ = try await theatre.plays.first()
        _ = try await theatre.plays.size()
        _ = try await theatre.plays.isEmpty()
        for play in try await theatre.plays.load() { _ = try await play.genres.load() }
      }
      #expect(recorder.queries.count == 12)
      #expect(!recorder.causes.contains { $0.contains("for 2 records") })
      recorder.clear()
      let preloaded = try await AloofTheatre.preload(\.plays, \.license).order(\.id).load()
      #expect(try preloaded.map { try $0.plays.loaded.map(\.title) } == [["X"], ["Y"]])
      #expect(recorder.queries.count == 3)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Another model of the plays: its pairs with genres have no key but their two columns.
@Model(table: "plays") class PairedPlay: Record {
  var title = ""
  @HasMany var pairs: Many<GenrePair> = .has(foreignKey: \.playID)
  @HasMany var genres: Many<PairedGenre> = .through(\.pairs, source: \.genre)
  @HasAndBelongsToMany var plainGenres: Many<PairedGenre> = .has(
    joinTable: "genres_plays", foreignKey: "play_id", associationForeignKey: "genre_id")
}
@Model(table: "genres") class PairedGenre: Record {
  var name = ""
  @HasMany var pairs: Many<GenrePair> = .has(foreignKey: \.genreID)
}
@Model(table: "genres_plays") class GenrePair: Record {
  @PrimaryKey var genreID: Int
  @PrimaryKey var playID: Int
  @BelongsTo var genre: PairedGenre? = .belongs(foreignKey: \.genreID)
  @BelongsTo var play: PairedPlay? = .belongs(foreignKey: \.playID)
  static func rules(_ pair: Rules<GenrePair>) { pair.afterDestroy { try await $0.play?.update { $0.title = "pair gone" } } }
}

/// Other models of leagues, fans and passes: a fan has one pass, and one whose pass is stuck.
@Model(table: "leagues") class SingleLeague: Record {
  var name = ""
  @HasMany var passes: Many<SinglePass> = .has(foreignKey: "league_id", inverse: \.league)
  @HasMany var fans: Many<SingleFan> = .through(\.passes)
}
@Model(table: "passes") class SinglePass: Record {
  @BelongsTo var league: SingleLeague? = .belongs(inverse: \.passes)
  @BelongsTo var fan: SingleFan? = .belongs(inverse: \.pass)
}
@Model(table: "fans") class SingleFan: Record {
  var name = ""
  @HasOne var pass: SinglePass? = .has(foreignKey: "fan_id", inverse: \.fan)
}
@Model(table: "fans") class StuckFan: Record {
  var name = ""
  var passesCount = 0
  @HasMany var passes: Many<StuckPass> = .has(foreignKey: "fan_id", inverse: \.fan)
  @HasMany var leagues: Many<SingleLeague> = .through(\.passes)
}
@Model(table: "passes") class StuckPass: Record {
  @BelongsTo var league: SingleLeague? = .belongs(hasInverse: false)
  @BelongsTo var fan: StuckFan? = .belongs(counterCache: \.passesCount, inverse: \.passes)
  static func rules(_ pass: Rules<StuckPass>) { pass.beforeDestroy { _ in throw Halt() } }
}

/// Other models of the leagues: each says what becomes of its fans' passes when it goes.
@Model(table: "leagues") class DestroyingLeague: Record {
  var name = ""
  @HasMany var passes: Many<Pass> = .has(foreignKey: "league_id", hasInverse: false)
  @HasMany var fans: Many<Fan> = .through(\.passes, dependent: .destroy)
}
@Model(table: "leagues") class DeletingLeague: Record {
  var name = ""
  @HasMany var passes: Many<Pass> = .has(foreignKey: "league_id", hasInverse: false)
  @HasMany var fans: Many<Fan> = .through(\.passes, dependent: .deleteAll)
}
@Model(table: "leagues") class NullifyingLeague: Record {
  var name = ""
  @HasMany var passes: Many<Pass> = .has(foreignKey: "league_id", hasInverse: false)
  @HasMany var fans: Many<Fan> = .through(\.passes, dependent: .nullify)
}

/// What Rails' suite shows of has_many through: join models without a key of their own, of several classes, or that refuse to go.
extension HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func noPkJoinTableDelete(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await paired()
      try await play.genres.reload()
      try await play.genres.destroy(PairedGenre.order(\.id).load())
      #expect(try await [PairedGenre.count(), GenrePair.count()] == [2, 0])
      #expect(try await play.genres.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func noPkJoinModelCallbacks(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await paired()
      try await play.genres.destroy(PairedGenre.order(\.id).load())
      #expect(try await play.reload().title == "pair gone")
    }
  }

  @Test(arguments: Engine.allCases) func pkIsNotRequiredForJoin(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await paired()
      let through = try #require(try await PairedPlay.includes(\.genres).first())
      let plain = try #require(try await PairedPlay.includes(\.plainGenres).first())
      #expect(try through.genres.loaded.map(\.name).sorted() == ["Drama", "Farce"])
      #expect(try Set(through.genres.loaded) == Set(plain.plainGenres.loaded))
    }
  }

  @Test(arguments: Engine.allCases) func buildThenSaveWithHasOneInverse(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await SingleLeague.create { $0.name = "L" }
      let fan = league.fans.build { $0.name = "Bob" }
      try await fan.save()
      try await league.reload()
      #expect(try await league.fans.load() == [fan])
      #expect(try await SinglePass.pluck(\.fanID) == [fan.id])
    }
  }

  @Test(arguments: Engine.allCases, ["destroy", "deleteAll", "nullify"]) func belongsToWithDependent(
    _ engine: Engine, _ dependent: String
  ) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create { $0.name = "L" }
      for name in ["Ann", "Bob"] { try await league.fans.create { $0.name = name } }
      // A pass without a fan stays.
      try await Pass { $0.leagueID = league.id }.save()
      switch dependent {
      case "destroy": try await DestroyingLeague.find(league.id!).destroy()
      case "deleteAll": try await DeletingLeague.find(league.id!).destroy()
      default: try await NullifyingLeague.find(league.id!).destroy()
      }
      #expect(try await Fan.count() == 2)
      #expect(try await Pass.count() == (dependent == "nullify" ? 3 : 1))
      #expect(try await Pass.pluck(\.fanID).allSatisfy { $0 == nil })
    }
  }

  @Test(arguments: Engine.allCases) func updateCounterCachesOnDestroyWithIndestructibleThroughRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fan = try await StuckFan.create { $0.name = "Ann" }
      let league = try await fan.leagues.create { $0.name = "doomed" }
      #expect(try await fan.reload().passesCount == 1)
      await #expect(throws: RecordNotDestroyed.self) { try await StuckFan.find(fan.id!).leagues.destroy(league) }
      #expect(try await fan.reload().passesCount == 1)
      #expect(try await StuckPass.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func preloadStiRhsClass(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let writers = try await Writer.includes(\.openLetters).order(\.id).load()
      recorder.clear()
      #expect(try writers.map { try $0.openLetters.loaded.map(\.text) } == [["open"], []])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadStiMiddleRelation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let choir = try await Choir.create { $0.name = "C" }
      let ann = try await Singer.create { $0.name = "Ann" }, bob = try await Singer.create { $0.name = "Bob" }
      try await SoloSeat.create {
        $0.$choir.set(choir); $0.$singer.set(ann)
      }
      try await HonorSeat.create {
        $0.$choir.set(choir); $0.$singer.set(bob)
      }
      let found = try await Choir.includes(\.singers).find(choir.id!)
      #expect(try Set(found.singers.loaded) == [ann, bob])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughAddWithStiMiddleRelation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let choir = try await SoloChoir.create { $0.name = "C" }, singer = try await Singer.create { $0.name = "Tyler" }
      try await choir.singers.append(singer)
      #expect(try await SoloSeat.where { $0.choirID == choir.id && $0.singerID == singer.id }.count() == 1)
      #expect(try await HonorSeat.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughFromSameParentToSameChildCreatesJoinModels(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let choir = Choir(name: "Awesome")
      let singer = choir.singers.build { $0.name = "Jane" }
      let concert = Concert(name: "Mass")
      try await concert.singers.append(singer)
      try await choir.concerts.append(concert)
      try await choir.save()
      #expect(try await concert.parts.size() == 1)
      #expect(try await choir.seats.size() == 1)
      #expect(try await [ConcertPart.count(), ChoirSeat.count(), ChoirConcert.count(), Singer.count()] == [1, 1, 1, 1])
    }
  }

  @Test(arguments: Engine.allCases, ["new", "stored"]) func childIsVisibleToJoinModelInAddAssociationCallbacks(
    _ engine: Engine, _ owner: String
  ) async throws {
    try await engine.database { _, _ async throws in
      let choir = owner == "new" ? Choir(name: "C") : try await Choir.create { $0.name = "C" }
      try await choir.singers.append(try await Singer.create { $0.name = "Mochi" })
      #expect(choir.seen == ["before Mochi", "after Mochi"])
    }
  }

  @Test(arguments: Engine.allCases) func noPkJoinTableAppend(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = PairedPlay(title: "SICP"), genre = PairedGenre(name: "Drama")
      try await play.genres.append(genre)
      try await play.save()
      #expect(genre.isPersisted)
      #expect(try await GenrePair.all().load().map { [$0.genreID, $0.playID] } == [[genre.id!, play.id!]])
      // A stored one is joined at once.
      let farce = try await PairedGenre.create { $0.name = "Farce" }
      try await play.genres.append(farce)
      #expect(try await PairedPlay.find(play.id!).genres.order(\.id).load() == [genre, farce])
    }
  }

  @Test(arguments: Engine.allCases) func circularAutosaveAssociationCorrectlySavesMultipleRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let seminar = Seminar(name: "CS180"), term = SeminarTerm(name: "Fall")
      let sections = [seminar.sections.build { $0.name = "A" }, seminar.sections.build { $0.name = "B" }]
      try await term.sections.append(sections)
      try await term.save()
      try await term.reload()
      #expect(try await term.sections.load().sorted { $0.id! < $1.id! } == sections)
      #expect(try await SeminarSection.count() == 2)
      #expect(try await SeminarSection.pluck(\.seminarID) == [seminar.id, seminar.id])
      #expect(try await SeminarSection.order(\.id).pluck(\.name) == ["A", "B"])
    }
  }

  /// A play with two genres.
  private func paired() async throws -> PairedPlay {
    let play = try await PairedPlay.create { $0.title = "A" }
    for name in ["Drama", "Farce"] { try await play.genres.create { $0.name = name } }
    return play
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of leagues, fans and passes: each step has a scope of its own, and one table stands in two of them.
@Model(table: "fans") class Rooter: Record {
  var name = ""
  @HasOne var pass: RooterPass? = .has(foreignKey: \.rooterID, hasInverse: false) { $0.where { $0.isFavourite == false } }
  @HasOne var league: RooterLeague? = .through(\.pass)
  @HasMany var fellows: Many<Rooter> = .through(\.league, source: \.rooters)
}
@Model(table: "passes") class RooterPass: Record {
  var isFavourite = false
  @Column("fan_id") var rooterID: Int?
  @BelongsTo var league: RooterLeague? = .belongs(hasInverse: false)
  @BelongsTo var rooter: Rooter? = .belongs(foreignKey: \.rooterID, hasInverse: false)
}
@Model(table: "leagues") class RooterLeague: Record {
  var name = ""
  @HasMany var passes: Many<RooterPass> = .has(foreignKey: "league_id", hasInverse: false) { $0.where { $0.isFavourite == false } }
  @HasMany var rooters: Many<Rooter> = .through(\.passes, source: \.rooter)
}

/// Other models of the vineyards and their wines: what the casks' own scope hides is asked for by the association in between.
@Model(table: "vineyards") class OpenVineyard: Record {
  var name = ""
  @HasMany var wines: Many<OpenWine> = .has(foreignKey: "vineyard_id", hasInverse: false) { $0.order(\.id) }
  @HasMany var casks: Many<Cask> = .through(\.wines, source: \.casks)
  @HasMany var allCasks: Many<Cask> = .through(\.wines, source: \.allCasks)
}
@Model(table: "wines") class OpenWine: Record {
  var name = ""
  var vineyardID: Int?
  @HasMany var casks: Many<Cask> = .has(foreignKey: "wine_id", hasInverse: false)
  @HasMany var allCasks: Many<Cask> = .has(foreignKey: "wine_id", hasInverse: false) { $0.unscoped().order(\.id) }
}

/// Another model of the writers: articles without letters, by what is loaded along and by a join, and what lies behind them.
@Model(table: "writers") class Muse: Record {
  var name = ""
  @HasMany var silent: Many<Article> = .has(foreignKey: "writer_id", hasInverse: false) {
    $0.includes(\.letters).where { $0.letters.articleID == nil }
  }
  @HasMany var silentByJoin: Many<Article> = .has(foreignKey: "writer_id", hasInverse: false) {
    $0.leftJoins(\.letters).where { $0.letters.articleID == nil }
  }
  @HasMany var rubrics: Many<Rubric> = .through(\.silent, source: \.rubrics)
  @HasMany var rubricsByJoin: Many<Rubric> = .through(\.silentByJoin, source: \.rubrics)

  static func all(_ way: Way) -> Relation<Muse> {
    let all = Muse.order(\.id)
    return switch way {
    case .lazily: all
    case .preload: all.preload(\.rubrics, \.rubricsByJoin)
    case .includes: all.includes(\.rubrics, \.rubricsByJoin)
    case .eagerLoad: all.eagerLoad(\.rubrics, \.rubricsByJoin)
    }
  }
}

/// What Rails' suite shows of has_many through: scopes on the way, and what they say about join records.
extension HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func throughAssociationWithThroughScopeAndNestedWhere(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let (choir, singers) = try await seated()
      recorder.clear()
      #expect(try await choir.openSingers.where { $0.seats.singerID != nil }.order(\.id).load() == Array(singers.dropFirst()))
      // The condition speaks of the rows in between, which are joined once.
      #expect(recorder.sql.last?.split(separator: " JOIN ").count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func throughRecordIsBuiltWhenCreatedWithWhere(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (choir, _) = try await seated()
      let singer = try await choir.singers.where { $0.seats.isFavourite == true }.create { $0.name = "Jeb" }
      #expect(try await choir.seats.count() == 4)
      #expect(try await ChoirSeat.where { $0.singerID == singer.id }.pluck(\.isFavourite) == [true])
      // A member that is built with a query is joined as it says, too.
      let built = choir.singers.where { $0.seats.isFavourite == true }.build { $0.name = "Kim" }
      try await choir.save()
      #expect(try await ChoirSeat.where { $0.singerID == built.id }.pluck(\.isFavourite) == [true])
    }
  }

  @Test(arguments: Engine.allCases)
  func insertRecordsViaHasManyThroughAssociationWithScopeAndAssociationNameDifferentFromTheJoiningTableName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let choir = try await Choir.create { $0.name = "C" }, singer = try await Singer.create { $0.name = "Ann" }
      try await ChoirSeat(choir: choir, singer: singer).save()
      try await choir.favourites.append(singer)
      #expect(try await choir.favourites.load() == [singer])
      try await choir.reload()
      #expect(try await choir.favourites.load() == [singer])
      #expect(try await ChoirSeat.order(\.id).pluck(\.isFavourite) == [false, true])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughUpdateIdsWithConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let choir = try await Choir.create { $0.name = "Bill" }, singer = try await Singer.create { $0.name = "general" }
      try await choir.favourites.replace(withIDs: [singer.id!])
      try await choir.others.replace(withIDs: [singer.id!])
      #expect(try await choir.favourites.ids() == [singer.id!])
      #expect(try await choir.others.ids() == [singer.id!])
      try await choir.others.replace(withIDs: [Int]())
      try await choir.reload()
      #expect(try await choir.favourites.ids() == [singer.id!])
      #expect(try await choir.others.ids().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughObeysOrderOnThroughAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let (choir, _) = try await seated()
      recorder.clear()
      #expect(try await choir.singersBackwards.map(\.name) == ["Cid", "Bob", "Ann"])
      #expect(recorder.sql.last?.hasSuffix(#"ORDER BY "choir_seats"."id" DESC"#) == true)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithUnscopeShouldAffectToThroughScope(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let (choir, singers) = try await seated()
      recorder.clear()
      #expect(try await Set(choir.singersUnordered.load()) == Set(singers))
      #expect(recorder.sql.last?.contains("ORDER BY") == false)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithScopeThatShouldNotBeFullyMerged(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let (choir, singers) = try await seated()
      try await choir.seats.create { $0.$singer.set(singers[0]) }
      recorder.clear()
      #expect(try await choir.singersOfDistinctSeats.count() == 4)
      #expect(try await choir.singersOfDistinctSeats.load().count == 4)
      #expect(recorder.sql.allSatisfy { !$0.contains("DISTINCT") })
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithScopeShouldRespectTableAlias(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await RooterLeague.create { $0.name = "L" }
      var rooters: [Rooter] = []
      for name in ["Ann", "Bob", "wat"] {
        let rooter = try await Rooter.create { $0.name = name }
        try await RooterPass.create {
          $0.isFavourite = name == "wat"
          $0.$league.set(league)
          $0.$rooter.set(rooter)
        }
        rooters.append(rooter)
      }
      #expect(try await Set(rooters[0].fellows.load().map(\.name)) == ["Ann", "Bob"])
      #expect(try await rooters[2].fellows.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases, Way.allCases) func hasManyThroughWithSourceScope(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillVineyard()
      let vineyards = OpenVineyard.order(\.id)
      let relation =
        switch way {
        case .lazily: vineyards
        case .preload: vineyards.preload(\.casks, \.allCasks)
        case .includes: vineyards.includes(\.casks, \.allCasks)
        case .eagerLoad: vineyards.eagerLoad(\.casks, \.allCasks)
        }
      let alba = try #require(try await relation.load().first)
      #expect(try await alba.casks.load().map(\.litres).sorted() == [108, 120, 130])
      #expect(try await alba.allCasks.load().map(\.litres).sorted() == [1, 1, 1, 108, 120, 130])
    }
  }

  @Test(arguments: Engine.allCases, ["preload", "eager load"]) func duplicatedHasManyThroughWithThroughScopeWithJoins(
    _ engine: Engine, _ way: String
  ) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _, short, long, _) = try await Worlds.fillTapestries()
      for (name, tapestry) in [("red", short), ("blue", long)] as [(String, Tapestry)] {
        try await Strand(tapestry: tapestry, weaver: ada, dye: Dye(name: name)).save()
      }
      let all = Weaver.order(\.id)
      for relation in way == "preload"
        ? [all.preload(\.redTapestries, \.redStrands), all.preload(\.redStrands, \.redTapestries)]
        : [all.eagerLoad(\.redTapestries, \.redStrands), all.eagerLoad(\.redStrands, \.redTapestries)]
      {
        let found = try #require(try await relation.first())
        #expect(try found.redStrands.loaded.map(\.tapestryID) == [short.id])
        #expect(try found.redTapestries.loaded == [short])
      }
    }
  }

  @Test(arguments: Engine.allCases) func joiningAnAssociationWhoseScopeSpeaksOfJoinRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (choir, singers) = try await seated()
      #expect(try await Choir.joins(\.favourites).where { $0.favourites.name == "Ann" }.load() == [choir])
      #expect(try await Choir.joins(\.favourites).count() == 1)
      #expect(try await Choir.preload(\.favourites).find(choir.id!).favourites.loaded == [singers[0]])
    }
  }

  @Test(arguments: Engine.allCases) func joiningHasManyThroughWithDistinct(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (choir, singers) = try await seated()
      try await ChoirSeat.where { $0.singerID != singers[0].id }.deleteAll()
      try await choir.seats.create { $0.$singer.set(singers[0]) }
      let found = try #require(try await Choir.joins(\.uniqueSingers).where { $0.id == choir.id! }.first())
      #expect(try await found.singers.count() == 2)
      #expect(try await found.uniqueSingers.load().count == 1)
      #expect(try await Choir.find(choir.id!).uniqueSingers.ids().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughAssociationsSumOnColumns(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let active = try await Choir.create { $0.name = "active" }, inactive = try await Choir.create { $0.name = "inactive" }
      for fame in 1...4 {
        let singer = try await Singer.create { $0.fame = fame }
        for choir in [active, inactive] { try await ChoirSeat(choir: choir, singer: singer).save() }
      }
      let singers = Singer.joins(\.seats).joins(\.choirs).distinct().where { $0.choirs.name == "active" }
      #expect(try await singers.map(\.fame).reduce(0, +) == 10)
      #expect(try await singers.sum(\.fame) == 10)
    }
  }

  @Test(arguments: Engine.allCases) func modifyingThroughABelongsToTouchesNothing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, short, _, _) = try await Worlds.fillTapestries()
      let strand = Strand { $0.weaverID = short.weaverID }
      try await strand.save()
      #expect(try await short.strandsOfItsWeaver.contains(strand))
      let error = await #expect(throws: AssociationError.self) { try await short.strandsOfItsWeaver.remove(strand) }
      #expect(error?.description.contains("can only be read") == true)
      #expect(try await short.strandsOfItsWeaver.reload() == [strand])
    }
  }

  @Test(arguments: Engine.allCases, Way.allCases) func hasManyThroughWithThroughScopeWithJoins(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, _ async throws in
      let ada = try await musing(way)
      #expect(try await ada.rubricsByJoin.load().map(\.name) == ["red"])
      #expect(try await Muse.joins(\.rubricsByJoin).load() == [ada])
    }
  }

  @Test(arguments: Engine.allCases, Way.allCases) func hasManyThroughWithThroughScopeWithIncludes(_ engine: Engine, _ way: Way) async throws
  {
    try await engine.database { _, _ async throws in
      let ada = try await musing(way)
      #expect(try await ada.rubrics.load().map(\.name) == ["red"])
      #expect(try await Muse.joins(\.rubrics).load() == [ada])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithScopeThatHasJoinedSameTableWithParentRelation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, ben, short, _, _) = try await Worlds.fillTapestries()
      for tapestry in [short, try await ben.tapestries.create { $0.title = "other" }] { try await tapestry.remarks.create() }
      #expect(ada.id == 1)
      #expect(try await Weaver.joins(\.remarksOfTheFirst).load() == [ada])
      #expect(try await Weaver.joins(\.remarksOfTheFirst).take() == ada)
    }
  }

  /// The first writer, who has an article without letters and with a rubric.
  private func musing(_ way: Way) async throws -> Muse {
    try await Worlds.fillGazette()
    let apple = try #require(try await Article.findBy { $0.title == "Apple" })
    try await apple.rubrics.append(try #require(try await Rubric.findBy { $0.name == "red" }))
    return try #require(try await Muse.all(way).load().first)
  }

  /// A choir with three singers, the first of which is a favourite.
  private func seated() async throws -> (Choir, [Singer]) {
    let choir = try await Choir.create { $0.name = "C" }
    var singers: [Singer] = []
    for (name, isFavourite) in [("Ann", true), ("Bob", false), ("Cid", false)] {
      let singer = try await Singer.create { $0.name = name }
      try await ChoirSeat(isFavourite: isFavourite, choir: choir, singer: singer).save()
      singers.append(singer)
    }
    return (try await Choir.find(choir.id!), singers)
  }
}

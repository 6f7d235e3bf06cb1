import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of countries, languages and what joins them: keys that are text on one side.
@Model(table: "languages") class Tongue: Record {
  var name = ""
  @HasMany var speeches: Many<Speech> = .has(foreignKey: \.languageID)
  @HasMany var countries: Many<Country> = .through(\.speeches)
}
@Model(table: "countries_languages") class Speech: Record {
  @PrimaryKey var countryID: String
  @PrimaryKey var languageID: Int
  @BelongsTo var country: Country? = .belongs(foreignKey: \.countryID)
  @BelongsTo var language: Tongue? = .belongs(foreignKey: \.languageID)
}

/// Other models of the gazette: writers through desks, through their editors, and with articles in a scope.
@Model(table: "rooms") class WritersRoom: Record {
  var name = ""
  @HasMany var desks: Many<Desk> = .has(foreignKey: "room_id", hasInverse: false)
  @HasMany var writersByArticle: Many<Writer> = .through(\.desks, source: \.writer) { $0.includes(\.articles).order { $0.articles.id.asc } }
}
@Model(table: "writers") class Patron: Record {
  var name = ""
  @HasMany var edited: Many<Writer> = .has(foreignKey: "editor_id", hasInverse: false)
  @HasMany var senders: Many<Subscriber> = .through(\.edited, source: \.senders)
}
@Model(table: "articles") class DeskedArticle: Record {
  var title = ""
  var writerID: Int?
  @BelongsTo var writer: Writer? = .belongs(foreignKey: \.writerID, hasInverse: false) { $0.includes(\.desk) }
  @HasMany var desks: Many<Desk> = .through(\.writer, source: \.desks)
}

/// Other models of players and scarves: a table that leads to itself twice, and one that leads on from what the owner belongs to.
@Model(table: "players") class Coach: Record {
  var name = ""
  @BelongsTo var mentor: Coach?
  @HasMany var pupils: Many<Coach> = .has(foreignKey: \.mentorID)
  @HasMany var pupilsOfPupils: Many<Coach> = .through(\.pupils, source: \.pupils)
}
@Model(table: "scarves") class LooseScarf: Record {
  var color = ""
  var fanID: Int?
  @BelongsTo var fan: Fan? = .belongs(foreignKey: \.fanID, hasInverse: false)
  @HasMany var passes: Many<Pass> = .through(\.fan)
  @HasMany var leagues: Many<League> = .through(\.passes, source: \.league)
}
@Model(table: "theatres") class StarTheatre: Record {
  var name = ""
  @HasOne var star: StarPlay? = .has(foreignKey: "theatre_id")
  @HasMany var roles: Many<StarRole> = .through(\.star, source: \.roles)
}
@Model(table: "plays") class StarPlay: Record {
  var title = ""
  @BelongsTo var theatre: StarTheatre?
  @HasMany var roles: Many<StarRole> = .has(foreignKey: "play_id", inverse: \.play)
}
@Model(table: "roles") class StarRole: Record {
  var name = ""
  @BelongsTo var play: StarPlay?
}

/// What Rails' suite shows of has_many through: keys that are none of the table's, and what leads on from where.
extension HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func innerJoinWithQuotedTableName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let team = try await HireTeam.create { $0.name = "T" }
      for name in ["Ann", "Bob"] {
        try await Hire {
          $0.teamID = team.id
          $0.$person.build { $0.name = name }
        }.save()
      }
      #expect(try await team.people.size() == 2)
      #expect(try await team.people.load().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func dynamicFindShouldRespectAssociationInclude(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let salon = try #require(try await WritersRoom.first())
      #expect(try await salon.writersByArticle.findBy { $0.name == "Ada" }?.articles.loaded.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func findOnHasManyAssociationCollectionWithIncludeAndConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let mist = try await silent()
      let ada = try #require(try await Writer.findBy { $0.name == "Ada" })
      #expect(try await ada.silentEdited.first() == mist)
    }
  }

  @Test(arguments: Engine.allCases) func getCollectionSingularIdsOnHasManyThroughWithConditionsAndInclude(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let mist = try await silent()
      let ada = try #require(try await Writer.findBy { $0.name == "Ada" })
      #expect(try await ada.silentEdited.ids() == [mist.id!])
      #expect(try await ada.silentEdited.load().map(\.id) == [mist.id])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughHasOneReflection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _, short, _, _) = try await Worlds.fillTapestries()
      let hint = try await TapestryHint.create { $0.$tapestry.set(short) }
      try await TapestryRemark.create { $0.$tapestry.set(short) }
      #expect(try await ada.hints.load() == [hint])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAssociationThroughAHasManyAssociationToSelf(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let susan = try await Coach.create { $0.name = "Susan" }
      let sarah = try await susan.pupils.create { $0.name = "Sarah" }
      let john = try await sarah.pupils.create { $0.name = "John" }
      #expect(try await sarah.pupils.load() == [john])
      #expect(try await susan.pupilsOfPupils.load() == [john])
    }
  }

  @Test(arguments: Engine.allCases) func joiningHasManyThroughBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, ben, short, long, _) = try await Worlds.fillTapestries()
      let strand = try await Strand.create { $0.weaverID = short.weaverID }
      try await ben.strands.create()
      let found = try await Tapestry.joins(\.strandsOfItsWeaver).order(\.id).where { $0.strandsOfItsWeaver.id == strand.id! }.load()
      #expect(found == [short, long])
    }
  }

  @Test(arguments: Engine.allCases) func getHasManyThroughBelongsToIdsWithConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, red) = try await dyed()
      #expect(try await ada.redDyes.ids() == [red.id!])
    }
  }

  @Test(arguments: Engine.allCases) func countHasManyThroughWithNamedScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _) = try await dyed()
      #expect(try await ada.dyes.count() == 2)
      #expect(try await ada.dyes.relation.red().count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingEmptyThroughWithPolymorphicSourceAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ben = try #require(try await Writer.findBy { $0.name == "Ben" }), gaga = try await Subscriber.create { $0.name = "Gaga" }
      let article = try #require(try await ben.articles.first())
      try await article.letters.create {
        $0.text = "sent"; $0.$sender.set(gaga)
      }
      // One of the two letters has a sender.
      #expect(try await ben.letters.count() == 2)
      let found = try #require(try await Patron.where { $0.name == "Ada" }.includes(\.edited.senders).first())
      #expect(try await found.senders.load() == [gaga])
    }
  }

  @Test(arguments: Engine.allCases) func explicitlyJoiningJoinTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try #require(try await Writer.findBy { $0.name == "Ada" })
      let letters = try await ada.letters.order(\.id).load()
      #expect(letters.count == 2)
      #expect(try await ada.letters.joins(\.article).order(\.id).load() == letters)
    }
  }

  @Test(arguments: Engine.allCases) func mergeJoinAssociationWithHasManyThroughAssociationProxy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let writers = try await Writer.order(\.id).load()
      #expect(try await Stamp.joins(\.letter).merge(\.letter, writers[0].letters.relation).order(\.value).pluck(\.value) == [1, 8, 9])
      #expect(try await Stamp.joins(\.letter).merge(\.letter, writers[1].letters.relation).count() == 0)
      let twice = await failure {
        _ = try await Stamp.joins(\.letter.article).merge(\.letter, writers[0].letters.relation).load()
      }
      #expect(twice?.contains("goes through 'articles', which this one joins already") == true)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithLeftJoinedSameTableWithThroughTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ben = try #require(try await Writer.findBy { $0.name == "Ben" })
      #expect(try await ben.letters.leftJoins(\.article).load().map(\.text) == ["quiet"])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithScopeShouldAcceptStringAndHashJoin(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let writers = Writer.joins(\.loudLetters.article)
        .joins("INNER JOIN articles articles_alias ON writers.id = articles_alias.writer_id").eagerLoad(\.circles)
      #expect(try await writers.take()?.name == "Ada")
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithPolymorphicSource(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self]) { _, _ async throws in
      let motif = try await Motif.create { $0.name = "lion" }
      let tapestry = try await motif.tapestries.create { $0.title = "foo" }
      #expect(try await tapestry.reload().motifs.load() == [motif])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithPolymorhicJoinModel(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self]) { _, _ async throws in
      let motif = try await Motif.create { $0.name = "lion" }
      try await motif.tapestries.build().save()
      #expect(try await motif.tapestries.count() == 1)
      #expect(try await motif.marks.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithIncludesInThroughAssociationScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let article = try #require(try await DeskedArticle.findBy { $0.title == "Rain" })
      #expect(try await article.desks.load().map(\.label) == ["main"])
    }
  }

  /// An article by Ben, whom Ada edits, that nobody wrote a letter to.
  private func silent() async throws -> Article {
    try await Worlds.fillGazette()
    let ben = try #require(try await Writer.findBy { $0.name == "Ben" })
    return try await ben.articles.create { $0.title = "Mist" }
  }

  /// A weaver with two dyes, and the red one.
  private func dyed() async throws -> (Weaver, Dye) {
    let (ada, _, _, _, _) = try await Worlds.fillTapestries()
    let red = try await ada.dyes.create { $0.name = "red" }
    try await ada.dyes.create { $0.name = "blue" }
    return (try await Weaver.find(ada.id!), red)
  }
}

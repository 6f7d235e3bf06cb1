import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of queries that branches of a preload share.
extension PreloaderTests {
  @Test(arguments: Engine.allCases) func associationsOfTwoClassesShareAQuery(_ engine: Engine) async throws {
    try await engine.database(models: [Play.self, License.self]) { _, recorder async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }
      let play = try await globe.plays.create { $0.title = "Lear" }
      let license = try await License.create {
        $0.number = "1"; $0.theatreID = globe.id
      }
      for subject in [play, license] as [Record] { try await Note.create { $0.$about.set(subject) } }
      recorder.clear()
      let notes = try await Note.preload(\.about, of: Play.self, \.theatre).preload(\.about, of: License.self, \.theatre)
        .order(\.id).load()
      // Notes, plays, licenses, and the theatres of both.
      #expect(recorder.queries.count == 4)
      let played = try #require(try notes[0].$about.loaded as? Play), licensed = try #require(try notes[1].$about.loaded as? License)
      #expect(try played.$theatre.loaded?.name == "Globe" && played.$theatre.loaded === licensed.$theatre.loaded)
      #expect(recorder.queries.count == 4)
    }
  }

  @Test(arguments: Engine.allCases) func targetsThatAnotherAssociationKnowsAreTaken(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let mary = try await Salon.open().mary
      try await Salon.Like.create {
        $0.criticID = mary.id; $0.favouriteID = mary.id
      }
      let like = try #require(try await Salon.Like.findBy { $0.favouriteID == mary.id })
      let critic = try await like.critic
      recorder.clear()
      try await [like].preload(\.critic, \.favourite)
      #expect(try like.$favourite.loaded === critic && critic == mary)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func whatIsInBetweenIsSharedWithABranch(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await Salon.open()
      let remarks = try await Salon.Remark.order(\.id).load()
      recorder.clear()
      try await remarks.preload(\.critic, \.sameReview)
      #expect(recorder.queries.count == 2)
      #expect(try remarks.map { try $0.$critic.loaded?.name } == ["Mary", "Mary", "Bob", "Bob"])
      #expect(try remarks.map { try $0.$sameReview.loaded?.title } == ["Rain", "Snow", "Rain", "Snow"])
      for remark in remarks { #expect(try remark.$sameReview.loaded === remark.$review.loaded) }
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func whatIsBehindThroughsIsShared(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let mary = try await Salon.open().mary
      recorder.clear()
      try await [mary].preload(\.rainRemarks, \.remarks)
      // The reviews about rain, all reviews, and the remarks on both.
      #expect(recorder.queries.count == 3)
      #expect(try mary.rainRemarks.loaded.map(\.text) == ["Mary on Rain"])
      #expect(try mary.remarks.loaded.map(\.text).sorted() == ["Mary on Rain", "Mary on Snow"])
      #expect(recorder.queries.count == 3)
    }
  }

  /// What the two branches of a preload go on with.
  enum SecondLevel: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case oneAssociation, oneStatement, twoStatements
    var testDescription: String { rawValue }
    var queries: Int { self == .twoStatements ? 5 : 4 }

    func relation(_ critics: Relation<Salon.Critic>) -> Relation<Salon.Critic> {
      switch self {
      case .oneAssociation: critics.includes(\.rainReviews.remarks, \.snowReviews.remarks)
      case .oneStatement: critics.includes(\.rainReviews.remarks, \.snowReviews.sameRemarks)
      case .twoStatements: critics.includes(\.rainReviews.remarks, \.snowReviews.remarksInOrder)
      }
    }

    func remarks(_ review: Salon.Review) throws -> [Salon.Remark] {
      switch self {
      case .oneAssociation: try review.remarks.loaded
      case .oneStatement: try review.sameRemarks.loaded
      case .twoStatements: try review.remarksInOrder.loaded
      }
    }
  }

  @Test(arguments: Engine.allCases, SecondLevel.allCases) func theSecondLevelIsShared(_ engine: Engine, _ level: SecondLevel) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await Salon.open()
      recorder.clear()
      let mary = try #require(try await level.relation(Salon.Critic.where { $0.name == "Mary" }).load().first)
      #expect(recorder.queries.count == level.queries)
      let rain = try mary.rainReviews.loaded, snow = try mary.snowReviews.loaded
      #expect(try rain.flatMap { try $0.remarks.loaded }.map(\.text) == ["Mary on Rain"])
      #expect(try snow.flatMap { try level.remarks($0) }.map(\.text) == ["Mary on Snow"])
      for review in rain { for remark in try review.remarks.loaded { #expect(try remark.$review.loaded === review) } }
      for review in snow { for remark in try level.remarks(review) { #expect(try remark.$review.loaded === review) } }
      #expect(recorder.queries.count == level.queries)
    }
  }

  @Test(arguments: Engine.allCases) func twoAssociationsToOneClassShareAQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await Salon.open()
      let likes = try await Salon.Like.all().load()
      recorder.clear()
      try await likes.preload(\.critic, \.favourite)
      #expect(recorder.queries.count == 1)
      #expect(recorder.queries.first?.cause.description == "Salon.Like.critic, Salon.Like.favourite, preloaded, for 1 record")
      #expect(try likes.map { try $0.$critic.loaded?.name } == ["Mary"])
      #expect(try likes.map { try $0.$favourite.loaded?.name } == ["Bob"])
      #expect(recorder.queries.count == 1)
      recorder.clear()
      // What one scope says about its targets is not said about those of the other.
      let again = try await Salon.Like.preload(\.lockedFavourite, \.favourite).load()
      #expect(recorder.queries.count == 3)
      #expect(try again[0].$lockedFavourite.loaded?.isReadonly == true && again[0].$favourite.loaded?.isReadonly == false)
    }
  }

  @Test(arguments: Engine.allCases) func levelsShareAQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let mary = try await Salon.open().mary
      recorder.clear()
      try await [mary].preload(\.reviews, \.plainFavourites.reviews)
      // Likes, favourites, and the reviews of all of them.
      #expect(recorder.queries.count == 3)
      #expect(try mary.reviews.loaded.map(\.title).sorted() == ["Rain", "Snow"])
      #expect(try mary.plainFavourites.loaded.flatMap { try $0.reviews.loaded }.map(\.criticID) == [2, 2])
      for review in try mary.reviews.loaded { #expect(try review.$critic.loaded === mary) }
      #expect(recorder.queries.count == 3)
      try await mary.reload()
      recorder.clear()
      // An order makes one query of what is in between, too.
      try await [mary].preload(\.reviews, \.favourites.reviews)
      #expect(recorder.queries.count == 2)
      #expect(try mary.favourites.loaded.flatMap { try $0.reviews.loaded }.map(\.criticID) == [2, 2])
    }
  }

  @Test(arguments: Engine.allCases) func levelsThatLeadBackAndForthShareTheirQueries(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let mary = try await Salon.open().mary
      recorder.clear()
      try await [mary].preload(\.similarReviews.remarks, \.favourites.similarReviews.remarks)
      // Favourites, the similar reviews of all, and the remarks on all of these.
      #expect(recorder.queries.count == 3)
      let own = try mary.similarReviews.loaded, others = try mary.favourites.loaded.flatMap { try $0.similarReviews.loaded }
      #expect(try own.flatMap { try $0.remarks.loaded }.map(\.text).sorted() == ["Mary on Rain", "Mary on Snow"])
      #expect(try others.flatMap { try $0.remarks.loaded }.map(\.text).sorted() == ["Bob on Rain", "Bob on Snow"])
      #expect(recorder.queries.count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func branchesThatGoOnAlikeShareAQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let globe = try await seed().globe
      try await Play.where { $0.title == "Lear" }.updateAll { [$0.isHit.set(true)] }
      for (title, role) in [("Lear", "Fool"), ("Globe", "Atlas")] {
        let play = try await globe.plays.findOrCreateBy { $0.title == title }
        try await play.roles.create { $0.name = role }
      }
      let roles = { recorder.sql.filter { $0.contains(#"FROM "roles""#) }.count }
      recorder.clear()
      let found = try await Theatre.where { $0.id == globe.id! }.includes(\.hits.roles, \.namesakes.roles).load()
      #expect(recorder.queries.count == 4 && roles() == 1)
      #expect(try found[0].hits.loaded.map { try $0.roles.loaded.map(\.name) } == [["Fool"]])
      #expect(try found[0].namesakes.loaded.map { try $0.roles.loaded.map(\.name) } == [["Atlas"]])
      #expect(recorder.queries.count == 4)
      recorder.clear()
      // So do branches that go on otherwise below.
      let deeper = try await Theatre.includes(\.hits.roles, \.namesakes.roles.player).find(globe.id!)
      #expect(roles() == 1 && recorder.queries.count == 4)
      #expect(try deeper.hits.loaded.flatMap { try $0.roles.loaded }.map(\.name) == ["Fool"])
      // One row that both lead to has its members twice: each knows the instance that it was loaded for.
      recorder.clear()
      let both = try await Theatre.includes(\.hits.roles, \.plays.roles).find(globe.id!)
      #expect(roles() == 2)
      for lear in try both.hits.loaded + both.plays.loaded { for role in try lear.roles.loaded { #expect(try role.$play.loaded === lear) } }
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What a has_one reaches through a polymorphic has_one and under conditions, however it is loaded.
extension HasOneThroughAssociationsTests {
  enum Reading: String, CaseIterable, Sendable { case lazily, preloaded, joined }

  @Test(arguments: Engine.allCases, Reading.allCases) func throughAPolymorphicHasOne(_ engine: Engine, _ reading: Reading) async throws {
    try await engine.database { _, recorder async throws in
      let (angler, clubs) = try await sponsored()
      let anglers = Angler.where { $0.name == "Ann" }
      recorder.clear()
      let found = try #require(
        try await (reading == .lazily ? anglers : reading == .preloaded ? anglers.includes(\.sponsor) : anglers.eagerLoad(\.sponsor))
          .load().first)
      #expect(recorder.queries.count == (reading == .preloaded ? 3 : 1))
      if reading != .lazily { recorder.clear() }
      #expect(found == angler)
      #expect(try await found.sponsor == clubs[0])
      if reading != .lazily { #expect(recorder.queries.isEmpty) }
    }
  }

  @Test(arguments: Engine.allCases) func joinedThroughAPolymorphicHasOneWithSeveralRows(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let (angler, clubs) = try await sponsored()
      try await AnglerSponsorship(club: clubs[1], sponsored: angler).save()
      recorder.clear()
      let anglers = try await Angler.where { $0.name == "Ann" }.eagerLoad(\.sponsor).order { $0.sponsor.name.desc }.load()
      #expect(recorder.queries.count == 1)
      #expect(anglers.count == 1)
      #expect(try anglers[0].$sponsor.loaded == clubs[1])
    }
  }

  @Test(arguments: Engine.allCases, Reading.allCases) func aPolymorphicSourceOfOneClass(_ engine: Engine, _ reading: Reading) async throws {
    try await engine.database { _, recorder async throws in
      let (angler, clubs) = try await sponsored()
      // A row for another class with the same key is not taken.
      try await AnglerSponsorship(club: clubs[1], sponsored: clubs[0]).save()
      let all = AnglerClub.order(\.id)
      let found = try await (reading == .lazily ? all : reading == .preloaded ? all.includes(\.sponsored) : all.eagerLoad(\.sponsored))
        .load()
      recorder.clear()
      #expect(try await found[0].sponsored == angler)
      #expect(try await found[1].sponsored == nil)
      if reading != .lazily { #expect(recorder.queries.isEmpty) }
    }
  }

  @Test(arguments: Engine.allCases, Reading.allCases) func conditionsOnEitherSide(_ engine: Engine, _ reading: Reading) async throws {
    try await engine.database { _, _ async throws in
      let club = try await AnglerClub.create { $0.name = "Trout" }, angler = try await Angler.create { $0.name = "Ann" }
      let pass = try await AnglerPass.create {
        $0.isGood = true; $0.anglerID = angler.id; $0.clubID = club.id
      }
      func found() async throws -> Angler {
        let all = Angler.all()
        return try await
          (reading == .lazily
          ? all : reading == .preloaded ? all.preload(\.goodClub, \.troutClub) : all.eagerLoad(\.goodClub, \.troutClub)).find(angler.id!)
      }
      #expect(try await found().goodClub == club)
      #expect(try await found().troutClub == club)
      try await pass.update { $0.isGood = false }
      #expect(try await found().goodClub == nil)
      #expect(try await found().troutClub == club)
      try await club.update { $0.name = "Carp" }
      #expect(try await found().troutClub == nil)
    }
  }

  @Test(arguments: Engine.allCases) func readsThroughAParentAfterTheOwnerIsGone(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let rank = try await AnglerRank.create { $0.name = "captain" }, angler = try await Angler.create { $0.rankID = rank.id }
      let detail = try await AnglerDetail.create { $0.anglerID = angler.id }
      #expect(try await detail.rank == rank)
      try await detail.destroy()
      recorder.clear()
      #expect(try await detail.$rank.reload() == rank)
      #expect(recorder.queries.count == 1)
      try await Angler.find(angler.id!).destroy()
      recorder.clear()
      #expect(try await detail.$rank.reload() == nil)
      #expect(recorder.queries.count == 1)
    }
  }

  private func sponsored() async throws -> (Angler, [AnglerClub]) {
    let angler = try await Angler.create { $0.name = "Ann" }
    let clubs = [try await AnglerClub.create { $0.name = "Carp" }, try await AnglerClub.create { $0.name = "Trout" }]
    try await AnglerSponsorship(club: clubs[0], sponsored: angler).save()
    return (angler, clubs)
  }
}

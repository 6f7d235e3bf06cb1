import ActiveRecord
import ActiveRecordTesting
import Testing

/// What is known of the record in between when a target is built or created.
enum AnglerWay: String, CaseIterable, Sendable { case unsavedOwner, noneKnown, noneUnknown, oneKnown, oneUnknown }

/// A target that is built or created through another record: that record points at it, whether it is there already or not.
extension HasOneThroughAssociationsTests {
  @Test(arguments: Engine.allCases, AnglerWay.allCases) func buildingIsSavedWithTheRecordInBetween(
    _ engine: Engine, _ way: AnglerWay
  ) async throws {
    try await engine.database { _, recorder async throws in
      let (angler, before) = try await angler(way)
      let club = angler.$club.build { $0.name = "Carp" }
      #expect(try await angler.club === club)
      #expect(club.isNew)
      if way == .unsavedOwner || way == .noneKnown { #expect(try await angler.pass?.isNew == true) }
      recorder.clear()
      try await angler.save()
      let asked = way == .noneUnknown || way == .oneUnknown ? 1 : 0
      #expect(recorder.sql.filter { $0.hasPrefix("SELECT") }.count == asked)
      try await expect(club, isTheOneOf: angler, before)
      recorder.clear()
      try await angler.save()
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases, AnglerWay.allCases.filter { $0 != .unsavedOwner }) func creatingIsSavedWithTheRecordInBetween(
    _ engine: Engine, _ way: AnglerWay
  ) async throws {
    try await engine.database { _, _ async throws in
      let (angler, before) = try await angler(way)
      let club = try await angler.$club.create { $0.name = "Carp" }
      #expect(try await angler.club === club)
      try await expect(club, isTheOneOf: angler, before)
    }
  }

  @Test(arguments: Engine.allCases, AnglerWay.allCases.filter { $0 != .unsavedOwner }) func aBuiltTargetThatIsNotSavedChangesNothing(
    _ engine: Engine, _ way: AnglerWay
  ) async throws {
    try await engine.database { _, _ async throws in
      let (angler, before) = try await angler(way)
      await #expect(throws: Refused.self) {
        try await Database.current.transaction {
          angler.$club.build { $0.name = "Carp" }
          try await angler.save()
          throw Refused()
        }
      }
      #expect(try await AnglerClub.count() == (before == nil ? 0 : 1))
      #expect(try await AnglerPass.first()?.clubID == before?.clubID)
      #expect(try await AnglerPass.count() == (before == nil ? 0 : 1))
      try await angler.save()
      let club = try #require(try await AnglerClub.last())
      try await expect(club, isTheOneOf: angler, before)
    }
  }

  @Test(arguments: Engine.allCases, AnglerWay.allCases) func buildingThroughAParentIsSavedWithTheParent(
    _ engine: Engine, _ way: AnglerWay
  ) async throws {
    try await engine.database { _, _ async throws in
      let parent = way == .oneKnown || way == .oneUnknown ? try await Angler.create { $0.name = "Ann" } : nil
      let detail = AnglerDetail()
      if way != .unsavedOwner {
        detail.anglerID = parent?.id
        try await detail.save()
      }
      if way == .oneKnown || way == .noneKnown { _ = try await detail.angler }
      let rank = detail.$rank.build { $0.name = "captain" }
      #expect(try await detail.rank === rank)
      try await detail.save()
      #expect(rank.isPersisted)
      #expect(try await detail.rank === rank)
      let stored = try await AnglerDetail.find(detail.id!)
      #expect(try await stored.rank == rank)
      #expect(try await stored.angler?.rankID == rank.id)
      #expect(parent == nil || stored.anglerID == parent?.id)
      #expect(try await Angler.count() == 1)
      #expect(try await AnglerRank.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases, [false, true]) func settingThroughAParentOfAnUnsavedOwner(
    _ engine: Engine, _ hasOther: Bool
  ) async throws {
    try await engine.database { _, _ async throws in
      let rank = try await AnglerRank.create(), other = try await Angler.create()
      let detail = AnglerDetail()
      try await detail.$rank.set(rank)
      if hasOther { detail.$subject.set(other) }
      #expect(try await detail.rank === rank)
      #expect(try await detail.angler?.isNew == true)
      #expect(try await detail.angler?.rank === rank)
      try await detail.save()
      #expect(try await detail.angler?.isPersisted == true)
      #expect(try await AnglerDetail.find(detail.id!).rank == rank)
    }
  }

  private func angler(_ way: AnglerWay) async throws -> (Angler, AnglerPass?) {
    if way == .unsavedOwner { return (Angler(name: "Ann"), nil) }
    let stored = try await Angler.create { $0.name = "Ann" }
    var pass: AnglerPass?
    if way == .oneKnown || way == .oneUnknown {
      let club = try await AnglerClub.create { $0.name = "Trout" }
      pass = try await AnglerPass.create {
        $0.anglerID = stored.id; $0.clubID = club.id
      }
    }
    let angler = try await Angler.find(stored.id!)
    if way == .oneKnown || way == .noneKnown { _ = try await angler.pass }
    return (angler, pass)
  }

  private func expect(_ club: AnglerClub, isTheOneOf angler: Angler, _ before: AnglerPass?) async throws {
    #expect(club.isPersisted)
    let passes = try await AnglerPass.order(\.id).load()
    #expect(passes.map(\.clubID) == [club.id])
    #expect(passes.map(\.anglerID) == [angler.id])
    if let before { #expect(passes == [before]) }
    #expect(try await angler.pass?.clubID == club.id)
    #expect(try await Angler.find(angler.id!).club == club)
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many through: the join records of members that are built, doubled, counted or refused.
extension HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func buildThenSaveWithHasManyInverse(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let league = try await League.create { $0.name = "L" }
      let fan = league.fans.build { $0.name = "Bob" }
      recorder.clear()
      try await fan.save()
      #expect(recorder.causes.filter { $0.hasSuffix("inserted") } == ["Fan, inserted", "Pass, inserted"])
      #expect(try await Pass.order(\.id).load().map { [$0.leagueID, $0.fanID] } == [[league.id, fan.id]])
      #expect(try await League.find(league.id!).fans.load() == [fan])
      // The owner has nothing to do any more, and a member that is added again is joined again.
      try await league.save()
      #expect(try await Pass.count() == 1)
      try await league.fans.append(fan)
      #expect(try await Pass.count() == 2)
      #expect(try await fan.reload().passesCount == 2)
    }
  }

  @Test(arguments: Engine.allCases) func builtMembersAreJoinedOnceByTheirOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create { $0.name = "L" }
      let fan = league.fans.build { $0.name = "Bob" }, gone = league.fans.build { $0.name = "Cid" }
      try await league.fans.remove(gone)
      try await gone.save()
      try await league.save()
      #expect(try await Pass.pluck(\.fanID) == [fan.id])
      #expect(try await league.fans.reload() == [fan])
    }
  }

  @Test(arguments: Engine.allCases) func joinRecordsOfBuiltMembersAreAmongTheLoadedOnes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create { $0.name = "L" }
      try await league.passes.load()
      let fan = league.fans.build { $0.name = "Bob" }
      try await league.save()
      #expect(try league.passes.loaded.map(\.fanID) == [fan.id])
      #expect(try league.passes.loaded.allSatisfy(\.isPersisted))
    }
  }

  @Test(arguments: Engine.allCases) func builtMembersOfNewOwnersAreJoinedWhenTheOwnerIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = League { $0.name = "L" }
      let fan = league.fans.build { $0.name = "Bob" }
      try await fan.save()
      #expect(try await Pass.count() == 0)
      try await league.save()
      #expect(try await Pass.order(\.id).load().map { [$0.leagueID, $0.fanID] } == [[league.id, fan.id]])
      try await league.save()
      #expect(try await Pass.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func refusedBuiltMembersAreJoinedOnceTheyAreValid(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create { $0.name = "L" }
      let fan = league.fans.build { $0.name = "unlucky" }
      await #expect(throws: RecordInvalid.self) { try await fan.save() }
      await #expect(throws: RecordInvalid.self) { try await league.save() }
      #expect(try await Pass.count() == 0)
      #expect(try await Fan.count() == 0)
      fan.name = "Bob"
      try await league.save()
      #expect(try await Pass.order(\.id).load().map { [$0.leagueID, $0.fanID] } == [[league.id, fan.id]])
    }
  }

  @Test(arguments: Engine.allCases) func replaceAssociationWithDuplicates(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create { $0.name = "L" }
      let fan = try await Fan.create { $0.name = "Ann" }
      try await league.fans.replace(with: [fan])
      try await league.fans.replace(with: [fan, fan])
      #expect(try await league.fans.count() == 2)
      #expect(try await league.fans.load() == [fan, fan])
      try await league.fans.replace(with: [fan])
      #expect(try await league.fans.count() == 1)
      #expect(try await league.fans.load() == [fan])
      #expect(try await fan.reload().passesCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func membersThatNewOwnersGetTwiceAreJoinedTwice(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fan = try await Fan.create { $0.name = "Ann" }
      let league = League { $0.name = "L" }
      try await league.fans.append(fan, fan)
      try await league.save()
      #expect(league.fans.target.count == 2)
      #expect(try await League.find(league.id!).fans.load() == [fan, fan])
    }
  }

  @Test(arguments: Engine.allCases) func deleteThroughBelongsToWithDependentNullify(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fansNullified.remove(fan)
      #expect(try await Fan.count() == 1)
      #expect(try await Pass.order(\.id).load().map { [$0.leagueID, $0.fanID] } == [[league.id, nil]])
      #expect(try await league.fans.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllForWithDependentOptionNullify(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await joined().0
      #expect(try await league.fansNullified.removeAll() == 1)
      #expect(try await Fan.count() == 1)
      #expect(try await Pass.pluck(\.fanID) == [nil])
    }
  }

  @Test(arguments: Engine.allCases) func updateCounterCachesOnDelete(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      #expect(try await fan.reload().passesCount == 1)
      try await league.fans.remove(fan)
      #expect(try await fan.reload().passesCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func updateCounterCachesOnDeleteWithDependentDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fansDestroyed.remove(fan)
      #expect(try await fan.reload().passesCount == 0)
      #expect(try await league.reload().note == "pass destroyed")
    }
  }

  @Test(arguments: Engine.allCases) func updateCounterCachesOnDeleteWithDependentNullify(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fansNullified.remove(fan)
      #expect(try await fan.reload().passesCount == 0)
      #expect(try await Pass.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func updateCounterCachesOnReplaceAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await fan.leagues.append(try await League.create { $0.name = "M" })
      #expect(try await fan.reload().passesCount == 2)
      try await league.fans.replace(with: [])
      try await fan.leagues.replace(with: [])
      #expect(try await fan.reload().passesCount == fan.passes.count())
      #expect(fan.passesCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func associationCallbackOrdering(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create { $0.name = "L" }
      let ann = try await Fan.create { $0.name = "Ann" }
      try await league.fans.append(ann)
      #expect(league.log == ["before Ann", "after Ann"])
      league.log = []
      try await league.fans.append(Fan { $0.name = "Bob" }, Fan { $0.name = "Cid" })
      #expect(league.log == ["before Bob", "after Bob", "before Cid", "after Cid"])
      league.log = []
      league.fans.build { $0.name = "Ted" }
      #expect(league.log == ["before Ted", "after Ted"])
      league.log = []
      try await league.fans.create { $0.name = "Sam" }
      #expect(league.log == ["before Sam", "after Sam"])
      league.log = []
      try await league.fans.replace(with: [ann, Fan { $0.name = "Jo" }])
      #expect(league.log == ["before Jo", "after Jo"])
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateAndInvalidOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create { $0.name = "L" }
      let fan = try await league.fans.createIfValid { $0.name = "0" }
      #expect(fan.isNew && fan.errors.contains("name"))
      #expect(try await league.fans.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func collectionSingularIdsThroughSetterRaisesExceptionWhenInvalidIdsSet(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      let error = await #expect(throws: RecordNotFound.self) { try await league.fans.replace(withIDs: [fan.id!, 99]) }
      #expect(error?.keys == [.int(99)])
      #expect(try await league.fans.reload() == [fan])
    }
  }
}

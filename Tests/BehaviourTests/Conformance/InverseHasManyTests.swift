import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of the inverse of a has_many.
@Suite struct InverseHasManyTests {
  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithEveryChildOnFind(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged()
      let plays = try await theatre.plays.load()
      #expect(plays.count == 2)
      for play in plays { try await shared(theatre, play) }
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithEveryChildOnFindForSti(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let shop = try await Workshop.create { $0.name = "W" }
      try await shop.painters.create { $0.name = "P" }
      let found = try await Workshop.find(1)
      for worker in try await found.workers.load() + found.painters.load() {
        #expect(try await worker.workshop === found)
        found.name = "Bongo"
        #expect(try await worker.workshop?.name == "Bongo")
      }
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithEagerLoadedChildren(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await staged()
      for relation in [Theatre.includes(\.plays), Theatre.eagerLoad(\.plays)] {
        let theatre = try #require(try await relation.first())
        for play in try theatre.plays.loaded { try await shared(theatre, play) }
      }
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithNewlyBlockStyleBuiltChild(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged()
      let play = theatre.plays.build { play in play.title = "New" }
      #expect(play.title == "New")
      try await shared(theatre, play)
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithNewlyCreatedViaBangMethodChild(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged()
      try await shared(theatre, theatre.plays.create { $0.title = "New" })
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithNewlyBlockStyleCreatedChild(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged()
      let play = try await theatre.plays.createIfValid { play in play.title = "New" }
      #expect(play.title == "New")
      try await shared(theatre, play)
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithinCreateBlockOfNewChild(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged()
      let play = try await theatre.plays.create { play in
        play.title = "New"
        let owner = try play.$theatre.loaded
        #expect(owner === theatre)
      }
      #expect(try play.$theatre.loaded === theatre)
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithinBuildBlockOfNewChild(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged()
      let play = try theatre.plays.build { play in
        play.title = "New"
        let owner = try play.$theatre.loaded
        #expect(owner === theatre)
      }
      #expect(try play.$theatre.loaded === theatre)
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithPokedInChild(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged(), play = try await Play.create { $0.title = "New" }
      try await theatre.plays.append(play)
      try await shared(theatre, play)
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithReplacedViaAccessorChildren(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged(), play = Play(title: "New")
      try await theatre.plays.replace(with: [play])
      try await shared(theatre, play)
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithFirstAndLastChild(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged()
      #expect(try await theatre.plays.first()?.theatre === theatre)
      #expect(try await theatre.plays.last()?.theatre === theatre)
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithFirstNAndLastNChildren(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged()
      for play in try await theatre.plays.first(2) + theatre.plays.last(2) { #expect(try await play.theatre === theatre) }
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldFindChildInstanceUsingChildInstanceId(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let mentor = try await Player.create { $0.name = "Ann" }, pupil = try await Player.create { $0.name = "Bob" }
      try await mentor.pupils.replace(with: [pupil])
      recorder.clear()
      #expect(try await mentor.pupils.first() === pupil)
      #expect(try await mentor.pupils.find(pupil.id!) === pupil)
      #expect(try await mentor.pupils.first()?.mentor === mentor)
      #expect(try await mentor.pupils.find(pupil.id!).mentor === mentor)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldFindChildInstanceUsingChildInstanceIdWhenCreated(_ engine: Engine) async throws
  {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = Play(title: "A", theatre: theatre)
      try await play.save()
      #expect(try await theatre.plays.first()?.theatre === theatre)
      #expect(try await theatre.plays.find(play.id!).theatre === theatre)
      theatre.name = "Ben"
      #expect(try await theatre.plays.find(play.id!).theatre?.name == "Ben")
      try await theatre.plays.find(play.id!).theatre?.name = "Alyssa"
      #expect(theatre.name == "Alyssa")
    }
  }

  @Test(arguments: Engine.allCases) func findOnChildInstanceWithIdShouldNotLoadAllChildRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged()
      _ = try await theatre.plays.find(1)
      #expect(!theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func findOnChildInstanceWithIdShouldSetInverseInstances(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged()
      #expect(try await theatre.plays.find(1).$theatre.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func findOnChildInstancesWithIdsShouldSetInverseInstances(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged()
      #expect(try await theatre.plays.find([1, 2]).allSatisfy { $0.$theatre.isLoaded })
    }
  }

  @Test(arguments: Engine.allCases) func raiseRecordNotFoundErrorWhenInvalidIdsArePassed(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      await #expect(throws: RecordNotFound.self) { _ = try await theatre.plays.find(245_324_523) }
      await #expect(throws: RecordNotFound.self) { _ = try await theatre.plays.find([8_432_342, 2_390_102_913, 2_453_245_234_523_452]) }
    }
  }

  @Test(arguments: Engine.allCases) func childInstanceShouldPointToParentWithoutSaving(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe"), play = try await Play.create { $0.title = "A" }
      try await theatre.plays.append(play)
      try await play.theatre?.name = "Charles"
      #expect(theatre.name == "Charles" && !theatre.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases) func inverseWorksWhenTheAssociationSelfReferencesTheSameObject(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let answer = try await Answer.create { $0.text = "x" }
      try await Answer(text: "y", parent: answer).save()
      answer.text = "OMG"
      #expect(try await answer.answers.first()?.parent?.text == "OMG")
    }
  }

  @Test(arguments: Engine.allCases) func changingTheAssociationIdMakesTheInversedAssociationTargetStale(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await staged(), rose = try await Theatre.create { $0.name = "Rose" }
      let play = try #require(try await theatre.plays.load().first)
      #expect(try await play.theatre === theatre)
      try await play.update { $0.theatreID = rose.id }
      #expect(try await play.theatre == rose)
    }
  }

  /// Both see the changes of the other.
  private func shared(_ theatre: Theatre, _ play: Play) async throws {
    #expect(try await play.theatre === theatre)
    theatre.name = "Bongo"
    #expect(try await play.theatre?.name == "Bongo")
    try await play.theatre?.name = "Mungo"
    #expect(theatre.name == "Mungo")
  }

  /// A theatre with two plays, found again.
  private func staged() async throws -> Theatre {
    let theatre = try await Theatre.create { $0.name = "Globe" }
    for title in ["A", "B"] { try await theatre.plays.create { $0.title = title } }
    return try await Theatre.find(theatre.id!)
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of inverses that are found, or not.
@Suite struct InverseFindingTests {
  @Test(arguments: Engine.allCases) func belongsToShouldFindInverseHasManyAutomatically(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let player = play.players.build { $0.name = "Ann" }
      try await player.save()
      #expect(try await play.reload().players.load() == [player])
      #expect(try await play.reload().players.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicAndHasManyThroughRelationshipsShouldNotHaveInverses(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Photo.reflection("subject") != nil && Photo.reflection("subject")?.inverse == nil)
      #expect(Play.reflection("players") != nil && Play.reflection("players")?.inverse == nil)
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithNewlyCreatedChild(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let license = try await theatre.$license.create { $0.number = "1" }
      recorder.clear()
      #expect(try await license.theatre === theatre)
      theatre.name = "Bongo"
      #expect(try await license.theatre?.name == "Bongo")
      try await license.theatre?.name = "Mungo"
      #expect(theatre.name == "Mungo")
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func shouldNotTryToSetInverseInstancesWhenTheInverseIsAHasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }
      try await globe.plays.create { $0.title = "A" }
      let play = try await Play.find(1)
      let theatre = try #require(try await play.theatre)
      let other = try #require(try await theatre.plays.load().first)
      #expect(other == play && other !== play)
      play.title = "changed"
      #expect(other.title == "A")
      other.title = "changed too"
      #expect(play.title == "changed")
    }
  }

  @Test(arguments: Engine.allCases) func thatWeCanLoadAssociationsThatHaveTheSameReciprocalNameFromDifferentModels(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      // Both the theatre and the office call it `license`, or `licenses`.
      let theatre = try await Theatre.create { $0.name = "Globe" }, office = try await Office.create { $0.city = "London" }
      try await theatre.$license.create {
        $0.number = "1"; $0.officeID = office.id
      }
      let license = try await License.find(1)
      #expect(try await license.theatre == theatre)
      #expect(try await license.office == office)
    }
  }

  @Test(arguments: Engine.allCases) func thatWeCanCreateAssociationsThatHaveTheSameReciprocalNameFromDifferentModels(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let license = try await License.create { $0.number = "1" }
      license.$theatre.build { $0.name = "Globe" }
      license.$office.build { $0.city = "London" }
      try await license.save()
      let found = try await License.find(1)
      #expect(try await found.theatre?.name == "Globe")
      #expect(try await found.office?.city == "London")
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Equality, hashing and initialisers.
@Suite struct IdentityTests {
  @Test(arguments: Engine.allCases) func sameRowIsEqual(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let again = try await Play.find(1), genre = try await Genre.create { $0.name = "G" }
      #expect(play == again && play !== again)
      #expect(play.hashValue == again.hashValue)
      #expect(Set([play, again]).count == 1)
      #expect((play as Record) != (genre as Record))
      #expect(play.identity == again.identity)
    }
  }

  @Test(arguments: Engine.allCases) func newRecordsEqualThemselvesOnly(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let one = Play(title: "A"), two = Play(title: "A")
      #expect(one == one && one != two)
      try await one.save()
      #expect(one != two)
      #expect("\(one)".hasPrefix("Play(id: 1, title: 'A'"))
    }
  }

  @Test(arguments: Engine.allCases) func initialisers(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      let play = Play(title: "A", seats: 3, theatre: theatre)
      #expect(play.seats == 3 && !play.isHit)
      let other = Play {
        $0.title = "B"; $0.$theatre.set(theatre)
      }
      for record in [play, other] { try await record.save() }
      #expect(try await theatre.plays.count() == 2)
      #expect(play.theatreID == other.theatreID)
    }
  }

  @Test(arguments: Engine.allCases) func identifiableByClassAndKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      func identities<Item: Identifiable>(_ items: [Item]) -> [Item.ID] { items.map(\.id) }
      let play = try await Play.create { $0.title = "A" }, other = try await Play.create { $0.title = "A" }
      #expect(identities([play]) == identities([try await Play.find(1)]))
      #expect(identities([play]) != identities([other]))
      let records: [Record] = [play, try await Genre.create { $0.name = "G" }]
      #expect(Set(identities(records)).count == 2)
      let new = Play(title: "A")
      #expect(identities([new]) == identities([new]) && identities([new]) != identities([Play(title: "A")]))
    }
  }
}

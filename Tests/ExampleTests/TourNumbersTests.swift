import ActiveRecord
import Testing

@testable import CuratedConnections

/// The tour × its numbers: they come from the rows and from the recorder.
@Suite struct TourNumbersTests {
  @Test func otherSeedOtherNumbers() async throws {
    let first = try await TakenTour.take(seed: 1) { try await $0.run() }
    let again = try await TakenTour.take(seed: 1) { try await $0.run() }
    let other = try await TakenTour.take(seed: 2) { try await $0.run() }
    #expect(first.text == again.text)
    #expect(first.values("written") != other.values("written"))
    #expect(first.values("records") != other.values("records"))
    #expect(first.values("result") != other.values("result"))
    #expect(first.values("queries") != other.values("queries"))
  }

  @Test(arguments: [1, 2, 3, 40] as [UInt64]) func thereAreSomeHundredsOfRows(seed: UInt64) async throws {
    let taken = try await TakenTour.take(seed: seed) { try await $0.run(model: "User") }
    let records = Int(taken.values("records").first?.split(separator: " ").first ?? "")
    #expect((400...1000).contains(try #require(records)))
    #expect(taken.values("result").filter { $0 == "nil" || $0 == "0 records" } == [])
  }

  @Test func resultsFollowTheRows() async throws {
    let taken = try await TakenTour.take(
      change: {
        let user = try #require(try await ModelWalk.user.example() as? User)
        try await user.programs.replace(with: [])
        try await user.programs.append([try await Program.create { $0.name = "Glass Blowing" }])
        try await user.update { $0.firstName = "Changed" }
      }, { try await $0.run(model: "User") })
    #expect(taken.section("user.programs").values("result") == ["1 record: Glass Blowing (6 weeks)"])
    #expect(taken.text.contains { $0.hasPrefix("  let user = ") && $0.contains("// Changed ") })
  }

  @Test func anEmptyTableIsTold() async throws {
    let taken = try await TakenTour.take(change: { try await IntroRequest.deleteAll() }, { try await $0.run(model: "IntroRequest") })
    #expect(taken.text.contains("  There is no row."))
    #expect(taken.values("asked") == ["0 associations"])
  }

  @Test(arguments: [1, 9] as [UInt64]) func loopsCostWhatTheRecorderSaw(seed: UInt64) async throws {
    var members = 0
    let taken = try await TakenTour.take(seed: seed) { tour in
      try await tour.showManyQueries()
      members = try await CommunityMember.count()
    }
    #expect(
      taken.values("queries").prefix(3) == [
        "1 before the loop, \(members) in it", "1 before the loop, 1 in it", "2 before the loop, 0 in it",
      ])
    #expect(taken.text.contains { $0.hasPrefix("    One by one") && $0.contains(" \(members + 1) queries") })
    let lazy = taken.events.filter { $0.cause.description == "CommunityMember.user, lazy, for 1 record" }
    #expect(lazy.count == members)
  }

  @Test func theLoopFollowsTheRows() async throws {
    let taken = try await TakenTour.take(
      change: {
        let few = try await CommunityMember.limit(3).ids()
        for member in try await CommunityMember.where({ $0.id.isNotIn(few) }).load() { try await member.destroy() }
      }, { try await $0.showManyQueries() })
    #expect(taken.values("queries").first == "1 before the loop, 3 in it")
  }

  @Test func theGraphLeavesNothingBehind() async throws {
    var before: [Int] = [], after: [Int] = []
    let taken = try await TakenTour.take { tour in
      before = try await tour.rowCounts().map(\.count)
      try await tour.showGraph()
      after = try await tour.rowCounts().map(\.count)
    }
    #expect(before == after)
    let inserts = taken.statements.filter { $0.hasPrefix("INSERT") }, deletes = taken.statements.filter { $0.hasPrefix("DELETE") }
    for table in ["users", "notification_settings", "communities", "community_members", "events", "event_hosts", "oauth_access_grants"] {
      #expect(inserts.count { $0.contains("INTO \"\(table)\"") } == 1, "\(table)")
      #expect(deletes.count { $0.contains("FROM \"\(table)\"") } == 1, "\(table)")
    }
    #expect(taken.events.count { $0.sql == "COMMIT" } == 2)
    #expect(taken.statements.count { $0 == "COMMIT" } == 2)
  }
}

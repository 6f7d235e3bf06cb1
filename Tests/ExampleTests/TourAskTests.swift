import ActiveRecord
import Testing

@testable import CuratedConnections

/// The tour × questions that are typed.
@Suite struct TourAskTests {
  private func ask(_ line: String) async throws -> TakenTour {
    try await TakenTour.take { try await $0.answer(line) }
  }

  @Test func aCollectionThroughAnotherIsAJoin() async throws {
    let taken = try await ask("user.programs")
    #expect(taken.values("queries") == ["1, by JOIN"])
    #expect(taken.statements.count == 1)
    #expect(taken.statements.first?.contains("INNER JOIN \"program_users\"") == true)
  }

  @Test func aCollectionIsAWhere() async throws {
    let taken = try await ask("  user . communityMembers ")
    #expect(taken.values("queries") == ["1, by WHERE"])
    #expect(taken.statements.first?.hasSuffix("WHERE \"community_members\".\"user_id\" = ?") == true)
  }

  @Test(arguments: ["communityMember.hostedEvents", "community_member.hostedEvents", "CommunityMember.hostedEvents", "member.hostedEvents"])
  func aModelHasManySpellings(line: String) async throws {
    let taken = try await ask(line)
    #expect(taken.text.contains { $0.hasPrefix("  member.hostedEvents ") })
  }

  @Test func aModelInANamespace() async throws {
    let taken = try await ask("Doorkeeper.AccessGrant.resourceOwner")
    #expect(taken.values("queries") == ["1, by WHERE"])
  }

  @Test func theRecordOfAKey() async throws {
    let taken = try await ask("user(3).signups")
    #expect(taken.text.contains { $0.hasPrefix("  let user = try await User.find(3)") })
    #expect(taken.events.contains { $0.bindings == [.int(3)] && $0.sql.contains("FROM \"signups\"") })
  }

  @Test func aPathLoadsEachStepAtOnce() async throws {
    let taken = try await ask("community.communityMembers.user")
    #expect(taken.values("queries") == ["1, by WHERE", "1, by WHERE"])
    #expect(taken.values("asks").last?.hasSuffix("records are asked)") == true)
  }

  @Test func aModelAloneShowsItsAssociations() async throws {
    let taken = try await ask("match")
    #expect(taken.text.contains { $0.contains(".user1") && $0.hasSuffix("Who is my first user?") })
  }

  @Test(arguments: [
    ("user.nothing", "User has no association 'nothing'. It has: notificationSetting"), ("nobody.programs", "There is no model 'nobody'."),
    ("user(x).programs", "'user(x).programs' is not understood."), ("attachment.attachable.events", "a path ends there."),
    ("user(99999).programs", "there is no record with id = 99999"),
  ])
  func whatIsNotUnderstood(line: String, message: String) async throws {
    var understood = true
    let taken = try await TakenTour.take { understood = try await $0.answer(line) }
    #expect(!understood)
    #expect(taken.text.joined(separator: " ").replacing("   ", with: " ").contains(message))
  }
}

import ActiveRecord
import Testing

@testable import CuratedConnections

/// The tour × what it shows of each association.
@Suite struct TourWalkTests {
  @Test func everyAssociationIsAsked() {
    for walk in ModelWalk.all {
      #expect(walk.questions.map(\.name).sorted() == walk.model.reflections.map(\.name).sorted(), "\(walk.name)")
    }
  }

  @Test func everyKindIsThere() {
    let reflections = ModelWalk.all.flatMap { $0.model.reflections }
    for kind in AssociationKind.allCases { #expect(reflections.contains { $0.kind == kind }) }
    for kind in [AssociationKind.hasOne, .hasMany] { #expect(reflections.contains { $0.kind == kind && $0.throughName != nil }) }
    #expect(reflections.contains { $0.targetName == nil }, "polymorphic")
    #expect(reflections.contains { $0.targetName == $0.ownerName }, "self join")
  }

  @Test(arguments: [1, 2, 77] as [UInt64]) func everyLineFits(seed: UInt64) async throws {
    let taken = try await TakenTour.take(seed: seed) { try await $0.run() }
    #expect(taken.lines.count > 500)
    #expect(taken.text.filter { $0.count > Page.width } == [])
  }

  @Test func everyStatementIsOneThatRan() async throws {
    let taken = try await TakenTour.take { try await $0.run() }
    let seen = Set(taken.events.map { TakenTour.plain($0.sql) })
    #expect(Set(taken.statements).count > 40)
    #expect(taken.statements.count > 80)
    #expect(taken.statements.filter { !seen.contains($0) } == [])
  }

  @Test func everyAssociationIsReadByItsOwnCode() async throws {
    try await confirmation(expectedCount: 49) { asked in
      _ = try await TakenTour.take { tour in
        for walk in ModelWalk.all {
          for question in walk.questions {
            let record = try #require(try await walk.example())
            let fresh = try await walk.find(record.key ?? 0)
            let recording = try await tour.recorder.recording { try await question.read(fresh) }
            asked()
            for query in recording.queries { #expect(query.cause.description.hasPrefix("\(walk.name).\(question.name), lazy")) }
            #expect(recording.queries.count == 1, "\(walk.name).\(question.name)")
          }
        }
      }
    }
  }

  @Test func aModelAlone() async throws {
    let taken = try await TakenTour.take { try await $0.run(model: "communityMembers") }
    #expect(taken.text.contains { $0.hasPrefix("── CommunityMember ─") })
    #expect(!taken.text.contains { $0.hasPrefix("── User ─") })
    #expect(taken.values("asked") == ["8 associations"])
    #expect(taken.values("Swift").count == 8)
  }

  @Test func aModelThatDoesNotExist() {
    let error = #expect(throws: TourError.self) { try Tour.check(model: "Person") }
    #expect(error?.description.contains("There is no model 'Person'. There are: User, CommunityMember") == true)
  }

  @Test func whoHoldsTheKey() throws {
    func key(_ walk: ModelWalk, _ name: String) throws -> String {
      KeyHolder.sentence(try #require(walk.model.reflection(name)), in: walk.model)
    }
    #expect(try key(.communityMember, "user") == "community_members.user_id: this record holds it")
    #expect(try key(.user, "community") == "communities.creator_id: the other side holds it")
    #expect(try key(.user, "matchesAsUser2") == "matches.user2_id: the other rows hold it")
    #expect(try key(.user, "programs") == "program_users.user_id and .program_id: the rows between")
    #expect(try key(.user, "interests") == "interests_users.user_id and .interest_id: a table of pairs")
    #expect(try key(.accessGrant, "resourceOwner") == "oauth_access_grants.resource_owner_id: this record holds it")
    #expect(try key(.attachment, "attachable") == "attachments.attachable_id: this record holds it, and the class beside it")
    #expect(try key(.community, "creatorSetting") == "communities.creator_id, then notification_settings.user_id")
  }
}

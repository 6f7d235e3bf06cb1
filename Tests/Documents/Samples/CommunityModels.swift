import ActiveRecord
import ActiveRecordTesting
import Testing

/// The models of the first document: people in communities, and what connects them.
enum Communities {
  @Model class User: Record {
    var email = ""
    @HasMany var communityMembers: Many<CommunityMember> = .has(dependent: .destroy)
    @HasMany var signups: Many<Signup> = .has(dependent: .destroy)
    @HasMany var matchesAsUser1: Many<Match> = .has(foreignKey: \.user1ID)
    @HasMany var matchesAsUser2: Many<Match> = .has(foreignKey: \.user2ID)
    @HasOne var notificationSetting: NotificationSetting? = .has(dependent: .destroy)
    @HasOne var community: Community? = .has(foreignKey: "creator_id", dependent: .destroy)
    @HasMany var programUsers: Many<ProgramUser> = .has(dependent: .destroy)
    @HasMany var programs: Many<Program> = .through(\.programUsers)
    @HasMany var accessGrants: Many<Doorkeeper.AccessGrant> = .has(foreignKey: \.resourceOwnerID, dependent: .deleteAll)
  }
  @Model class Community: Record {
    var name = ""
    @BelongsTo var creator: User?
    @HasMany var communityMembers: Many<CommunityMember>
  }
  @Model class CommunityMember: Record {
    var isAdmin = false
    @BelongsTo var user: User
    @BelongsTo var community: Community
    @HasMany var eventHosts: Many<EventHost> = .has(dependent: .destroy)
    @HasMany var hostedEvents: Many<Event> = .through(\.eventHosts, source: \.event)
    @HasMany var eventRegistrations: Many<EventRegistration> = .has(dependent: .destroy)
    @HasMany var registeredEvents: Many<Event> = .through(\.eventRegistrations, source: \.event)
    @HasMany var sentIntroRequests: Many<IntroRequest> = .has(foreignKey: \.senderID)
    @HasMany var receivedIntroRequests: Many<IntroRequest> = .has(foreignKey: \.receiverID)
  }
  @Model class Signup: Record { @BelongsTo var user: User? }
  @Model class Match: Record {
    var user1ID: User.ID?
    var user2ID: User.ID?
    @BelongsTo var user1: User? = .belongs(foreignKey: \.user1ID)
    @BelongsTo var user2: User? = .belongs(foreignKey: \.user2ID)
  }
  @Model class NotificationSetting: Record { @BelongsTo var user: User? }
  @Model class ProgramUser: Record {
    var role = ""
    @BelongsTo var user: User
    @BelongsTo var program: Program
  }
  @Model class Program: Record { var name = "" }
  @Model class Event: Record { var title = "" }
  @Model class EventHost: Record {
    @BelongsTo var communityMember: CommunityMember
    @BelongsTo var event: Event
  }
  @Model class EventRegistration: Record {
    @BelongsTo var communityMember: CommunityMember
    @BelongsTo var event: Event
  }
  @Model class IntroRequest: Record {
    var senderID: CommunityMember.ID?
    var receiverID: CommunityMember.ID?
    @BelongsTo var sender: CommunityMember? = .belongs(foreignKey: \.senderID)
    @BelongsTo var receiver: CommunityMember? = .belongs(foreignKey: \.receiverID)
  }
  enum Doorkeeper {
    @Model class AccessGrant: Record { var resourceOwnerID: User.ID? }
  }

  /// Runs `body` with the tables, a user, and the user's membership.
  static func run(_ body: nonisolated(nonsending) (User, CommunityMember, SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.changeSchema { schema in
        schema.createTable("users") { $0.string("email", null: false) }
        schema.createTable("communities") { t in
          t.string("name", null: false)
          t.references("creator")
        }
        schema.createTable("community_members") { t in
          t.boolean("is_admin", null: false, default: false)
          t.references("user")
          t.references("community")
        }
        for table in ["signups", "notification_settings"] { schema.createTable(table) { $0.references("user") } }
        schema.createTable("matches") { t in
          t.references("user1")
          t.references("user2")
        }
        schema.createTable("program_users") { t in
          t.string("role", null: false)
          t.references("user")
          t.references("program")
        }
        schema.createTable("programs") { $0.string("name", null: false) }
        schema.createTable("events") { $0.string("title", null: false) }
        for table in ["event_hosts", "event_registrations"] {
          schema.createTable(table) { t in
            t.references("community_member")
            t.references("event")
          }
        }
        schema.createTable("intro_requests") { t in
          t.references("sender")
          t.references("receiver")
        }
        schema.createTable("access_grants") { $0.references("resource_owner") }
      }
      let user = try await User.create { $0.email = "ada@example.org" }
      let community = try await Community.create { $0.name = "C" }
      let member = CommunityMember(user: user, community: community)
      try await member.save()
      try await body(try await User.find(1), try await CommunityMember.find(1), SQLRecorder(database))
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// The first document, heading by heading.
@Suite struct CommunityTests {
  typealias User = Communities.User
  typealias CommunityMember = Communities.CommunityMember
  typealias Match = Communities.Match
  typealias Event = Communities.Event

  @Test func theProblemAssociationsSolve() async throws {
    try await Communities.run { user, member, recorder in
      let other = try await User.create { $0.email = "bob@example.org" }
      let first = Match(user1: user, user2: other), second = Match(user1: other, user2: user)
      for match in [first, second] { try await match.save() }
      #expect(try await CommunityMember.where { $0.userID == user.id! }.load() == user.communityMembers.load())
      #expect(try await user.matchesAsUser1.load() == [first])
      #expect(try await user.matchesAsUser2.load() == [second])
      let either = Match.where { $0.user1ID == user.id }.or(Match.where { $0.user2ID == user.id })
      #expect(try await either.order(\.id).load() == [first, second])
    }
  }

  @Test func belongsTo() async throws {
    try await Communities.run { user, member, recorder in
      recorder.clear()
      #expect(member.userID == user.id!)
      #expect(recorder.queries.isEmpty)
      #expect(try await member.user == user)
      #expect(recorder.sql == [#"SELECT "users"."id", "users"."email" FROM "users" WHERE "users"."id" = ? LIMIT ?"#])
      let other = try await User.create { $0.email = "bob@example.org" }
      member.$user.set(other)
      #expect(member.userID == other.id!)
      #expect(member.$user.build { $0.email = "new" }.isNew)
      #expect(try await member.$user.create { $0.email = "new" }.isPersisted)
      #expect(try await CommunityMember { _ in }.saveIfValid() == false)
    }
  }

  @Test func hasMany() async throws {
    try await Communities.run { user, member, recorder in
      recorder.clear()
      #expect(try await user.communityMembers.load() == [member])
      #expect(recorder.sql[0].hasSuffix(#"FROM "community_members" WHERE "community_members"."user_id" = ?"#))
      #expect(try await user.communityMembers.count() == 1)
      #expect(recorder.sql[1].hasPrefix("SELECT COUNT(*)"))
      #expect(try await user.communityMembers.where { $0.isAdmin == true }.load().isEmpty)
      let community = try await member.community
      #expect(user.communityMembers.build { $0.$community.set(community) }.isNew)
      #expect(try await user.communityMembers.create { $0.$community.set(community) }.isPersisted)
      try await user.communityMembers.append(CommunityMember { $0.$community.set(community) })
      #expect(try await user.communityMembers.count() == 3)
    }
  }

  @Test func hasOne() async throws {
    try await Communities.run { user, _, _ in
      #expect(try await user.notificationSetting == nil)
      #expect(user.$notificationSetting.build().isNew)
      let setting = try await user.$notificationSetting.create()
      #expect(try await User.find(1).notificationSetting == setting)
      let community = try await user.$community.create { $0.name = "Chess" }
      #expect(community.creatorID == user.id)
      #expect(try await User.find(1).community == community)
      try await User.find(1).destroy()
      #expect(try await Communities.NotificationSetting.count() == 0)
      #expect(try await Communities.Community.exists(community.id!) == false)
    }
  }

  @Test func hasManyThrough() async throws {
    try await Communities.run { user, _, recorder in
      let program = try await Communities.Program.create { $0.name = "P" }
      try await user.programUsers.create {
        $0.role = "mentor"
        $0.$program.set(program)
      }
      recorder.clear()
      #expect(try await user.programs.load() == [program])
      let join = #"FROM "programs" INNER JOIN "program_users" ON "programs"."id" = "program_users"."program_id" "#
      #expect(recorder.sql[0].hasSuffix(join + #"WHERE "program_users"."user_id" = ?"#))
      #expect(try await user.programUsers.findBy { $0.program == program }?.role == "mentor")
    }
  }

  @Test func aRicherExample() async throws {
    try await Communities.run { _, member, _ in
      let party = try await Event.create { $0.title = "Party" }, talk = try await Event.create { $0.title = "Talk" }
      try await member.hostedEvents.append(party)
      try await member.registeredEvents.append(talk)
      #expect(try await CommunityMember.find(1).hostedEvents.load() == [party])
      #expect(try await CommunityMember.find(1).registeredEvents.load() == [talk])
    }
  }

  @Test func dependent() async throws {
    try await Communities.run { user, _, recorder in
      let grant = Communities.Doorkeeper.AccessGrant { $0.resourceOwnerID = user.id }
      try await grant.save()
      recorder.clear()
      try await user.destroy()
      #expect(recorder.sql.contains(#"DELETE FROM "access_grants" WHERE "access_grants"."resource_owner_id" = ?"#))
      #expect(try await CommunityMember.count() == 0)
      #expect(try await Communities.Doorkeeper.AccessGrant.count() == 0)
    }
  }

  @Test func classNameAndForeignKey() async throws {
    try await Communities.run { user, member, _ in
      #expect(User.reflection("matchesAsUser1")?.foreignKeyName == "user1_id")
      #expect(User.reflection("matchesAsUser2")?.targetName?.hasSuffix("Match") == true)
      #expect(User.reflection("community")?.foreignKeyName == "creator_id")
      let request = Communities.IntroRequest(sender: member)
      try await request.save()
      #expect(try await member.sentIntroRequests.load() == [request])
      #expect(try await member.receivedIntroRequests.load().isEmpty)
    }
  }

  @Test func tryItYourself() async throws {
    try await Communities.run { user, _, recorder in
      recorder.clear()
      let members = try user.communityMembers.toSQL()
      #expect(members.hasSuffix(#"FROM "community_members" WHERE "community_members"."user_id" = 1"#))
      #expect(try user.programs.toSQL().contains(#"FROM "programs" INNER JOIN "program_users" ON "#))
      #expect(recorder.queries.isEmpty)
    }
  }
}

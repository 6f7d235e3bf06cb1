import ActiveRecord

extension ModelWalk {
  static let communityMember = ModelWalk(
    CommunityMember.self, "member",
    [
      .one("user", "Who is my user?") { (member: CommunityMember) in try await member.user },
      .one("community", "Which community am I a member of?") { (member: CommunityMember) in try await member.community },
      .many("eventHosts", "What are my places as a host?") { (member: CommunityMember) in member.eventHosts },
      .many("hostedEvents", "Which events do I host?") { (member: CommunityMember) in member.hostedEvents },
      .many("eventRegistrations", "What are my registrations?") { (member: CommunityMember) in member.eventRegistrations },
      .many("registeredEvents", "Which events do I come to?") { (member: CommunityMember) in member.registeredEvents },
      .many("sentIntroRequests", "Which introductions did I ask for?") { (member: CommunityMember) in member.sentIntroRequests },
      .many("receivedIntroRequests", "Who asked to meet me?") { (member: CommunityMember) in member.receivedIntroRequests },
    ],
    example: {
      try await CommunityMember.joins(\.eventHosts, \.eventRegistrations, \.sentIntroRequests, \.receivedIntroRequests).first()
    })

  static let community = ModelWalk(
    Community.self, "community",
    [
      .one("creator", "Who made me?") { (community: Community) in try await community.creator },
      .many("communityMembers", "Who are my members?") { (community: Community) in community.communityMembers }.added,
      .many("users", "Which users are in me?") { (community: Community) in community.users }.added,
      .many("events", "What happens here?") { (community: Community) in community.events }.added,
      .one("creatorSetting", "How may my creator be told?") { (community: Community) in try await community.creatorSetting }.added,
      .many("attachments", "Which files are mine?") { (community: Community) in community.attachments }.added,
    ],
    example: { try await Community.joins(\.attachments).first() })

  static let introRequest = ModelWalk(
    IntroRequest.self, "introRequest",
    [
      .one("sender", "Which member asks?") { (request: IntroRequest) in try await request.sender },
      .one("receiver", "Which member is asked for?") { (request: IntroRequest) in try await request.receiver },
    ],
    example: { try await IntroRequest.findBy { $0.status == "open" } })
}

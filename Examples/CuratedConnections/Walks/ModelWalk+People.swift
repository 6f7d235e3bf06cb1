import ActiveRecord

extension ModelWalk {
  static let user = ModelWalk(
    User.self, "user",
    [
      .one("notificationSetting", "What is my notification setting?") { (user: User) in try await user.notificationSetting },
      .one("community", "Which community did I make?") { (user: User) in try await user.community },
      .many("programUsers", "What are my places in programs?") { (user: User) in user.programUsers },
      .many("programs", "What programs am I in?") { (user: User) in user.programs },
      .many("communityMembers", "Who are all my community members?") { (user: User) in user.communityMembers },
      .many("signups", "How did I sign up?") { (user: User) in user.signups },
      .many("matchesAsUser1", "In which matches am I the first?") { (user: User) in user.matchesAsUser1 },
      .many("matchesAsUser2", "In which matches am I the second?") { (user: User) in user.matchesAsUser2 },
      .many("accessGrants", "What did I allow other applications?") { (user: User) in user.accessGrants },
      .one("mentor", "Which user is my mentor?") { (user: User) in try await user.mentor }.added,
      .many("mentees", "Whose mentor am I?") { (user: User) in user.mentees }.added,
      .many("interests", "What do I care about?") { (user: User) in user.interests }.added,
    ],
    example: {
      try await User.joins(\.community, \.programUsers, \.matchesAsUser1, \.matchesAsUser2, \.accessGrants, \.mentees, \.mentor).first()
    })

  static let match = ModelWalk(
    Match.self, "match",
    [
      .one("user1", "Who is my first user?") { (match: Match) in try await match.user1 },
      .one("user2", "Who is my second user?") { (match: Match) in try await match.user2 },
    ],
    example: { try await Match.order { $0.score.desc }.first() })

  static let signup = ModelWalk(
    Signup.self, "signup", [.one("user", "Who is my user?") { (signup: Signup) in try await signup.user }],
    example: { try await Signup.last() })

  static let notificationSetting = ModelWalk(
    NotificationSetting.self, "notificationSetting",
    [.one("user", "Who is my user?") { (setting: NotificationSetting) in try await setting.user }],
    example: { try await NotificationSetting.findBy { $0.frequency == "daily" } })

  static let accessGrant = ModelWalk(
    Doorkeeper.AccessGrant.self, "accessGrant",
    [.one("resourceOwner", "Whose resources may be read?") { (grant: Doorkeeper.AccessGrant) in try await grant.resourceOwner }],
    example: { try await Doorkeeper.AccessGrant.last() })

  static let interest = ModelWalk(
    Interest.self, "interest", [.many("users", "Who cares about me?") { (interest: Interest) in interest.users }.added],
    example: { try await Interest.joins(\.users).first() })
}

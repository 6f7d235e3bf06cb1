import ActiveRecord

/// A person who uses the application.
@Model class User: Record {
  var email: String
  var firstName: String
  var lastName: String
  var city: String?

  @HasOne var notificationSetting: NotificationSetting? = .has(dependent: .destroy, inverse: \.user)
  @HasOne var community: Community? = .has(foreignKey: \.creatorID, dependent: .destroy, inverse: \.creator)

  @HasMany var programUsers: Many<ProgramUser> = .has(dependent: .destroy, inverse: \.user)
  @HasMany var programs: Many<Program> = .through(\.programUsers)
  @HasMany var communityMembers: Many<CommunityMember> = .has(dependent: .destroy, inverse: \.user)
  @HasMany var signups: Many<Signup> = .has(dependent: .destroy, inverse: \.user)

  @HasMany var matchesAsUser1: Many<Match> = .has(foreignKey: \.user1ID, inverse: \.user1)
  @HasMany var matchesAsUser2: Many<Match> = .has(foreignKey: \.user2ID, inverse: \.user2)
  @HasMany var accessGrants: Many<Doorkeeper.AccessGrant> = .has(foreignKey: \.resourceOwnerID, dependent: .deleteAll)

  // Additions to the tutorial's application.
  @BelongsTo var mentor: User? = .belongs(inverse: \.mentees)
  @HasMany var mentees: Many<User> = .has(foreignKey: \.mentorID, dependent: .nullify, inverse: \.mentor)
  @HasAndBelongsToMany var interests: Many<Interest>

  static func rules(_ user: Rules<User>) {
    user.validates(\.email, .presence, .format(/\S+@\S+/))
    user.validates(\.firstName, .presence)
  }

  /// Both names.
  var name: String { "\(firstName) \(lastName)" }
}

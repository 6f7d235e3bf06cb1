import ActiveRecord

/// A group of people, made by one user.
@Model class Community: Record {
  var name: String
  var tagline: String?
  @BelongsTo var creator: User = .belongs(inverse: \.community)

  // Additions to the tutorial's application.
  @HasMany var communityMembers: Many<CommunityMember> = .has(dependent: .destroy, inverse: \.community)
  @HasMany var users: Many<User> = .through(\.communityMembers)
  @HasMany var events: Many<Event> = .has(dependent: .destroy, inverse: \.community)
  @HasOne var creatorSetting: NotificationSetting? = .through(\.creator, source: \.notificationSetting)
  @HasMany var attachments: Many<Attachment> = .has(as: \.attachable, dependent: .destroy)

  static func rules(_ community: Rules<Community>) {
    community.validates(\.name, .presence)
  }
}

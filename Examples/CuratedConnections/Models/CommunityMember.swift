import ActiveRecord

/// A user's membership in a community.
@Model class CommunityMember: Record {
  var shortBio: String?
  var isAdmin = false
  @BelongsTo var user: User = .belongs(inverse: \.communityMembers)
  @BelongsTo var community: Community = .belongs(inverse: \.communityMembers)

  @HasMany var eventHosts: Many<EventHost> = .has(dependent: .destroy, inverse: \.communityMember)
  @HasMany var hostedEvents: Many<Event> = .through(\.eventHosts, source: \.event)

  @HasMany var eventRegistrations: Many<EventRegistration> = .has(dependent: .destroy, inverse: \.communityMember)
  @HasMany var registeredEvents: Many<Event> = .through(\.eventRegistrations, source: \.event)

  @HasMany var sentIntroRequests: Many<IntroRequest> = .has(foreignKey: \.senderID, dependent: .destroy, inverse: \.sender)
  @HasMany var receivedIntroRequests: Many<IntroRequest> = .has(foreignKey: \.receiverID, dependent: .destroy, inverse: \.receiver)
}

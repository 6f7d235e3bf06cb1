import ActiveRecord

/// A member who comes to an event.
@Model class EventRegistration: Record {
  var guests = 0
  @BelongsTo var communityMember: CommunityMember = .belongs(inverse: \.eventRegistrations)
  @BelongsTo var event: Event = .belongs(inverse: \.eventRegistrations)
}

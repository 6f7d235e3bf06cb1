import ActiveRecord

/// A member who hosts an event.
@Model class EventHost: Record {
  @BelongsTo var communityMember: CommunityMember = .belongs(inverse: \.eventHosts)
  @BelongsTo var event: Event = .belongs(inverse: \.eventHosts)
}

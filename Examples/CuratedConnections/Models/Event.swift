import ActiveRecord

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An evening that members of a community host, and others register for.
@Model class Event: Record {
  var title: String
  var startsAt: Date
  @BelongsTo var community: Community = .belongs(inverse: \.events)

  // Additions to the tutorial's application: the way back.
  @HasMany var eventHosts: Many<EventHost> = .has(dependent: .destroy, inverse: \.event)
  @HasMany var hosts: Many<CommunityMember> = .through(\.eventHosts, source: \.communityMember)
  @HasMany var eventRegistrations: Many<EventRegistration> = .has(dependent: .destroy, inverse: \.event)
  @HasMany var attendees: Many<CommunityMember> = .through(\.eventRegistrations, source: \.communityMember)
  @HasMany var attachments: Many<Attachment> = .has(as: \.attachable, dependent: .destroy)
}

import ActiveRecord

/// A member who asks to be introduced to another one.
@Model class IntroRequest: Record {
  var message: String
  var status = "open"
  @BelongsTo var sender: CommunityMember = .belongs(inverse: \.sentIntroRequests)
  @BelongsTo var receiver: CommunityMember = .belongs(inverse: \.receivedIntroRequests)
}

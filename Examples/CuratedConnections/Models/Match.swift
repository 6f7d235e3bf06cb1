import ActiveRecord

/// Two users who were introduced to each other.
@Model class Match: Record {
  var score = 0
  @BelongsTo var user1: User = .belongs(inverse: \.matchesAsUser1)
  @BelongsTo var user2: User = .belongs(inverse: \.matchesAsUser2)
}

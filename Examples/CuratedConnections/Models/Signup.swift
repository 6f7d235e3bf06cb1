import ActiveRecord

/// How a user came to the application.
@Model class Signup: Record {
  var source: String
  @BelongsTo var user: User = .belongs(inverse: \.signups)
}

import ActiveRecord

/// What a user wants to be told, and how often.
@Model class NotificationSetting: Record {
  var frequency = "weekly"
  var sendsEmail = true
  @BelongsTo var user: User = .belongs(inverse: \.notificationSetting)
}

import ActiveRecord

/// The models of the sign-in service; they have a namespace of their own.
enum Doorkeeper {
  /// What a user allowed another application to do.
  @Model(table: "oauth_access_grants") class AccessGrant: Record {
    var token: String
    var scopes = "read"
    @BelongsTo var resourceOwner: User = .belongs(inverse: \.accessGrants)
  }
}

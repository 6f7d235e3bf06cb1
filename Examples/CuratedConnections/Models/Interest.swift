import ActiveRecord

/// Something that users care about. An addition to the tutorial's application.
@Model class Interest: Record {
  var name: String
  @HasAndBelongsToMany var users: Many<User>
}

import ActiveRecord

/// A course that users take together.
@Model class Program: Record {
  var name: String
  var weeks = 6

  // Additions to the tutorial's application: the way back.
  @HasMany var programUsers: Many<ProgramUser> = .has(dependent: .destroy, inverse: \.program)
  @HasMany var users: Many<User> = .through(\.programUsers)
}

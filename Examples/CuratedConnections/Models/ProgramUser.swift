import ActiveRecord

/// A user's place in a program: a join model, with a role of its own.
@Model class ProgramUser: Record {
  var role = "participant"
  @BelongsTo var user: User = .belongs(inverse: \.programUsers)
  @BelongsTo var program: Program = .belongs(inverse: \.programUsers)
}

// The options of has_many through.

extension HasManyOptions {
  /// Describes an association that goes through another one.
  ///
  /// ```swift
  /// @HasMany var programUsers: Many<ProgramUser>
  /// @HasMany var programs: Many<Program> = .through(\.programUsers)
  /// // INNER JOIN "program_users" ON "programs"."id" = "program_users"."program_id" WHERE "program_users"."user_id" = ?
  /// ```
  ///
  /// - Parameters:
  ///   - through: The association of this model to go through.
  ///   - source: The association of the model in between to go on with; this association's name, or its singular, where it is left out.
  ///   - dependent: What becomes of the join rows when members are removed.
  ///   - disableJoins: Whether each step is a query of its own, by the keys that the one before found.
  ///   - scope: Narrows the targets.
  public static func through<Middle: Record>(
    _ through: any KeyPath<Owner.Type, ToMany<Middle>> & Sendable, source: any ModelMember<Middle> = \.self, dependent: Dependent? = nil,
    disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self {
    going(
      through, source: source, dependent: dependent, disableJoins: disableJoins, autosave: autosave, validate: validate,
      deprecated: deprecated
    ).scoped(AssociationOptions.scope(scope))
  }

  /// Describes an association that goes through another one; see the first one for the options.
  public static func through<Middle: Record>(
    _ through: any KeyPath<Owner.Type, ToMany<Middle>> & Sendable, source: any ModelMember<Middle> = \.self, dependent: Dependent? = nil,
    disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Element>, Owner) -> Relation<Element>
  ) -> Self {
    going(
      through, source: source, dependent: dependent, disableJoins: disableJoins, autosave: autosave, validate: validate,
      deprecated: deprecated
    ).scoped(AssociationOptions.scope(scope))
  }

  /// Describes an association that goes through another one; see the first one for the options.
  public static func through<Middle: Record>(
    _ through: any KeyPath<Owner.Type, ToOne<Middle>> & Sendable, source: any ModelMember<Middle> = \.self, dependent: Dependent? = nil,
    disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self {
    going(
      through, source: source, dependent: dependent, disableJoins: disableJoins, autosave: autosave, validate: validate,
      deprecated: deprecated
    ).scoped(AssociationOptions.scope(scope))
  }

  /// Describes an association that goes through another one; see the first one for the options.
  public static func through<Middle: Record>(
    _ through: any KeyPath<Owner.Type, ToOne<Middle>> & Sendable, source: any ModelMember<Middle> = \.self, dependent: Dependent? = nil,
    disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Element>, Owner) -> Relation<Element>
  ) -> Self {
    going(
      through, source: source, dependent: dependent, disableJoins: disableJoins, autosave: autosave, validate: validate,
      deprecated: deprecated
    ).scoped(AssociationOptions.scope(scope))
  }

  private static func going<Middle: Record>(
    _ through: any ModelMember<Owner>, source: any ModelMember<Middle>, dependent: Dependent?, disableJoins: Bool, autosave: Bool?,
    validate: Bool?, deprecated: Bool
  ) -> Self {
    HasManyOptions(
      .options(
        through: AssociationOptions.name(through), source: AssociationOptions.name(source), dependent: dependent,
        disableJoins: disableJoins, autosave: autosave, validate: validate, deprecated: deprecated))
  }
}

// The options of has_one through. The functions on models only let the expression stand behind `=`; they are never run.

extension HasOneOptions {
  /// Describes an association that goes through another one.
  ///
  /// ```swift
  /// @HasOne var desk: Desk?
  /// @HasOne var room: Room? = .through(\.desk)
  /// // SELECT … FROM "rooms" INNER JOIN "desks" ON "rooms"."id" = "desks"."room_id" WHERE "desks"."writer_id" = ? LIMIT ?
  /// ```
  ///
  /// - Parameters:
  ///   - through: The association of this model to go through.
  ///   - source: The association of the model in between to go on with; this association's name, or its singular, where it is left out.
  ///   - disableJoins: Whether each step is a query of its own, by the keys that the one before found.
  ///   - scope: Narrows the targets.
  public static func through<Middle: Record>(
    _ through: any KeyPath<Owner.Type, ToOne<Middle>> & Sendable, source: any ModelMember<Middle> = \.self,
    disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Target>) -> Relation<Target>)? = nil
  ) -> Self {
    going(through, source: source, disableJoins: disableJoins, autosave: autosave, validate: validate, deprecated: deprecated)
      .scoped(AssociationOptions.scope(scope))
  }

  /// Describes an association that goes through another one; see the first one for the options.
  public static func through<Middle: Record>(
    _ through: any KeyPath<Owner.Type, ToOne<Middle>> & Sendable, source: any ModelMember<Middle> = \.self,
    disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Target>, Owner) -> Relation<Target>
  ) -> Self {
    going(through, source: source, disableJoins: disableJoins, autosave: autosave, validate: validate, deprecated: deprecated)
      .scoped(AssociationOptions.scope(scope))
  }

  /// Describes an association that goes through another one; see the first one for the options.
  public static func through<Middle: Record>(
    _ through: any KeyPath<Owner.Type, ToMany<Middle>> & Sendable, source: any ModelMember<Middle> = \.self,
    disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Target>) -> Relation<Target>)? = nil
  ) -> Self {
    going(through, source: source, disableJoins: disableJoins, autosave: autosave, validate: validate, deprecated: deprecated)
      .scoped(AssociationOptions.scope(scope))
  }

  /// Describes an association that goes through another one; see the first one for the options.
  public static func through<Middle: Record>(
    _ through: any KeyPath<Owner.Type, ToMany<Middle>> & Sendable, source: any ModelMember<Middle> = \.self,
    disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Target>, Owner) -> Relation<Target>
  ) -> Self {
    going(through, source: source, disableJoins: disableJoins, autosave: autosave, validate: validate, deprecated: deprecated)
      .scoped(AssociationOptions.scope(scope))
  }

  private static func going<Middle: Record>(
    _ through: any ModelMember<Owner>, source: any ModelMember<Middle>, disableJoins: Bool, autosave: Bool?, validate: Bool?,
    deprecated: Bool
  ) -> Self {
    HasOneOptions(
      .options(
        through: AssociationOptions.name(through), source: AssociationOptions.name(source), disableJoins: disableJoins, autosave: autosave,
        validate: validate, deprecated: deprecated))
  }
}

extension RecordProtocol where Self: Record {
  /// Stands in a declaration; see ``HasOneOptions``.
  public static func through(
    _ through: OwnerPath, source: OwnerPath? = nil, disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: (@Sendable (Relation<Self>) -> Relation<Self>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasOneOptions``.
  public static func through<Owner: Record>(
    _ through: OwnerPath, source: OwnerPath? = nil, disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Self>, Owner) -> Relation<Self>
  ) -> Self { neverRun() }
}

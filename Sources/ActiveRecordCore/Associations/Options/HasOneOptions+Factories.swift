// The options of has_one. The functions on models only let the expression stand behind `=`; they are never run.

extension HasOneOptions {
  /// Describes a has_one, has_many or has_and_belongs_to_many: other rows hold the foreign key.
  ///
  /// ```swift
  /// @HasMany var posts: Many<Post> = .has(dependent: .destroy, inverse: \.author)
  /// @HasMany var published: Many<Post> = .has { $0.where { $0.published == true } }
  /// @HasMany var assets: Many<Asset> = .has(as: \.attachable)
  /// ```
  ///
  /// - Parameters:
  ///   - foreignKey: The property of the target (or, as text, the column) that holds the key.
  ///   - foreignType: The property of the target (or column) that holds the class, with `as`.
  ///   - primaryKey: The column of this model that the key is compared with; its primary key where it is left out.
  ///   - as: The polymorphic association of the target that leads back.
  ///   - dependent: What becomes of the target when this record is destroyed.
  ///   - touch: Whether saving or touching this record touches the target.
  ///   - inverse: The association of the target that leads back; found by the keys where it is left out.
  ///   - hasInverse: `false` says that there is none.
  ///   - autosave: Whether changed targets are saved with this record.
  ///   - validate: Whether targets are validated with this record.
  ///   - deprecated: Whether each use is reported; see ``DeprecatedAssociations``.
  ///   - scope: Narrows the targets; with a second parameter, and the types of both, it gets the owner.
  public static func has(
    foreignKey: any ModelMember<Target> = \.self, foreignType: any ModelMember<Target> = \.self,
    primaryKey: any ModelMember<Owner> = \.self,
    as polymorphic: any ModelMember<Target> = \.self, dependent: Dependent? = nil, touch: Touch = false,
    inverse: any ModelMember<Target> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Target>) -> Relation<Target>)? = nil
  ) -> Self {
    HasOneOptions(
      .options(
        foreignKey: AssociationOptions.key(foreignKey), foreignType: AssociationOptions.key(foreignType),
        primaryKey: AssociationOptions.key(primaryKey), as: AssociationOptions.name(polymorphic),
        inverse: AssociationOptions.inverse(inverse, refused: !hasInverse), dependent: dependent, touch: touch, autosave: autosave,
        validate: validate,
        deprecated: deprecated,
        scope: AssociationOptions.scope(scope)))
  }

  /// Describes the association; see the first one for the options.
  public static func has(
    foreignKey: String, foreignType: String? = nil, primaryKey: any ModelMember<Owner> = \.self,
    as polymorphic: any ModelMember<Target> = \.self,
    dependent: Dependent? = nil, touch: Touch = false, inverse: any ModelMember<Target> = \.self, hasInverse: Bool = true,
    autosave: Bool? = nil,
    validate: Bool? = nil, deprecated: Bool = false, scope: (@Sendable (Relation<Target>) -> Relation<Target>)? = nil
  ) -> Self {
    HasOneOptions(
      .options(
        foreignKey: .named(foreignKey), foreignType: foreignType.map { .named($0) }, primaryKey: AssociationOptions.key(primaryKey),
        as: AssociationOptions.name(polymorphic), inverse: AssociationOptions.inverse(inverse, refused: !hasInverse),
        dependent: dependent, touch: touch, autosave: autosave, validate: validate, deprecated: deprecated,
        scope: AssociationOptions.scope(scope)))
  }

  /// Describes the association; see the first one for the options.
  public static func has(
    foreignKey: any ModelMember<Target> = \.self, foreignType: any ModelMember<Target> = \.self,
    primaryKey: any ModelMember<Owner> = \.self,
    as polymorphic: any ModelMember<Target> = \.self, dependent: Dependent? = nil, touch: Touch = false,
    inverse: any ModelMember<Target> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Target>, Owner) -> Relation<Target>
  ) -> Self {
    has(
      foreignKey: foreignKey, foreignType: foreignType, primaryKey: primaryKey, as: polymorphic, dependent: dependent, touch: touch,
      inverse: inverse, hasInverse: hasInverse, autosave: autosave, validate: validate, deprecated: deprecated, scope: nil
    ).scoped(AssociationOptions.scope(scope))
  }

  /// Describes the association; see the first one for the options.
  public static func has(
    foreignKey: String, foreignType: String? = nil, primaryKey: any ModelMember<Owner> = \.self,
    as polymorphic: any ModelMember<Target> = \.self,
    dependent: Dependent? = nil, touch: Touch = false, inverse: any ModelMember<Target> = \.self, hasInverse: Bool = true,
    autosave: Bool? = nil,
    validate: Bool? = nil, deprecated: Bool = false, scope: @escaping @Sendable (Relation<Target>, Owner) -> Relation<Target>
  ) -> Self {
    has(
      foreignKey: foreignKey, foreignType: foreignType, primaryKey: primaryKey, as: polymorphic, dependent: dependent, touch: touch,
      inverse: inverse, hasInverse: hasInverse, autosave: autosave, validate: validate, deprecated: deprecated, scope: nil
    ).scoped(AssociationOptions.scope(scope))
  }
}

extension RecordProtocol where Self: Record {
  /// Stands in a declaration; see ``HasOneOptions``.
  public static func has(
    foreignKey: any ModelMember<Self> = \.self, foreignType: any ModelMember<Self> = \.self, primaryKey: OwnerPath? = nil,
    as polymorphic: any ModelMember<Self> = \.self, dependent: Dependent? = nil, touch: Touch = false,
    inverse: any ModelMember<Self> = \.self,
    hasInverse: Bool = true,
    autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false, scope: (@Sendable (Relation<Self>) -> Relation<Self>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasOneOptions``.
  public static func has(
    foreignKey: String, foreignType: String? = nil, primaryKey: OwnerPath? = nil, as polymorphic: any ModelMember<Self> = \.self,
    dependent: Dependent? = nil, touch: Touch = false, inverse: any ModelMember<Self> = \.self, hasInverse: Bool = true,
    autosave: Bool? = nil,
    validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Self>) -> Relation<Self>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasOneOptions``.
  public static func has<Owner: Record>(
    foreignKey: any ModelMember<Self> = \.self, foreignType: any ModelMember<Self> = \.self, primaryKey: OwnerPath? = nil,
    as polymorphic: any ModelMember<Self> = \.self, dependent: Dependent? = nil, touch: Touch = false,
    inverse: any ModelMember<Self> = \.self,
    hasInverse: Bool = true,
    autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Self>, Owner) -> Relation<Self>
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasOneOptions``.
  public static func has<Owner: Record>(
    foreignKey: String, foreignType: String? = nil, primaryKey: OwnerPath? = nil, as polymorphic: any ModelMember<Self> = \.self,
    dependent: Dependent? = nil, touch: Touch = false, inverse: any ModelMember<Self> = \.self, hasInverse: Bool = true,
    autosave: Bool? = nil,
    validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Self>, Owner) -> Relation<Self>
  ) -> Self { neverRun() }
}

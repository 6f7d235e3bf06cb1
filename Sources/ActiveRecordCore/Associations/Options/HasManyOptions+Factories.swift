// The options of has_many. The functions on `ManyAssociation` only let the expression stand behind `=`; they are never run.

extension HasManyOptions {
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
  ///   - dependent: What becomes of the targets when this record is destroyed.
  ///   - inverse: The association of the target that leads back; found by the keys where it is left out.
  ///   - hasInverse: `false` says that there is none.
  ///   - autosave: Whether changed targets are saved with this record.
  ///   - validate: Whether targets are validated with this record.
  ///   - deprecated: Whether each use is reported; see ``DeprecatedAssociations``.
  ///   - scope: Narrows the targets; with a second parameter it gets the owner.
  public static func has(
    foreignKey: any ModelMember<Element> = \.self, foreignType: any ModelMember<Element> = \.self,
    primaryKey: any ModelMember<Owner> = \.self,
    as polymorphic: any ModelMember<Element> = \.self, dependent: Dependent? = nil, inverse: any ModelMember<Element> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self {
    HasManyOptions(
      .options(
        foreignKey: AssociationOptions.key(foreignKey), foreignType: AssociationOptions.key(foreignType),
        primaryKey: AssociationOptions.key(primaryKey), as: AssociationOptions.name(polymorphic),
        inverse: AssociationOptions.inverse(inverse, refused: !hasInverse), dependent: dependent, autosave: autosave, validate: validate,
        deprecated: deprecated,
        scope: AssociationOptions.scope(scope)))
  }

  /// Describes the association; see the first one for the options.
  public static func has(
    foreignKey: String, foreignType: String? = nil, primaryKey: any ModelMember<Owner> = \.self,
    as polymorphic: any ModelMember<Element> = \.self,
    dependent: Dependent? = nil, inverse: any ModelMember<Element> = \.self, hasInverse: Bool = true, autosave: Bool? = nil,
    validate: Bool? = nil, deprecated: Bool = false, scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self {
    HasManyOptions(
      .options(
        foreignKey: .named(foreignKey), foreignType: foreignType.map { .named($0) }, primaryKey: AssociationOptions.key(primaryKey),
        as: AssociationOptions.name(polymorphic), inverse: AssociationOptions.inverse(inverse, refused: !hasInverse),
        dependent: dependent, autosave: autosave, validate: validate, deprecated: deprecated, scope: AssociationOptions.scope(scope)))
  }

  /// Describes the association; see the first one for the options.
  public static func has(
    foreignKey: any ModelMember<Element> = \.self, foreignType: any ModelMember<Element> = \.self,
    primaryKey: any ModelMember<Owner> = \.self,
    as polymorphic: any ModelMember<Element> = \.self, dependent: Dependent? = nil, inverse: any ModelMember<Element> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Element>, Owner) -> Relation<Element>
  ) -> Self {
    has(
      foreignKey: foreignKey, foreignType: foreignType, primaryKey: primaryKey, as: polymorphic, dependent: dependent, inverse: inverse,
      hasInverse: hasInverse, autosave: autosave, validate: validate, deprecated: deprecated, scope: nil
    ).scoped(AssociationOptions.scope(scope))
  }

  /// Describes the association; see the first one for the options.
  public static func has(
    foreignKey: String, foreignType: String? = nil, primaryKey: any ModelMember<Owner> = \.self,
    as polymorphic: any ModelMember<Element> = \.self,
    dependent: Dependent? = nil, inverse: any ModelMember<Element> = \.self, hasInverse: Bool = true, autosave: Bool? = nil,
    validate: Bool? = nil, deprecated: Bool = false, scope: @escaping @Sendable (Relation<Element>, Owner) -> Relation<Element>
  ) -> Self {
    has(
      foreignKey: foreignKey, foreignType: foreignType, primaryKey: primaryKey, as: polymorphic, dependent: dependent, inverse: inverse,
      hasInverse: hasInverse, autosave: autosave, validate: validate, deprecated: deprecated, scope: nil
    ).scoped(AssociationOptions.scope(scope))
  }
}

// The options of belongs_to. `@Model` copies the expression of a declaration to where the owner is known: `BelongsToOptions`.
// The functions on models and sets only let the expression stand behind `=`; they are never run.

extension BelongsToOptions where Target: Record {
  /// Describes a belongs_to: the foreign key is on this model's table.
  ///
  /// ```swift
  /// @BelongsTo var author: Author? = .belongs(touch: true, counterCache: \.postsCount, inverse: \.posts)
  /// @BelongsTo var reviewer: Author? = .belongs(foreignKey: \.reviewerID)
  /// ```
  ///
  /// - Parameters:
  ///   - foreignKey: The property (or, as text, the column) that holds the key; `author_id` where it is left out.
  ///   - foreignType: The property (or column) that holds the class, for polymorphic associations.
  ///   - primaryKey: The column of the target that the key is compared with; its primary key where it is left out.
  ///   - dependent: What becomes of the target when this record is destroyed: `.destroy` or `.delete`.
  ///   - touch: Whether saving this record touches the target.
  ///   - counterCache: The property of the target that counts its records; one that may be `NULL` counts from 0.
  ///   - inverse: The association of the target that leads back; found by the keys where it is left out.
  ///   - hasInverse: `false` says that there is none.
  ///   - autosave: Whether a changed target is saved with this record.
  ///   - validate: Whether the target is validated with this record.
  ///   - deprecated: Whether each use is reported; see ``DeprecatedAssociations``.
  ///   - scope: Narrows the targets; with a second parameter, and the types of both, it gets the owner.
  public static func belongs(
    foreignKey: any ModelMember<Owner> = \.self, foreignType: any ModelMember<Owner> = \.self, primaryKey: any ModelMember<Target> = \.self,
    dependent: Dependent? = nil, touch: Touch = false, counterCache: any KeyPath<Target.Type, Column<Int>> & Sendable = \.id,
    inverse: any ModelMember<Target> = \.self, hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: (@Sendable (Relation<Target>) -> Relation<Target>)? = nil
  ) -> Self {
    BelongsToOptions(
      .options(
        foreignKey: AssociationOptions.key(foreignKey), foreignType: AssociationOptions.key(foreignType),
        primaryKey: AssociationOptions.key(primaryKey), inverse: AssociationOptions.inverse(inverse, refused: !hasInverse),
        dependent: dependent, touch: touch, counterCache: AssociationOptions.index(counterCache), autosave: autosave, validate: validate,
        deprecated: deprecated,
        scope: AssociationOptions.scope(scope)))
  }

  /// Describes a belongs_to whose key is named as text; see the other one for the options.
  public static func belongs(
    foreignKey: String, foreignType: String? = nil, primaryKey: any ModelMember<Target> = \.self, dependent: Dependent? = nil,
    touch: Touch = false, counterCache: any KeyPath<Target.Type, Column<Int>> & Sendable = \.id,
    inverse: any ModelMember<Target> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Target>) -> Relation<Target>)? = nil
  ) -> Self {
    BelongsToOptions(
      .options(
        foreignKey: .named(foreignKey), foreignType: foreignType.map { .named($0) }, primaryKey: AssociationOptions.key(primaryKey),
        inverse: AssociationOptions.inverse(inverse, refused: !hasInverse), dependent: dependent, touch: touch,
        counterCache: AssociationOptions.index(counterCache), autosave: autosave, validate: validate, deprecated: deprecated,
        scope: AssociationOptions.scope(scope)))
  }

  /// Describes a belongs_to whose scope takes the owner; see the first one for the options.
  ///
  /// ```swift
  /// @BelongsTo var rate: Rate? = .belongs { (rates: Relation<Rate>, order: Order) in rates.where { $0.day == order.day } }
  /// ```
  public static func belongs(
    foreignKey: any ModelMember<Owner> = \.self, foreignType: any ModelMember<Owner> = \.self, primaryKey: any ModelMember<Target> = \.self,
    dependent: Dependent? = nil, touch: Touch = false, counterCache: any KeyPath<Target.Type, Column<Int>> & Sendable = \.id,
    inverse: any ModelMember<Target> = \.self, hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Target>, Owner) -> Relation<Target>
  ) -> Self {
    belongs(
      foreignKey: foreignKey, foreignType: foreignType, primaryKey: primaryKey, dependent: dependent, touch: touch,
      counterCache: counterCache, inverse: inverse, hasInverse: hasInverse, autosave: autosave, validate: validate, deprecated: deprecated,
      scope: nil
    ).scoped(AssociationOptions.scope(scope))
  }
}

extension BelongsToOptions where Target: PolymorphicTarget {
  /// Describes a polymorphic belongs_to: the key and the class of the target are on this model's table.
  ///
  /// ```swift
  /// @BelongsTo var attachable: Attachable? = .belongs(touch: true, counterCache: "assets_count", inverse: "assets")
  /// ```
  ///
  /// - Parameters:
  ///   - foreignKey: The property (or, as text, the column) that holds the key; `attachable_id` where it is left out.
  ///   - foreignType: The property (or column) that holds the class.
  ///   - primaryKey: The column, of every class, that the key is compared with; where it is left out, the one that the association compares
  ///     which leads back, else the primary key.
  ///   - dependent: What becomes of the target when this record is destroyed: `.destroy` or `.delete`.
  ///   - touch: Whether saving this record touches the target.
  ///   - counterCache: The column that counts the records, in those classes that have it.
  ///   - inverse: The association of the targets that leads back, by its name; a has_one is found where it is left out.
  ///   - hasInverse: `false` says that there is none.
  ///   - autosave: Whether a changed target is saved with this record.
  ///   - validate: Whether the target is validated with this record.
  ///   - deprecated: Whether each use is reported; see ``DeprecatedAssociations``.
  ///   - scope: Narrows the targets, of whatever class they are: conditions in SQL, on columns that every class has.
  public static func belongs(
    foreignKey: any ModelMember<Owner> = \.self, foreignType: any ModelMember<Owner> = \.self, primaryKey: String? = nil,
    dependent: Dependent? = nil, touch: Touch = false, counterCache: String? = nil, inverse: String? = nil, hasInverse: Bool = true,
    autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Record>) -> Relation<Record>)? = nil
  ) -> Self {
    BelongsToOptions(
      .options(
        foreignKey: AssociationOptions.key(foreignKey), foreignType: AssociationOptions.key(foreignType),
        primaryKey: primaryKey.map { .named($0) }, inverse: AssociationOptions.inverse(named: inverse, refused: !hasInverse),
        dependent: dependent, touch: touch, counterColumn: counterCache, autosave: autosave, validate: validate,
        deprecated: deprecated, scope: AssociationOptions.scope(scope)))
  }

  /// Describes a belongs_to whose key is named as text; see the other one for the options.
  public static func belongs(
    foreignKey: String, foreignType: String? = nil, primaryKey: String? = nil, dependent: Dependent? = nil, touch: Touch = false,
    counterCache: String? = nil, inverse: String? = nil, hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false, scope: (@Sendable (Relation<Record>) -> Relation<Record>)? = nil
  ) -> Self {
    BelongsToOptions(
      .options(
        foreignKey: .named(foreignKey), foreignType: foreignType.map { .named($0) },
        primaryKey: primaryKey.map { .named($0) }, inverse: AssociationOptions.inverse(named: inverse, refused: !hasInverse),
        dependent: dependent, touch: touch, counterColumn: counterCache, autosave: autosave, validate: validate,
        deprecated: deprecated, scope: AssociationOptions.scope(scope)))
  }
}

extension RecordProtocol where Self: Record {
  /// Stands in a declaration; see ``BelongsToOptions``.
  public static func belongs(
    foreignKey: OwnerPath? = nil, foreignType: OwnerPath? = nil, primaryKey: any ModelMember<Self> = \.self, dependent: Dependent? = nil,
    touch: Touch = false, counterCache: any KeyPath<Self.Type, Column<Int>> & Sendable = \.id, inverse: any ModelMember<Self> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Self>) -> Relation<Self>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``BelongsToOptions``.
  public static func belongs(
    foreignKey: String, foreignType: String? = nil, primaryKey: any ModelMember<Self> = \.self, dependent: Dependent? = nil,
    touch: Touch = false, counterCache: any KeyPath<Self.Type, Column<Int>> & Sendable = \.id, inverse: any ModelMember<Self> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Self>) -> Relation<Self>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``BelongsToOptions``.
  public static func belongs<Owner: Record>(
    foreignKey: OwnerPath? = nil, foreignType: OwnerPath? = nil, primaryKey: any ModelMember<Self> = \.self, dependent: Dependent? = nil,
    touch: Touch = false, counterCache: any KeyPath<Self.Type, Column<Int>> & Sendable = \.id, inverse: any ModelMember<Self> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Self>, Owner) -> Relation<Self>
  ) -> Self { neverRun() }
}

extension PolymorphicTarget {
  /// Stands in a declaration; see ``BelongsToOptions``.
  public static func belongs(
    foreignKey: OwnerPath? = nil, foreignType: OwnerPath? = nil, primaryKey: String? = nil, dependent: Dependent? = nil,
    touch: Touch = false, counterCache: String? = nil, inverse: String? = nil, hasInverse: Bool = true, autosave: Bool? = nil,
    validate: Bool? = nil, deprecated: Bool = false, scope: (@Sendable (Relation<Record>) -> Relation<Record>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``BelongsToOptions``.
  public static func belongs(
    foreignKey: String, foreignType: String? = nil, primaryKey: String? = nil, dependent: Dependent? = nil, touch: Touch = false,
    counterCache: String? = nil, inverse: String? = nil, hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false, scope: (@Sendable (Relation<Record>) -> Relation<Record>)? = nil
  ) -> Self { neverRun() }
}

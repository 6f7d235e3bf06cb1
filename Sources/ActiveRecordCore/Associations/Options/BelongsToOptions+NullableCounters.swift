// The options of a belongs_to whose target counts in a column that may be `NULL`: `var postsCount: Int?`. What the other options mean
// stands in `BelongsToOptions+Factories.swift`. They are functions of their own, since the compiler finds no type for a key path that is left
// out where the type of its value is a generic parameter. The functions on models only let the expression stand behind `=`; they are never run.

extension BelongsToOptions where Target: Record {
  /// Describes a belongs_to that is counted in a column which may be `NULL`: in rows from before the counter, or where no member came yet.
  ///
  /// ```swift
  /// @BelongsTo var author: Author? = .belongs(counterCache: \.postsCount)   // Author: var postsCount: Int?
  /// // UPDATE "authors" SET "posts_count" = COALESCE("posts_count", 0) + ? WHERE "authors"."id" = ?
  /// ```
  ///
  /// `NULL` counts as 0 when members come and go. As long as it is `NULL`, `size()` and `isEmpty()` ask for the members.
  public static func belongs(
    foreignKey: any ModelMember<Owner> = \.self, foreignType: any ModelMember<Owner> = \.self, primaryKey: any ModelMember<Target> = \.self,
    dependent: Dependent? = nil, touch: Touch = false, counterCache: any KeyPath<Target.Type, Column<Int?>> & Sendable,
    inverse: any ModelMember<Target> = \.self, hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: (@Sendable (Relation<Target>) -> Relation<Target>)? = nil
  ) -> Self {
    belongs(
      foreignKey: foreignKey, foreignType: foreignType, primaryKey: primaryKey, dependent: dependent, touch: touch, inverse: inverse,
      hasInverse: hasInverse, autosave: autosave, validate: validate, deprecated: deprecated, scope: scope
    ).counted(by: AssociationOptions.index(counterCache))
  }

  /// Describes a belongs_to whose key is named as text; see the other one for the counter.
  public static func belongs(
    foreignKey: String, foreignType: String? = nil, primaryKey: any ModelMember<Target> = \.self, dependent: Dependent? = nil,
    touch: Touch = false, counterCache: any KeyPath<Target.Type, Column<Int?>> & Sendable, inverse: any ModelMember<Target> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Target>) -> Relation<Target>)? = nil
  ) -> Self {
    belongs(
      foreignKey: foreignKey, foreignType: foreignType, primaryKey: primaryKey, dependent: dependent, touch: touch, inverse: inverse,
      hasInverse: hasInverse, autosave: autosave, validate: validate, deprecated: deprecated, scope: scope
    ).counted(by: AssociationOptions.index(counterCache))
  }

  /// Describes a belongs_to whose scope takes the owner; see the first one for the counter.
  public static func belongs(
    foreignKey: any ModelMember<Owner> = \.self, foreignType: any ModelMember<Owner> = \.self, primaryKey: any ModelMember<Target> = \.self,
    dependent: Dependent? = nil, touch: Touch = false, counterCache: any KeyPath<Target.Type, Column<Int?>> & Sendable,
    inverse: any ModelMember<Target> = \.self, hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Target>, Owner) -> Relation<Target>
  ) -> Self {
    belongs(
      foreignKey: foreignKey, foreignType: foreignType, primaryKey: primaryKey, dependent: dependent, touch: touch, inverse: inverse,
      hasInverse: hasInverse, autosave: autosave, validate: validate, deprecated: deprecated, scope: scope
    ).counted(by: AssociationOptions.index(counterCache))
  }

  /// Describes a belongs_to whose foreign key has several columns; see the first one for the counter.
  public static func belongs(
    foreignKey: [any ModelMember<Owner>], primaryKey: [any ModelMember<Target>] = [], dependent: Dependent? = nil, touch: Touch = false,
    counterCache: any KeyPath<Target.Type, Column<Int?>> & Sendable, inverse: any ModelMember<Target> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Target>) -> Relation<Target>)? = nil
  ) -> Self {
    belongs(
      foreignKey: foreignKey, primaryKey: primaryKey, dependent: dependent, touch: touch, inverse: inverse, hasInverse: hasInverse,
      autosave: autosave, validate: validate, deprecated: deprecated, scope: scope
    ).counted(by: AssociationOptions.index(counterCache))
  }
}

extension RecordProtocol where Self: Record {
  /// Stands in a declaration; see ``BelongsToOptions``.
  public static func belongs(
    foreignKey: OwnerPath? = nil, foreignType: OwnerPath? = nil, primaryKey: any ModelMember<Self> = \.self, dependent: Dependent? = nil,
    touch: Touch = false, counterCache: any KeyPath<Self.Type, Column<Int?>> & Sendable, inverse: any ModelMember<Self> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Self>) -> Relation<Self>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``BelongsToOptions``.
  public static func belongs(
    foreignKey: String, foreignType: String? = nil, primaryKey: any ModelMember<Self> = \.self, dependent: Dependent? = nil,
    touch: Touch = false, counterCache: any KeyPath<Self.Type, Column<Int?>> & Sendable, inverse: any ModelMember<Self> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Self>) -> Relation<Self>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``BelongsToOptions``.
  public static func belongs<Owner: Record>(
    foreignKey: OwnerPath? = nil, foreignType: OwnerPath? = nil, primaryKey: any ModelMember<Self> = \.self, dependent: Dependent? = nil,
    touch: Touch = false, counterCache: any KeyPath<Self.Type, Column<Int?>> & Sendable, inverse: any ModelMember<Self> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Self>, Owner) -> Relation<Self>
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``BelongsToOptions``.
  public static func belongs(
    foreignKey: [OwnerPath], primaryKey: [any ModelMember<Self>] = [], dependent: Dependent? = nil, touch: Touch = false,
    counterCache: any KeyPath<Self.Type, Column<Int?>> & Sendable, inverse: any ModelMember<Self> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Self>) -> Relation<Self>)? = nil
  ) -> Self { neverRun() }
}

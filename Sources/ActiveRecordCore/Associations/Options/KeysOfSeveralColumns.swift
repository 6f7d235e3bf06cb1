// The options of associations whose keys have several columns: arrays of properties, in the order of the key that they are compared with.

extension BelongsToOptions where Target: Record {
  /// Describes a belongs_to whose foreign key has several columns.
  ///
  /// ```swift
  /// @BelongsTo var order: Order? = .belongs(foreignKey: [\.shopID, \.orderNumber])
  /// // SELECT … FROM "orders" WHERE "orders"."shop_id" = ? AND "orders"."number" = ?
  /// ```
  ///
  /// Where one of the columns is `NULL` there is no target, and no query.
  ///
  /// - Parameters:
  ///   - foreignKey: The properties that hold the key, in the order of the columns they are compared with.
  ///   - primaryKey: The columns of the target that are compared; its primary key where they are left out.
  public static func belongs(
    foreignKey: [any ModelMember<Owner>], primaryKey: [any ModelMember<Target>] = [], dependent: Dependent? = nil, touch: Touch = false,
    counterCache: any KeyPath<Target.Type, Column<Int>> & Sendable = \.id, inverse: any ModelMember<Target> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Target>) -> Relation<Target>)? = nil
  ) -> Self {
    BelongsToOptions(
      .options(
        foreignKey: AssociationOptions.key(foreignKey), primaryKey: AssociationOptions.key(primaryKey),
        inverse: AssociationOptions.inverse(inverse, refused: !hasInverse), dependent: dependent, touch: touch,
        counterCache: AssociationOptions.index(counterCache), autosave: autosave, validate: validate, deprecated: deprecated,
        scope: AssociationOptions.scope(scope)
      ))
  }
}

extension BelongsToOptions where Target: PolymorphicTarget {
  /// Describes a polymorphic belongs_to whose foreign key has several columns, as the keys of all its targets have.
  public static func belongs(
    foreignKey: [any ModelMember<Owner>], foreignType: any ModelMember<Owner> = \.self, dependent: Dependent? = nil, touch: Touch = false,
    counterCache: String? = nil, inverse: String? = nil, hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false
  ) -> Self {
    BelongsToOptions(
      .options(
        foreignKey: AssociationOptions.key(foreignKey), foreignType: AssociationOptions.key(foreignType),
        inverse: AssociationOptions.inverse(named: inverse, refused: !hasInverse), dependent: dependent, touch: touch,
        counterColumn: counterCache, autosave: autosave, validate: validate,
        deprecated: deprecated))
  }
}

extension HasOneOptions {
  /// Describes a has_one whose foreign key has several columns; see ``HasManyOptions``.
  public static func has(
    foreignKey: [any ModelMember<Target>], primaryKey: [any ModelMember<Owner>] = [], dependent: Dependent? = nil, touch: Touch = false,
    inverse: any ModelMember<Target> = \.self, hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: (@Sendable (Relation<Target>) -> Relation<Target>)? = nil
  ) -> Self {
    HasOneOptions(
      .options(
        foreignKey: AssociationOptions.key(foreignKey), primaryKey: AssociationOptions.key(primaryKey),
        inverse: AssociationOptions.inverse(inverse, refused: !hasInverse), dependent: dependent, touch: touch, autosave: autosave,
        validate: validate,
        deprecated: deprecated,
        scope: AssociationOptions.scope(scope)))
  }
}

extension HasManyOptions {
  /// Describes a has_many whose foreign key has several columns.
  ///
  /// ```swift
  /// @HasMany var lines: Many<Line> = .has(foreignKey: [\.shopID, \.orderNumber])
  /// // SELECT … FROM "lines" WHERE "lines"."shop_id" = ? AND "lines"."order_number" = ?
  /// ```
  ///
  /// They are found by the belongs_to of the target that leads back, where there is one.
  ///
  /// - Parameters:
  ///   - foreignKey: The properties of the target that hold the key, in the order of the columns they are compared with.
  ///   - primaryKey: The columns of this model that are compared; its primary key where they are left out.
  ///   - polymorphic: The polymorphic association of the target that leads back, whose class is compared, too.
  public static func has(
    foreignKey: [any ModelMember<Element>], primaryKey: [any ModelMember<Owner>] = [], as polymorphic: any ModelMember<Element> = \.self,
    dependent: Dependent? = nil, inverse: any ModelMember<Element> = \.self, hasInverse: Bool = true, autosave: Bool? = nil,
    validate: Bool? = nil,
    deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self {
    HasManyOptions(
      .options(
        foreignKey: AssociationOptions.key(foreignKey), primaryKey: AssociationOptions.key(primaryKey),
        as: AssociationOptions.name(polymorphic), inverse: AssociationOptions.inverse(inverse, refused: !hasInverse), dependent: dependent,
        autosave: autosave, validate: validate,
        deprecated: deprecated,
        scope: AssociationOptions.scope(scope)))
  }
}

extension HasAndBelongsToManyOptions {
  /// Describes a has_and_belongs_to_many whose keys have several columns, which the join table holds under names of its own.
  ///
  /// ```swift
  /// @HasAndBelongsToMany var vouchers: Many<Voucher> = .has(
  ///   joinTable: "redeemed", foreignKey: ["shop", "order_no"], associationForeignKey: ["voucher"])
  /// // INNER JOIN "redeemed" ON "vouchers"."id" = "redeemed"."voucher" WHERE "redeemed"."shop" = ? AND "redeemed"."order_no" = ?
  /// ```
  ///
  /// - Parameters:
  ///   - joinTable: The table that joins the two; the names of both tables in lexical order where it is left out.
  ///   - foreignKey: The columns of the join table that point at this model, in the order of its key.
  ///   - associationForeignKey: The columns of the join table that point at the target, in the order of its key.
  public static func has(
    joinTable: String? = nil, foreignKey: [String], associationForeignKey: [String] = [], autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self {
    HasAndBelongsToManyOptions(
      .options(
        foreignKey: foreignKey.isEmpty ? nil : .named(KeyName.joined(foreignKey)), joinTable: joinTable,
        associationForeignKey: associationForeignKey.isEmpty ? nil : KeyName.joined(associationForeignKey), autosave: autosave,
        validate: validate, deprecated: deprecated, scope: AssociationOptions.scope(scope)))
  }

  /// Describes a has_and_belongs_to_many whose target has a key of several columns; see the other one.
  public static func has(
    joinTable: String? = nil, associationForeignKey: [String], autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self {
    has(
      joinTable: joinTable, foreignKey: [], associationForeignKey: associationForeignKey, autosave: autosave, validate: validate,
      deprecated: deprecated,
      scope: scope)
  }
}

extension RecordProtocol where Self: Record {
  /// Stands in a declaration; see ``BelongsToOptions``.
  public static func belongs(
    foreignKey: [OwnerPath], primaryKey: [any ModelMember<Self>] = [], dependent: Dependent? = nil, touch: Touch = false,
    counterCache: any KeyPath<Self.Type, Column<Int>> & Sendable = \.id, inverse: any ModelMember<Self> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Self>) -> Relation<Self>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasOneOptions``.
  public static func has(
    foreignKey: [any ModelMember<Self>], primaryKey: [OwnerPath] = [], dependent: Dependent? = nil, touch: Touch = false,
    inverse: any ModelMember<Self> = \.self, hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: (@Sendable (Relation<Self>) -> Relation<Self>)? = nil
  ) -> Self { neverRun() }
}

extension PolymorphicTarget {
  /// Stands in a declaration; see ``BelongsToOptions``.
  public static func belongs(
    foreignKey: [OwnerPath], foreignType: OwnerPath? = nil, dependent: Dependent? = nil, touch: Touch = false,
    counterCache: String? = nil, inverse: String? = nil, hasInverse: Bool = true,
    autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false
  ) -> Self { neverRun() }
}

extension ManyAssociation {
  /// Stands in a declaration; see ``HasManyOptions``.
  public static func has(
    foreignKey: [any ModelMember<Element>], primaryKey: [any ModelMember<Owner>] = [], as polymorphic: any ModelMember<Element> = \.self,
    dependent: Dependent? = nil, inverse: any ModelMember<Element> = \.self, hasInverse: Bool = true, autosave: Bool? = nil,
    validate: Bool? = nil,
    deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasAndBelongsToManyOptions``.
  public static func has(
    joinTable: String? = nil, foreignKey: [String], associationForeignKey: [String] = [], autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasAndBelongsToManyOptions``.
  public static func has(
    joinTable: String? = nil, associationForeignKey: [String], autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self { neverRun() }
}

// Lets the options of collections stand behind `=` of a declaration; nothing here is ever run.

extension ManyAssociation {
  /// Stands in a declaration; see ``HasManyOptions``.
  public static func has(
    foreignKey: any ModelMember<Element> = \.self, foreignType: any ModelMember<Element> = \.self,
    primaryKey: any ModelMember<Owner> = \.self,
    as polymorphic: any ModelMember<Element> = \.self, dependent: Dependent? = nil, inverse: any ModelMember<Element> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasManyOptions``.
  public static func has(
    foreignKey: String, foreignType: String? = nil, primaryKey: any ModelMember<Owner> = \.self,
    as polymorphic: any ModelMember<Element> = \.self,
    dependent: Dependent? = nil, inverse: any ModelMember<Element> = \.self, hasInverse: Bool = true, autosave: Bool? = nil,
    validate: Bool? = nil, deprecated: Bool = false, scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasManyOptions``.
  public static func has(
    foreignKey: any ModelMember<Element> = \.self, foreignType: any ModelMember<Element> = \.self,
    primaryKey: any ModelMember<Owner> = \.self,
    as polymorphic: any ModelMember<Element> = \.self, dependent: Dependent? = nil, inverse: any ModelMember<Element> = \.self,
    hasInverse: Bool = true, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Element>, Owner) -> Relation<Element>
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasManyOptions``.
  public static func has(
    foreignKey: String, foreignType: String? = nil, primaryKey: any ModelMember<Owner> = \.self,
    as polymorphic: any ModelMember<Element> = \.self,
    dependent: Dependent? = nil, inverse: any ModelMember<Element> = \.self, hasInverse: Bool = true, autosave: Bool? = nil,
    validate: Bool? = nil, deprecated: Bool = false, scope: @escaping @Sendable (Relation<Element>, Owner) -> Relation<Element>
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasManyOptions``.
  public static func through<Middle: Record>(
    _ through: any KeyPath<Owner.Type, ToMany<Middle>> & Sendable, source: any ModelMember<Middle> = \.self, dependent: Dependent? = nil,
    disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasManyOptions``.
  public static func through<Middle: Record>(
    _ through: any KeyPath<Owner.Type, ToMany<Middle>> & Sendable, source: any ModelMember<Middle> = \.self, dependent: Dependent? = nil,
    disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Element>, Owner) -> Relation<Element>
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasManyOptions``.
  public static func through<Middle: Record>(
    _ through: any KeyPath<Owner.Type, ToOne<Middle>> & Sendable, source: any ModelMember<Middle> = \.self, dependent: Dependent? = nil,
    disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasManyOptions``.
  public static func through<Middle: Record>(
    _ through: any KeyPath<Owner.Type, ToOne<Middle>> & Sendable, source: any ModelMember<Middle> = \.self, dependent: Dependent? = nil,
    disableJoins: Bool = false, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Element>, Owner) -> Relation<Element>
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasAndBelongsToManyOptions``.
  public static func has(
    joinTable: String, foreignKey: String? = nil, associationForeignKey: String? = nil, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasAndBelongsToManyOptions``.
  public static func has(
    joinTable: String, foreignKey: String? = nil, associationForeignKey: String? = nil, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Element>, Owner) -> Relation<Element>
  ) -> Self { neverRun() }

  /// Stands in a declaration; see ``HasAndBelongsToManyOptions``.
  public static func has(
    associationForeignKey: String, foreignKey: String? = nil, autosave: Bool? = nil, validate: Bool? = nil, deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self { neverRun() }
}

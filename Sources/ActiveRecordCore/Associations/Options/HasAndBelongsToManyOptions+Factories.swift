// The options of has_and_belongs_to_many.

extension HasAndBelongsToManyOptions {
  /// Describes a has_and_belongs_to_many: a table without model holds both keys.
  ///
  /// ```swift
  /// @HasAndBelongsToMany var leaves: Many<Herb> = .has(joinTable: "brews", foreignKey: "pot", associationForeignKey: "leaf")
  /// ```
  ///
  /// - Parameters:
  ///   - joinTable: The table that joins the two; the names of both tables in lexical order where it is left out.
  ///   - foreignKey: The column of the join table that points at this model.
  ///   - associationForeignKey: The column of the join table that points at the target.
  ///   - autosave: Whether changed targets are saved with this record.
  ///   - validate: Whether targets are validated with this record.
  ///   - deprecated: Whether each use is reported; see ``DeprecatedAssociations``.
  ///   - scope: Narrows the targets.
  public static func has(
    joinTable: String? = nil, foreignKey: String? = nil, associationForeignKey: String? = nil, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: (@Sendable (Relation<Element>) -> Relation<Element>)? = nil
  ) -> Self {
    HasAndBelongsToManyOptions(
      .options(
        foreignKey: foreignKey.map { .named($0) }, joinTable: joinTable, associationForeignKey: associationForeignKey, autosave: autosave,
        validate: validate, deprecated: deprecated, scope: AssociationOptions.scope(scope)))
  }

  /// Describes the association with a scope that gets the owner.
  public static func has(
    joinTable: String? = nil, foreignKey: String? = nil, associationForeignKey: String? = nil, autosave: Bool? = nil, validate: Bool? = nil,
    deprecated: Bool = false,
    scope: @escaping @Sendable (Relation<Element>, Owner) -> Relation<Element>
  ) -> Self {
    has(
      joinTable: joinTable, foreignKey: foreignKey, associationForeignKey: associationForeignKey, autosave: autosave, validate: validate,
      deprecated: deprecated, scope: nil
    ).scoped(AssociationOptions.scope(scope))
  }
}

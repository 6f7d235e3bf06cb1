// What a polymorphic belongs_to points at, as far as its two columns say.

extension BelongsToAssociation {
  /// The class that the column beside the key names: the one that owns the table of the target; `nil` where the column is empty, or names a
  /// class that is not known. Where the association is not polymorphic, its one class.
  ///
  /// ```swift
  /// entry.$entryable.model == Memo.self   // asks the database nothing
  /// ```
  public var model: Record.Type? {
    guard reflection.isPolymorphic else { return reflection.target.facts?.type }
    return type.flatMap { reflection.target.facts(named: $0) }?.root.type
  }

  /// The key of the target, where it is of a class; `nil` where it is of another, or there is none.
  ///
  /// ```swift
  /// let memoID: Int? = try entry.$entryable.key(of: Memo.self)   // entry.entryable_id, if that is a memo's
  /// ```
  ///
  /// - Throws: ``AssociationError`` where only the target itself can tell whether it is of this class; a ``ValueError`` where the key is of
  ///   another type.
  public func key<Model: Record, Key: ColumnValue>(of model: Model.Type) throws -> Key? {
    guard try self.is(model) else { return nil }
    let value = owner.key(at: try reflection.resolved().ownerKey)
    return value.isNull ? nil : try Key(databaseValue: value)
  }
}

// Nested attributes of a polymorphic belongs_to: a delegated type is made and changed with the record that points at it.

/// What becomes of the target of an association with several classes.
public struct NestedTarget<Set: PolymorphicTarget>: Sendable {
  let change: MemberChange

  init(_ change: MemberChange) { self.change = change }

  /// A new target of a class.
  ///
  /// ```swift
  /// let entry = try await Entry.create(Attributes { $0.entryable = .new(Memo.self) { $0.text = "Milk" } })
  /// // INSERT INTO "memos" …; INSERT INTO "entries" ("entryable_id", "entryable_type") VALUES (?, 'Memo')
  /// ```
  public static func new<Model: Record>(_ model: Model.Type, _ write: (inout Attributes<Model>) -> Void) -> Self {
    Self(MemberChange(model: Model._facts, attributes: Attributes(write).changes))
  }

  /// Changes the target with this key and class, which must be the record's.
  public static func update<Model: Record>(
    _ model: Model.Type, _ key: some ColumnValue, _ write: (inout Attributes<Model>) -> Void
  ) -> Self {
    Self(MemberChange(key: key.databaseValue, model: Model._facts, attributes: Attributes(write).changes))
  }

  /// Destroys the target with this key, where the rules allow it.
  public static func destroy(_ key: some ColumnValue) -> Self {
    Self(MemberChange(key: key.databaseValue, destroys: true, isTyped: true))
  }
}

extension Attributes {
  /// What becomes of the target of an association with several classes.
  public subscript<Set: PolymorphicTarget>(dynamicMember association: KeyPath<Model.Type, ToOne<Set>>) -> NestedTarget<Set>? {
    get { changes.nested(Model.self[keyPath: association].names).first.map(NestedTarget.init) }
    set { changes.set(newValue.map { [$0.change] } ?? [], for: Model.self[keyPath: association].names) }
  }
}

extension Rules {
  /// Lets the attributes of a record hold those of a target that is of one of several classes, which is then saved with it.
  ///
  /// ```swift
  /// entry.acceptsNestedAttributes(for: \.entryable, updateOnly: true)
  /// ```
  ///
  /// - Parameters:
  ///   - association: The association.
  ///   - allowDestroy: Whether `.destroy(id)`, or `_destroy` in input, destroys the target.
  ///   - updateOnly: Whether attributes without a key change the target that is there, if it is of their class, instead of replacing it.
  public func acceptsNestedAttributes<Set: PolymorphicTarget>(
    for association: KeyPath<Model.Type, ToOne<Set>>, allowDestroy: Bool = false, updateOnly: Bool = false
  ) {
    let rule = NestedRule(allowDestroy: allowDestroy, limit: nil, updateOnly: updateOnly) { _, _ in false }
    book.accept(rule, for: Model.self[keyPath: association].names.last ?? "", Model._facts)
  }
}

extension Permit {
  /// Lets a target of a class be made, changed and, where the rules allow it, destroyed; the input's member `type` names the class.
  ///
  /// ```swift
  /// let permit = Permit<Entry>(\.place).nested(\.entryable, of: Memo.self, Permit(\.text)).nested(\.entryable, of: Photo.self, Permit(\.url))
  /// try await Entry.create(permit.decode(json: #"{"entryable": {"type": "Memo", "text": "Milk"}}"#))
  /// ```
  public func nested<Set: PolymorphicTarget, Member: Record>(
    _ association: KeyPath<Model.Type, ToOne<Set>>, of member: Member.Type, _ permit: Permit<Member>
  ) -> Self {
    var copy = self
    copy.list.nested.append((Model.self[keyPath: association].names.last ?? "", Member._facts, permit.list, false))
    return copy
  }
}

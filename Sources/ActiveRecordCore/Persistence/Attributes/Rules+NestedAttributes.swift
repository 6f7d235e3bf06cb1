extension Rules {
  /// Lets the attributes of a record hold those of a collection's members, which are then saved with it.
  ///
  /// ```swift
  /// author.acceptsNestedAttributes(for: \.posts, allowDestroy: true, rejectIf: { $0.title == "" })
  /// ```
  ///
  /// - Parameters:
  ///   - association: The collection.
  ///   - allowDestroy: Whether `.destroy(id)`, or `_destroy` in input, destroys a member.
  ///   - limit: How many members may come at once; ``TooManyRecords`` is thrown for more.
  ///   - condition: Which members are left out; `\.isBlank` leaves out those without any value.
  public func acceptsNestedAttributes<Element: Record>(
    for association: KeyPath<Model.Type, ToMany<Element>>, allowDestroy: Bool = false, limit: Int? = nil,
    rejectIf condition: (@Sendable (Attributes<Element>) -> Bool)? = nil
  ) {
    let rule = NestedRule(allowDestroy: allowDestroy, limit: limit, updateOnly: false) { attributes, _ in
      condition?(Attributes<Element>(attributes)) ?? false
    }
    book.accept(rule, for: Model.self[keyPath: association].names.last ?? "", Model._facts)
  }

  /// Lets the attributes of a record hold those of a collection's members; the record is asked, too, which are left out.
  ///
  /// ```swift
  /// author.acceptsNestedAttributes(for: \.posts, rejectIf: { author, post in author.isNew && post.title == "" })
  /// ```
  public func acceptsNestedAttributes<Element: Record>(
    for association: KeyPath<Model.Type, ToMany<Element>>, allowDestroy: Bool = false, limit: Int? = nil,
    rejectIf condition: @escaping @Sendable (Model, Attributes<Element>) -> Bool
  ) {
    let rule = NestedRule(allowDestroy: allowDestroy, limit: limit, updateOnly: false) { attributes, owner in
      (owner as? Model).map { condition($0, Attributes<Element>(attributes)) } ?? false
    }
    book.accept(rule, for: Model.self[keyPath: association].names.last ?? "", Model._facts)
  }

  /// Lets the attributes of a record hold those of a target, which is then saved with it.
  ///
  /// ```swift
  /// author.acceptsNestedAttributes(for: \.profile, updateOnly: true)
  /// ```
  ///
  /// - Parameters:
  ///   - association: The association.
  ///   - allowDestroy: Whether `.destroy(id)`, or `_destroy` in input, destroys the target.
  ///   - updateOnly: Whether attributes without a key change the target that is there, instead of replacing it.
  ///   - condition: Which attributes are left out.
  public func acceptsNestedAttributes<Target: Record>(
    for association: KeyPath<Model.Type, ToOne<Target>>, allowDestroy: Bool = false, updateOnly: Bool = false,
    rejectIf condition: (@Sendable (Attributes<Target>) -> Bool)? = nil
  ) {
    let rule = NestedRule(allowDestroy: allowDestroy, limit: nil, updateOnly: updateOnly) { attributes, _ in
      condition?(Attributes<Target>(attributes)) ?? false
    }
    book.accept(rule, for: Model.self[keyPath: association].names.last ?? "", Model._facts)
  }

  /// Lets the attributes of a record hold those of a target; the record is asked, too, whether they are left out.
  public func acceptsNestedAttributes<Target: Record>(
    for association: KeyPath<Model.Type, ToOne<Target>>, allowDestroy: Bool = false, updateOnly: Bool = false,
    rejectIf condition: @escaping @Sendable (Model, Attributes<Target>) -> Bool
  ) {
    let rule = NestedRule(allowDestroy: allowDestroy, limit: nil, updateOnly: updateOnly) { attributes, owner in
      (owner as? Model).map { condition($0, Attributes<Target>(attributes)) } ?? false
    }
    book.accept(rule, for: Model.self[keyPath: association].names.last ?? "", Model._facts)
  }
}

/// What an association takes in nested attributes.
struct NestedRule: Sendable {
  let allowDestroy: Bool
  let limit: Int?
  let updateOnly: Bool
  /// Gets the attributes, and the record that they are assigned to.
  let condition: @Sendable (AttributeChanges, Record) -> Bool

  /// Whether a change is left out; members that go are not asked about.
  func rejects(_ member: MemberChange, of owner: Record) -> Bool {
    if allowDestroy && member.destroys { return false }
    var attributes = member.attributes
    attributes.isKeyed = member.key != nil
    return condition(attributes, owner)
  }

  /// Whether a new member is left out: also when it is to be destroyed at once.
  func rejects(new member: MemberChange, of owner: Record) -> Bool {
    (allowDestroy && member.destroys) || condition(member.attributes, owner)
  }
}

/// More members came in nested attributes than `limit` allows.
public struct TooManyRecords: Error, Sendable, CustomStringConvertible {
  /// How many are allowed.
  public let limit: Int
  /// How many came.
  public let count: Int

  /// "Maximum 2 records are allowed. Got 3 records instead."
  public var description: String { "Maximum \(limit) records are allowed. Got \(count) records instead." }
}

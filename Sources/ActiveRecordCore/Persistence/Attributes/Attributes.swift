/// Changes for a record and its associations, as a value: what a program writes down, or what a ``Permit`` let through.
///
/// ```swift
/// try await ada.update(Attributes {
///   $0.name = "Ada L."
///   $0.posts = [.new { $0.title = "a" }, .update(5) { $0.views = 5 }, .destroy(7)]
/// })
/// ```
///
/// Associations take changes where the model's rules accept them: `author.acceptsNestedAttributes(for: \.posts)`.
@dynamicMemberLookup public struct Attributes<Model: Record>: Sendable {
  package var changes: AttributeChanges

  /// Nothing is changed.
  public init() { changes = AttributeChanges() }

  /// The changes that `write` notes.
  public init(_ write: (inout Attributes<Model>) throws -> Void) rethrows {
    self.init()
    try write(&self)
  }

  init(_ changes: AttributeChanges) { self.changes = changes }

  /// Whether nothing is changed.
  public var isEmpty: Bool { changes.columns.isEmpty && changes.nested.isEmpty }

  /// Whether every value is `nil` or blank, and no key names a member: what `rejectIf: \.isBlank` leaves out.
  public var isBlank: Bool { changes.isBlank }

  /// The value that a column gets; `nil` where it is not among the changes.
  public subscript<V: ColumnValue>(dynamicMember column: KeyPath<Model.Type, Column<V>>) -> V? {
    get { changes[Model.self[keyPath: column].index].flatMap { try? V(databaseValue: $0) } }
    set { changes[Model.self[keyPath: column].index] = newValue?.databaseValue }
  }

  /// The value that an optional column gets; `nil` makes it `NULL`.
  public subscript<V: ColumnValue>(dynamicMember column: KeyPath<Model.Type, Column<V?>>) -> V? {
    get { changes[Model.self[keyPath: column].index].flatMap { try? V(databaseValue: $0) } }
    set { changes[Model.self[keyPath: column].index] = newValue.databaseValue }
  }

  /// What becomes of the members of a collection; members that are not named stay.
  public subscript<Element: Record>(dynamicMember association: KeyPath<Model.Type, ToMany<Element>>) -> [NestedChange<Element>] {
    get { changes.nested(Model.self[keyPath: association].names).map(NestedChange.init) }
    set { changes.set(newValue.map(\.change), for: Model.self[keyPath: association].names) }
  }

  /// What becomes of the target of an association.
  public subscript<Target: Record>(dynamicMember association: KeyPath<Model.Type, ToOne<Target>>) -> NestedChange<Target>? {
    get { changes.nested(Model.self[keyPath: association].names).first.map(NestedChange.init) }
    set { changes.set(newValue.map { [$0.change] } ?? [], for: Model.self[keyPath: association].names) }
  }
}

/// What becomes of one member of an association: it is made, changed, or destroyed.
public struct NestedChange<Element: Record>: Sendable {
  let change: MemberChange

  init(_ change: MemberChange) { self.change = change }

  /// A new member.
  public static func new(_ write: (inout Attributes<Element>) -> Void) -> Self { new(Attributes(write)) }
  /// A new member.
  public static func new(_ attributes: Attributes<Element>) -> Self { Self(MemberChange(attributes: attributes.changes)) }

  /// Changes the member with this key; it must be one of the owner's.
  public static func update(_ key: some ColumnValue, _ write: (inout Attributes<Element>) -> Void) -> Self {
    update(key, Attributes(write))
  }
  /// Changes the member with this key; it must be one of the owner's.
  public static func update(_ key: some ColumnValue, _ attributes: Attributes<Element>) -> Self {
    Self(MemberChange(key: key.databaseValue, attributes: attributes.changes))
  }

  /// Destroys the member with this key, where the rules allow it.
  public static func destroy(_ key: some ColumnValue) -> Self {
    Self(MemberChange(key: key.databaseValue, destroys: true, isTyped: true))
  }
}

/// Changes without the type of their model.
package struct AttributeChanges: Sendable {
  /// The columns that get a value, in the order they were set.
  package private(set) var columns: [(index: Int, value: DatabaseValue)] = []
  /// What becomes of members, by the association's name.
  package private(set) var nested: [(name: String, members: [MemberChange])] = []

  /// Whether they are about a member that is there already, and named by its key.
  var isKeyed = false

  package init() {}

  package subscript(_ index: Int) -> DatabaseValue? {
    get { columns.first { $0.index == index }?.value }
    set {
      columns.removeAll { $0.index == index }
      if let newValue { columns.append((index, newValue)) }
    }
  }

  func nested(_ names: [String]) -> [MemberChange] { nested.first { $0.name == names.last }?.members ?? [] }

  mutating func set(_ members: [MemberChange], for names: [String]) {
    guard let name = names.last else { return }
    nested.removeAll { $0.name == name }
    nested.append((name, members))
  }

  /// Whether every value is `NULL` or blank.
  var isBlank: Bool {
    !isKeyed && columns.allSatisfy(\.value.isBlank) && nested.allSatisfy { $0.members.allSatisfy(\.attributes.isBlank) }
  }
}

/// What becomes of one member, without its type.
package struct MemberChange: Sendable {
  var key: DatabaseValue?
  /// The class that the member is of, where the association has several.
  var model: ModelFacts?
  var attributes = AttributeChanges()
  var destroys = false
  /// Whether a program wrote it: then what is not allowed is an error, instead of left out.
  var isTyped = false
}

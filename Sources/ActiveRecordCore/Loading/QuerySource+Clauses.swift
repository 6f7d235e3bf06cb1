// Every clause of a relation can begin at a collection: `author.posts.where { … }` is a query of its own.

extension ManyAssociation {
  /// The members that fulfil a condition, as a query.
  public func `where`(_ condition: (Element.Type) -> Condition) -> Relation<Element> { relation.where(condition) }
  /// The members that fulfil hand-written SQL, as a query.
  public func `where`(_ sql: SQL) -> Relation<Element> { relation.where(sql) }
  /// The members that do not fulfil a condition, as a query.
  public func not(_ condition: (Element.Type) -> Condition) -> Relation<Element> { relation.not(condition) }
  /// The members in an order, as a query.
  public func order(_ ordering: (Element.Type) -> Ordering) -> Relation<Element> { relation.order(ordering) }
  /// The members ordered by a column, as a query.
  public func order<V>(_ column: KeyPath<Element.Type, Column<V>>) -> Relation<Element> { relation.order(column) }
  /// At most so many members, as a query.
  public func limit(_ count: Int?) -> Relation<Element> { relation.limit(count) }
  /// Each member once, as a query.
  public func distinct() -> Relation<Element> { relation.distinct() }
  /// The members that have partners in the associations' tables, as a query.
  public func joins<each Path: AssociationPath>(_ paths: repeat KeyPath<Element.Type, each Path>) -> Relation<Element> {
    relation.joins(repeat each paths)
  }
  /// The members with associations loaded, as a query.
  public func includes<each Path: AssociationPath>(_ paths: repeat KeyPath<Element.Type, each Path>) -> Relation<Element> {
    relation.includes(repeat each paths)
  }
  /// The SQL that loads the members, with its values written in, for reading.
  public func toSQL() throws -> String { try relation.toSQL() }
}

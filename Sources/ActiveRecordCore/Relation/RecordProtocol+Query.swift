// Every clause of a relation can begin at the model: `Post.where { … }`.

extension RecordProtocol where Self: Record {
  /// Every record of the model, as far as its default scope goes.
  public static func all() -> Relation<Self> { Relation(RelationCore(scoped: _facts)) }
  /// No records, without asking the database.
  public static func none() -> Relation<Self> { all().none() }
  /// The records that fulfil a condition; see ``Relation/where(_:)``.
  public static func `where`(_ condition: (Self.Type) -> Condition) -> Relation<Self> { all().where(condition) }
  /// The records that fulfil hand-written SQL; interpolated values are bound.
  public static func `where`(_ sql: SQL) -> Relation<Self> { all().where(sql) }
  /// The records that do not fulfil a condition.
  public static func not(_ condition: (Self.Type) -> Condition) -> Relation<Self> { all().not(condition) }
  /// The records in an order.
  public static func order(_ ordering: (Self.Type) -> Ordering) -> Relation<Self> { all().order(ordering) }
  /// The records in an order of several parts.
  public static func order(_ orderings: (Self.Type) -> [Ordering]) -> Relation<Self> { all().order(orderings) }
  /// The records ordered by a column.
  public static func order<V>(_ column: KeyPath<Self.Type, Column<V>>) -> Relation<Self> { all().order(column) }
  /// The records in an order of hand-written SQL.
  public static func order(_ sql: SQL) -> Relation<Self> { all().order(sql) }
  /// At most so many records.
  public static func limit(_ count: Int?) -> Relation<Self> { all().limit(count) }
  /// Passes over so many records.
  public static func offset(_ count: Int?) -> Relation<Self> { all().offset(count) }
  /// Each record once.
  public static func distinct() -> Relation<Self> { all().distinct() }
  /// The rows grouped by a column.
  public static func group<V>(_ column: KeyPath<Self.Type, Column<V>>) -> Relation<Self> { all().group(column) }
  /// Records that cannot be saved.
  public static func readonly() -> Relation<Self> { all().readonly() }
  /// Records that are locked until the transaction ends.
  public static func lock(_ clause: String = "FOR UPDATE") -> Relation<Self> { all().lock(clause) }
  /// The records that have a partner in the associations' tables.
  public static func joins<each Path: AssociationPath>(_ paths: repeat KeyPath<Self.Type, each Path>) -> Relation<Self> {
    all().joins(repeat each paths)
  }
  /// The records joined by hand-written SQL.
  public static func joins(_ sql: SQL) -> Relation<Self> { all().joins(sql) }
  /// The records, with their partners where there are any.
  public static func leftJoins<each Path: AssociationPath>(_ paths: repeat KeyPath<Self.Type, each Path>) -> Relation<Self> {
    all().leftJoins(repeat each paths)
  }
  /// The records with associations loaded; see ``Relation/includes(_:)``.
  public static func includes<each Path: AssociationPath>(_ paths: repeat KeyPath<Self.Type, each Path>) -> Relation<Self> {
    all().includes(repeat each paths)
  }
  /// The records with associations loaded by queries of their own.
  public static func preload<each Path: AssociationPath>(_ paths: repeat KeyPath<Self.Type, each Path>) -> Relation<Self> {
    all().preload(repeat each paths)
  }
  /// The records with associations loaded by one query with outer joins.
  public static func eagerLoad<each Path: AssociationPath>(_ paths: repeat KeyPath<Self.Type, each Path>) -> Relation<Self> {
    all().eagerLoad(repeat each paths)
  }
  /// Whether the first touch of an association on one of the records loads it for all of them.
  public static func loadsTogether(_ together: Bool) -> Relation<Self> { all().loadsTogether(together) }
}

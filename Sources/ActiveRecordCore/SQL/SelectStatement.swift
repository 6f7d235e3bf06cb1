/// A query as a value.
public struct SelectStatement: Sendable, Hashable {
  /// The table that is queried, and what it is called in the statement.
  public var from: TableSource
  /// What is selected; nothing means every column of the root table.
  public var selection: [SQLSelection] = []
  /// Whether equal rows are returned once.
  public var isDistinct = false
  /// The joined tables, in order.
  public var joins: [SQLJoin] = []
  /// The conditions, all of which hold.
  public var conditions: [SQLExpression] = []
  /// What rows are grouped by.
  public var groups: [SQLExpression] = []
  /// The conditions on groups, all of which hold.
  public var havings: [SQLExpression] = []
  /// The order.
  public var orders: [SQLOrdering] = []
  /// How many rows at most.
  public var limit: Int?
  /// How many rows are passed over first.
  public var offset: Int?
  /// A locking clause for engines that have one.
  public var lock: String?
  /// Queries that stand before the statement under names of their own.
  public var commonTables: [CommonTable] = []
  /// Hints for the engine's optimizer, where it takes them.
  public var hints: [String] = []
  /// Comments that end up in the database's log.
  public var annotations: [String] = []
  /// The model that the query is over, where it is over one.
  package var home: QueryHome?

  /// A query on a table.
  public init(from: TableSource) {
    self.from = from
  }
}

/// Where rows come from.
public enum TableSource: Sendable, Hashable {
  /// A table, perhaps under another name.
  case table(String, alias: String?)
  /// A query under a name.
  indirect case subquery(SelectStatement, alias: String)
  /// The rows of several queries together, under a name.
  indirect case union([SelectStatement], all: Bool, alias: String)
  /// SQL written by hand, under a name.
  indirect case raw(SQL, alias: String)
  /// A table with those that are joined to it, in brackets: an outer join finds rows of all of them, or of none.
  indirect case joined(TableSource, [SQLJoin])

  /// What the source is called in the statement.
  public var alias: String {
    switch self {
    case .table(let name, let alias): alias ?? name
    case .subquery(_, let alias), .union(_, _, let alias), .raw(_, let alias): alias
    case .joined(let source, _): source.alias
    }
  }

  /// The tables that rows come from, with the names that they have in the statement.
  package var tables: [(name: String, alias: String)] {
    switch self {
    case .table(let name, _): [(name, alias)]
    case .joined(let source, let joins): source.tables + joins.flatMap(\.tables)
    case .subquery, .union, .raw: []
    }
  }
}

/// An expression that is selected, perhaps under a name.
public struct SQLSelection: Sendable, Hashable {
  /// What is selected.
  public var expression: SQLExpression
  /// The name of the result's column.
  public var alias: String?

  /// An expression that is selected, perhaps under a name.
  public init(_ expression: SQLExpression, as alias: String? = nil) {
    self.expression = expression
    self.alias = alias
  }
}

/// A joined table.
public struct SQLJoin: Sendable, Hashable {
  /// How rows without a partner are treated.
  public enum Kind: String, Sendable, Hashable {
    /// Rows without a partner are left out.
    case inner = "INNER JOIN"
    /// Rows without a partner stay.
    case left = "LEFT OUTER JOIN"
  }
  /// What is joined.
  public enum Content: Sendable, Hashable {
    /// A table with its condition.
    case table(TableSource, on: SQLExpression)
    /// A join written by hand, keyword included.
    case raw(SQL)
  }
  /// How rows without a partner are treated.
  public var kind: Kind
  /// What is joined.
  public var content: Content
  /// The chain of associations that leads here, for conditions that name it.
  public var path: [String]

  /// A joined table.
  public init(_ kind: Kind, _ content: Content, path: [String] = []) {
    self.kind = kind
    self.content = content
    self.path = path
  }

  /// The tables that are joined, with the names that they have in the statement; those of hand-written joins are not known.
  package var tables: [(name: String, alias: String)] {
    if case .table(let source, _) = content { source.tables } else { [] }
  }
}

/// One part of an order.
public struct SQLOrdering: Sendable, Hashable {
  /// What is ordered by.
  public var expression: SQLExpression
  /// Whether the greatest comes first.
  public var isDescending: Bool
  /// Where `NULL` stands, where the engine's own way is not wanted.
  public var nulls: Nulls?

  /// Where `NULL` stands.
  public enum Nulls: Sendable, Hashable {
    case first, last
  }

  /// One part of an order.
  public init(_ expression: SQLExpression, descending: Bool = false, nulls: Nulls? = nil) {
    self.expression = expression
    self.isDescending = descending
    self.nulls = nulls
  }

  /// An order for each column of a key.
  package var each: [SQLOrdering] {
    guard let parts = expression.rowParts else { return [self] }
    return parts.map { SQLOrdering(.column($0), descending: isDescending, nulls: nulls) }
  }

  /// The opposite order.
  public var reversed: SQLOrdering {
    let opposite: Nulls? =
      switch nulls {
      case .first: .last
      case .last: .first
      case nil: nil
      }
    return SQLOrdering(expression, descending: !isDescending, nulls: opposite)
  }
}

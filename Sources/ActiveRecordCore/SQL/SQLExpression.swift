/// A piece of SQL as a value: what conditions, orders and selections are made of.
public indirect enum SQLExpression: Sendable, Hashable {
  /// A column.
  case column(ColumnReference)
  /// A value that is bound.
  case value(DatabaseValue)
  /// SQL written by hand, with bound values.
  case raw(SQL)
  /// Two expressions with an operator between them.
  case binary(SQLExpression, SQLOperator, SQLExpression)
  /// All of these hold; an empty list holds.
  case and([SQLExpression])
  /// One of these holds; an empty list does not.
  case or([SQLExpression])
  /// The opposite holds.
  case not(SQLExpression)
  /// The expression is `NULL`.
  case isNull(SQLExpression)
  /// The expression is not `NULL`.
  case isNotNull(SQLExpression)
  /// The expression equals one of the values.
  case isIn(SQLExpression, [DatabaseValue])
  /// The expression equals one of these integers, which are written as literals (for long lists of keys).
  case isInIntegers(SQLExpression, [Int64])
  /// The expression is among the rows of a query.
  case isInSelect(SQLExpression, SelectStatement)
  /// The expression lies between two others, both included.
  case between(SQLExpression, SQLExpression, SQLExpression)
  /// A function with its arguments.
  case function(String, [SQLExpression], distinct: Bool)
  /// A query has a row.
  case exists(SelectStatement)
  /// A query with one value.
  case select(SelectStatement)
  /// Every column of a table, or of all.
  case star(TableTag)
  /// A constant truth value, written so that every engine takes it: `1=1`, `1=0`.
  case constant(Bool)
  /// The value of the first condition that holds, or the other one.
  case choice([SQLChoice], otherwise: SQLExpression?)
  /// An expression as another type.
  case cast(SQLExpression, SQLCast)
  /// What a path leads to inside a JSON document, as text.
  case json(SQLExpression, [SQLPathStep])
  /// A text has all of these words, as the engine's full-text search finds them; in a language that the engine knows by name.
  case matches(SQLExpression, words: [String], language: String?)
}

/// One branch of a `CASE`.
public struct SQLChoice: Sendable, Hashable {
  /// When the branch is taken.
  public var condition: SQLExpression
  /// Its value.
  public var value: SQLExpression

  /// One branch of a `CASE`.
  public init(_ condition: SQLExpression, _ value: SQLExpression) {
    self.condition = condition
    self.value = value
  }
}

/// The types that expressions can be cast to; each dialect has its own words for them.
public enum SQLCast: Sendable, Hashable {
  case integer, double, text
}

/// A step into a JSON document.
public enum SQLPathStep: Sendable, Hashable {
  /// A member of an object.
  case member(String)
  /// An element of an array, counted from 0.
  case element(Int)
}

/// An operator between two expressions.
public enum SQLOperator: String, Sendable, Hashable {
  /// Comparisons.
  case equal = "="
  case notEqual = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case like = "LIKE"
  case notLike = "NOT LIKE"
  /// Equal, and `NULL` equals `NULL`; each dialect writes it in its own way.
  case same = "IS NOT DISTINCT FROM"
  /// Arithmetic and text.
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case concatenate = "||"
}

extension SQLExpression {
  /// Both hold; nested conjunctions are joined into one list.
  public static func all(_ parts: [SQLExpression]) -> SQLExpression {
    let flat = parts.flatMap { part -> [SQLExpression] in
      if case .and(let inner) = part { inner } else { [part] }
    }
    return flat.count == 1 ? flat[0] : .and(flat)
  }

  /// `self = value`, or `self IS NULL`.
  public func equals(_ value: DatabaseValue) -> SQLExpression {
    value.isNull ? .isNull(self) : .binary(self, .equal, .value(value))
  }

  /// `self IN (values)`, with `NULL` taken apart; one value is compared, none never holds.
  public func isAmong(_ values: [DatabaseValue]) -> SQLExpression {
    let present = values.filter { !$0.isNull }
    let among: SQLExpression =
      switch present.count {
      case 0: .constant(false)
      case 1: equals(present[0])
      default: .isIn(self, present)
      }
    if present.count == values.count { return among }
    return present.isEmpty ? .isNull(self) : .or([among, .isNull(self)])
  }
}

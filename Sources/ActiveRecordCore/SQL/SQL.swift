/// SQL written by hand; what is interpolated is bound, never pasted.
///
/// ```swift
/// Post.where("views > \(minimum) AND \(Post.title) LIKE \(pattern)")
/// // SELECT … WHERE (views > ? AND "posts"."title" LIKE ?)
/// ```
///
/// Text that is not known when the program is compiled cannot become SQL by accident: the type is built from literals.
/// `\(raw: text)` says on purpose that a string is SQL, and `\(identifier: name)` quotes a name.
public struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// A part of hand-written SQL.
  public enum Fragment: Sendable, Hashable {
    /// SQL as it stands.
    case text(String)
    /// A bound value.
    case value(DatabaseValue)
    /// A column, whose table gets its alias when the statement is written.
    case column(ColumnReference)
    /// A name that is quoted.
    case identifier(String)
    /// Another expression.
    case expression(SQLExpression)
  }

  /// The parts, in order.
  public var fragments: [Fragment]

  /// SQL made of parts.
  public init(fragments: [Fragment]) {
    self.fragments = fragments
  }

  /// SQL without values.
  public init(stringLiteral value: String) {
    fragments = value.isEmpty ? [] : [.text(value)]
  }

  /// SQL with bound values.
  public init(stringInterpolation: Interpolation) {
    fragments = stringInterpolation.fragments
  }

  /// SQL from text that is not a literal: the caller vouches for it.
  public init(raw text: String) {
    fragments = [.text(text)]
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { fragments.isEmpty }

  /// Two pieces of SQL in a row.
  public static func + (left: SQL, right: SQL) -> SQL {
    SQL(fragments: left.fragments + right.fragments)
  }

  /// What gathers the parts of an interpolated literal.
  public struct Interpolation: StringInterpolationProtocol {
    var fragments: [Fragment] = []

    /// Starts an empty interpolation.
    public init(literalCapacity: Int, interpolationCount: Int) {
      fragments.reserveCapacity(interpolationCount * 2 + 1)
    }
    /// SQL as it stands.
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { fragments.append(.text(literal)) }
    }
    /// A bound value.
    public mutating func appendInterpolation(value: DatabaseValue) {
      fragments.append(.value(value))
    }
    /// SQL that the caller vouches for.
    public mutating func appendInterpolation(raw text: String) {
      fragments.append(.text(text))
    }
    /// A name that is quoted.
    public mutating func appendInterpolation(identifier name: String) {
      fragments.append(.identifier(name))
    }
    /// Another piece of SQL.
    public mutating func appendInterpolation(_ sql: SQL) {
      fragments.append(contentsOf: sql.fragments)
    }
    /// A part that the layers above add (columns, typed values).
    public mutating func append(_ fragment: Fragment) {
      fragments.append(fragment)
    }
  }
}

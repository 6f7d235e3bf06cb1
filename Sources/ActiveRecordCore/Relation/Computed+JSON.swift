/// A step into a JSON document: a member's name or an element's position.
public struct JSONStep: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  let step: SQLPathStep

  /// The member of this name.
  public init(stringLiteral value: String) { step = .member(value) }
  /// The element at this position, counted from 0.
  public init(integerLiteral value: Int) { step = .element(value) }
  /// The member of a name that is not known when the program is compiled.
  public init(member name: String) { step = .member(name) }
}

extension Selectable where Value: ColumnValue {
  /// What a path leads to inside a JSON document, as text; `nil` where there is nothing.
  ///
  /// ```swift
  /// Order.where { $0.address.json("city") == "Paris" }
  /// // SQLite: WHERE json_extract("orders"."address", ?) = ?        PostgreSQL: "orders"."address" ->> 'city' = $1
  /// ```
  public func json(_ path: JSONStep...) -> Computed<String?> { Computed(.json(expression, path.map(\.step)), failure: failure) }

  /// What a path leads to inside a JSON document, as an integer or a floating-point number.
  ///
  /// ```swift
  /// Order.where { $0.lines.json(0, "quantity", as: Int.self) > 3 }
  /// ```
  public func json<Number: ColumnValue & Numeric>(_ path: JSONStep..., as type: Number.Type) -> Computed<Number?> {
    let cast: SQLCast = Number.columnKind == .integer ? .integer : .double
    return Computed(.cast(.json(expression, path.map(\.step)), cast), failure: failure)
  }
}

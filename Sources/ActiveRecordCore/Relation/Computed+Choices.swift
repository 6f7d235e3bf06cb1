// Values that depend on conditions, and values in the place of NULL.

extension Selectable where Value: ColumnValue {
  /// The value, or another expression's where it is `NULL`: `COALESCE(…, …)`.
  ///
  /// ```swift
  /// Author.all().select { $0.nickname.coalesce($0.name) }
  /// // SELECT COALESCE("authors"."nickname", "authors"."name") FROM "authors"
  /// ```
  public func coalesce<Other: Selectable, Wrapped>(_ other: Other) -> Computed<Other.Value> where Value == Wrapped? {
    Computed(.function("COALESCE", [expression, other.expression], distinct: false), failure: failure ?? other.failure)
  }

  /// The value, or this one where it is `NULL`: `COALESCE(…, ?)`.
  public func coalesce<Wrapped: ColumnValue>(_ value: Wrapped) -> Computed<Wrapped> where Value == Wrapped? {
    Computed(.function("COALESCE", [expression, .value(value.databaseValue)], distinct: false), failure: failure)
  }
}

/// A value that is chosen by conditions: SQL's `CASE`.
///
/// ```swift
/// Post.all().select { Case.when($0.views > 100, "hot").when($0.views > 10, "warm").otherwise("cold") }
/// // SELECT CASE WHEN "posts"."views" > ? THEN ? WHEN "posts"."views" > ? THEN ? ELSE ? END FROM "posts"
/// ```
public struct Case<Value: ColumnValue>: Sendable {
  private var branches: [SQLChoice]
  private var failure: (any Error)?

  private init(_ branches: [SQLChoice], _ failure: (any Error)?) {
    self.branches = branches
    self.failure = failure
  }

  /// Begins with a condition, and the value where it holds.
  public static func when(_ condition: Condition, _ value: Value) -> Case {
    Case([SQLChoice(condition.expression, .value(value.databaseValue))], condition.failure)
  }

  /// Begins with a condition, and the expression where it holds.
  public static func when<S: Selectable>(_ condition: Condition, _ value: S) -> Case where S.Value == Value {
    Case([SQLChoice(condition.expression, value.expression)], condition.failure ?? value.failure)
  }

  /// A further condition, for rows that fulfilled none of those before.
  public func when(_ condition: Condition, _ value: Value) -> Case {
    Case(branches + [SQLChoice(condition.expression, .value(value.databaseValue))], failure ?? condition.failure)
  }

  /// A further condition, for rows that fulfilled none of those before.
  public func when<S: Selectable>(_ condition: Condition, _ value: S) -> Case where S.Value == Value {
    Case(branches + [SQLChoice(condition.expression, value.expression)], failure ?? condition.failure ?? value.failure)
  }

  /// The value of rows that fulfil no condition.
  public func otherwise(_ value: Value) -> Computed<Value> {
    Computed(.choice(branches, otherwise: .value(value.databaseValue)), failure: failure)
  }

  /// The expression for rows that fulfil no condition.
  public func otherwise<S: Selectable>(_ value: S) -> Computed<Value> where S.Value == Value {
    Computed(.choice(branches, otherwise: value.expression), failure: failure ?? value.failure)
  }

  /// The chosen value, `nil` for rows that fulfil no condition.
  public var orNil: Computed<Value?> { Computed(.choice(branches, otherwise: nil), failure: failure) }
}

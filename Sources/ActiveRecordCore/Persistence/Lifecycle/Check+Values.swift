// Checks for text and for what can be compared, optional or not.

/// A column value, or an optional one: what checks look into.
public protocol Unwrappable<Wrapped> {
  /// The type inside.
  associatedtype Wrapped
  /// The value inside, if there is one.
  var unwrapped: Wrapped? { get }
}

extension Unwrappable where Wrapped == Self {
  /// The value itself.
  public var unwrapped: Self? { self }
}

extension Optional: Unwrappable {
  /// The value inside, if there is one.
  public var unwrapped: Wrapped? { self }
}

extension Check where Value: Unwrappable<String> {
  /// The text has so many characters.
  public static func length(_ range: ClosedRange<Int>) -> Self { length(minimum: range.lowerBound, maximum: range.upperBound) }
  /// The text has at least so many characters.
  public static func length(_ range: PartialRangeFrom<Int>) -> Self { length(minimum: range.lowerBound, maximum: nil) }
  /// The text has at most so many characters.
  public static func length(_ range: PartialRangeThrough<Int>) -> Self { length(minimum: nil, maximum: range.upperBound) }
  /// The text has exactly so many characters.
  public static func length(_ count: Int) -> Self {
    Self(kind: "wrong_length", options: ["count": "\(count)"]) { $0.unwrapped?.count ?? 0 == count }
  }

  private static func length(minimum: Int?, maximum: Int?) -> Self {
    Self(value: { value in
      let count = value.unwrapped?.count ?? 0
      if let minimum, count < minimum { return [Finding(kind: "too_short", options: ["count": "\(minimum)"])] }
      if let maximum, count > maximum { return [Finding(kind: "too_long", options: ["count": "\(maximum)"])] }
      return []
    })
  }

  /// The text contains a match of a regular expression.
  public static func format<R: RegexComponent & SendableMetatype>(_ regex: @autoclosure @escaping @Sendable () -> R) -> Self {
    Self(kind: "invalid") { value in value.unwrapped.map { $0.firstMatch(of: regex()) != nil } ?? false }
  }

  /// The text contains no match of a regular expression.
  public static func format<R: RegexComponent & SendableMetatype>(without regex: @autoclosure @escaping @Sendable () -> R) -> Self {
    Self(kind: "invalid") { value in value.unwrapped.map { $0.firstMatch(of: regex()) == nil } ?? true }
  }
}

// `nil` passes: whether a value must be there is presence's business.
extension Check where Value: Unwrappable, Value.Wrapped: Comparable & Sendable {
  private static func compare(
    _ kind: String, _ bound: @escaping @Sendable (Model) -> Value.Wrapped?,
    _ holds: @escaping @Sendable (Value.Wrapped, Value.Wrapped) -> Bool
  ) -> Self {
    Self { record, _, value in
      guard let value = value.unwrapped, let bound = bound(record), !holds(value, bound) else { return [] }
      return [Finding(kind: kind, options: ["count": "\(bound)"])]
    }
  }

  /// The value lies in the range.
  public static func range(_ range: ClosedRange<Value.Wrapped>) -> Self {
    Self(kind: "in", options: ["count": "\(range.lowerBound)..\(range.upperBound)"]) { $0.unwrapped.map { range.contains($0) } ?? true }
  }
  /// The value is at least this.
  public static func range(_ range: PartialRangeFrom<Value.Wrapped>) -> Self { atLeast(range.lowerBound) }
  /// The value is at most this.
  public static func range(_ range: PartialRangeThrough<Value.Wrapped>) -> Self { atMost(range.upperBound) }

  /// The value is greater than this.
  public static func greater(than bound: Value.Wrapped) -> Self { greater { _ in bound } }
  /// The value is greater than another one of the record: `.greater { $0.startsOn }`.
  public static func greater(than bound: @escaping @Sendable (Model) -> Value.Wrapped?) -> Self {
    compare("greater_than", bound) { $0 > $1 }
  }
  /// The value is at least this.
  public static func atLeast(_ bound: Value.Wrapped) -> Self { atLeast { _ in bound } }
  /// The value is at least another one of the record.
  public static func atLeast(_ bound: @escaping @Sendable (Model) -> Value.Wrapped?) -> Self {
    compare("greater_than_or_equal_to", bound) { $0 >= $1 }
  }
  /// The value is less than this.
  public static func less(than bound: Value.Wrapped) -> Self { less { _ in bound } }
  /// The value is less than another one of the record.
  public static func less(than bound: @escaping @Sendable (Model) -> Value.Wrapped?) -> Self { compare("less_than", bound) { $0 < $1 } }
  /// The value is at most this.
  public static func atMost(_ bound: Value.Wrapped) -> Self { atMost { _ in bound } }
  /// The value is at most another one of the record.
  public static func atMost(_ bound: @escaping @Sendable (Model) -> Value.Wrapped?) -> Self {
    compare("less_than_or_equal_to", bound) { $0 <= $1 }
  }
  /// The value is this.
  public static func equal(to bound: Value.Wrapped) -> Self { equal { _ in bound } }
  /// The value is that of another one of the record.
  public static func equal(to bound: @escaping @Sendable (Model) -> Value.Wrapped?) -> Self { compare("equal_to", bound) { $0 == $1 } }
  /// The value is not this.
  public static func other(than bound: Value.Wrapped) -> Self { other { _ in bound } }
  /// The value is not that of another one of the record.
  public static func other(than bound: @escaping @Sendable (Model) -> Value.Wrapped?) -> Self { compare("other_than", bound) { $0 != $1 } }
}

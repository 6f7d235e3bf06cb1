#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

// Checks for text and for numbers, optional or not. `nil` passes: that is presence's business.

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

extension String: Unwrappable { public typealias Wrapped = String }
extension Int: Unwrappable { public typealias Wrapped = Int }
extension Int64: Unwrappable { public typealias Wrapped = Int64 }
extension Double: Unwrappable { public typealias Wrapped = Double }
extension Date: Unwrappable { public typealias Wrapped = Date }
extension Decimal: Unwrappable { public typealias Wrapped = Decimal }
extension Optional: Unwrappable {
  /// The value inside, if there is one.
  public var unwrapped: Wrapped? { self }
}

extension Check where Value: Unwrappable<String> {
  /// The text has so many characters.
  public static func length(_ range: ClosedRange<Int>) -> Self {
    length(minimum: range.lowerBound, maximum: range.upperBound)
  }
  /// The text has at least so many characters.
  public static func length(_ range: PartialRangeFrom<Int>) -> Self { length(minimum: range.lowerBound, maximum: nil) }
  /// The text has at most so many characters.
  public static func length(_ range: PartialRangeThrough<Int>) -> Self { length(minimum: nil, maximum: range.upperBound) }
  /// The text has exactly so many characters.
  public static func length(_ count: Int) -> Self {
    Self(kind: "wrong_length", message: "is the wrong length (should be \(count) character\(count == 1 ? "" : "s"))") {
      $0.unwrapped?.count ?? 0 == count
    }
  }

  private static func length(minimum: Int?, maximum: Int?) -> Self {
    Self(value: { value in
      let count = value.unwrapped?.count ?? 0
      if let minimum, count < minimum {
        return Finding(kind: "too_short", message: "is too short (minimum is \(minimum) character\(minimum == 1 ? "" : "s"))")
      }
      if let maximum, count > maximum {
        return Finding(kind: "too_long", message: "is too long (maximum is \(maximum) character\(maximum == 1 ? "" : "s"))")
      }
      return nil
    })
  }

  /// The text contains a match of a regular expression.
  public static func format<R: RegexComponent & SendableMetatype>(_ regex: @autoclosure @escaping @Sendable () -> R) -> Self {
    Self(kind: "invalid", message: "is invalid") { value in
      guard let text = value.unwrapped else { return false }
      return text.firstMatch(of: regex()) != nil
    }
  }
}

extension Check where Value: Unwrappable, Value.Wrapped: Comparable & Sendable {
  /// The value lies in the range.
  public static func range(_ range: ClosedRange<Value.Wrapped>) -> Self {
    Self(kind: "not_in_range", message: "must be in \(range)") { $0.unwrapped.map { range.contains($0) } ?? true }
  }
  /// The value is at least this.
  public static func range(_ range: PartialRangeFrom<Value.Wrapped>) -> Self {
    Self(kind: "greater_than_or_equal_to", message: "must be greater than or equal to \(range.lowerBound)") {
      $0.unwrapped.map { range.contains($0) } ?? true
    }
  }
  /// The value is at most this.
  public static func range(_ range: PartialRangeThrough<Value.Wrapped>) -> Self {
    Self(kind: "less_than_or_equal_to", message: "must be less than or equal to \(range.upperBound)") {
      $0.unwrapped.map { range.contains($0) } ?? true
    }
  }
  /// The value is greater than this.
  public static func greater(than bound: Value.Wrapped) -> Self {
    Self(kind: "greater_than", message: "must be greater than \(bound)") { $0.unwrapped.map { $0 > bound } ?? true }
  }
  /// The value is less than this.
  public static func less(than bound: Value.Wrapped) -> Self {
    Self(kind: "less_than", message: "must be less than \(bound)") { $0.unwrapped.map { $0 < bound } ?? true }
  }
}

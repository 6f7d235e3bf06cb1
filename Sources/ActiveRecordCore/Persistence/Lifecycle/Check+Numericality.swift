#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A bound of a number: a literal, or a number that is at hand.
public struct NumberBound: Sendable, Comparable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  let value: Decimal

  /// An exact bound.
  public init(_ value: Decimal) { self.value = value }
  /// A whole bound.
  public init(_ value: Int) { self.value = Decimal(value) }
  /// A whole bound.
  public init(integerLiteral value: Int) { self.init(value) }
  /// A bound with a fraction, as it is written.
  public init(floatLiteral value: Double) { self.value = Decimal(string: "\(value)") ?? Decimal(value) }

  /// Whether one bound is less than another.
  public static func < (left: NumberBound, right: NumberBound) -> Bool { left.value < right.value }
}

/// What a number must be, beside being one: `.integer`, `.greater(than: 0)`.
public struct NumberRule: Sendable {
  let kind: String
  let bound: Decimal?
  let bounds: String?
  let holds: @Sendable (Decimal) -> Bool

  private init(_ kind: String, _ bound: Decimal? = nil, bounds: String? = nil, _ holds: @escaping @Sendable (Decimal) -> Bool) {
    self.kind = kind
    self.bound = bound
    self.bounds = bounds
    self.holds = holds
  }

  /// A whole number.
  public static let integer = NumberRule("not_an_integer") { $0.isWhole }
  /// An odd number.
  public static let odd = NumberRule("odd") { $0.isWhole && !($0 / 2).isWhole }
  /// An even number.
  public static let even = NumberRule("even") { ($0 / 2).isWhole }
  /// More than this.
  public static func greater(than bound: NumberBound) -> Self { Self("greater_than", bound.value) { $0 > bound.value } }
  /// This or more.
  public static func atLeast(_ bound: NumberBound) -> Self { Self("greater_than_or_equal_to", bound.value) { $0 >= bound.value } }
  /// Less than this.
  public static func less(than bound: NumberBound) -> Self { Self("less_than", bound.value) { $0 < bound.value } }
  /// This or less.
  public static func atMost(_ bound: NumberBound) -> Self { Self("less_than_or_equal_to", bound.value) { $0 <= bound.value } }
  /// Just this.
  public static func equal(to bound: NumberBound) -> Self { Self("equal_to", bound.value) { $0 == bound.value } }
  /// Anything but this.
  public static func other(than bound: NumberBound) -> Self { Self("other_than", bound.value) { $0 != bound.value } }
  /// Within the range.
  public static func range(_ range: ClosedRange<NumberBound>) -> Self {
    Self("in", bounds: "\(range.lowerBound.value)..\(range.upperBound.value)") { range.contains(NumberBound($0)) }
  }

  var options: [String: String] { (bounds ?? bound.map { "\($0)" }).map { ["count": $0] } ?? [:] }
}

extension Check {
  /// The value is a number, and what else is asked of it; text is read as one.
  ///
  /// ```swift
  /// member.validates(\.age, .numericality(.integer, .atLeast(18), .less(than: 99)).allowingNil())
  /// // "Age is not a number", "Age must be an integer", "Age must be greater than or equal to 18"
  /// ```
  public static func numericality(_ rules: NumberRule...) -> Self {
    Self(value: { value in
      guard let number = Decimal(checked: value.databaseValue) else { return [Finding(kind: "not_a_number")] }
      if rules.contains(where: { $0.kind == "not_an_integer" }), !number.isWhole { return [Finding(kind: "not_an_integer")] }
      return rules.filter { !$0.holds(number) }.map { Finding(kind: $0.kind, options: $0.options) }
    })
  }
}

extension Decimal {
  /// The number that a value is, if it is one to its last character.
  fileprivate init?(checked value: DatabaseValue) {
    switch value {
    case .int, .decimal: break
    case .double(let number): if !number.isFinite { return nil }
    case .text(let text):
      let trimmed = text.trimmingPrefix(while: \.isWhitespace)
      if trimmed.wholeMatch(of: /[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\s*/) == nil { return nil }
      guard let number = Decimal(string: String(trimmed)) else { return nil }
      self = number
      return
    default: return nil
    }
    guard let number = try? Decimal(databaseValue: value) else { return nil }
    self = number
  }

  fileprivate var isWhole: Bool {
    let parts = "\(self)".split(separator: ".")
    return parts.count < 2 || parts[1].allSatisfy { $0 == "0" }
  }
}

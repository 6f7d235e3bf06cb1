// Functions of text.

/// Text, optional or not.
public protocol TextColumnValue: ColumnValue {}
extension String: TextColumnValue {}
extension Optional: TextColumnValue where Wrapped: TextColumnValue {}

extension Selectable where Value: TextColumnValue {
  /// The text in small letters: `LOWER(…)`.
  public var lowercased: Computed<Value> { applying("LOWER") }
  /// The text in capitals: `UPPER(…)`.
  public var uppercased: Computed<Value> { applying("UPPER") }
  /// The text without spaces at its ends: `TRIM(…)`.
  public var trimmed: Computed<Value> { applying("TRIM") }
  /// How many characters the text has: `LENGTH(…)`.
  public var length: Computed<Int> { applying("LENGTH") }

  /// The text matches a pattern of `%` and `_`.
  public func like(_ pattern: String) -> Condition {
    Condition(.binary(expression, .like, .value(.text(pattern))), failure: failure)
  }
  /// The text does not match a pattern of `%` and `_`.
  public func notLike(_ pattern: String) -> Condition {
    Condition(.binary(expression, .notLike, .value(.text(pattern))), failure: failure)
  }
  /// The text begins with this, taken literally.
  public func hasPrefix(_ text: String) -> Condition { literally("\(Self.escaped(text))%") }
  /// The text ends with this, taken literally.
  public func hasSuffix(_ text: String) -> Condition { literally("%\(Self.escaped(text))") }
  /// The text contains this, taken literally.
  public func contains(_ text: String) -> Condition { literally("%\(Self.escaped(text))%") }

  private func literally(_ pattern: String) -> Condition {
    let like: [SQL.Fragment] = [.expression(expression), .text(" LIKE "), .value(.text(pattern)), .text(" ESCAPE '!'")]
    return Condition(.raw(SQL(fragments: like)), failure: failure)
  }
  private static func escaped(_ text: String) -> String {
    text.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
  }
}

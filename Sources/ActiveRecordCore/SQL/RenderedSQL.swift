/// A statement as it is sent: text with placeholders, and the values for them.
public struct RenderedSQL: Sendable, Hashable {
  /// The text, with a placeholder for each value.
  public var text: String
  /// The values, in the order of the placeholders.
  public var bindings: [DatabaseValue]

  /// A statement as it is sent.
  public init(_ text: String, _ bindings: [DatabaseValue] = []) {
    self.text = text
    self.bindings = bindings
  }
}

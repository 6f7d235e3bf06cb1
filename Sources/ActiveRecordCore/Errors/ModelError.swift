/// What a model, or a row for it, cannot do; the message names the model, the member, and what to write instead.
public struct ModelError: Error, Sendable, CustomStringConvertible {
  /// The kind of mistake.
  public struct Code: Sendable, Hashable {
    let name: String
    init(_ name: String) { self.name = name }

    /// A column is `NULL`, and the property is not optional.
    public static let unexpectedNull = Code("unexpected NULL")
    /// A column's value does not fit the property's type.
    public static let valueMismatch = Code("value mismatch")
    /// A property that must have a value was never set.
    public static let attributeNotSet = Code("attribute not set")
    /// A result lacks a column that the model needs.
    public static let missingColumn = Code("missing column")
    /// A place in an ordered result cannot be told, or is none of this result's.
    public static let badCursor = Code("bad cursor")
    /// A row names a class that is not known.
    public static let unknownType = Code("unknown type")
    /// The record is read-only.
    public static let readonly = Code("readonly record")
    /// The column is written only once, and by nobody else.
    public static let readonlyAttribute = Code("readonly attribute")
    /// The record has no row: it is new, or was destroyed.
    public static let noRow = Code("no row")
    /// Callbacks call what calls them, without an end.
    public static let endless = Code("endless")
    /// The class cannot do this: it is abstract, or has another kind of key.
    public static let unsupported = Code("unsupported")
  }

  /// The kind of mistake.
  public let code: Code
  /// The model's name.
  public let model: String
  /// The property or column, where one is meant.
  public let member: String?
  /// What is wrong and what to write instead.
  public let message: String

  /// A mistake in a model, or in a row for it.
  public init(_ code: Code, model: String, member: String? = nil, _ message: String) {
    self.code = code
    self.model = model
    self.member = member
    self.message = message
  }

  /// `Post.title: …`
  public var description: String {
    (member.map { "\(model).\($0)" } ?? model) + ": " + message
  }
}

/// How a piece of text is meant; a terminal shows it by a colour.
public enum Style: Sendable, CaseIterable {
  case plain, title, heading, label, code, keyword, value, quiet
}

/// A piece of text of one style.
public struct Span: Sendable, Hashable {
  public let text: String
  public let style: Style

  public init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }
}

/// A line of the tour.
public struct Line: Sendable, Hashable {
  public var spans: [Span]

  public init(_ spans: [Span]) { self.spans = spans }

  /// What stands there, without styles.
  public var text: String { spans.map(\.text).joined() }
}

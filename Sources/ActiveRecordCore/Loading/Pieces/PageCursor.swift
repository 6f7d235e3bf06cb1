#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A place in an ordered result, which can be handed out as text and taken back.
///
/// ```swift
/// let text = page.next?.text                                     // for a link
/// let page = try await Post.all().page(after: PageCursor(text))  // nil where the text is no cursor
/// ```
///
/// The text holds the values that the records are ordered by, readable for who decodes it. What comes back is bound, never trusted.
public struct PageCursor: Sendable, Hashable {
  let place: [DatabaseValue]

  init(_ place: [DatabaseValue]) { self.place = place }

  /// The place as text that can stand in a URL.
  public var text: String {
    let parts = place.map(Self.encoded)
    let json = (try? JSONEncoder().encode(parts)) ?? Data("[]".utf8)
    return json.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// The place that a text describes; `nil` where it describes none.
  public init?(_ text: String?) {
    guard let text else { return nil }
    var base = text.replacing("-", with: "+").replacing("_", with: "/")
    while base.utf8.count % 4 != 0 { base += "=" }
    guard let data = Data(base64Encoded: base), let parts = try? JSONDecoder().decode([String].self, from: data) else { return nil }
    let values = parts.compactMap(Self.decoded)
    guard values.count == parts.count, !values.isEmpty else { return nil }
    place = values
  }

  private static func encoded(_ value: DatabaseValue) -> String {
    switch value {
    case .null: "n"
    case .bool(let value): value ? "b1" : "b0"
    case .int(let value): "i\(value)"
    case .double(let value): "d\(value)"
    case .text(let value): "t" + value
    case .json(let value): "j" + value
    case .bytes(let value): "x" + value.base64EncodedString()
    case .date(let value): "a\(value.timeIntervalSinceReferenceDate)"
    case .uuid(let value): "u" + value.uuidString
    case .decimal(let value): "m\(value)"
    case .row: "n"
    }
  }

  private static func decoded(_ text: String) -> DatabaseValue? {
    let rest = String(text.dropFirst())
    return switch text.first {
    case "n": .null
    case "b": .bool(rest == "1")
    case "i": Int64(rest).map { .int($0) }
    case "d": Double(rest).map { .double($0) }
    case "t": .text(rest)
    case "j": .json(rest)
    case "x": Data(base64Encoded: rest).map { .bytes($0) }
    case "a": Double(rest).map { .date(Date(timeIntervalSinceReferenceDate: $0)) }
    case "u": UUID(uuidString: rest).map { .uuid($0) }
    case "m": Decimal(string: rest).map { .decimal($0) }
    default: nil
    }
  }
}

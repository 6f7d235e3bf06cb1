/// What validation found: messages by attribute, in the order they were added.
///
/// ```swift
/// guard try await author.saveIfValid() else {
///   print(author.errors.fullMessages)   // ["Name can't be blank"]
///   return
/// }
/// ```
public struct ValidationErrors: Sendable, Hashable {
  /// One finding.
  public struct Entry: Sendable, Hashable {
    /// The attribute, or `base` for the record as a whole.
    public var attribute: String
    /// What is wrong, as words that follow the attribute's name: "can't be blank".
    public var message: String
    /// The kind of rule, for programs: "blank", "too_short".
    public var kind: String
    /// What the rule was about, for programs: the association that is in the way, the length that is wanted.
    public var options: [String: String] = [:]
  }

  /// The name that stands for the record as a whole.
  public static let base = "base"

  /// The findings, in the order they were added.
  public private(set) var entries: [Entry] = []

  /// No findings.
  public init() {}

  /// Whether there is none.
  public var isEmpty: Bool { entries.isEmpty }
  /// How many there are.
  public var count: Int { entries.count }

  /// The messages for one attribute.
  public subscript(attribute: String) -> [String] {
    entries.filter { $0.attribute == attribute }.map(\.message)
  }

  /// Adds a finding.
  ///
  /// - Parameters:
  ///   - attribute: The attribute; the record as a whole where it is left out.
  ///   - message: What is wrong, as words that follow the attribute's name.
  ///   - kind: The kind of rule, for programs.
  ///   - options: What the rule was about, for programs.
  public mutating func add(
    _ attribute: String = base, message: String, kind: String = "invalid", options: [String: String] = [:]
  ) {
    entries.append(Entry(attribute: attribute, message: message, kind: kind, options: options))
  }

  /// Adds the findings of another record under a prefix: `title` becomes `posts.title`.
  package mutating func merge(_ other: ValidationErrors, under prefix: String) {
    for entry in other.entries {
      let attribute = entry.attribute == Self.base ? prefix : "\(prefix).\(entry.attribute)"
      if !entries.contains(where: { $0.attribute == attribute && $0.message == entry.message }) {
        add(attribute, message: entry.message, kind: entry.kind, options: entry.options)
      }
    }
  }

  /// Forgets everything.
  public mutating func clear() { entries = [] }
}

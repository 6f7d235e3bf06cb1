/// What validation found: messages by attribute, in the order they were added.
///
/// ```swift
/// guard try await author.saveIfValid() else {
///   print(author.errors.fullMessages)                     // ["Name can't be blank"]
///   print(author.errors.contains("name", kind: "blank"))  // true
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
    /// Whether the words are the rule's own, not a table's.
    package var isWorded = true
    /// The key of the words in the table, where it is not the kind.
    package var wordsKey: String?
    /// The model that the words are looked up for, and those above it.
    package var models: [String] = []
    /// The value that was found wrong, where the rule looks at one.
    package var value: ToldValue?
  }

  /// The name that stands for the record as a whole.
  public static let base = "base"

  /// The findings, in the order they were added.
  public private(set) var entries: [Entry] = []
  /// The model that words are looked up for, and those above it.
  package var models: [String] = []

  /// No findings.
  public init() {}

  package init(models: [String]) { self.models = models }

  /// Whether there is none.
  public var isEmpty: Bool { entries.isEmpty }
  /// How many there are.
  public var count: Int { entries.count }

  /// The messages for one attribute.
  public subscript(attribute: String) -> [String] {
    entries.filter { $0.attribute == attribute }.map(\.message)
  }

  /// Adds a finding in words of its own.
  ///
  /// - Parameters:
  ///   - attribute: The attribute; the record as a whole where it is left out.
  ///   - message: What is wrong, as words that follow the attribute's name.
  ///   - kind: The kind of rule, for programs.
  ///   - options: What the rule was about, for programs.
  public mutating func add(
    _ attribute: String = base, message: String, kind: String = "invalid", options: [String: String] = [:]
  ) {
    add(Entry(attribute: attribute, message: message, kind: kind, options: options, models: models))
  }

  package mutating func add(_ entry: Entry) { entries.append(entry) }

  /// Adds the findings of another record under a prefix: `title` becomes `posts.title`.
  package mutating func merge(_ other: ValidationErrors, under prefix: String) {
    for var entry in other.entries {
      entry.attribute = entry.attribute == Self.base ? prefix : "\(prefix).\(entry.attribute)"
      if !entries.contains(where: { $0.attribute == entry.attribute && $0.message == entry.message }) { add(entry) }
    }
  }

  /// Forgets everything.
  public mutating func clear() { entries = [] }

  /// Forgets what was found about one attribute, or only one kind of it.
  public mutating func remove(_ attribute: String, kind: String? = nil) {
    entries.removeAll { $0.attribute == attribute && (kind == nil || $0.kind == kind) }
  }
}

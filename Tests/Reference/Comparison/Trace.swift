/// A trace, taken apart into its steps.
struct Trace {
  /// What a step ended with.
  enum Outcome: Hashable {
    /// A value.
    case value(TraceValue)
    /// An error, or that there was none.
    case error(TraceValue)
    /// A step that cannot be written.
    case omitted
    /// What stands after the last step.
    case end
  }

  /// What happened before the end of a step.
  enum Event: Hashable {
    /// A line about a transaction, or one that a callback printed.
    case marker(String)
    /// A statement's verb and table.
    case statement(String)
  }

  /// A value or an error, with what led to it.
  struct Step {
    var section: String
    /// The label; the second one that reads the same gets `#2`.
    var label: String
    var events: [Event]
    var outcome: Outcome
  }

  /// The steps, in order.
  private(set) var steps: [Step] = []
  /// Lines that are of no known kind.
  private(set) var unknown: [String] = []

  /// Takes a trace apart.
  init(_ text: String) {
    var section = ""
    var events: [Event] = []
    var seen: [String: Int] = [:]
    func finish(_ label: String, _ outcome: Outcome) {
      seen[label, default: 0] += 1
      let count = seen[label] ?? 1
      steps.append(Step(section: section, label: count == 1 ? label : "\(label)#\(count)", events: events, outcome: outcome))
      events = []
    }
    for line in text.split(separator: "\n") {
      let (word, rest) = Self.divided(line)
      switch word {
      case "==": section = rest
      case "SQL": events.append(.statement(StatementKind.of(rest)))
      case "TX", "LOG": events.append(.marker("\(word) \(rest)"))
      case "OMIT": finish(rest, .omitted)
      case "VAL", "ERR":
        if let (label, value) = Self.labelled(rest) { finish(label, word == "VAL" ? .value(value) : .error(value)) } else { fallthrough }
      default: unknown.append(String(line))
      }
    }
    if !events.isEmpty { finish("end", .end) }
  }

  private static func divided(_ line: Substring) -> (String, String) {
    guard let space = line.firstIndex(of: " ") else { return (String(line), "") }
    return (String(line[..<space]), String(line[space...].drop { $0 == " " }))
  }

  /// A label and the value behind it: the first place from which on the rest is JSON.
  private static func labelled(_ text: String) -> (String, TraceValue)? {
    for space in text.indices where text[space] == " " && space > text.startIndex {
      if let value = TraceValue(json: text[text.index(after: space)...]) { return (String(text[..<space]), value) }
    }
    return nil
  }
}

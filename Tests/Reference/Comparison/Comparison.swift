/// A twin's trace held against the reference's.
struct Comparison {
  /// How many values the reference shows.
  private(set) var values = 0
  /// How many of them the twin shows too, after the same events.
  private(set) var agreeing = 0
  /// How many values are listed as meant differences, whether the value is another one or only what led to it.
  private(set) var listedValues = 0
  /// How many steps are listed as meant differences.
  private(set) var listed = 0
  /// Differences that are not listed.
  private(set) var unlisted: [String] = []
  /// Listed differences that are none.
  private(set) var stale: [String] = []

  /// Whether no more than a fifth of the values is listed.
  var isWithinLimit: Bool { listedValues * 5 <= values }
  /// Whether the twin agrees: nothing is unlisted, nothing is listed in vain, and not too much is listed.
  var agrees: Bool { unlisted.isEmpty && stale.isEmpty && isWithinLimit }

  /// Compares.
  ///
  /// - Parameters:
  ///   - reference: The reference's trace.
  ///   - twin: The twin's trace.
  ///   - differences: The listed differences of the scenario.
  init(_ reference: Trace, _ twin: Trace, _ differences: [Difference]) {
    var open = Dictionary(differences.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
    unlisted += (reference.unknown + twin.unknown).map { "a line of no known kind: \($0)" }
    let known = Set(reference.steps.flatMap(\.events))
    var rest = twin.steps[...]
    for step in reference.steps {
      let row = open.removeValue(forKey: step.label)
      let difference: String?
      if let position = rest.firstIndex(where: { $0.label == step.label }) {
        unlisted += rest[..<position].map { "\($0.label): the reference has no such step here" }
        difference = Self.difference(step, rest[position])
        let sameValue = Self.outcomeDifference(step, rest[position]) == nil
        if let row, let difference, row.concernsOrderOnly, !sameValue || !known.isSuperset(of: rest[position].events) {
          unlisted.append("\(step.label): listed for its order, but more differs: \(difference)")
        }
        rest = rest[(position + 1)...]
      } else {
        difference = "the twin has no such step here"
      }
      count(step, difference, listed: row != nil)
    }
    unlisted += rest.map { "\($0.label): the reference has no such step here" }
    stale += open.keys.sorted().map { "\($0): listed, but the reference has no such step" }
  }

  private mutating func count(_ step: Trace.Step, _ difference: String?, listed isListed: Bool) {
    var isValue = false
    if case .value = step.outcome { isValue = true }
    if isValue { values += 1 }
    if let difference {
      guard isListed else { return unlisted.append("\(step.label): \(difference)") }
      listed += 1
      if isValue { listedValues += 1 }
    } else {
      if isValue { agreeing += 1 }
      if isListed { stale.append("\(step.label): listed, but it does not differ") }
    }
  }

  /// What differs between two steps, or `nil`.
  static func difference(_ reference: Trace.Step, _ twin: Trace.Step) -> String? {
    if reference.section != twin.section { return "it stands in the section '\(twin.section)', not in '\(reference.section)'" }
    if let difference = outcomeDifference(reference, twin) { return difference }
    let expected = shape(reference.events)
    let found = shape(twin.events)
    return expected == found ? nil : "before it came [\(found.joined(separator: "; "))], not [\(expected.joined(separator: "; "))]"
  }

  /// What differs between what two steps end with, or `nil`.
  private static func outcomeDifference(_ reference: Trace.Step, _ twin: Trace.Step) -> String? {
    switch (reference.outcome, twin.outcome) {
    case (.value(let expected), .value(let found)):
      if SQLText.normalized(expected) != SQLText.normalized(found) { return "the value is \(found.text), not \(expected.text)" }
    case (.error(let expected), .error(let found)):
      if (expected == .null) != (found == .null) { return "the error is \(found.text), not \(expected.text)" }
    case (.end, .end): break
    case (_, .omitted): return "the twin leaves it out"
    case (_, .error(let found)): return "an error came: \(found.text)"
    default: return "it ends otherwise"
    }
    return nil
  }

  /// The lines of transactions and callbacks in order, and between them the statements' kinds, whose order does not count.
  static func shape(_ events: [Trace.Event]) -> [String] {
    var result: [String] = []
    var statements: [String] = []
    for event in events {
      switch event {
      case .statement(let kind): statements.append(kind)
      case .marker(let text):
        result += statements.sorted() + [text]
        statements = []
      }
    }
    return result + statements.sorted()
  }
}

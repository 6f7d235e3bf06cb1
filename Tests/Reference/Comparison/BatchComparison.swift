/// The trace of a twin that loads together, held against the one that loads for each record alone.
enum BatchComparison {
  /// What differs, apart from statements that are saved.
  static func differences(alone: Trace, together: Trace) -> [String] {
    guard alone.steps.map(\.label) == together.steps.map(\.label) else { return ["the steps differ"] }
    return zip(alone.steps, together.steps).flatMap { first, second -> [String] in
      var result: [String] = []
      if !sameOutcome(first.outcome, second.outcome) { result.append("\(first.label): it ends otherwise") }
      if markers(first) != markers(second) { result.append("\(first.label): callbacks or transactions differ") }
      let (before, after) = (statements(first), statements(second))
      if after > before { result.append("\(first.label): \(after) statements instead of \(before)") }
      return result
    }
  }

  private static func sameOutcome(_ first: Trace.Outcome, _ second: Trace.Outcome) -> Bool {
    if case .error(let one) = first, case .error(let other) = second { return (one == .null) == (other == .null) }
    return first == second
  }

  private static func markers(_ step: Trace.Step) -> [Trace.Event] {
    step.events.filter { if case .marker = $0 { true } else { false } }
  }

  private static func statements(_ step: Trace.Step) -> Int { step.events.count - markers(step).count }
}

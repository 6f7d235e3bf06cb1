/// What the database computed for the records of a load: counts and sums over their associations.
package final class ComputedColumns {
  /// Values that were loaded with the records, by expression and slot.
  package var loaded: [SQLExpression: ContiguousArray<DatabaseValue?>] = [:]
  /// Answers to a question that one of the records asked for all, each to be taken once.
  private var answers: [SQLExpression: (moment: Int, until: Duration, values: ContiguousArray<DatabaseValue?>)] = [:]

  package init() {}

  /// The answer for a record, if nothing was written since it was given, and it is not too old.
  package func takeAnswer(_ question: SQLExpression, _ slot: Int, moment: Int, now: Duration) -> DatabaseValue? {
    guard let known = answers[question], slot < known.values.count else { return nil }
    guard known.moment == moment, now < known.until else {
      answers[question] = nil
      return nil
    }
    let value = known.values[slot]
    answers[question]?.values[slot] = nil
    return value
  }

  /// Keeps answers, by slot, for the records that did not ask.
  package func keep(_ question: SQLExpression, _ values: ContiguousArray<DatabaseValue?>, moment: Int, until: Duration) {
    answers[question] = (moment, until, values)
  }
}

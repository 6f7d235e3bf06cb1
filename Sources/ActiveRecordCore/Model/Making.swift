import Synchronization

/// How deep `afterInitialize` callbacks stand inside of each other: what one makes may have callbacks that make the first again.
///
/// They cannot wait, so that the stack would end before they do. So many are called and no more; none of the records that were in the
/// making is saved then.
struct Making: Sendable {
  /// The records around the one that is made now.
  @TaskLocal private static var current: Making?
  private static let maximumDepth = 50

  private let depth: Int
  private let outcome: Outcome

  /// What the innermost has to say to all that are around it.
  private final class Outcome: Sendable {
    let isEndless = Atomic(false)
  }

  /// Calls what is declared for records that come into being.
  static func call(_ rules: [@Sendable (Record) -> Void], on record: Record) {
    let making = Making(depth: (current?.depth ?? 0) + 1, outcome: current?.outcome ?? Outcome())
    if making.depth > maximumDepth { making.outcome.isEndless.store(true, ordering: .relaxed) }
    if !making.isEndless { $current.withValue(making) { for rule in rules { rule(record) } } }
    if making.isEndless { record._flags.insert(.endless) }
  }

  private var isEndless: Bool { outcome.isEndless.load(ordering: .relaxed) }
}

extension RecordFlags {
  /// The record was made by callbacks that make records without an end.
  package static let endless = RecordFlags(rawValue: 1 << 21)
}

extension Record {
  /// What is thrown for a record that is ``RecordFlags/endless``.
  package final var endlessMaking: ModelError {
    ModelError(
      .endless, model: facts.name,
      "records were made inside of each other without an end: an 'afterInitialize' makes a record whose own makes one again. "
        + "Let it do so on a condition: afterInitialize { if … { … } }")
  }
}

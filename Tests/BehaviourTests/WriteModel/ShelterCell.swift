/// One kind of step: what is done, what goes wrong, and what is known of the owner.
struct ShelterCell: Hashable, Sendable, CustomStringConvertible {
  enum Operation: String, CaseIterable, Sendable {
    case append, appendStored, build, create, remove, destroy, removeAll, replace, replaceIDs
    case setKeeper, buildKeeper, clearKeeper, save, destroyOwner

    /// Whether it takes members out, so that there should be some.
    var takesOut: Bool { [.remove, .destroy, .removeAll].contains(self) }
  }
  enum Fault: String, CaseIterable, Sendable { case none, validation, constraint, callback, lostConnection }
  enum Owner: String, CaseIterable, Sendable { case unsaved, stored, loaded }

  let operation: Operation
  let fault: Fault
  let owner: Owner

  var description: String { "\(operation) × \(fault) × \(owner)" }

  /// Every step that can be taken.
  static let all: [ShelterCell] = Operation.allCases.flatMap { operation in
    Fault.allCases.flatMap { fault in Owner.allCases.map { ShelterCell(operation: operation, fault: fault, owner: $0) } }
  }.filter(\.isPossible)

  /// Whether there is such a step; the table of the test shows "-" where not.
  private var isPossible: Bool {
    switch operation {
    // These write values, which may be wrong.
    case .append, .appendStored, .build, .replace, .setKeeper, .buildKeeper, .save: true
    // An owner without a row refuses to create members, whatever else is wrong.
    case .create: owner != .unsaved
    // These write keys and delete rows. No value is written that a validation or a constraint could refuse.
    case .remove, .removeAll, .clearKeeper, .replaceIDs: writesNoValue
    // So do these, and there is nothing to destroy where there are no rows.
    case .destroy, .destroyOwner: owner != .unsaved && writesNoValue
    }
  }

  private var writesNoValue: Bool { fault != .validation && fault != .constraint }
}

/// Numbers that follow from a seed.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

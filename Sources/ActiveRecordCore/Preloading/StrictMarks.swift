/// Marks records whose associations may not be loaded lazily.
enum StrictMarks {
  /// What records are marked with.
  static func flags(_ mode: StrictLoadingMode) -> RecordFlags {
    switch mode {
    case .off: .lenient
    case .nPlusOneOnly: [.strictBelow, .lenient]
    case .all: .strict
    }
  }

  /// Lets targets be as strict as the owners that they were loaded for.
  static func pass(from owners: [Record], through reflection: AssociationReflection) {
    guard owners.contains(where: { !$0._flags.isDisjoint(with: [.strict, .strictBelow]) }) else { return }
    for owner in owners {
      let isStrict = owner._flags.contains(.strict)
      guard isStrict || owner._flags.contains(.strictBelow) else { continue }
      let mark: RecordFlags = isStrict || !reflection.isSingular ? .strict : .strictBelow
      for target in AssociationLoad.targets(of: owner, reflection) { target._flags.insert(mark) }
    }
  }
}

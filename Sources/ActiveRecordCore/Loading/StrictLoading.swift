/// Refuses lazy loads where they are not wanted.
enum StrictLoading {
  /// Throws where the association of the record may not be loaded now.
  @inline(__always) static func check(_ owner: Record, _ reflection: AssociationReflection) throws {
    if owner._flags.contains(.strict) { throw refusal(reflection, "strict loading is on for the record") }
    try checkDeclarations(owner, reflection)
  }

  @inline(never) private static func checkDeclarations(_ owner: Record, _ reflection: AssociationReflection) throws {
    if isStrict(reflection) { throw refusal(reflection, "the association is declared with strict loading") }
    if owner.isNew { return }
    if type(of: owner).strictLoadingMode == .all { throw refusal(reflection, "strict loading is on for the model") }
    if try Database.current.configuration.strictLoading == .all { throw refusal(reflection, "strict loading is on for the database") }
  }

  /// Whether the association's own scope says `strictLoading()`.
  private static func isStrict(_ reflection: AssociationReflection) -> Bool {
    if reflection.options.strictLoading { return true }
    guard reflection.options.scope != nil, !reflection.hasOwnerScope, let facts = reflection.target.facts else { return false }
    return reflection.scoped(RelationCore(facts), owner: nil).strict == .all
  }

  private static func refusal(_ reflection: AssociationReflection, _ why: String) -> AssociationError {
    reflection.error(.strictLoading, "\(why), and it is not loaded. Load it with the records: .includes(\\.\(reflection.name))")
  }
}

extension Record {
  /// Whether loading an association that is not loaded is an error.
  public final var isStrict: Bool { _flags.contains(.strict) }

  /// Says which lazy loads of the record's associations are refused.
  ///
  /// ```swift
  /// author.strictLoading()                       // every one
  /// author.strictLoading(.nPlusOneOnly)          // those of the members of its collections
  /// author.strictLoading(.off)
  /// ```
  public final func strictLoading(_ mode: StrictLoadingMode = .all) {
    _flags.subtract([.strict, .strictBelow])
    _flags.formUnion(StrictMarks.flags(mode))
  }
}

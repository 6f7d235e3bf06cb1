/// Refuses lazy loads where they are not wanted.
enum StrictLoading {
  /// Throws where the association of the record may not be loaded now, or tells the database's configuration.
  @inline(__always) static func check(_ owner: Record, _ reflection: AssociationReflection) throws {
    guard let reason = try reason(owner, reflection) else { return }
    let refusal = refusal(reflection, reason)
    guard let report = try owner.facts.database.configuration.onStrictLoadingViolation else { throw refusal }
    report(refusal)
  }

  /// Why the association may not be loaded: what its own declaration says comes first.
  @inline(never) private static func reason(_ owner: Record, _ reflection: AssociationReflection) throws -> String? {
    switch declared(owner, reflection) {
    case .all: return "the association is declared with strict loading"
    case .off: return nil
    case .nPlusOneOnly, nil: break
    }
    if owner._flags.contains(.strict) { return "strict loading is on for the record" }
    if owner.isNew || owner._flags.contains(.lenient) { return nil }
    let modes = (model: type(of: owner).strictLoadingMode, database: try owner.facts.database.configuration.strictLoading)
    if modes.model == .all { return "strict loading is on for the model" }
    if modes.database == .all { return "strict loading is on for the database" }
    // A record that was found by its key comes without marks.
    if modes.model == .nPlusOneOnly || modes.database == .nPlusOneOnly { owner._flags.formUnion(StrictMarks.flags(.nPlusOneOnly)) }
    return nil
  }

  /// What the association's own scope says: `strictLoading()`, or `strictLoading(.off)`.
  private static func declared(_ owner: Record, _ reflection: AssociationReflection) -> StrictLoadingMode? {
    if reflection.options.strictLoading { return .all }
    guard let facts = reflection.target.facts, reflection.options.scope != nil || facts.hasDefaultScope else { return nil }
    return reflection.scoped(RelationCore(scoped: facts), owner: owner).strict
  }

  private static func refusal(_ reflection: AssociationReflection, _ why: String) -> AssociationError {
    reflection.error(.strictLoading, "\(why), and it is not loaded. Load it with the records: .includes(\\.\(reflection.name))")
  }
}

extension Record {
  /// Whether loading an association that is not loaded is an error.
  public final var isStrict: Bool { strictLoadingMode == .all }

  /// Which lazy loads of the record's associations are refused: by what was said of the record, its model or its database.
  ///
  /// ```swift
  /// author.strictLoading(.nPlusOneOnly)
  /// author.strictLoadingMode                     // .nPlusOneOnly
  /// ```
  public final var strictLoadingMode: StrictLoadingMode {
    if _flags.contains(.strict) { return .all }
    if _flags.contains(.strictBelow) { return .nPlusOneOnly }
    if _flags.contains(.lenient) { return .off }
    let modes = [type(of: self).strictLoadingMode, (try? facts.database.configuration.strictLoading) ?? .off]
    return modes.contains(.all) ? .all : modes.contains(.nPlusOneOnly) ? .nPlusOneOnly : .off
  }

  /// Says which lazy loads of the record's associations are refused, whatever its model and database say.
  ///
  /// ```swift
  /// author.strictLoading()                       // every one
  /// author.strictLoading(.nPlusOneOnly)          // those of the members of its collections
  /// author.strictLoading(.off)
  /// ```
  public final func strictLoading(_ mode: StrictLoadingMode = .all) {
    _flags.subtract([.strict, .strictBelow, .lenient])
    _flags.formUnion(StrictMarks.flags(mode))
  }
}

// The owner's callbacks for its join records: they are members of the association that it goes through.

extension JoinRows {
  /// Builds the record that joins a member, which the owner's callbacks for coming join records are told.
  static nonisolated(nonsending) func announced(
    _ member: Record, for owner: Record, _ reflection: AssociationReflection, again: Bool = false
  ) async throws -> Record {
    let through = try writable(reflection).through
    let writer = CollectionWriter(owner, through)
    guard !through.isSingular, writer.tellsOfComing else { return try build(member, for: owner, reflection, again: again) }
    let known = CollectionAccess.unsaved(owner, through)
    let join = try build(member, for: owner, reflection, again: again)
    if known.contains(where: { $0 === join }) { return join }
    do {
      try await writer.call(.beforeAdd, join)
      try await writer.call(.afterAdd, join)
    } catch {
      CollectionAccess.existing(owner, through)?.remove([join])
      throw error
    }
    return join
  }
}

extension CollectionWriter {
  /// Whether callbacks are declared for members that come.
  fileprivate var tellsOfComing: Bool {
    !book.associationCallbacks(reflection.name, .beforeAdd).isEmpty || !book.associationCallbacks(reflection.name, .afterAdd).isEmpty
  }
}

extension Record {
  /// The association whose owner is destroyed and takes the record along, or replaces it; `nil` where the record is destroyed for itself.
  ///
  /// ```swift
  /// page.beforeDestroy { if $0.destroyedByAssociation == nil { throw Halt() } }   // only with its book
  /// ```
  ///
  /// It is known to the callbacks of destroying, and to those after the transaction.
  public final var destroyedByAssociation: AssociationReflection? { facts.session?.destroyers[ObjectIdentifier(self)] }

  /// Notes what destroys the record. It takes part in the transaction, which keeps it alive.
  final func noteDestroyer(_ reflection: AssociationReflection) {
    guard let session = facts.session, session.isInTransaction else { return }
    RecordParticipant.join(self, in: session)
    session.destroyers[ObjectIdentifier(self)] = reflection
  }
}

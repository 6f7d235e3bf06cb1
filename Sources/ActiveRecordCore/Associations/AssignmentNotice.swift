/// What a model's rules want to know about a to-one association that is about to be set.
package struct AssignmentNotice {
  private let owner: Record
  private let former: Record?
  private let bodies: [@Sendable (Record, Record?) -> Void]

  /// `nil` where the rules want to know nothing, which costs a look at an empty list.
  @inline(__always) package init?(_ owner: Record, _ reflection: AssociationReflection) {
    let rules = owner.facts.loadRules.assigned
    if rules.isEmpty { return nil }
    let bodies = rules.filter { $0.association == reflection.name }.map(\.body)
    if bodies.isEmpty { return nil }
    self.owner = owner
    self.bodies = bodies
    former = SingularAccess.loaded(owner, reflection) ?? nil
  }

  /// Tells the rules, after the association was set.
  package func tell() { for body in bodies { body(owner, former) } }
}

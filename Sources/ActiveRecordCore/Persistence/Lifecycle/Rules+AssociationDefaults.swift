extension Rules {
  /// Says when an owner that is still there counts as destroyed, for `dependent: .destroyAsync`.
  ///
  /// ```swift
  /// author.ensuringOwnerWas(for: \.posts) { $0.deletedAt != nil }     // authors are only marked as deleted
  /// ```
  ///
  /// The job that destroys the members later asks it; where it says no, the members stay and the job is tried again. Without that dependent
  /// nobody asks: `ModelGraph.check` tells.
  public func ensuringOwnerWas<Element: Record>(
    for association: KeyPath<Model.Type, ToMany<Element>>, _ check: @escaping @Sendable (Model) -> Bool
  ) { ensure(Model.self[keyPath: association].names, check) }

  /// Says when an owner that is still there counts as destroyed, for `dependent: .destroyAsync`.
  public func ensuringOwnerWas<Target: AssociationTarget>(
    for association: KeyPath<Model.Type, ToOne<Target>>, _ check: @escaping @Sendable (Model) -> Bool
  ) { ensure(Model.self[keyPath: association].names, check) }

  private func ensure(_ names: [String], _ check: @escaping @Sendable (Model) -> Bool) {
    book.loads?.ensured.append(names.last ?? "")
    book.add({ check(unsafeDowncast($0, to: Model.self)) }, ensuringOwnerOf: names.last ?? "")
  }

  /// Gives a belongs_to a target where a record has none, before it is validated.
  ///
  /// ```swift
  /// @BelongsTo var home: Zone
  /// static func rules(_ line: Rules<Line>) {
  ///   line.defaultTarget(for: \.home) { try await $0.zone }
  /// }
  /// ```
  ///
  /// It asks the database where a key is set and the target is not loaded. A save without validation does not run it.
  ///
  /// - Parameters:
  ///   - association: The belongs_to.
  ///   - target: What the record gets where it has no target.
  public func defaultTarget<Target: Record>(
    for association: KeyPath<Model.Type, ToOne<Target>>, _ target: @escaping @Sendable (Model) async throws -> Target?
  ) {
    let name = Model.self[keyPath: association].names.last ?? ""
    beforeValidation { record in
      let reflection = try record.facts.association(name)
      guard reflection.kind == .belongsTo else {
        throw reflection.error(.typeMismatch, "only a belongs_to can have a default target: its key is on this record's row")
      }
      guard try await SingularLoader.load(record, reflection, isAsked: false) == nil else { return }
      BelongsToWriting.set(record, reflection, try await target(record))
    }
  }
}

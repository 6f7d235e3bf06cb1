// What a model does itself where one of its associations is set: Rails' models override the writer, `owner=`.

extension Rules {
  /// Runs after a to-one association was set: by `set`, by the memberwise initialiser, by ``defaultTarget(for:_:)``.
  ///
  /// ```swift
  /// @BelongsTo var owner: Owner?
  /// static func rules(_ kite: Rules<Kite>) {
  ///   kite.didAssign(\.owner) { kite, former in kite.formerOwner = former }
  /// }
  /// ```
  ///
  /// It asks the database nothing: the target before is given where it was in memory. Writing the foreign key alone does not run it,
  /// nor do `build` and `create`, nor does a target that is loaded.
  ///
  /// - Parameters:
  ///   - association: A belongs_to or has_one of the model.
  ///   - body: Gets the record, and the target that it had before.
  public func didAssign<Target: Record>(
    _ association: KeyPath<Model.Type, ToOne<Target>>, _ body: @escaping @Sendable (Model, _ former: Target?) -> Void
  ) {
    assigned(Model.self[keyPath: association].names) { body($0, $1 as? Target) }
  }

  /// Runs after a polymorphic belongs_to was set; see the first one.
  public func didAssign<Target: PolymorphicTarget>(
    _ association: KeyPath<Model.Type, ToOne<Target>>, _ body: @escaping @Sendable (Model, _ former: Target?) -> Void
  ) { assigned(Model.self[keyPath: association].names) { body($0, $1.flatMap { Target($0) }) } }

  private func assigned(_ names: [String], _ body: @escaping @Sendable (Model, Record?) -> Void) {
    book.loads?.assigned.append((names.last ?? "", { body(unsafeDowncast($0, to: Model.self), $1) }))
  }
}

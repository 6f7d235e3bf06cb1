// Members that come and go. A `before` callback that throws stops the change. Those for coming members exist twice: a body that never
// waits also runs when a member is built, which cannot wait; one that waits runs then when the member is saved with its owner.

extension Rules {
  /// Runs before a member is added to a collection.
  ///
  /// - Parameters:
  ///   - association: The collection.
  ///   - body: Gets the owner and the member.
  public func beforeAdd<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ body: @escaping @Sendable (Model, Element) async throws -> Void
  ) { on(.beforeAdd, association, body) }

  /// Runs before a member is added to a collection, also by `build`.
  ///
  /// - Parameters:
  ///   - association: The collection.
  ///   - body: Gets the owner and the member.
  public func beforeAdd<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ body: @escaping @Sendable (Model, Element) throws -> Void
  ) { immediately(.beforeAdd, association, body) }

  /// Runs before a member is added to a collection, also by `build`. Names a method.
  public func beforeAdd<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ method: @escaping @Sendable (Model) -> (Element) throws -> Void
  ) { immediately(.beforeAdd, association) { try method($0)($1) } }

  /// Runs before a member is added to a collection. Names a method.
  public func beforeAdd<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ method: @escaping @Sendable (Model) -> (Element) async throws -> Void
  ) { on(.beforeAdd, association) { try await method($0)($1) } }

  /// Runs after a member was added to a collection.
  ///
  /// - Parameters:
  ///   - association: The collection.
  ///   - body: Gets the owner and the member.
  public func afterAdd<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ body: @escaping @Sendable (Model, Element) async throws -> Void
  ) { on(.afterAdd, association, body) }

  /// Runs after a member was added to a collection, also by `build`.
  ///
  /// - Parameters:
  ///   - association: The collection.
  ///   - body: Gets the owner and the member.
  public func afterAdd<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ body: @escaping @Sendable (Model, Element) throws -> Void
  ) { immediately(.afterAdd, association, body) }

  /// Runs after a member was added to a collection, also by `build`. Names a method.
  public func afterAdd<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ method: @escaping @Sendable (Model) -> (Element) throws -> Void
  ) { immediately(.afterAdd, association) { try method($0)($1) } }

  /// Runs after a member was added to a collection. Names a method.
  public func afterAdd<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ method: @escaping @Sendable (Model) -> (Element) async throws -> Void
  ) { on(.afterAdd, association) { try await method($0)($1) } }

  /// Runs before a member is removed from a collection.
  ///
  /// - Parameters:
  ///   - association: The collection.
  ///   - body: Gets the owner and the member.
  public func beforeRemove<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ body: @escaping @Sendable (Model, Element) async throws -> Void
  ) { on(.beforeRemove, association, body) }

  /// Runs before a member is removed from a collection. Names a method.
  public func beforeRemove<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ method: @escaping @Sendable (Model) -> (Element) async throws -> Void
  ) { on(.beforeRemove, association) { try await method($0)($1) } }

  /// Runs after a member was removed from a collection.
  ///
  /// - Parameters:
  ///   - association: The collection.
  ///   - body: Gets the owner and the member.
  public func afterRemove<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ body: @escaping @Sendable (Model, Element) async throws -> Void
  ) { on(.afterRemove, association, body) }

  /// Runs after a member was removed from a collection. Names a method.
  public func afterRemove<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ method: @escaping @Sendable (Model) -> (Element) async throws -> Void
  ) { on(.afterRemove, association) { try await method($0)($1) } }

  private func on<Element: Record>(
    _ point: AssociationCallback.Point, _ association: KeyPath<Model.Type, ToMany<Element>>,
    _ body: @escaping @Sendable (Model, Element) async throws -> Void
  ) {
    let name = Model.self[keyPath: association].names.last ?? ""
    book.add(
      AssociationCallback(point: point) { owner, member in
        try await body(unsafeDowncast(owner, to: Model.self), unsafeDowncast(member, to: Element.self))
      }, to: name)
  }

  private func immediately<Element: Record>(
    _ point: AssociationCallback.Point, _ association: KeyPath<Model.Type, ToMany<Element>>,
    _ body: @escaping @Sendable (Model, Element) throws -> Void
  ) {
    let name = Model.self[keyPath: association].names.last ?? ""
    let erased: @Sendable (Record, Record) throws -> Void = { owner, member in
      try body(unsafeDowncast(owner, to: Model.self), unsafeDowncast(member, to: Element.self))
    }
    book.add(AssociationCallback(point: point, immediate: erased) { owner, member in try erased(owner, member) }, to: name)
  }
}

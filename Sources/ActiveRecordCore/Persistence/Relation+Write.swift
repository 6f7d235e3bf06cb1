// New records that fulfil a query's conditions. Of a query over a collection, they are members of it.

extension Relation {
  /// A new record with the values that the query's equality conditions say.
  ///
  /// ```swift
  /// let draft = Post.where { $0.published == false }.build { $0.title = "Draft" }   // published is false
  /// let nut = garden.plants.where { $0.kind == "nut" }.build()                      // garden_id is the garden's
  /// ```
  @discardableResult public func build(_ configure: (Model) throws -> Void) rethrows -> Model {
    guard let origin else {
      let record = Model()
      try? ScopeAttributes.set(from: core, on: record)
      try configure(record)
      record._initialized()
      return record
    }
    let writer = CollectionWriter(origin.owner, origin.association)
    let record = try writer.make(Model.self, narrowed: core, configure)
    writer.keep(built: record)
    return record
  }

  /// A new record with the values that the query's equality conditions say.
  @discardableResult public func build() -> Model { build { _ in } }

  /// A new record with the values that the query's equality conditions say, saved.
  ///
  /// - Throws: ``RecordInvalid`` where it does not pass validation, ``RecordNotSaved`` where the owner of the collection is not saved.
  @discardableResult public func create(_ configure: (Model) throws -> Void = { _ in }) async throws -> Model {
    let record = try made(configure)
    guard let origin else {
      try await record.save()
      return record
    }
    try await CollectionWriter(origin.owner, origin.association).append([record], keepsInvalid: false)
    return record
  }

  /// A new record with the values that the query's equality conditions say, saved if it passes validation.
  @discardableResult public func createIfValid(_ configure: (Model) throws -> Void = { _ in }) async throws -> Model {
    try await createIfValid(configure, refusedIsThrown: false)
  }

  /// - Parameter refusedIsThrown: Whether a record that passed validation, and was refused by a unique index, is an error all the same.
  nonisolated(nonsending) func createIfValid(
    _ configure: (Model) throws -> Void, refusedIsThrown: Bool
  ) async throws -> Model {
    let record = try made(configure)
    do {
      if let origin {
        let writer = CollectionWriter(origin.owner, origin.association)
        try await writer.append([record], keepsRefused: !refusedIsThrown)
      } else {
        try await record.save()
      }
    } catch let error as RecordInvalid {
      if refusedIsThrown, error.refusal != nil { throw error }
    } catch is RecordNotSaved {}
    return record
  }

  private func made(_ configure: (Model) throws -> Void) throws -> Model {
    guard let origin else {
      let record = Model()
      try ScopeAttributes.set(from: core, on: record)
      try configure(record)
      record._initialized()
      return record
    }
    let writer = CollectionWriter(origin.owner, origin.association)
    try writer.checkOwner()
    return try writer.make(Model.self, narrowed: core, configure)
  }
}

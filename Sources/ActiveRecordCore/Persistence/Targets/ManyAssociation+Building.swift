// New members: built in memory, or saved at once.

extension ManyAssociation {
  /// A new member, which knows its owner and is saved with it.
  ///
  /// ```swift
  /// let draft = ada.posts.build { $0.title = "Draft" }
  /// ```
  ///
  /// It gets the owner's key, and what the equality conditions of the association's scope say; what `configure` sets wins over the scope,
  /// and the owner's key over everything. Callbacks for coming members that never wait run at once, the others when it is saved.
  @discardableResult public func build(_ configure: (Element) throws -> Void) rethrows -> Element {
    let member = try writer.make(Element.self, configure)
    writer.keep(built: member)
    return member
  }

  /// A new member, which knows its owner and is saved with it.
  @discardableResult public func build() -> Element { build { _ in } }

  /// A new member for each value.
  ///
  /// ```swift
  /// ada.posts.build(forEach: ["First", "Second"]) { $0.title = $1 }
  /// ```
  @discardableResult public func build<Values: Sequence>(
    forEach values: Values, _ configure: (Element, Values.Element) throws -> Void
  ) rethrows -> [Element] {
    try values.map { value in try build { try configure($0, value) } }
  }

  /// A new member, saved at once.
  ///
  /// ```swift
  /// let post = try await ada.posts.create { $0.title = "Hello" }
  /// // BEGIN; INSERT INTO "posts" ("title", "author_id") VALUES (?, ?); COMMIT
  /// ```
  ///
  /// - Throws: ``RecordInvalid`` where it does not pass validation, ``RecordNotSaved`` where the owner is not saved or a callback stops it.
  @discardableResult public func create(_ configure: (Element) throws -> Void = { _ in }) async throws -> Element {
    try writer.checkOwner()
    let member = try writer.make(Element.self, configure)
    try await writer.append([member], keepsInvalid: false)
    return member
  }

  /// A new member, saved if it passes validation; its errors tell if not.
  @discardableResult public func createIfValid(_ configure: (Element) throws -> Void = { _ in }) async throws -> Element {
    try writer.checkOwner()
    let member = try writer.make(Element.self, configure)
    do { try await writer.append([member]) } catch is RecordInvalid {} catch let error as RecordNotSaved where member.isPersisted {
      throw error
    } catch is RecordNotSaved {}
    return member
  }

  /// A new member for each value, each saved in a transaction of its own.
  ///
  /// - Throws: ``RecordInvalid`` at the first that does not pass validation; those before it stay saved.
  @discardableResult public func create<Values: Sequence>(
    forEach values: Values, _ configure: (Element, Values.Element) throws -> Void
  ) async throws -> [Element] {
    var members: [Element] = []
    for value in values { members.append(try await create { try configure($0, value) }) }
    return members
  }

  /// A new member for each value, each saved if it passes validation.
  @discardableResult public func createIfValid<Values: Sequence>(
    forEach values: Values, _ configure: (Element, Values.Element) throws -> Void
  ) async throws -> [Element] {
    var members: [Element] = []
    for value in values { members.append(try await createIfValid { try configure($0, value) }) }
    return members
  }
}

extension CollectionWriter {
  /// Only an owner that has a row can have members created.
  func checkOwner() throws {
    guard owner.isNew else { return }
    throw RecordNotSaved(
      model: owner.facts.name,
      "\(reflection.path): the owner has no row yet, so no member can be created. Save it first, or build the member")
  }
}

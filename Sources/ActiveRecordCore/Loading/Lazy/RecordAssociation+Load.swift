extension RecordAssociation {
  /// The targets; asks the database where they are not known, for all records that were loaded together.
  ///
  /// - Throws: ``AssociationError`` for a mistake in the declaration; ``DatabaseError``.
  @discardableResult
  public nonisolated(nonsending) func load() async throws -> [Record] {
    if !reflection.isSingular { return try await CollectionLoader.load(owner, reflection) }
    return try await SingularLoader.load(owner, reflection).map { [$0] } ?? []
  }

  /// The query for the targets, with its values in it, in the dialect of the current database; for people to read.
  ///
  /// - Throws: ``AssociationError`` for a mistake in the declaration, and where a column says which table to ask.
  public func toSQL() throws -> String {
    let core = try AssociationQuery.relation(reflection, owner: owner)
    let dialect = try core.facts.database.dialect
    return try core.statement(dialect, selection: [SQLSelection(.star(.root))]).rendered(dialect, showsValues: true).text
  }
}

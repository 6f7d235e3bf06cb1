extension ManyAssociation: QuerySource {
  /// The query for the members: every clause of a relation begins there, as a query of its own.
  public var relation: Relation<Element> { CollectionLoader.relation(owner, reflection, as: Element.self) }

  /// The SQL that loads the members, with its values written in, for reading.
  public func toSQL() throws -> String { try relation.toSQL() }
}

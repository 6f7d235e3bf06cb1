/// What can be asked for records: relations and collections.
///
/// Everything that reads a relation also works on a collection of a record, as a query of its own.
public protocol QuerySource<Model> {
  /// The model of the records.
  associatedtype Model: Record
  /// The query for the records.
  var relation: Relation<Model> { get }
}

extension Relation: QuerySource {
  /// The relation itself.
  public var relation: Relation<Model> { self }
}

extension QuerySource {
  /// The query with `change` made to it.
  package func changed(_ change: (inout RelationCore) -> Void) -> Relation<Model> { relation.changing(change) }
}

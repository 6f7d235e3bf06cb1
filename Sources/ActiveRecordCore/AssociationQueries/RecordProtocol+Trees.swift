// Trees in one table: everything above or below a record, by one query.

extension RecordProtocol where Self: Record {
  /// Every record below this one: its children, theirs, and so on.
  ///
  /// ```swift
  /// let files = try await folder.descendants(by: \.children).where { $0.isFile }.count()
  /// // WITH RECURSIVE "children_steps" ("step") AS (… UNION …) SELECT COUNT(*) FROM "folders" WHERE …
  /// ```
  ///
  /// It is a query: it can be narrowed, ordered and counted. Rows that lie in a circle come once; among them is then this one, too.
  ///
  /// - Parameter association: A has_many of the model to itself.
  public func descendants<Node: Record>(by association: KeyPath<Self.Type, ToMany<Node>>) -> Relation<Node> {
    Self.tree([self], Self.self[keyPath: association])
  }

  /// Every record below some others, by one query.
  ///
  /// ```swift
  /// let all = try await Folder.descendants(of: roots, by: \.children).load()
  /// ```
  public static func descendants<Node: Record>(
    of roots: [Self], by association: KeyPath<Self.Type, ToMany<Node>>
  ) -> Relation<Node> { tree(roots, Self.self[keyPath: association]) }

  /// Every record above this one: its parent, that one's, and so on, in no order. See ``lineage(by:)`` for the way up.
  ///
  /// ```swift
  /// let isBelow = try await folder.ancestors(by: \.parent).exists(root.id!)
  /// // WITH RECURSIVE "parent_steps" ("step") AS (… UNION …) SELECT 1 FROM "folders" WHERE … LIMIT 1
  /// ```
  ///
  /// - Parameter association: A belongs_to of the model to itself.
  public func ancestors<Node: Record>(by association: KeyPath<Self.Type, ToOne<Node>>) -> Relation<Node> {
    Self.tree([self], Self.self[keyPath: association])
  }

  /// Every record above some others, by one query.
  public static func ancestors<Node: Record>(
    of records: [Self], by association: KeyPath<Self.Type, ToOne<Node>>
  ) -> Relation<Node> { tree(records, Self.self[keyPath: association]) }

  fileprivate static func tree<Node: Record>(_ records: [Self], _ path: some AssociationPath) -> Relation<Node> {
    var core = RelationCore(Node._facts)
    do {
      let reflection = try path.root.association(path.names.last ?? "")
      guard path.names.count == 1 else { throw reflection.error(.notATree, "name one association of the model itself") }
      core = try TreeQuery.relation(reflection, owners: records)
    } catch { core.failure = error }
    return Relation<Node>(core)
  }
}

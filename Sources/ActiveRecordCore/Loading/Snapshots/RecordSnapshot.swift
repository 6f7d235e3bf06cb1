/// What a record holds, and the associations that were taken along, as a value that any task may have.
///
/// ```swift
/// let snapshot = try post.snapshot(\.author, \.replies)
/// let text = await renderer.render(snapshot)   // another actor
/// ```
///
/// It is read like the record: `try snapshot.title`, `try snapshot.author?.name`, `try snapshot.replies.count`. Nothing is loaded any more: what
/// was not taken along throws.
@dynamicMemberLookup public struct RecordSnapshot<Model: Record>: Sendable, Hashable {
  let node: SnapshotNode

  /// The value of a column.
  ///
  /// - Throws: ``ModelError`` where it was never set.
  public subscript<V: ColumnValue>(dynamicMember column: KeyPath<Model.Type, Column<V>>) -> V {
    get throws { try node.value(Model.self[keyPath: column]) }
  }

  /// The target of an association to one record.
  ///
  /// - Throws: ``AssociationError`` where it was not taken along.
  public subscript<Target: Record>(dynamicMember association: KeyPath<Model.Type, ToOne<Target>>) -> RecordSnapshot<Target>? {
    get throws {
      let found: [RecordSnapshot<Target>] = try targets(Model.self[keyPath: association].names)
      return found.first
    }
  }

  /// The members of a collection.
  ///
  /// - Throws: ``AssociationError`` where it was not taken along.
  public subscript<Target: Record>(dynamicMember association: KeyPath<Model.Type, ToMany<Target>>) -> [RecordSnapshot<Target>] {
    get throws { try targets(Model.self[keyPath: association].names) }
  }

  private func targets<Target: Record>(_ names: [String]) throws -> [RecordSnapshot<Target>] {
    try node.targets(names.last ?? "").map { RecordSnapshot<Target>(node: $0) }
  }

  /// Whether there was a row for the record.
  public var isPersisted: Bool { node.isPersisted }

  /// A record of this task's own with the values, which knows what was taken along.
  ///
  /// ```swift
  /// let post = try snapshot.record()
  /// try await post.update { $0.views += 1 }   // UPDATE "posts" SET "views" = ? WHERE "posts"."id" = ?
  /// ```
  ///
  /// What the first one had not saved counts as saved here, unless it was new. Callbacks of loading do not run.
  ///
  /// - Throws: ``ModelError`` where a value does not fit the model.
  public func record() throws -> Model {
    guard let record = try node.record() as? Model else {
      throw ModelError(.unsupported, model: node.facts.name, "the snapshot holds another model than \(Model._facts.name)")
    }
    return record
  }
}

extension RecordProtocol where Self: Record {
  /// The record's values and those of associations, which have to be in memory, as a value that may go to any task.
  ///
  /// ```swift
  /// let posts = try await Post.includes(\.author).load()
  /// let snapshots = try posts.map { try $0.snapshot(\.author) }
  /// ```
  ///
  /// - Parameter paths: The associations to take along; they nest: `\.replies.author`.
  /// - Throws: ``AssociationError`` where one of them is not loaded.
  public func snapshot<each Path: AssociationPath>(_ paths: repeat KeyPath<Self.Type, each Path>) throws -> RecordSnapshot<Self> {
    RecordSnapshot(node: try SnapshotNode(self, PreloadTree(AssociationNames.of(Self.self, repeat each paths))))
  }
}

extension Array where Element: Record {
  /// The values of each record; see ``RecordProtocol/snapshot(_:)``.
  public func snapshots<each Path: AssociationPath>(
    _ paths: repeat KeyPath<Element.Type, each Path>
  ) throws -> [RecordSnapshot<Element>] {
    let tree = PreloadTree(AssociationNames.of(Element.self, repeat each paths))
    return try map { RecordSnapshot(node: try SnapshotNode($0, tree)) }
  }
}

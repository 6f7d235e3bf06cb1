/// Loads a whole tree with one query and puts each record where its neighbours find it.
struct TreeLoad {
  let reflection: AssociationReflection
  private let resolved: AssociationResolution
  private let ownerKey: Int
  private let targetKey: Int

  init(_ reflection: AssociationReflection) throws {
    self.reflection = reflection
    resolved = try reflection.resolved()
    ownerKey = resolved.ownerKey
    targetKey = resolved.targetKey ?? 0
  }

  /// Loads everything that the association leads to from the records.
  nonisolated(nonsending) func run(_ roots: [Record]) async throws {
    let core = try TreeQuery.relation(reflection, owners: roots)
    let found = try await RelationLoader.records(core, tells: false, cause: .about(reflection, "tree, for \(roots.count) records"))
    // A record that is there already stands for its row.
    var given: [DatabaseValue: Record] = [:]
    for root in roots where root.isPersisted { given[root.keyValue] = root }
    let targets = found.map { given[$0.keyValue] ?? $0 }
    let groups = Dictionary(grouping: targets) { $0.key(at: targetKey) }
    let nodes = roots + found.filter { given[$0.keyValue] == nil }
    let branches = nodes.map { (node: $0, targets: groups[$0.key(at: ownerKey)] ?? []) }
    for branch in branches where !reflection.isSingular {
      for target in branch.targets { CollectionAccess.setInverse(branch.node, reflection, on: target) }
    }
    try core.facts.tellLoaded(Array(nodes.dropFirst(roots.count)))
    for branch in branches { place(branch.targets, on: branch.node) }
    try refuseCircles(nodes)
  }

  private func place(_ targets: [Record], on node: Record) {
    if reflection.isSingular { return TargetPlacement.place(targets.first, on: node, reflection) }
    TargetPlacement.place(targets, on: node, reflection)
  }

  /// A record that is reached from itself would let a walk through the tree go on for ever.
  private func refuseCircles(_ nodes: [Record]) throws {
    var state: [ObjectIdentifier: Bool] = [:]
    for node in nodes where state[ObjectIdentifier(node)] == nil {
      var stack = [(node, false)]
      while let (next, isLeft) = stack.popLast() {
        let id = ObjectIdentifier(next)
        if isLeft {
          state[id] = true
          continue
        }
        if let isDone = state[id] {
          if isDone { continue }
          throw reflection.circle
        }
        state[id] = false
        stack.append((next, true))
        for target in targets(of: next) {
          if state[ObjectIdentifier(target)] == false { throw reflection.circle }
          stack.append((target, false))
        }
      }
    }
  }

  private func targets(of node: Record) -> [Record] {
    if reflection.isSingular { return (SingularAccess.loaded(node, reflection) ?? nil).map { [$0] } ?? [] }
    return CollectionAccess.loaded(node, reflection) ?? []
  }
}

extension Array where Element: Record {
  /// Loads everything below these records with one query; walking down the association asks for nothing more.
  ///
  /// ```swift
  /// let roots = try await Folder.where { $0.parentID == nil }.load()
  /// try await roots.preloadTree(\.children)
  /// func show(_ folder: Folder) throws { for child in try folder.children.loaded { try show(child) } }
  /// ```
  ///
  /// - Throws: ``AssociationError`` where the association does not lead from the model to itself, or where rows form a circle.
  public func preloadTree<Node: Record>(_ association: KeyPath<Element.Type, ToMany<Node>>) async throws {
    let path = Element.self[keyPath: association]
    try await TreeLoad(path.root.association(path.names.last ?? "")).run(self)
  }

  /// Loads everything above these records with one query; walking up the association asks for nothing more.
  ///
  /// ```swift
  /// try await files.preloadTree(\.parent)
  /// ```
  ///
  /// - Throws: ``AssociationError`` where the association does not lead from the model to itself, or where rows form a circle.
  public func preloadTree<Node: Record>(_ association: KeyPath<Element.Type, ToOne<Node>>) async throws {
    let path = Element.self[keyPath: association]
    try await TreeLoad(path.root.association(path.names.last ?? "")).run(self)
  }
}

extension RecordProtocol where Self: Record {
  /// The records above this one, the nearest first, by one query.
  ///
  /// ```swift
  /// let crumbs = try await folder.lineage(by: \.parent).reversed().map(\.name)
  /// ```
  ///
  /// - Throws: ``AssociationError`` where rows form a circle.
  public func lineage<Node: Record>(by association: KeyPath<Self.Type, ToOne<Node>>) async throws -> [Node] {
    let path = Self.self[keyPath: association]
    let reflection = try path.root.association(path.names.last ?? "")
    var result: [Node] = []
    var next: Record = self
    // Parents without a row are in memory only.
    while let parent = SingularAccess.state(next, reflection)?.target as? Node, parent.isNew {
      if result.contains(where: { $0 === parent }) { throw reflection.circle }
      result.append(parent)
      next = parent
    }
    try await TreeLoad(reflection).run([next])
    while let parent = (SingularAccess.loaded(next, reflection) ?? nil) as? Node {
      result.append(parent)
      next = parent
    }
    return result
  }
}

extension AssociationReflection {
  fileprivate var circle: AssociationError {
    error(
      .notATree,
      "the rows form a circle: a record is above itself. Move one of them; "
        + "the query of ancestors(by:) or descendants(by:) names those that take part, each once")
  }
}

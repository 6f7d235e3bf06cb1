/// The associations to load with records, as a tree: what several chains begin with stands once.
struct PreloadTree {
  /// An association, and what is loaded with its targets.
  struct Branch {
    let name: String
    /// The class whose records have it, below a polymorphic association.
    fileprivate(set) var facts: ModelFacts?
    fileprivate(set) var tree: PreloadTree
  }

  private(set) var branches: [Branch] = []

  init(_ chains: [[String]] = []) {
    for chain in chains { insert(chain[...]) }
  }

  init(_ requests: [LoadRequest]) {
    for request in requests { insert(request.names[...], request.narrowing) }
  }

  var isEmpty: Bool { branches.isEmpty }

  private mutating func insert(_ chain: ArraySlice<String>, _ narrowing: LoadRequest.Narrowing? = nil) {
    guard let name = chain.first else { return }
    let facts = narrowing.flatMap { $0.depth == chain.startIndex ? $0.facts : nil }
    if let index = branches.firstIndex(where: { $0.name == name && $0.facts === facts }) {
      branches[index].tree.insert(chain.dropFirst(), narrowing)
    } else {
      var tree = PreloadTree()
      tree.insert(chain.dropFirst(), narrowing)
      branches.append(Branch(name: name, facts: facts, tree: tree))
    }
  }
}

/// Loads a tree of associations for records, level by level.
enum Preloader {
  /// Loads what is not loaded yet; instances that were loaded before stay.
  ///
  /// - Parameter available: Records that are there already, and stand in for rows of associations to one record.
  /// - Parameter sharing: Whether branches are looked at for queries that they share; below a branch that was looked at, they are not again.
  static nonisolated(nonsending) func run(
    _ tree: PreloadTree, on records: [Record], from available: [Record] = [], sharing: Bool = true
  ) async throws {
    guard !records.isEmpty else { return }
    if sharing, available.isEmpty { try await SharedQueries.run(tree, on: records) }
    let early = available.isEmpty ? try await EarlyLoads.run(tree, on: records) : nil
    defer { early?.tellRest() }
    for branch in tree.branches {
      var targets: [Record] = []
      var isForeseen = true
      for (reflection, owners) in try grouped(branching(records, branch), branch.name) {
        try DeprecatedAssociations.check(reflection, .preloaded)
        var load = try Self.load(reflection, owners, early)
        load.available = available
        try await load.run(stepwise: true)
        if reflection.isPolymorphic { isForeseen = false }
        if !branch.tree.isEmpty { targets += owners.flatMap { AssociationLoad.targets(of: $0, reflection) } }
      }
      if !branch.tree.isEmpty { try await run(branch.tree, on: Deduplication.instances(targets), from: available, sharing: !isForeseen) }
    }
  }

  /// The records that a branch is about.
  static func branching(_ records: [Record], _ branch: PreloadTree.Branch) -> [Record] {
    branch.facts.map { facts in records.filter { $0.facts.descends(from: facts) } } ?? records
  }

  /// The load of an association for those of the owners that it is not loaded for.
  static func load(
    _ reflection: AssociationReflection, _ owners: [Record], _ early: EarlyLoads?, known: [Record] = []
  ) throws -> AssociationLoad {
    let missing = try AssociationLoad.missing(reflection, owners, known: known)
    return try AssociationLoad(reflection, owners: missing, cause: .preloading(reflection, for: missing.count), early: early)
  }

  /// The records by the association that a name means for their class; classes of a hierarchy may share it.
  static func grouped(_ records: [Record], _ name: String) throws -> [(AssociationReflection, [Record])] {
    var groups: [(reflection: AssociationReflection, owners: [Record])] = []
    var last: (type: Record.Type, index: Int)?
    for record in records {
      let type = type(of: record)
      if let last, last.type == type {
        groups[last.index].owners.append(record)
        continue
      }
      let reflection = try type._facts.association(name)
      let index = groups.firstIndex { $0.reflection === reflection } ?? groups.count
      if index == groups.count { groups.append((reflection, [])) }
      groups[index].owners.append(record)
      last = (type, index)
    }
    return groups
  }
}

extension QueryCause {
  /// "Post.author, preloaded, for 100 records"
  static func preloading(_ reflection: AssociationReflection, and others: [AssociationReflection] = [], for count: Int) -> QueryCause {
    QueryCause("\(([reflection] + others).map(\.path).joined(separator: ", ")), preloaded, for \(records(count))")
  }
}

extension Deduplication {
  /// The distinct instances, in the order they came.
  static func instances(_ records: [Record]) -> [Record] {
    var seen: Set<ObjectIdentifier> = []
    return records.filter { seen.insert(ObjectIdentifier($0)).inserted }
  }
}

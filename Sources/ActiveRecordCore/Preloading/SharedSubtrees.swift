/// Branches that lead to one model and go on alike: what they go on with is loaded for the targets of all of them at once.
///
/// ```swift
/// Theatre.preload(\.hits.roles, \.latest.roles)   // theatres, hits, latest plays, and the roles of both: four queries
/// ```
struct SharedSubtrees {
  /// For each branch, the last one that goes on alike.
  private let last: [Int]
  private var waiting: [Int: [[Record]]] = [:]

  init(_ tree: PreloadTree, of facts: ModelFacts) {
    let branches = tree.branches
    var last = Array(branches.indices)
    if branches.count > 1 {
      let models = branches.map { facts.associations[$0.name]?.target.facts?.root }
      for (position, branch) in branches.enumerated() where !branch.tree.isEmpty && models[position] != nil {
        let alike = branches.indices.last { models[$0] === models[position] && branches[$0].tree.isSame(as: branch.tree) }
        last[position] = alike ?? position
      }
    }
    self.last = last
  }

  /// The targets that a branch goes on with, its own and those of the branches before it; none where a later one takes them along.
  ///
  /// Two instances of one row are in two groups: members know the one that they were loaded for.
  mutating func groups(below position: Int, _ own: [Record]) -> [[Record]] {
    if last[position] != position {
      waiting[last[position], default: []].append(own)
      return []
    }
    guard let others = waiting[position] else { return [own] }
    var groups: [(records: [Record], instances: [RecordIdentity: Record])] = []
    for targets in others + [own] {
      let instances = Dictionary(targets.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
      let fitting = groups.firstIndex { group in instances.allSatisfy { group.instances[$0] == nil || group.instances[$0] === $1 } }
      guard let fitting else {
        groups.append((targets, instances))
        continue
      }
      groups[fitting].records = Deduplication.instances(groups[fitting].records + targets)
      groups[fitting].instances.merge(instances) { first, _ in first }
    }
    return groups.map(\.records)
  }
}

extension PreloadTree {
  /// Whether two trees load the same, in the same order.
  func isSame(as other: PreloadTree) -> Bool {
    branches.count == other.branches.count
      && zip(branches, other.branches).allSatisfy { $0.name == $1.name && $0.facts === $1.facts && $0.tree.isSame(as: $1.tree) }
  }
}

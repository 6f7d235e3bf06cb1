/// Collections that a query loads in part, because a condition on their members stands in the query that loads them.
///
/// Rails does the same without a word. Here the log says so, once for each database and association, with what was likely meant.
enum PartialLoads {
  /// Warns of the collections that are loaded in part.
  static func warn(_ core: RelationCore, chains: [[String]], _ plan: JoinPlan) throws {
    let observers = try core.facts.database.observers
    guard observers.warns else { return }
    for path in paths(core, chains, plan) {
      let name = path.joined(separator: ".")
      observers.warn(
        once: "\(core.facts.name).\(name) is loaded in part: a condition of the query speaks of it, so only the members that fulfil it are "
          + "loaded. To find records by their members and load all of them, write .where { $0.\(name).exists { … } }.preload(\\.\(name)). "
          + "To load some of the members, declare an association with that scope")
    }
  }

  /// The chains that end at such a collection, in the order of the query's tables.
  static func paths(_ core: RelationCore, _ chains: [[String]], _ plan: JoinPlan) -> [[String]] {
    let spoken = plan.nodes.filter { node in core.conditions.contains { $0.speaks(of: node) } }.map(\.path)
    return plan.nodes.filter { node in
      node.reflection.map { !$0.isSingular } ?? false && chains.contains { $0.starts(with: node.path) }
        && spoken.contains { $0.starts(with: node.path) }
    }.map(\.path)
  }
}

extension SQLExpression {
  /// Whether a condition names a joined table: by the association, by the table's name, or in hand-written SQL.
  fileprivate func speaks(of node: JoinPlan.Node) -> Bool {
    if case .raw(let sql) = self {
      return sql.fragments.contains { fragment in
        guard case .text(let text) = fragment else { return false }
        return ["\(node.alias).", "\(node.alias)\".", "\(node.alias)`."].contains { text.contains($0) }
      }
    }
    return tables.contains { tag in
      switch tag {
      case .path(let path): path == node.path
      case .table(let name), .alias(let name): name == node.alias
      default: false
      }
    }
  }
}

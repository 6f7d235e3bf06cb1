/// An association as a preload comes to it: a branch, or a step of a through association.
final class PreloadStep {
  let reflection: AssociationReflection
  /// What leads to the owners; `nil` where they are the records that the preload is about.
  let parent: PreloadStep?
  /// The class of the owners, below a polymorphic association.
  let narrowing: ModelFacts?
  /// Whether it is a step of a through association, and no branch.
  fileprivate(set) var isOnTheWay: Bool
  /// Which steps it shares a query with, by their number.
  fileprivate(set) var group: Int?
  var owners: [Record] = []
  var isDone = false
  /// The load of the association, where it is one query that compares a key of the targets with one of the owners.
  private let direct: AssociationLoad?
  private lazy var plainStatement: SelectStatement? = direct.flatMap { try? PreloadStep.plainStatement($0) }

  fileprivate init(
    _ reflection: AssociationReflection, _ way: AssociationLoad.Way, below parent: PreloadStep?, narrowing: ModelFacts?, isOnTheWay: Bool
  ) {
    self.reflection = reflection
    self.parent = parent
    self.narrowing = narrowing
    self.isOnTheWay = isOnTheWay
    direct =
      switch way {
      case .one, .many: try? AssociationLoad(reflection, owners: [], cause: .none)
      default: nil
      }
  }

  var isReady: Bool { parent?.isDone ?? true }

  /// The steps that lead to this one, and itself.
  private var line: some Sequence<PreloadStep> { sequence(first: self) { $0.parent } }

  /// Whether the targets of both are found by one query for the keys of both.
  fileprivate func sharesQuery(with other: PreloadStep) -> Bool {
    if reflection === other.reflection { return true }
    guard let direct, let others = other.direct, direct.targetFacts === others.targetFacts,
      direct.resolved.targetKey == others.resolved.targetKey,
      direct.hasIntegerPair == others.hasIntegerPair,
      direct.keyWidth == others.keyWidth
    else { return false }
    if direct.isUnscoped, others.isUnscoped { return direct.comparesClass(as: others) }
    // A scope is asked each time: it may look at more than the model.
    guard let statement = plainStatement else { return false }
    return statement == other.plainStatement
  }

  fileprivate func leads(to other: PreloadStep) -> Bool { other.line.contains { $0 === self } }

  /// The statement for no key; `nil` where the scope says more than which rows there are.
  private static func plainStatement(_ load: AssociationLoad) throws -> SelectStatement? {
    let core = try AssociationQuery.relation(load.reflection, .one(.null), scopeOwner: nil)
    guard core.loads.isEmpty, core.strict == nil, !core.isReadonly, !core.isNone, core.failure == nil else { return nil }
    return try core.statement(nil)
  }

  fileprivate static func needed(_ all: [PreloadStep], _ groups: [[PreloadStep]]) -> [PreloadStep] {
    var wanted: Set<ObjectIdentifier> = []
    for (number, group) in groups.enumerated() {
      for step in group {
        step.group = number
        for step in step.line { wanted.insert(ObjectIdentifier(step)) }
      }
    }
    return all.filter { wanted.contains(ObjectIdentifier($0)) }
  }
}

extension AssociationLoad {
  /// Whether nothing but the key and the class says which rows there are.
  fileprivate var isUnscoped: Bool { reflection.options.scope == nil && !targetFacts.hasDefaultScope }

  fileprivate func comparesClass(as other: AssociationLoad) -> Bool {
    guard let type = resolved.hops[0].typeCondition else { return other.resolved.hops[0].typeCondition == nil }
    return other.resolved.hops[0].typeCondition.map { $0 == type } ?? false
  }
}

/// The steps of a preload, as far as they can be told before anything is loaded, depth first.
struct PreloadSteps {
  private(set) var all: [PreloadStep] = []

  init(_ tree: PreloadTree, of facts: ModelFacts) { add(tree, of: facts, below: nil) }

  /// The steps that share queries, and those that lead to them.
  func sharing() -> [PreloadStep] {
    var groups: [[PreloadStep]] = []
    for step in all {
      let fitting = groups.firstIndex { group in group[0].sharesQuery(with: step) && !group.contains { $0.leads(to: step) } }
      if let fitting { groups[fitting].append(step) } else { groups.append([step]) }
    }
    return PreloadStep.needed(all, groups.filter { $0.count > 1 })
  }

  private mutating func add(_ tree: PreloadTree, of facts: ModelFacts, below parent: PreloadStep?) {
    for branch in tree.branches {
      guard let reflection = (branch.facts ?? facts).associations[branch.name] else { continue }
      let last = add(reflection, below: parent, narrowing: branch.facts, isOnTheWay: false)
      if let last, let target = reflection.target.facts { add(branch.tree, of: target, below: last) }
    }
  }

  /// Adds the steps of an association, and returns the one that ends at its targets.
  private mutating func add(
    _ reflection: AssociationReflection, below parent: PreloadStep?, narrowing: ModelFacts?, isOnTheWay: Bool
  ) -> PreloadStep? {
    guard let way = try? AssociationLoad(reflection, owners: [], cause: .none).way(stepwise: true) else { return nil }
    if case .through(let through, let source) = way {
      let middle = add(through, below: parent, narrowing: narrowing, isOnTheWay: true)
      return middle.flatMap { add(source, below: $0, narrowing: nil, isOnTheWay: true) }
    }
    let known = all.first { $0.reflection === reflection && $0.parent === parent && $0.narrowing === narrowing }
    if let known {
      if !isOnTheWay { known.isOnTheWay = false }
      return known
    }
    let step = PreloadStep(reflection, way, below: parent, narrowing: narrowing, isOnTheWay: isOnTheWay)
    all.append(step)
    return step
  }
}

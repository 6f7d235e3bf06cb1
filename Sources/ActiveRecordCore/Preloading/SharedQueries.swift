/// Queries that several branches of a preload would send alike: each is sent once, for the owners of all of them.
///
/// ```swift
/// Favorite.preload(\.author, \.favorite)               // both are authors: one query
/// Author.preload(\.posts, \.favorites.posts)           // the posts of the author and of the favorites: one query
/// ```
///
/// Only what is shared, and what leads to it, is loaded here. The preload goes through its branches all the same, and finds that loaded.
enum SharedQueries {
  static nonisolated(nonsending) func run(_ tree: PreloadTree, on records: [Record]) async throws {
    guard tree.forks, let facts = records.first?.facts else { return }
    var pending = PreloadSteps(tree, of: facts).sharing()
    while !pending.isEmpty {
      let next = next(pending)
      for step in next { step.owners = owners(of: step, records) }
      for steps in apart(next) { try await load(steps) }
      for step in next { step.isDone = true }
      pending.removeAll(where: \.isDone)
    }
  }

  /// What is loaded next: what others wait for, then the first query whose owners are all there.
  private static func next(_ pending: [PreloadStep]) -> [PreloadStep] {
    let ready = pending.filter(\.isReady)
    if let alone = ready.first(where: { $0.group == nil }) { return [alone] }
    for step in ready {
      let group = pending.filter { $0.group == step.group }
      if group.allSatisfy(\.isReady) { return group }
    }
    // Two queries that each lead to a part of the other: one of them is sent twice.
    return ready.filter { $0.group == ready[0].group }
  }

  private static func owners(of step: PreloadStep, _ records: [Record]) -> [Record] {
    var owners = records
    if let parent = step.parent {
      owners = Deduplication.instances(parent.owners.flatMap { AssociationLoad.targets(of: $0, parent.reflection) })
    }
    if let narrowing = step.narrowing { owners.removeAll { !$0.facts.descends(from: narrowing) } }
    let groups = (try? Preloader.grouped(owners, step.reflection.name)) ?? []
    return groups.first { $0.0 === step.reflection }?.1 ?? []
  }

  /// Two instances of one row are not loaded for at once: members know the one that they were loaded for. What is in between of a through
  /// association is not asked for its members.
  private static func apart(_ steps: [PreloadStep]) -> [[PreloadStep]] {
    guard steps.count > 1 else { return [steps] }
    var sets: [(steps: [PreloadStep], instances: [RecordIdentity: Record])] = []
    for step in steps {
      let isFree = step.isOnTheWay || step.reflection.kind == .belongsTo
      let instances = isFree ? [:] : Dictionary(step.owners.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
      let fitting = sets.firstIndex { set in instances.allSatisfy { set.instances[$0] == nil || set.instances[$0] === $1 } }
      if let fitting {
        sets[fitting].steps.append(step)
        sets[fitting].instances.merge(instances) { first, _ in first }
      } else {
        sets.append(([step], instances))
      }
    }
    return sets.map(\.steps)
  }

  private static nonisolated(nonsending) func load(_ steps: [PreloadStep]) async throws {
    // Where an owner of a branch is there twice, its members know that one: it comes last.
    let steps = steps.filter(\.isOnTheWay) + steps.filter { !$0.isOnTheWay }
    let known = steps.count > 1 ? knownTargets(steps) : []
    var loads: [AssociationLoad] = []
    for step in steps where !loads.contains(where: { $0.reflection === step.reflection }) {
      let owners = steps.filter { $0.reflection === step.reflection }.flatMap(\.owners)
      loads.append(try Preloader.load(step.reflection, Deduplication.instances(owners), nil, known: known))
    }
    loads.removeAll(where: \.owners.isEmpty)
    if loads.count > 1 { try await fetch(for: &loads) }
    for load in loads { try await load.run(stepwise: true) }
    // Each of them is told once that it was found, when the owners of all branches are known.
    if let first = loads.first, let found = first.found { try first.targetFacts.tellLoaded(found.records) }
  }

  /// What some owners of a belongs_to know already.
  private static func knownTargets(_ steps: [PreloadStep]) -> [Record] {
    steps.filter { $0.reflection.kind == .belongsTo }.flatMap { step in
      step.owners.flatMap { AssociationLoad.targets(of: $0, step.reflection) }
    }
  }

  /// Asks for the targets of several associations at once; each load then takes those that are its own.
  private static nonisolated(nonsending) func fetch(for loads: inout [AssociationLoad]) async throws {
    let first = loads[0]
    var index = KeyIndex(integers: first.hasIntegerPair, capacity: loads.reduce(0) { $0 + $1.owners.count })
    for load in loads { for owner in load.owners { _ = index.position(adding: load.key(of: owner)) } }
    if index.isEmpty { return }
    let owners = Deduplication.instances(loads.flatMap(\.owners))
    let cause = QueryCause.preloading(first.reflection, and: loads.dropFirst().map(\.reflection), for: owners.count)
    let asking = try AssociationLoad(first.reflection, owners: first.owners, cause: cause)
    let found = try await asking.fetch(
      first.targetFacts, index, keyColumn: first.resolved.targetKey, integers: first.hasIntegerPair)
    first.adopt(found.records, found.keys)
    found.keys.areAdopted = true
    for position in loads.indices { loads[position].found = found }
  }
}

extension PreloadTree {
  /// Whether there is more than one way to go.
  var forks: Bool { branches.count > 1 || branches.contains { $0.tree.forks } }
}

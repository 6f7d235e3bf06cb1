/// What the scope of an association asks for beside which rows: `readonly()`, `strictLoading()`, and associations of the targets.
///
/// ```swift
/// @HasMany var posts: Many<Post> = .has { $0.includes(\.tags).readonly() }
/// ```
enum ScopeEffects {
  /// Lets the targets that owners were given be what the scope says.
  static nonisolated(nonsending) func apply(_ reflection: AssociationReflection, to owners: [Record]) async throws {
    guard owners.count > 1, reflection.hasOwnerScope else {
      if let wishes = try wishes(reflection, owners.first) { try await apply(wishes, reflection, to: owners) }
      return
    }
    var groups: [(wishes: Wishes, owners: [Record])] = []
    for owner in owners {
      guard let wishes = try wishes(reflection, owner) else { continue }
      if let index = groups.firstIndex(where: { $0.wishes == wishes }) {
        groups[index].owners.append(owner)
      } else {
        groups.append((wishes, [owner]))
      }
    }
    for group in groups { try await apply(group.wishes, reflection, to: group.owners) }
  }

  /// What a scope asks for beside which rows.
  private struct Wishes: Equatable {
    let flags: RecordFlags
    let loads: [LoadRequest]
  }

  private static func wishes(_ reflection: AssociationReflection, _ owner: Record?) throws -> Wishes? {
    guard let core = try asked(reflection, owner) else { return nil }
    var flags = core.strict.map(StrictMarks.flags) ?? []
    if core.isReadonly { flags.insert(.readonly) }
    return flags.isEmpty && core.loads.isEmpty ? nil : Wishes(flags: flags, loads: core.loads)
  }

  private static nonisolated(nonsending) func apply(
    _ wishes: Wishes, _ reflection: AssociationReflection, to owners: [Record]
  ) async throws {
    let targets = Deduplication.instances(owners.flatMap { AssociationLoad.targets(of: $0, reflection) })
    if !wishes.flags.isEmpty { for target in targets { target._flags.insert(wishes.flags) } }
    if !wishes.loads.isEmpty { try await Preloader.run(PreloadTree(wishes.loads), on: targets) }
  }

  /// The clauses of the scopes that end at the target: the association's own, and that of the one it goes on with.
  private static func asked(_ reflection: AssociationReflection, _ owner: Record?) throws -> RelationCore? {
    guard let last = try reflection.resolved().hops.last, let facts = last.facts,
      facts.hasDefaultScope || last.scopes.contains(where: { $0.options.scope != nil })
    else { return nil }
    return last.scopes.reduce(RelationCore(scoped: facts)) { core, scope in scope.scoped(core, owner: scope === reflection ? owner : nil) }
  }

  /// The same for the associations that were loaded by joins, from the records down.
  static nonisolated(nonsending) func apply(along chain: [String], from records: [Record]) async throws {
    guard let name = chain.first else { return }
    var targets: [Record] = []
    for (reflection, owners) in try Preloader.grouped(records, name) {
      StrictMarks.pass(from: owners, through: reflection)
      try await apply(reflection, to: owners)
      if chain.count > 1 { targets += owners.flatMap { AssociationLoad.targets(of: $0, reflection) } }
    }
    try await apply(along: Array(chain.dropFirst()), from: Deduplication.instances(targets))
  }
}

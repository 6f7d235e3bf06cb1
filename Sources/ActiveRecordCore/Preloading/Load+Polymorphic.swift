// A polymorphic belongs_to: one query for each class that the owners name.

extension AssociationLoad {
  nonisolated(nonsending) func loadPolymorphic() async throws {
    let (groups, without) = ownersByType()
    for owner in without { TargetPlacement.place(nil, on: owner, reflection) }
    for group in groups {
      let facts = try model(group.type)
      try reflection.checkTargetKey(in: facts)
      try checkScope(facts)
      try await load(facts, withoutAvailable(group.owners, of: facts))
    }
  }

  /// The owners by the class that they name, and those that name none.
  func ownersByType() -> (groups: [(type: String, owners: [Record])], without: [Record]) {
    guard let typeKey = resolved.typeKey else { return ([], []) }
    var groups: [(type: String, owners: [Record])] = []
    var without: [Record] = []
    for owner in owners {
      guard case .text(let type) = owner._value(typeKey), !key(of: owner).isNull else {
        without.append(owner)
        continue
      }
      if let index = groups.firstIndex(where: { $0.type == type }) {
        groups[index].owners.append(owner)
      } else {
        groups.append((type, [owner]))
      }
    }
    return (groups, without)
  }

  private nonisolated(nonsending) func load(_ facts: ModelFacts, _ owners: [Record]) async throws {
    if owners.isEmpty { return }
    let early = early?.take(reflection, facts, owners)
    let (index, positions) = early?.keys ?? typedKeys(facts, owners)
    let targets = try await RecordsByKey.fetch(
      facts, index, keyColumn: reflection.targetKey(in: facts), scope: reflection, cause: cause, early: early,
      tells: false)
    adopt(targets.compactMap { $0 })
    for (owner, position) in zip(owners, positions) {
      guard position >= 0, let target = targets[Int(position)], let inverse = BelongsToWriting.inverse(of: reflection, on: target),
        inverse.kind == .hasOne
      else { continue }
      SingularAccess.setInverse(target, inverse, owner)
    }
    try facts.tellLoaded(targets.compactMap { $0 })
    for (owner, position) in zip(owners, positions) {
      TargetPlacement.place(position < 0 ? nil : targets[Int(position)], on: owner, reflection)
    }
  }

  /// The keys of owners that name one class.
  func typedKeys(_ facts: ModelFacts, _ owners: [Record]) -> (index: KeyIndex, positions: ContiguousArray<Int32>) {
    let column = facts.layout.column(at: reflection.targetKey(in: facts))
    var index = KeyIndex(integers: column.kind == .integer, capacity: owners.count)
    let positions = ContiguousArray(owners.map { index.position(adding: typed(key(of: $0), column)) ?? -1 })
    return (index, positions)
  }

  /// Keys of several classes share a column, whose type may be text.
  private func typed(_ key: DatabaseValue, _ column: ColumnFacts) -> DatabaseValue {
    guard column.kind == .integer, case .text(let text) = key, let integer = Int64(text) else { return key }
    return .int(integer)
  }

  /// A scope narrows the rows of each class; a limit would be one for all owners together.
  private func checkScope(_ facts: ModelFacts) throws {
    guard reflection.options.scope != nil else { return }
    if reflection.hasOwnerScope {
      throw reflection.error(.unsupportedTarget, "its scope takes the owner, and is one for all owners of a class. Leave the owner out")
    }
    let core = reflection.scoped(RelationCore(scoped: facts), owner: nil)
    guard core.limit == nil, core.offset == nil else {
      throw reflection.error(
        .unsupportedTarget, "its scope limits the rows of several classes. Leave 'limit' and 'offset' out: a record points at one target")
    }
  }

  /// The class of a name, if the association may point at it.
  func model(_ name: String) throws -> ModelFacts {
    if case .closed(let types) = reflection.target, let type = types.first(where: { $0._facts.isStored(as: name) }) { return type._facts }
    if case .open = reflection.target, let type = ModelRegistry.model(named: name) { return type._facts }
    let advice =
      if case .closed = reflection.target {
        "Add a case for it to the set that '\(reflection.name)' points at"
      } else {
        "Make it known when you connect: Database.connect(…, models: [\(name).self])"
      }
    throw reflection.error(
      .unknownType, "a row of \(reflection.owner.tableName) points at the class '\(name)', which is not known. \(advice)")
  }
}

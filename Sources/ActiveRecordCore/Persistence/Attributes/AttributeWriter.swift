/// Puts changes into a record and the members of its associations; nothing is saved by it.
enum AttributeWriter {
  static nonisolated(nonsending) func assign(_ changes: AttributeChanges, to record: Record) async throws {
    for (index, value) in changes.columns { try record.write(index, value) }
    for (name, members) in changes.nested {
      let facts = record.facts
      let reflection = try facts.association(name)
      guard let rule = RuleBook.of(facts).nestedRule(name) else { throw refused(reflection) }
      try DeprecatedAssociations.check(reflection, .nestedAttributes)
      let writer = NestedWriter(record, reflection, rule)
      if reflection.isSingular { try await writer.one(members) } else { try await writer.many(members) }
    }
  }

  private static func refused(_ reflection: AssociationReflection) -> any Error {
    ModelError(
      .unsupported, model: reflection.owner.name, member: reflection.name,
      "it takes no nested attributes. Add to the rules of \(reflection.owner.name): acceptsNestedAttributes(for: \\.\(reflection.name))")
  }
}

/// Makes, changes and marks the members of one association as nested attributes say.
struct NestedWriter {
  let owner: Record
  let reflection: AssociationReflection
  let rule: NestedRule

  init(_ owner: Record, _ reflection: AssociationReflection, _ rule: NestedRule) {
    self.owner = owner
    self.reflection = reflection
    self.rule = rule
  }

  nonisolated(nonsending) func many(_ members: [MemberChange]) async throws {
    if let limit = rule.limit, members.count > limit { throw TooManyRecords(limit: limit, count: members.count) }
    let known = try await existing(members.compactMap(\.key))
    var taken: [Record?] = []
    for member in members { taken.append(try await take(member, among: known)) }
    if RuleBook.of(owner.facts).indexing(of: reflection.name) == .input { CollectionAccess.state(owner, reflection).input = taken }
  }

  /// Makes or changes the member that attributes are about; none where they are left out.
  private nonisolated(nonsending) func take(_ member: MemberChange, among known: [Record]) async throws -> Record? {
    guard let key = member.key else { return rule.rejects(new: member, of: owner) ? nil : try await build(member) }
    guard let record = known.first(where: { $0.keyValue.isSameKey(as: key) }) else { throw notFound(key) }
    if rule.rejects(member, of: owner) { return nil }
    CollectionAccess.state(owner, reflection).keepOrAdd(record)
    try await change(record, member)
    return record
  }

  nonisolated(nonsending) func one(_ members: [MemberChange]) async throws {
    guard let member = members.last else { return }
    var current = try await SingularLoader.load(owner, reflection, isAsked: false)
    // A target of another class is replaced: its columns are others.
    if let model = member.model, current?.facts.descends(from: model) == false { current = nil }
    if let current, rule.updateOnly || member.key.map({ current.keyValue.isSameKey(as: $0) }) == true {
      if !rule.rejects(member, of: owner) { try await change(current, member) }
    } else if let key = member.key {
      throw notFound(key)
    } else if !rule.rejects(new: member, of: owner) {
      if let current, current.isNew { return try await AttributeWriter.assign(member.attributes, to: current) }
      _ = try await build(member)
    }
  }

  /// The members with these keys: those in memory, the others by one query.
  private nonisolated(nonsending) func existing(_ keys: [DatabaseValue]) async throws -> [Record] {
    if keys.isEmpty { return [] }
    if let loaded = CollectionAccess.loaded(owner, reflection) { return loaded }
    let known = CollectionAccess.known(owner, reflection).filter { !$0.isNew }
    let missing = keys.filter { key in !known.contains { $0.keyValue.isSameKey(as: key) } }
    guard owner.isPersisted, !missing.isEmpty, let facts = reflection.target.facts else { return known }
    var core = try AssociationQuery.relation(reflection, owner: owner)
    core.conditions.append(core.column(facts.layout.key.name).isAmong(missing.compactMap(facts.key(given:))))
    let found = try await RelationLoader.records(core, cause: .about(reflection, "named by nested attributes"))
    for record in found { CollectionAccess.setInverse(owner, reflection, on: record) }
    return known + found
  }

  private nonisolated(nonsending) func build(_ member: MemberChange) async throws -> Record {
    guard let facts = member.model ?? reflection.target.facts else { throw reflection.error(.unsupportedTarget, "it has no one class") }
    if reflection.isSingular {
      let target = facts.type.init()
      if reflection.kind == .hasOne {
        let writer = HasOneWriter(owner, reflection)
        writer.prepare(target)
        try await AttributeWriter.assign(member.attributes, to: target)
        writer.put(built: target)
      } else {
        try ScopeAttributes.fromScope(of: reflection, on: target, owner: owner)
        try await AttributeWriter.assign(member.attributes, to: target)
        BelongsToWriting.assign(owner, reflection, target)
      }
      target._initialized()
      return target
    }
    let writer = CollectionWriter(owner, reflection)
    let target = try writer.build { _ in }
    try await AttributeWriter.assign(member.attributes, to: target)
    target._initialized()
    writer.keep(built: target)
    return target
  }

  private nonisolated(nonsending) func change(_ record: Record, _ member: MemberChange) async throws {
    try await AttributeWriter.assign(member.attributes, to: record)
    guard member.destroys else { return }
    if rule.allowDestroy { return record.markForDestruction() }
    if member.isTyped {
      throw ModelError(
        .unsupported, model: reflection.owner.name, member: reflection.name,
        "its members are not destroyed by nested attributes. Allow it: acceptsNestedAttributes(for: \\.\(reflection.name), allowDestroy: true)"
      )
    }
  }

  private func notFound(_ key: DatabaseValue) -> any Error {
    let (model, name) = (reflection.targetName ?? "record", owner.facts.name)
    let own = owner.isNew ? "a new \(name)" : "\(name) with \(owner.facts.primaryKeyName)=\(owner.keyValue.shown)"
    let keyName = reflection.target.facts?.primaryKeyName ?? "id"
    return RecordNotFound(model: model, keys: [key], "Couldn't find \(model) with \(keyName)=\(key.told) for \(own)")
  }
}

extension DatabaseValue {
  /// The key in an error: text that is no number in quotes, without characters that a terminal would obey.
  fileprivate var told: String {
    if case .text(let text) = self, Int64(text) == nil { return text.debugDescription }
    return shown
  }
}

extension CollectionState {
  /// Adds a member that was loaded alone; an instance that is in memory stays.
  fileprivate func keepOrAdd(_ record: Record) {
    if !members.contains(where: { $0 === record }) { add(record) }
  }
}

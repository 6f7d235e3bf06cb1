/// The rows between an owner and the members of a has_many through or has_and_belongs_to_many.
enum JoinRows {
  /// Adds the row that joins a saved member to a saved owner.
  static nonisolated(nonsending) func add(
    _ member: Record, to owner: Record, _ reflection: AssociationReflection, with runner: inout SaveRunner
  ) async throws {
    guard reflection.isThrough else { return try await insert(member, owner, reflection) }
    let join: Record
    if let foreseen = taken(member, of: owner, reflection) {
      join = foreseen
    } else {
      // What a query said about it holds for the next save, where this one fails.
      if CollectionAccess.existing(owner, reflection)?.narrowings.isEmpty == false { RecordParticipant.keep(reflection, of: owner) }
      join = try await announced(member, for: owner, reflection)
    }
    // One that was foreseen may have been saved with its member.
    if join.isNew { try await runner.save(join, validate: true) }
  }

  /// Inserts a row into a table without model.
  private static nonisolated(nonsending) func insert(
    _ member: Record, _ owner: Record, _ reflection: AssociationReflection
  ) async throws {
    let resolved = try reflection.resolved()
    guard let table = resolved.joinTable, let own = resolved.foreignKeyName, let other = resolved.associationForeignKeyName else { return }
    let statement = InsertStatement(
      into: table, columns: KeyName.parts(own) + KeyName.parts(other), rows: [owner.keyValue.parts + member.keyValue.parts])
    let sql = statement.rendered(try reflection.owner.database.dialect)
    try await RowWriter.write(sql, of: reflection.owner, QueryCause("\(reflection.path), joined"))
  }

  /// Whose database the rows between owner and members are in: the join model's, or the owner's.
  static func home(_ reflection: AssociationReflection) throws -> ModelFacts {
    try reflection.resolved().through?.target.facts ?? reflection.owner
  }

  /// Builds the record of the join model, which knows both sides; one that was built with the member is used again.
  ///
  /// - Parameter again: Whether the member is to be joined once more.
  static func build(_ member: Record, for owner: Record, _ reflection: AssociationReflection, again: Bool = false) throws -> Record {
    let (through, source) = try writable(reflection)
    guard let facts = through.target.facts else { throw reflection.error(.badThrough, "there is no join model") }
    let unsaved = through.isSingular || again ? [] : CollectionAccess.unsaved(owner, through)
    if let built = unsaved.first(where: { SingularAccess.state($0, source)?.current === member }) {
      try ForeignKeys.set(on: built, through, owner: owner)
      return built
    }
    let join = facts.type.init()
    if through.kind == .belongsTo {
      BelongsToWriting.assign(join, source, member)
      BelongsToWriting.assign(owner, through, join)
      return join
    }
    try ForeignKeys.set(on: join, through, owner: owner)
    try describe(join, of: member, for: owner, reflection)
    if owner.isPersisted { RecordParticipant.keep(through, of: owner) }
    CollectionAccess.setInverse(owner, through, on: join)
    BelongsToWriting.assign(join, source, member)
    if through.isSingular {
      SingularAccess.set(owner, through, join)
    } else if CollectionAccess.loaded(owner, through) != nil || owner.isNew {
      CollectionAccess.state(owner, through).add(join)
    }
    return join
  }

  /// The join model's association to the owner's side and to the member's, where both can be written.
  static func writable(
    _ reflection: AssociationReflection
  ) throws -> (through: AssociationReflection, source: AssociationReflection) {
    let resolved = try reflection.resolved()
    guard let through = resolved.through, let source = resolved.source else {
      throw reflection.error(.badThrough, "it goes through nothing")
    }
    if through.isThrough || source.isThrough {
      throw reflection.error(
        .readonly,
        "it goes through more than one association, so it can only be read. Add the record to '\(source.path)' itself")
    }
    guard through.kind != .belongsTo || reflection.isSingular, source.kind == .belongsTo else {
      throw reflection.error(
        .readonly,
        "the join model does not hold the key of the member ('\(source.path)' is no belongs_to), so it can only be read. "
          + "Create the member through \(through.targetName ?? "the model in between") instead")
    }
    return (through, source)
  }

  /// The condition that picks the join rows of an owner and some members.
  static func conditions(
    _ reflection: AssociationReflection, owner: Record, members: [Record]?
  ) throws -> (table: String, conditions: [SQLExpression]) {
    let resolved = try reflection.resolved()
    if reflection.kind == .hasAndBelongsToMany {
      guard let table = resolved.joinTable, let own = resolved.foreignKeyName, let other = resolved.associationForeignKeyName else {
        return ("", [])
      }
      var conditions = [SQLExpression.column(ColumnReference(.root, own)).equals(owner.keyValue)]
      if let members {
        conditions.append(SQLExpression.column(ColumnReference(.root, other)).isAmong(members.map(\.keyValue)))
      }
      return (table, conditions)
    }
    let (through, source) = try writable(reflection)
    var core = try AssociationQuery.relation(through, owner: owner)
    let keys = try source.resolved()
    if let members {
      let column = core.column(core.facts.layout.column(at: keys.ownerKey).name)
      var seen: Set<DatabaseValue> = []
      let values = members.map { $0.key(at: source.targetKey(in: $0.facts)) }.filter { seen.insert($0).inserted }
      core.conditions.append(column.isAmong(values))
    }
    if source.isPolymorphic, let typeKey = keys.typeKey, let name = reflection.target.facts?.root.storedName {
      core.conditions.append(core.column(core.facts.layout.columns[typeKey].name).equals(.text(name)))
    }
    if reflection.options.scope != nil, let facts = reflection.target.facts {
      core.conditions += onJoin(reflection.scoped(RelationCore(facts), owner: owner), source)
    }
    return (core.facts.tableName, try BulkConditions.of(core))
  }
}

/// Attributes that follow from where a record is built.
enum ScopeAttributes {
  /// Sets what the equality conditions of an association's scope say.
  static func fromScope(of reflection: AssociationReflection, on record: Record, owner: Record? = nil) throws {
    guard reflection.options.scope != nil || record.facts.hasDefaultScope else { return }
    try set(from: reflection.scoped(RelationCore(scoped: record.facts), owner: owner), on: record)
  }

  /// Sets what the equality conditions of a relation say.
  static func set(from core: RelationCore, on record: Record) throws {
    for condition in core.conditions {
      guard case .binary(.column(let column), .equal, .value(let value)) = condition else { continue }
      guard column.table == .root || column.table == .table(record.facts.tableName) else { continue }
      if let index = record.facts.layout.index(ofNames: column.name), index != record.facts.layout.typeIndex {
        try record.write(index, value)
      }
    }
  }
}

/// Queries that follow an association of a model to itself to its end, by a recursion in the database.
package enum TreeQuery {
  /// Everything that the association leads to from some owners, at any number of steps; each row once, so that a circle ends.
  ///
  /// The recursion collects what the next step is compared with:
  ///
  ///     WITH RECURSIVE "children_steps" ("step") AS (
  ///       SELECT "folders"."id" FROM "folders" WHERE "folders"."parent_id" = ?
  ///       UNION SELECT "folders"."id" FROM "folders" INNER JOIN "children_steps" ON "folders"."parent_id" = "children_steps"."step")
  ///     SELECT … FROM "folders"
  ///     WHERE ("folders"."parent_id" = ? OR "folders"."parent_id" IN (SELECT "children_steps"."step" FROM "children_steps"))
  package static func relation(_ reflection: AssociationReflection, owners: [Record]) throws -> RelationCore {
    let (resolved, hop, facts) = try step(reflection)
    let keys = owners.map { $0.key(at: resolved.ownerKey) }.filter { !$0.isNull }
    let name = "\(Inflector.columnName(reflection.name))_steps"
    let columns = KeyName.parts(hop.column).count == 1 ? ["step"] : KeyName.parts(hop.column).indices.map { "step_\($0)" }
    let found = ColumnReference(.alias(name), KeyName.joined(columns))

    var core = try scoped(reflection, facts)
    let compared = core.column(hop.column)
    var first = core
    first.conditions.append(compared.isAmong(keys))
    var next = core
    next.builtJoins.append(SQLJoin(.inner, .table(.table(name, alias: nil), on: .binary(compared, .equal, .column(found)))))
    let queries = try [first, next].map { try $0.insideStatement([SQLSelection($0.column(hop.previousColumn))]) }

    var steps = SelectStatement(from: .table(name, alias: nil))
    steps.selection = [SQLSelection(.column(found))]
    core.commonTables.append(CommonTable(name, columns: columns, queries, keepsDuplicates: false, isRecursive: true))
    core.conditions.append(.or([compared.isAmong(keys), .isInSelect(compared, steps)]))
    if keys.isEmpty { core.isNone = true }
    return core
  }

  /// The one step that the association makes, from a table to the same one.
  private static func step(_ reflection: AssociationReflection) throws -> (AssociationResolution, AssociationHop, ModelFacts) {
    let resolved = try reflection.resolved()
    guard resolved.isDirect, resolved.typeKey == nil, let facts = resolved.hops[0].facts, facts.root === reflection.owner.root else {
      throw reflection.error(
        .notATree,
        "only a belongs_to or has_many from a model to itself makes a tree. Declare one: "
          + "@BelongsTo var parent: \(reflection.owner.name)?; @HasMany var children: Many<\(reflection.owner.name)> = "
          + ".has(foreignKey: \\.parentID)")
    }
    return (resolved, resolved.hops[0], facts)
  }

  private static func scoped(_ reflection: AssociationReflection, _ facts: ModelFacts) throws -> RelationCore {
    let core = reflection.scoped(RelationCore(scoped: facts), owner: nil)
    guard !reflection.hasOwnerScope, core.limit == nil, core.offset == nil else {
      throw reflection.error(
        .notATree,
        "its scope takes the owner, or limits the rows of one, which a recursion cannot follow. "
          + "Declare an association without it for the tree")
    }
    return core
  }
}

extension AssociationError.Code {
  /// The association does not lead from a model to itself, or not without an end.
  public static let notATree = AssociationError.Code("not a tree")
}

/// Queries inside a query, about the targets of an association of each of its rows.
///
/// `$0.posts.exists()` is `EXISTS (SELECT 1 FROM "posts" WHERE "posts"."author_id" = "authors"."id")`.
struct AssociationSubselect {
  /// The targets, as a query that speaks of the row around it.
  private(set) var core: RelationCore

  /// The targets that a chain of associations leads to from rows of `root`, and that fulfil a condition on their columns.
  init(_ root: ModelFacts, _ names: [String], where condition: Condition? = nil) throws {
    var hops: [AssociationHop] = []
    var facts = root
    var last: AssociationReflection?
    for name in names {
      let reflection = try facts.association(name)
      try DeprecatedAssociations.check(reflection, .asked)
      let steps = try reflection.resolved().hops
      guard let target = steps.last?.facts else {
        throw reflection.error(
          .polymorphicJoin, "a polymorphic association has no one table to look into. Compare its columns: $0.\(name).type, $0.\(name)ID")
      }
      try reflection.requireOneDatabase(steps, from: facts)
      hops += steps
      facts = target
      last = reflection
    }
    guard let last, let first = hops.first else {
      throw AssociationError(.unknownAssociation, model: root.name, association: "", "no association is named")
    }
    let table = root.isAbstract ? TableTag.root : .table(root.tableName)
    let owner = SQLExpression.column(ColumnReference(.outer(table), first.previousColumn))
    let alias = Self.alias(facts.tableName, beside: root.tableName, condition?.expression)
    var builder = AssociationQuery.Builder(hops, name: last.name, rootAlias: alias)
    builder.ownerTable = .outer(table)
    core = try builder.core { column in .binary(column, .equal, owner) }
    if let type = first.previousTypeCondition {
      core.conditions.append(SQLExpression.column(ColumnReference(.outer(table), type.column)).equals(.text(type.name)))
    }
    if let condition { core.add(condition) }
  }

  /// A table inside needs another name where the one outside has the same, and again where there is one further inside.
  private static func alias(_ table: String, beside outer: String, _ condition: SQLExpression?) -> String? {
    guard table == outer else { return nil }
    var name = "\(table)_inside"
    while let condition, condition.uses(alias: name) { name += "_2" }
    return name
  }

  /// Whether there is a target.
  func exists() throws -> SQLExpression {
    var core = core
    core.orders = []
    return .exists(try core.statement(nil, selection: [SQLSelection(.raw("1"))]))
  }

  /// An aggregate expression over the targets.
  func value(_ expression: SQLExpression) throws -> SQLExpression {
    var core = core
    core.orders = []
    return .select(try core.statement(nil, selection: [SQLSelection(expression)]))
  }

  /// A value that is computed from all targets; a limit of the association's scope counts.
  func aggregate(_ function: String, _ column: SQLExpression?) throws -> SQLExpression {
    var core = core
    let isLimited = core.limit != nil || core.offset != nil
    if !isLimited { core.orders = [] }
    let key = core.column(core.facts.layout.key.name)
    guard isLimited || (core.isDistinct && (column != nil || key.rowParts != nil)) else {
      let distinct = core.isDistinct
      core.isDistinct = false
      let argument = column ?? (distinct ? key : .star(.none))
      return .select(try core.statement(nil, selection: [SQLSelection(.function(function, [argument], distinct: distinct))]))
    }
    var selection = [SQLSelection(column ?? .raw("1"), as: "value")]
    if core.isDistinct { selection += SQLSelection.each(ColumnReference(.root, core.facts.layout.key.name), as: "key") }
    let inner = try core.statement(nil, selection: selection).inside()
    var outer = SelectStatement(from: .subquery(inner, alias: "limited"))
    let value = SQLExpression.column(ColumnReference(.root, "value"))
    outer.selection = [SQLSelection(.function(function, [column == nil ? .star(.none) : value], distinct: false))]
    return .select(outer)
  }
}

extension SelectStatement {
  /// The statement one level deeper: what it takes from outside stands a level further away.
  fileprivate func inside() -> SelectStatement { retaggedOutside { .outer($0) } }
}

extension SQLExpression {
  /// Whether a statement inside calls one of its tables so.
  fileprivate func uses(alias: String) -> Bool {
    var found = false
    _ = rewritten(select: { statement in
      if statement.from.alias == alias { found = true }
      for condition in statement.conditions where condition.uses(alias: alias) { found = true }
      return statement
    }) { _ in nil }
    return found
  }
}

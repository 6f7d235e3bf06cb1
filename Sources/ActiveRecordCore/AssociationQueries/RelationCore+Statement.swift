extension RelationCore {
  /// The query for the relation's records, its joins written out.
  ///
  /// - Parameter plan: Joins that are there already, for eager loading.
  package func statement(_ dialect: Dialect?, selection: [SQLSelection]? = nil) throws -> SelectStatement {
    try statement(plan: joinPlan(dialect), selection: selection ?? facts.selection)
  }

  /// The tables that the relation joins.
  package func joinPlan(_ dialect: Dialect?) throws -> JoinPlan {
    var plan = JoinPlan(self, dialect: dialect)
    var inner: Set<[String]> = []
    for case .association(let names, .inner) in joins { for end in names.indices { inner.insert(Array(names[...end])) } }
    for request in joins {
      switch request {
      case .association(let names, let kind): try plan.join(names, kind, inner: inner)
      case .ofClass(let names, let model, let kind): try plan.join(names, of: model, kind)
      case .raw(let sql): plan.add(raw: sql)
      case .built(let join): try plan.add(built: join)
      }
    }
    return plan
  }

  package func statement(plan: JoinPlan, selection: [SQLSelection]) throws -> SelectStatement {
    if let failure { throw failure }
    if let unjoined {
      throw unjoined.association.error(
        .unjoined, "its steps are queries of their own ('disableJoins'), so there is no one statement for it. Load it, and use the keys")
    }
    try checkPaths(plan)
    let clash = clash(
      orders.map(\.expression) + groups + havings + selection.map(\.expression), commonTables.flatMap(\.queries))
    if let clash { throw clash }
    var statement = SelectStatement(from: source ?? .table(facts.tableName, alias: alias))
    statement.home = facts.home
    statement.commonTables = commonTables
    statement.hints = hints
    statement.annotations = annotations
    statement.selection = selection
    statement.joins = plan.joins
    statement.conditions = conditions
    statement.orders = orders
    statement.groups = groups
    statement.havings = havings
    statement.limit = limit
    statement.offset = offset
    statement.isDistinct = isDistinct
    statement.lock = lock
    return statement
  }

  /// Conditions may only speak of associations that are joined.
  private func checkPaths(_ plan: JoinPlan) throws {
    for path in referencedPaths where !plan.reaches(path) {
      throw AssociationError(
        .notJoined, model: facts.name, association: path.joined(separator: "."),
        "a condition or an order speaks of this association, which is not joined. Write .joins(\\.\(path.joined(separator: ".")))"
          + " or .includes(\\.\(path.joined(separator: ".")))")
    }
  }

  /// The chains of associations that conditions and orders speak of.
  package var referencedPaths: [[String]] {
    referencedTables.compactMap { if case .path(let path) = $0 { path } else { nil } }
  }

  /// The tables that conditions, orders and groups speak of.
  package var referencedTables: Set<TableTag> {
    let expressions = conditions + orders.map(\.expression) + groups + havings
    return expressions.reduce(into: []) { $0.formUnion($1.tables) }
  }
}

extension AssociationError.Code {
  /// Two queries that are put together call different tables the same.
  static let badJoin = AssociationError.Code("bad join")
  /// A condition speaks of an association that is not joined.
  public static let notJoined = AssociationError.Code("not joined")
}

extension Renderer {
  /// Writes a query.
  public mutating func select(_ statement: SelectStatement) {
    enter(statement)
    write(statement.isDistinct ? "SELECT DISTINCT " : "SELECT ")
    if statement.selection.isEmpty {
      expression(.star(.root))
    } else {
      list(statement.selection) { renderer, selection in
        renderer.expression(selection.expression)
        if let alias = selection.alias {
          renderer.write(" AS ")
          renderer.identifier(alias)
        }
      }
    }
    write(" FROM ")
    source(statement.from)
    for join in statement.joins { self.join(join) }
    conditions(statement.conditions)
    if !statement.groups.isEmpty {
      write(" GROUP BY ")
      list(statement.groups) { $0.expression($1) }
    }
    if !statement.havings.isEmpty {
      write(" HAVING ")
      expression(.all(statement.havings))
    }
    orders(statement.orders)
    limit(statement)
    if let lock = statement.lock, dialect.hasLocks { write(" " + lock) }
  }

  private mutating func enter(_ statement: SelectStatement) {
    scope.root = statement.from.alias
    if case .table(let name, _) = statement.from { scope.rootTable = name } else { scope.rootTable = nil }
    scope.paths = [:]
    for join in statement.joins {
      if case .table(let source, _) = join.content, !join.path.isEmpty { scope.paths[join.path] = source.alias }
    }
  }

  private mutating func source(_ source: TableSource) {
    switch source {
    case .table(let name, let alias):
      write(dialect.quoteTable(name))
      if let alias, alias != name {
        write(" AS ")
        identifier(alias)
      }
    case .subquery(let statement, let alias):
      subselect(statement)
      write(" AS ")
      identifier(alias)
    }
  }

  private mutating func join(_ join: SQLJoin) {
    write(" ")
    switch join.content {
    case .raw(let sql): raw(sql)
    case .table(let source, let condition):
      write(join.kind.rawValue + " ")
      self.source(source)
      write(" ON ")
      expression(condition)
    }
  }

  mutating func conditions(_ conditions: [SQLExpression]) {
    guard !conditions.isEmpty else { return }
    write(" WHERE ")
    expression(.all(conditions))
  }

  private mutating func orders(_ orders: [SQLOrdering]) {
    guard !orders.isEmpty else { return }
    write(" ORDER BY ")
    list(orders) { renderer, order in
      renderer.expression(order.expression)
      if case .raw = order.expression, !order.isDescending {} else { renderer.write(order.isDescending ? " DESC" : " ASC") }
      switch order.nulls {
      case .first: renderer.write(" NULLS FIRST")
      case .last: renderer.write(" NULLS LAST")
      case nil: break
      }
    }
  }

  private mutating func limit(_ statement: SelectStatement) {
    if let limit = statement.limit {
      write(" LIMIT ")
      bind(.int(Int64(limit)))
    } else if statement.offset != nil, let unlimited = dialect.unlimited {
      write(" LIMIT " + unlimited)
    }
    if let offset = statement.offset {
      write(" OFFSET ")
      bind(.int(Int64(offset)))
    }
  }
}

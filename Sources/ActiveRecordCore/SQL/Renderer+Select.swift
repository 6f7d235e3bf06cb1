extension Renderer {
  /// Writes a query.
  public mutating func select(_ statement: SelectStatement) {
    if !statement.commonTables.isEmpty { commonTables(statement.commonTables) }
    enter(statement)
    write("SELECT ")
    if dialect.hasHints, !statement.hints.isEmpty { write("/*+ " + Self.comment(statement.hints) + " */ ") }
    if statement.isDistinct { write("DISTINCT ") }
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
    for annotation in statement.annotations { write(" /* " + Self.comment([annotation]) + " */") }
  }

  /// Text that cannot end the comment it stands in: what is taken out of `**//` would leave an end.
  private static func comment(_ texts: [String]) -> String {
    texts.joined(separator: " ").replacing("*/", with: "* /").replacing("/*", with: "/ *")
  }

  private mutating func commonTables(_ tables: [CommonTable]) {
    write(tables.contains(where: \.isRecursive) ? "WITH RECURSIVE " : "WITH ")
    list(tables) { renderer, table in
      renderer.identifier(table.name)
      if !table.columns.isEmpty {
        renderer.write(" (")
        renderer.list(table.columns) { $0.identifier($1) }
        renderer.write(")")
      }
      renderer.write(" AS (")
      renderer.united(table.queries, all: table.keepsDuplicates)
      renderer.write(")")
    }
    write(" ")
  }

  /// The rows of several queries together. One that orders or limits its own rows becomes a query around them.
  private mutating func united(_ statements: [SelectStatement], all: Bool) {
    nested { renderer in
      renderer.list(statements, separator: all ? " UNION ALL " : " UNION ") { renderer, statement in
        let isPlain = statements.count == 1 || (statement.orders.isEmpty && statement.limit == nil && statement.offset == nil)
        guard !isPlain || !statement.commonTables.isEmpty && statements.count > 1 else { return renderer.nested { $0.select(statement) } }
        renderer.write("SELECT * FROM ")
        renderer.subselect(statement)
        renderer.write(" AS ")
        renderer.identifier("member")
      }
    }
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
      self.table(name)
      if let alias, alias != name {
        write(" AS ")
        identifier(alias)
      }
    case .subquery(let statement, let alias):
      subselect(statement)
      write(" AS ")
      identifier(alias)
    case .union(let statements, let all, let alias):
      write("(")
      united(statements, all: all)
      write(") AS ")
      identifier(alias)
    case .raw(let sql, let alias):
      raw(sql)
      write(" AS ")
      identifier(alias)
    case .joined(let table, let joins):
      write("(")
      self.source(table)
      for join in joins { self.join(join) }
      write(")")
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
    let all = SQLExpression.all(conditions)
    // As in the reference, alternatives stand in brackets, whatever comes beside them.
    if case .or = all { operand(all) } else { expression(all) }
  }

  private mutating func orders(_ orders: [SQLOrdering]) {
    guard !orders.isEmpty else { return }
    write(" ORDER BY ")
    list(orders.flatMap(\.each)) { renderer, order in
      if let nulls = order.nulls, !renderer.dialect.hasNullsOrder {
        renderer.operand(order.expression)
        renderer.write(nulls == .first ? " IS NOT NULL, " : " IS NULL, ")
      }
      renderer.expression(order.expression)
      if case .raw = order.expression, !order.isDescending {} else { renderer.write(order.isDescending ? " DESC" : " ASC") }
      guard renderer.dialect.hasNullsOrder, let nulls = order.nulls else { return }
      renderer.write(nulls == .first ? " NULLS FIRST" : " NULLS LAST")
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

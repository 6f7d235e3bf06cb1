extension SQLExpression {
  /// The expression with parts replaced: where `change` gives something, that stands in the part's place; else its own parts are asked.
  ///
  /// - Parameter select: What becomes of statements inside.
  package func rewritten(
    select: (SelectStatement) -> SelectStatement = { $0 }, _ change: (SQLExpression) -> SQLExpression?
  ) -> SQLExpression {
    if let changed = change(self) { return changed }
    func go(_ expression: SQLExpression) -> SQLExpression { expression.rewritten(select: select, change) }
    switch self {
    case .raw(let sql): return .raw(sql.rewritten(go))
    case .binary(let left, let op, let right): return .binary(go(left), op, go(right))
    case .and(let parts): return .and(parts.map(go))
    case .or(let parts): return .or(parts.map(go))
    case .not(let inner): return .not(go(inner))
    case .isNull(let inner): return .isNull(go(inner))
    case .isNotNull(let inner): return .isNotNull(go(inner))
    case .isIn(let inner, let values): return .isIn(go(inner), values)
    case .isInIntegers(let inner, let values): return .isInIntegers(go(inner), values)
    case .isInSelect(let inner, let statement): return .isInSelect(go(inner), select(statement))
    case .between(let inner, let low, let high): return .between(go(inner), go(low), go(high))
    case .function(let name, let arguments, let distinct): return .function(name, arguments.map(go), distinct: distinct)
    case .exists(let statement): return .exists(select(statement))
    case .select(let statement): return .select(select(statement))
    case .choice(let branches, let otherwise):
      return .choice(branches.map { SQLChoice(go($0.condition), go($0.value)) }, otherwise: otherwise.map(go))
    case .cast(let inner, let type): return .cast(go(inner), type)
    case .json(let inner, let path): return .json(go(inner), path)
    case .matches(let inner, let words, let language): return .matches(go(inner), words: words, language: language)
    case .column, .star, .value, .constant: return self
    }
  }

  /// The expression with every column's table passed through `change`.
  package func retagged(_ change: (TableTag) -> TableTag) -> SQLExpression {
    rewritten(select: { $0.retaggedOutside(change) }) { part in
      switch part {
      case .column(let column): .column(ColumnReference(change(column.table), column.name))
      case .star(let table): .star(change(table))
      default: nil
      }
    }
  }

  /// The tables whose columns the expression speaks of.
  package var tables: Set<TableTag> {
    var found: Set<TableTag> = []
    _ = retagged { tag in
      found.insert(tag)
      return tag
    }
    return found
  }

  /// The columns that the expression speaks of; those of statements inside are left out.
  package var columns: Set<ColumnReference> {
    var found: Set<ColumnReference> = []
    _ = rewritten { part in
      if case .column(let column) = part { found.insert(column) }
      return nil
    }
    return found
  }
}

extension SQL {
  /// The SQL with its columns, values and expressions passed through `change`.
  func rewritten(_ change: (SQLExpression) -> SQLExpression) -> SQL {
    SQL(
      fragments: fragments.map { fragment in
        switch fragment {
        case .column(let column):
          if case .column(let changed) = change(.column(column)) { .column(changed) } else { .expression(change(.column(column))) }
        case .value(let value):
          if case .value(let changed) = change(.value(value)) { .value(changed) } else { .expression(change(.value(value))) }
        case .expression(let inner): .expression(change(inner))
        case .text, .identifier: fragment
        }
      })
  }

  func retagged(_ change: (TableTag) -> TableTag) -> SQL { rewritten { $0.retagged(change) } }
}

extension SelectStatement {
  /// Whether it speaks of rows of the statement around it.
  var isCorrelated: Bool {
    var found = false
    _ = retagged { tag in
      if case .outer = tag { found = true }
      return tag
    }
    return found
  }

  /// The statement with the tables that it takes from the statement around it passed through `change`.
  func retaggedOutside(_ change: (TableTag) -> TableTag) -> SelectStatement {
    retagged { tag in if case .outer(let inner) = tag { .outer(change(inner)) } else { tag } }
  }

  /// The statement with every column's table passed through `change`.
  func retagged(_ change: (TableTag) -> TableTag) -> SelectStatement {
    var copy = self
    copy.selection = selection.map { SQLSelection($0.expression.retagged(change), as: $0.alias) }
    copy.conditions = conditions.map { $0.retagged(change) }
    copy.groups = groups.map { $0.retagged(change) }
    copy.havings = havings.map { $0.retagged(change) }
    copy.orders = orders.map { SQLOrdering($0.expression.retagged(change), descending: $0.isDescending, nulls: $0.nulls) }
    copy.joins = joins.map { $0.retagged(change) }
    copy.from = from.retagged(change)
    return copy
  }
}

extension SQLJoin {
  /// The join with every column's table passed through `change`.
  fileprivate func retagged(_ change: (TableTag) -> TableTag) -> SQLJoin {
    var join = self
    switch content {
    case .table(let source, let condition): join.content = .table(source.retagged(change), on: condition.retagged(change))
    case .raw(let sql): join.content = .raw(sql.retagged(change))
    }
    return join
  }
}

extension TableSource {
  /// A source inside a statement: what it takes from outside stands two levels up.
  fileprivate func retagged(_ change: (TableTag) -> TableTag) -> TableSource {
    func inside(_ statement: SelectStatement) -> SelectStatement {
      statement.retagged { tag in if case .outer(let inner) = tag { .outer(change(inner)) } else { tag } }
    }
    switch self {
    case .table: return self
    case .subquery(let statement, let alias): return .subquery(inside(statement), alias: alias)
    case .union(let statements, let all, let alias): return .union(statements.map(inside), all: all, alias: alias)
    case .raw(let sql, let alias): return .raw(sql.retagged(change), alias: alias)
    case .joined(let source, let joins): return .joined(source.retagged(change), joins.map { $0.retagged(change) })
    }
  }
}

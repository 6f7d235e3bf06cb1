extension SQLExpression {
  /// The expression with every column's table passed through `change`.
  package func retagged(_ change: (TableTag) -> TableTag) -> SQLExpression {
    func go(_ expression: SQLExpression) -> SQLExpression { expression.retagged(change) }
    switch self {
    case .column(let column): return .column(ColumnReference(change(column.table), column.name))
    case .star(let table): return .star(change(table))
    case .raw(let sql): return .raw(sql.retagged(change))
    case .binary(let left, let op, let right): return .binary(go(left), op, go(right))
    case .and(let parts): return .and(parts.map(go))
    case .or(let parts): return .or(parts.map(go))
    case .not(let inner): return .not(go(inner))
    case .isNull(let inner): return .isNull(go(inner))
    case .isNotNull(let inner): return .isNotNull(go(inner))
    case .isIn(let inner, let values): return .isIn(go(inner), values)
    case .isInIntegers(let inner, let values): return .isInIntegers(go(inner), values)
    case .isInSelect(let inner, let select): return .isInSelect(go(inner), select)
    case .between(let inner, let low, let high): return .between(go(inner), go(low), go(high))
    case .function(let name, let arguments, let distinct): return .function(name, arguments.map(go), distinct: distinct)
    case .value, .exists, .select, .constant: return self
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
}

extension SQL {
  func retagged(_ change: (TableTag) -> TableTag) -> SQL {
    SQL(
      fragments: fragments.map { fragment in
        switch fragment {
        case .column(let column): .column(ColumnReference(change(column.table), column.name))
        case .expression(let inner): .expression(inner.retagged(change))
        case .text, .value, .identifier: fragment
        }
      })
  }
}

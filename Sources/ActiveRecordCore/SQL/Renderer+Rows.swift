// Keys of several columns: compared column by column, listed as row values.

extension Renderer {
  /// Writes a comparison with a key of several columns: `"a" = ? AND "b" = ?`.
  ///
  /// - Returns: Whether there was such a key.
  mutating func rows(_ left: SQLExpression, _ op: SQLOperator, _ right: SQLExpression) -> Bool {
    guard let columns = left.rowParts else { return false }
    let others: [SQLExpression]
    switch right {
    case .column(let reference): others = reference.each.map { .column($0) }
    case .value(.row(let values)): others = values.map { .value($0) }
    case .value: others = columns.map { _ in right }
    default: return false
    }
    switch op {
    case .equal, .same: pairs(columns, op, others)
    case .notEqual:
      write("NOT (")
      pairs(columns, .equal, others)
      write(")")
    default:
      rowValue(columns.map { .column($0) })
      write(" \(op.rawValue) ")
      rowValue(others)
    }
    return true
  }

  private mutating func pairs(_ columns: [ColumnReference], _ op: SQLOperator, _ others: [SQLExpression]) {
    list(Array(zip(columns, others)), separator: " AND ") { renderer, pair in
      renderer.expression(.binary(.column(pair.0), op, pair.1))
    }
  }

  /// `("a", "b")`
  mutating func rowValue(_ parts: [SQLExpression]) {
    write("(")
    list(parts) { $0.expression($1) }
    write(")")
  }

  /// `("a", "b") IN ((?, ?), (?, ?))`, in the words of the engine.
  mutating func rows(_ columns: [ColumnReference], among keys: [DatabaseValue]) {
    rowValue(columns.map { .column($0) })
    write(dialect.listsRowsAsValues ? " IN (VALUES " : " IN (")
    list(keys) { renderer, key in renderer.rowValue(key.parts.map { .value($0) }) }
    write(")")
  }

  /// A key of several columns is `NULL` where one of them is.
  mutating func rows(_ columns: [ColumnReference], areNull: Bool) {
    write("(")
    list(columns, separator: areNull ? " OR " : " AND ") { renderer, column in
      renderer.expression(areNull ? .isNull(.column(column)) : .isNotNull(.column(column)))
    }
    write(")")
  }
}

/// Makes a limit count for each owner, not for the whole result.
///
/// Rails sends one LIMIT for all owners of a preload and loses rows; here the rows of each owner are numbered.
enum WindowedSelect {
  /// `SELECT … FROM (SELECT …, ROW_NUMBER() OVER (PARTITION BY owner ORDER BY …) …) WHERE number <= limit`
  static func perOwner(_ statement: SelectStatement, owner: ColumnReference, facts: ModelFacts) -> SelectStatement {
    var inner = statement
    inner.limit = nil
    inner.offset = nil
    inner.orders = []
    inner.selection = statement.selection.enumerated().map { SQLSelection($1.expression, as: "c\($0)") }
    inner.selection.append(SQLSelection(.raw(number(statement, owner, facts)), as: "row_number"))
    var outer = SelectStatement(from: .subquery(inner, alias: "numbered"))
    outer.selection = statement.selection.indices.map { SQLSelection(.column(ColumnReference(.root, "c\($0)"))) }
    let rowNumber = SQLExpression.column(ColumnReference(.root, "row_number"))
    let offset = Int64(statement.offset ?? 0)
    if offset > 0 { outer.conditions.append(.binary(rowNumber, .greater, .value(.int(offset)))) }
    if let limit = statement.limit {
      let (last, isBeyondAll) = offset.addingReportingOverflow(Int64(limit))
      if !isBeyondAll { outer.conditions.append(.binary(rowNumber, .lessOrEqual, .value(.int(last)))) }
    }
    outer.orders = [SQLOrdering(rowNumber)]
    return outer
  }

  private static func number(_ statement: SelectStatement, _ owner: ColumnReference, _ facts: ModelFacts) -> SQL {
    // Rows that are there twice have one number, so that `DISTINCT` finds them equal.
    let function = statement.isDistinct ? "DENSE_RANK" : "ROW_NUMBER"
    var fragments: [SQL.Fragment] = [.text("\(function)() OVER (PARTITION BY "), .column(owner), .text(" ORDER BY ")]
    let key = statement.selection.first.map { SQLOrdering($0.expression) }
    var orders = statement.orders.isEmpty ? [key].compactMap { $0 } : statement.orders
    if statement.isDistinct { orders.append(SQLOrdering(.column(ColumnReference(.root, facts.layout.key.name)))) }
    for (index, order) in orders.flatMap(\.each).enumerated() {
      if index > 0 { fragments.append(.text(", ")) }
      // In words that every engine takes: what is false comes first.
      if let nulls = order.nulls {
        fragments += [.expression(nulls == .first ? .isNotNull(order.expression) : .isNull(order.expression)), .text(", ")]
      }
      fragments.append(.expression(order.expression))
      if order.isDescending { fragments.append(.text(" DESC")) }
    }
    return SQL(fragments: fragments + [.text(")")])
  }
}

// Conditions on several columns together.

extension Condition {
  /// Two columns together hold one of these pairs.
  ///
  /// ```swift
  /// let orders = Order.where { .row($0.shopID, $0.number, isIn: [(7, "A-1"), (8, "B-2")]) }
  /// // WHERE ("orders"."shop_id", "orders"."number") IN ((?, ?), (?, ?))
  /// ```
  public static func row<A: ColumnValue, B: ColumnValue>(_ first: Column<A>, _ second: Column<B>, isIn pairs: [(A, B)]) -> Condition {
    rows([first.reference, second.reference], pairs.map { [$0.0.databaseValue, $0.1.databaseValue] })
  }

  /// Three columns together hold one of these triples; see the one for two.
  public static func row<A: ColumnValue, B: ColumnValue, C: ColumnValue>(
    _ first: Column<A>, _ second: Column<B>, _ third: Column<C>, isIn triples: [(A, B, C)]
  ) -> Condition {
    rows(
      [first.reference, second.reference, third.reference], triples.map { [$0.0.databaseValue, $0.1.databaseValue, $0.2.databaseValue] })
  }

  /// Row values, where no part is `NULL` and all columns are of one table; else each column is compared by itself.
  private static func rows(_ columns: [ColumnReference], _ rows: [[DatabaseValue]]) -> Condition {
    let isPlain = rows.allSatisfy { row in !row.contains(where: \.isNull) } && columns.allSatisfy { $0.table == columns[0].table }
    if isPlain {
      let key = ColumnReference(columns[0].table, KeyName.joined(columns.map(\.name)))
      return Condition(SQLExpression.column(key).isAmong(rows.map { .key($0) }))
    }
    return Condition(.or(rows.map { row in .and(zip(columns, row).map { SQLExpression.column($0).equals($1) }) }))
  }
}

// Arrays of PostgreSQL in conditions.

extension Column {
  /// The array holds a value: `$1 = ANY("articles"."tags")`.
  public func contains<Element>(_ element: Element) -> Condition where Value == PostgreSQLArray<Element> {
    Condition(.binary(.value(element.databaseValue), .equal, .function("ANY", [expression], distinct: false)))
  }

  /// The array and another one have a value in common: `"articles"."tags" && $1`.
  public func overlaps<Element>(_ elements: PostgreSQLArray<Element>) -> Condition where Value == PostgreSQLArray<Element> {
    .sql("\(self) && \(elements)")
  }

  /// The array holds each of these values: `"articles"."tags" @> $1`.
  public func containsAll<Element>(_ elements: PostgreSQLArray<Element>) -> Condition where Value == PostgreSQLArray<Element> {
    .sql("\(self) @> \(elements)")
  }
}

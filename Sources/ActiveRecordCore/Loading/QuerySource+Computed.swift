// Sums and the like over computed values.

extension QuerySource {
  /// The sum of an expression; 0 where there are no rows.
  ///
  /// ```swift
  /// let revenue = try await shop.sales.sum { $0.quantity * $0.price }
  /// // SELECT SUM("sales"."quantity" * "sales"."price") FROM "sales" WHERE "sales"."shop_id" = ?
  /// ```
  public func sum<S: Selectable>(_ expression: (Model.Type) -> S) async throws -> S.Value where S.Value: ColumnValue & Numeric {
    try await aggregate("SUM", expression(Model.self)).map { try S.Value(databaseValue: $0) } ?? 0
  }
  /// The average of an expression, or `nil` where there are no rows.
  public func average<S: Selectable>(_ expression: (Model.Type) -> S) async throws -> Double? where S.Value: ColumnValue & Numeric {
    try await aggregate("AVG", expression(Model.self)).map { try Double(databaseValue: $0) }
  }
  /// The least value of an expression, or `nil` where there are no rows.
  public func minimum<S: Selectable>(_ expression: (Model.Type) -> S) async throws -> S.Value? where S.Value: ColumnValue {
    try await aggregate("MIN", expression(Model.self)).map { try S.Value(databaseValue: $0) }
  }
  /// The greatest value of an expression, or `nil` where there are no rows.
  public func maximum<S: Selectable>(_ expression: (Model.Type) -> S) async throws -> S.Value? where S.Value: ColumnValue {
    try await aggregate("MAX", expression(Model.self)).map { try S.Value(databaseValue: $0) }
  }

  private func aggregate<S: Selectable>(_ function: String, _ expression: S) async throws -> DatabaseValue? {
    if let failure = expression.failure { throw failure }
    let value = try await RelationLoader.aggregate(function, expression.expression, relation.core)
    return value.isNull ? nil : value
  }
}

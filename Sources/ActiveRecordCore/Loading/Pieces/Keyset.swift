/// Where one piece of an ordered result ends and the next one begins: the values of the order's columns in the last row.
///
/// The order always ends with the key, so that no two records stand at the same place.
struct Keyset {
  let orders: [SQLOrdering]
  private let facts: ModelFacts

  /// The order of a relation, made unambiguous by the key.
  ///
  /// - Throws: ``ModelError`` where the relation is ordered by hand-written SQL.
  init(_ core: RelationCore) throws {
    facts = core.facts
    let key = core.column(core.facts.layout.key.name)
    var orders = core.orders
    for order in orders {
      if case .raw = order.expression {
        throw ModelError(
          .badCursor, model: core.facts.name, member: "order",
          "pieces of a result begin where the last one ended, which hand-written SQL does not tell. Order by columns or expressions: "
            + ".order { $0.title.asc }")
      }
    }
    let ownKey = SQLExpression.column(ColumnReference(.table(core.facts.tableName), core.facts.layout.key.name))
    if !orders.contains(where: { $0.expression == key || $0.expression == ownKey }) {
      orders += SQLOrdering(key, descending: orders.last?.isDescending ?? false).each
    }
    self.orders = orders
  }

  /// The rows after a place in the order: `a > ? OR (a = ? AND b > ?)`; `NULL` stands where the engine puts it.
  func after(_ place: [DatabaseValue], nullsFirst: Bool) -> SQLExpression {
    var alternatives: [SQLExpression] = []
    for (position, order) in orders.enumerated() where position < place.count {
      var parts = (0..<position).map { orders[$0].expression.equals(place[$0]) }
      guard let further = further(order, place[position], nullsFirst: nullsFirst) else { continue }
      parts.append(further)
      alternatives.append(.all(parts))
    }
    return alternatives.isEmpty ? .constant(false) : alternatives.count == 1 ? alternatives[0] : .or(alternatives)
  }

  /// What comes after a value in one part of the order; `nil` where nothing does.
  private func further(_ order: SQLOrdering, _ value: DatabaseValue, nullsFirst: Bool) -> SQLExpression? {
    let nullsComeFirst: Bool =
      switch order.nulls {
      case .first: true
      case .last: false
      case nil: nullsFirst != order.isDescending
      }
    if !canBeNull(order.expression) {
      return .binary(order.expression, order.isDescending ? .less : .greater, .value(value))
    }
    if value.isNull { return nullsComeFirst ? .isNotNull(order.expression) : nil }
    let beyond = SQLExpression.binary(order.expression, order.isDescending ? .less : .greater, .value(value))
    return nullsComeFirst ? beyond : .or([beyond, .isNull(order.expression)])
  }

  /// Whether a part of the order may be `NULL`: not the columns of properties that are not optional.
  private func canBeNull(_ expression: SQLExpression) -> Bool {
    guard case .column(let column) = expression, column.table == .root || column.table == .table(facts.tableName),
      let index = facts.layout.index(of: column.name)
    else { return true }
    return !facts.layout.keyParts.contains(index) && facts.layout.columns[index].isOptional
  }
}

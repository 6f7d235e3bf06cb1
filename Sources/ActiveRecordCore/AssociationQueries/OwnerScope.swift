/// Says in SQL what a scope that takes its owner asks of each owner, so that it can be joined.
///
/// The scope is a Swift function of a record. It is run with owners made up for the purpose, which differ in one column at a
/// time: where a value of the query follows that column exactly, the column itself can stand in the value's place. A scope
/// that computes with the owner's values, or chooses by them, cannot be said this way, and is refused with a message.
struct OwnerScope {
  private let reflection: AssociationReflection
  private let base: RelationCore
  private let columns: [ColumnFacts]
  private let samples: OwnerSamples

  /// `base`, narrowed by the association's scope for the owner whose row stands in `ownerTable`.
  static func scoped(
    _ base: RelationCore, _ reflection: AssociationReflection, ownerTable: TableTag
  ) throws -> RelationCore {
    try OwnerScope(reflection, base).narrowed(ownerTable)
  }

  private init(_ reflection: AssociationReflection, _ base: RelationCore) throws {
    self.reflection = reflection
    self.base = base
    columns = reflection.owner.layout.columns
    samples = OwnerSamples(reflection.owner)
  }

  private func narrowed(_ table: TableTag) throws -> RelationCore {
    let first = try run(nil)
    let leaves = Leaves(first)
    var followed: [Int: Int] = [:]
    for index in samples.indexes {
      let other = Leaves(try run(index))
      guard other.shape == leaves.shape, other.values.count == leaves.values.count else { throw refusal(index) }
      for position in leaves.values.indices where leaves.values[position] != other.values[position] {
        guard leaves.values[position] == samples.first(index), other.values[position] == samples.second(index),
          followed[position] == nil
        else { throw refusal(index) }
        followed[position] = index
      }
    }
    try checkNulls(leaves, followed)
    return leaves.rebuilt { position in
      followed[position].map { ColumnReference(table, columns[$0].name) }
    } isOptional: {
      columns[followed[$0] ?? 0].isOptional
    }
  }

  /// The query for a made-up owner.
  private func run(_ changed: Int?, isNull: Bool = false) throws -> RelationCore {
    guard let owner = samples.owner(changed: changed, isNull: isNull) else {
      throw reflection.error(
        .ownerScope,
        "its scope takes the owner, and it cannot be found out whether it looks at '\(columns[samples.unknown ?? 0].property)', so it "
          + "cannot be joined. Load it by queries of its own: .preload(\\.\(reflection.name))")
    }
    let core = reflection.scoped(base, owner: owner)
    if let failure = core.failure { throw failure }
    return core
  }

  /// Where an owner has no value, the scope must ask for rows without one, or not look at the column.
  private func checkNulls(_ leaves: Leaves, _ followed: [Int: Int]) throws {
    for index in samples.indexes where columns[index].isOptional && index != 0 {
      let positions = Set(followed.filter { $0.value == index }.keys)
      let expected = leaves.withoutValues(at: positions)
      guard let expected, Leaves(try run(index, isNull: true)) == expected else { throw refusal(index) }
    }
  }

  private func refusal(_ index: Int) -> AssociationError {
    reflection.error(
      .ownerScope,
      "its scope does more with '\(columns[index].property)' of the owner than compare it, so it cannot be joined. "
        + "Load it by queries of its own: .preload(\\.\(reflection.name))")
  }
}

extension AssociationError.Code {
  /// A scope that takes the owner cannot be said in SQL.
  public static let ownerScope = AssociationError.Code("scope with an owner")
}

/// The values in a query's conditions and orders, in order, and what is left without them.
private struct Leaves: Equatable {
  private(set) var values: [DatabaseValue] = []
  private(set) var shape: [SQLExpression] = []
  private var core: RelationCore

  static func == (left: Leaves, right: Leaves) -> Bool { left.values == right.values && left.shape == right.shape }

  init(_ core: RelationCore) {
    self.core = core
    var values: [DatabaseValue] = []
    let parts = core.conditions + core.orders.map(\.expression) + core.havings + core.groups
    shape = parts.map { part in
      part.rewritten { inner in
        guard case .value(let value) = inner else { return nil }
        values.append(value)
        return .constant(true)
      }
    }
    shape.append(.raw(SQL(raw: "\(core.limit ?? -1) \(core.offset ?? -1) \(core.isDistinct) \(core.joins.count)")))
    shape += core.orders.map { .constant($0.isDescending) }
    self.values = values
  }

  /// The same query with columns in the place of some values.
  func rebuilt(_ column: (Int) -> ColumnReference?, isOptional: (Int) -> Bool) -> RelationCore {
    var result = core
    var position = -1
    func rebuild(_ expression: SQLExpression) -> SQLExpression {
      expression.rewritten { part in
        if case .binary(let left, .equal, .value(let value)) = part {
          let left = rebuild(left)
          position += 1
          guard let reference = column(position) else { return .binary(left, .equal, .value(value)) }
          return .binary(left, isOptional(position) ? .same : .equal, .column(reference))
        }
        guard case .value = part else { return nil }
        position += 1
        return column(position).map { .column($0) }
      }
    }
    result.conditions = core.conditions.map(rebuild)
    result.orders = core.orders.map { SQLOrdering(rebuild($0.expression), descending: $0.isDescending, nulls: $0.nulls) }
    result.havings = core.havings.map(rebuild)
    result.groups = core.groups.map(rebuild)
    return result
  }

  /// What the query is where the values at some positions are `NULL`: their comparisons become `IS NULL`.
  func withoutValues(at positions: Set<Int>) -> Leaves? {
    if positions.isEmpty { return self }
    var result = core
    var position = -1
    var found = 0
    func rebuild(_ expression: SQLExpression) -> SQLExpression {
      expression.rewritten { part in
        if case .binary(let left, .equal, .value(let value)) = part {
          let left = rebuild(left)
          position += 1
          guard positions.contains(position) else { return .binary(left, .equal, .value(value)) }
          found += 1
          return .isNull(left)
        }
        if case .value = part { position += 1 }
        return nil
      }
    }
    result.conditions = core.conditions.map(rebuild)
    result.orders = core.orders.map { SQLOrdering(rebuild($0.expression), descending: $0.isDescending, nulls: $0.nulls) }
    result.havings = core.havings.map(rebuild)
    result.groups = core.groups.map(rebuild)
    return found == positions.count ? Leaves(result) : nil
  }
}

/// The keys that the steps of an association led to, and the query for what has them.
struct UnjoinedTargets {
  /// What is asked for beside the keys.
  let core: RelationCore
  private let column: String?
  private let keys: [DatabaseValue]
  /// Whether an order on the way says in which order the targets come.
  private let isOrdered: Bool

  init(_ core: RelationCore, _ column: String?, _ keys: [DatabaseValue], isOrdered: Bool) {
    self.core = core
    self.column = column
    self.keys = keys
    self.isOrdered = isOrdered && core.orders.isEmpty
  }

  /// One query for all targets.
  var inOneStatement: RelationCore {
    guard let column, !keys.isEmpty else { return nothing }
    var core = among(column, keys)
    if isOrdered { core.orders = [order(core.column(column))] }
    return core
  }

  /// Queries for pieces of the targets, where one would bind too much or compare each row with too many keys; `nil` where one does, or
  /// where a limit or an order is one of them all.
  func pieces(maximum: Int) -> [RelationCore]? {
    guard let column, core.orders.isEmpty, core.limit == nil, core.offset == nil, core.groups.isEmpty else { return nil }
    let maximum = Swift.max(1, maximum / KeyName.parts(column).count)
    guard keys.count > (isOrdered ? Self.fewKeys : maximum) else { return nil }
    return keys.chunked(maximum).map { among(column, $0) }
  }

  /// The order on the way, for records that were found in pieces.
  func inOrder(_ records: [Record]) -> [Record] {
    guard isOrdered, let index = column.flatMap({ core.facts.layout.index(ofNames: $0) }) else { return records }
    let places = Dictionary(keys.enumerated().map { ($1.comparedForm, $0) }, uniquingKeysWith: { first, _ in first })
    let placed = records.map { (record: $0, place: places[$0.key(at: index).comparedForm] ?? keys.count) }
    return placed.sorted { $0.place < $1.place }.map(\.record)
  }

  /// How many keys a statement compares one by one to order its rows.
  private static let fewKeys = 1000

  private var nothing: RelationCore {
    var core = core
    core.isNone = true
    return core
  }

  private func among(_ column: String, _ keys: [DatabaseValue]) -> RelationCore {
    var core = core
    core.conditions.insert(UnjoinedKeys.isAmong(core.column(column), keys), at: 0)
    return core
  }

  /// An order by the place that each key has. Integers stand in the text: a statement binds only so many values.
  private func order(_ column: SQLExpression) -> SQLOrdering {
    if column.rowParts != nil {
      let branches = keys.enumerated().map { SQLChoice(column.equals($1), .raw(SQL(fragments: [.text("\($0)")]))) }
      return SQLOrdering(.choice(branches, otherwise: nil))
    }
    var fragments: [SQL.Fragment] = [.text("CASE "), .expression(column)]
    for (position, key) in keys.enumerated() {
      if case .int(let integer) = key {
        fragments.append(.text(" WHEN \(integer) THEN \(position)"))
      } else {
        fragments += [.text(" WHEN "), .value(key), .text(" THEN \(position)")]
      }
    }
    return SQLOrdering(.raw(SQL(fragments: fragments + [.text(" END")])))
  }
}

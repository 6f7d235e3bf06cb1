/// What a relation asks for, without its type: everything below the typed surface works with this.
package struct RelationCore: Sendable {
  package let facts: ModelFacts
  package var conditions: [SQLExpression] = []
  /// Those of them that the query's own class, or the owner of its members, is about.
  package var fixed: Set<SQLExpression> = []
  /// Those of them that come from the model's default scopes.
  package var defaults: Set<SQLExpression> = []
  package var orders: [SQLOrdering] = []
  package var limit: Int?
  package var offset: Int?
  package var isDistinct = false
  package var groups: [SQLExpression] = []
  package var havings: [SQLExpression] = []
  /// Joins by association, in order.
  package var joins: [JoinRequest] = []
  /// Joins that are written already: the steps of a through association.
  package var builtJoins: [SQLJoin] = []
  /// Associations that are loaded with the records.
  package var loads: [LoadRequest] = []
  /// Whether there is no result, without asking.
  package var isNone = false
  /// Whether the owner of the association has no row, so that there can be no members.
  package var hasUnsavedOwner = false
  package var isReadonly = false
  package var lock: String?
  /// What the table is called in the statement, where that is not its own name.
  package var alias: String?
  /// Where the rows come from instead of the table.
  package var source: TableSource?
  /// Queries that stand before this one under names of their own.
  package var commonTables: [CommonTable] = []
  /// Tables that hand-written SQL speaks of.
  package var references: Set<String> = []
  package var hints: [String] = []
  package var annotations: [String] = []
  /// Values that are loaded with the records: counts and sums over their associations.
  package var aggregates: [SQLExpression] = []
  /// What lazy loads of the records are allowed; `nil` is the model's or the database's setting.
  package var strict: StrictLoadingMode?
  /// Whether lazy loads cover all records of the result; `nil` is the database's setting.
  package var loadsTogether: Bool?
  /// The association and the owner's key, where the rows are to be found step by step, without joins.
  package var unjoined: UnjoinedSource?
  /// Why the relation cannot be run.
  package var failure: (any Error)?

  package init(_ facts: ModelFacts) {
    self.facts = facts
    if let typeCondition = facts.typeCondition {
      conditions = [typeCondition]
      fixed = [typeCondition]
    }
  }

  /// Adds a condition.
  package mutating func add(_ condition: Condition) {
    if failure == nil { failure = condition.failure ?? clash([condition.expression]) }
    if case .and(let parts) = condition.expression { conditions += parts } else { conditions.append(condition.expression) }
  }

  /// Whether every record of the query belongs to the owner that it comes from: `or`, `unscope` and `rewhere` may have let others in.
  package var isAboutItsOwner: Bool { fixed.allSatisfy(conditions.contains) }

  /// The table's own column of a name.
  package func column(_ name: String) -> SQLExpression { .column(ColumnReference(.root, name)) }

  /// The order by the key, where there is no other.
  package var ordersOrKey: [SQLOrdering] {
    orders.isEmpty ? [SQLOrdering(column(facts.layout.key.name))] : orders
  }

  /// The orders turned round; hand-written ones are taken apart at their commas.
  package var reversedOrders: [SQLOrdering] { ordersOrKey.flatMap(\.written).map(\.reversed) }
}

/// An association whose steps are queries of their own, and the key of the owner that they begin with.
package struct UnjoinedSource: Sendable {
  package let association: AssociationReflection
  package let key: DatabaseValue

  package init(_ association: AssociationReflection, key: DatabaseValue) {
    self.association = association
    self.key = key
  }
}

extension RelationCore {
  /// Asks for joins; SQL that is joined already is not joined again.
  package mutating func join(_ requests: [JoinRequest]) {
    let written = joins.compactMap(\.sql)
    joins += requests.filter { request in request.sql.map { !written.contains($0) } ?? true }
  }
}

/// A join that a relation asks for.
package enum JoinRequest: Sendable {
  /// By a chain of associations.
  case association([String], SQLJoin.Kind)
  /// By a chain that ends with a polymorphic association, where that points at a class.
  case ofClass([String], ModelFacts, SQLJoin.Kind)
  /// Written by hand.
  case raw(SQL)
  /// The steps of a through association, from a query that was merged.
  case built(SQLJoin)

  /// What is written by hand.
  var sql: SQL? { if case .raw(let sql) = self { sql } else { nil } }
}

/// A chain of associations that is loaded with the records.
package struct LoadRequest: Sendable, Equatable {
  /// How it is loaded.
  package enum Mode: Sendable {
    /// By queries of their own, unless conditions speak of the joined table.
    case includes
    /// By queries of their own.
    case preload
    /// By a join.
    case eagerLoad
  }
  package var names: [String]
  package var mode: Mode
  /// The class whose records the chain goes on from, where it leads through a polymorphic association of `depth` names.
  package var narrowing: Narrowing?

  /// A class among those that a polymorphic association leads to.
  package struct Narrowing: Sendable, Equatable {
    package let depth: Int
    package let facts: ModelFacts

    package static func == (one: Self, other: Self) -> Bool { one.depth == other.depth && one.facts === other.facts }
  }

  package init(_ names: [String], _ mode: Mode, narrowing: Narrowing? = nil) {
    self.names = names
    self.mode = mode
    self.narrowing = narrowing
  }
}

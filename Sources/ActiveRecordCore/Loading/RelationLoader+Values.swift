// Counts, keys, single values and existence.

extension RelationLoader {
  /// How many records a relation has; a limit counts.
  static nonisolated(nonsending) func count(
    _ core: RelationCore, column: SQLExpression? = nil, cause: QueryCause? = nil
  ) async throws -> Int {
    if let failure = core.failure { throw failure }
    var core = try await UnjoinedKeys.resolved(core)
    if core.isNone { return 0 }
    let dialect = try core.facts.database.dialect
    core = try eachOnce(core, dialect)
    if core.limit == nil, core.offset == nil { core.orders = [] }
    let key = core.column(core.facts.layout.key.name)
    let statement: SelectStatement
    let countsRows = core.isDistinct && column == nil && key.rowParts != nil
    if core.limit != nil || core.offset != nil || !core.groups.isEmpty || countsRows {
      let selection =
        countsRows
        ? SQLSelection.each(ColumnReference(.root, core.facts.layout.key.name), as: "one")
        : [SQLSelection(column ?? (core.isDistinct ? key : .raw("1")), as: "one")]
      let inner = try core.statement(dialect, selection: selection)
      var outer = SelectStatement(from: .subquery(inner, alias: "counted"))
      // Rows without a value are not counted, as without a limit.
      let countsValues = column != nil && core.groups.isEmpty
      let counted = countsValues ? SQLExpression.column(ColumnReference(.root, "one")) : .star(.none)
      outer.selection = [SQLSelection(.function("COUNT", [counted], distinct: false))]
      statement = outer
    } else {
      let counted = column ?? (core.isDistinct ? key : .star(.none))
      let distinct = core.isDistinct
      core.isDistinct = false
      statement = try core.statement(dialect, selection: [SQLSelection(.function("COUNT", [counted], distinct: distinct))])
    }
    var count = 0
    try await rows(statement, cause ?? .of(core.facts, "counted"), about: core.facts) { count = Int($0.int64(0)) }
    return count
  }

  /// The relation with what it loads by joins; each record counts once, however many rows it stands in.
  private static func eachOnce(_ core: RelationCore, _ dialect: Dialect) throws -> RelationCore {
    var joined = try EagerLoading.asked(core, dialect)
    guard joined.joins.count > core.joins.count else { return joined }
    if core.orders.isEmpty || (core.limit == nil && core.offset == nil) || !core.groups.isEmpty {
      joined.isDistinct = true
    } else {
      joined.groupByKey()
    }
    return joined
  }

  /// Whether a relation has a record.
  static nonisolated(nonsending) func exists(_ core: RelationCore, cause: QueryCause? = nil) async throws -> Bool {
    if let failure = core.failure { throw failure }
    var core = try await UnjoinedKeys.resolved(core)
    if (core.isNone && !core.hasUnsavedOwner) || core.limit == 0 { return false }
    if core.hasUnsavedOwner { core.conditions.append(.constant(false)) }
    core.orders = []
    core.limit = 1
    let dialect = try core.facts.database.dialect
    let statement = try EagerLoading.asked(core, dialect).statement(dialect, selection: [SQLSelection(.raw("1"), as: "one")])
    var found = false
    try await rows(statement, cause ?? .of(core.facts, "asked whether there is one"), about: core.facts) { _ in found = true }
    return found
  }

  /// The keys of the records of a relation.
  static nonisolated(nonsending) func keys(_ core: RelationCore, cause: QueryCause? = nil) async throws -> [DatabaseValue] {
    let key = ColumnReference(.root, core.facts.layout.key.name)
    return try await values(core, key.each.map { .column($0) }, cause: cause).map { .key($0) }
  }

  /// The values of some expressions, a row for each record.
  static nonisolated(nonsending) func values(
    _ core: RelationCore, _ expressions: [SQLExpression], cause: QueryCause? = nil
  ) async throws -> [[DatabaseValue]] {
    if let failure = core.failure { throw failure }
    let core = try await UnjoinedKeys.resolved(core)
    if core.isNone { return [] }
    let dialect = try core.facts.database.dialect
    let statement = try EagerLoading.asked(core, dialect).statement(dialect, selection: expressions.map { SQLSelection($0) })
    var result: [[DatabaseValue]] = []
    let columns = Int32(expressions.count)
    try await rows(statement, cause ?? .of(core.facts, "plucked"), about: core.facts) { row in
      result.append((0..<columns).map { row.value($0) })
    }
    return result
  }

  /// An aggregate over a column.
  static nonisolated(nonsending) func aggregate(
    _ function: String, _ column: SQLExpression, _ core: RelationCore
  ) async throws -> DatabaseValue {
    var core = try await UnjoinedKeys.resolved(core)
    if core.isNone { return .null }
    let dialect = try core.facts.database.dialect
    core = try EagerLoading.asked(core, dialect)
    if core.limit != nil || core.offset != nil {
      if let failure = core.failure { throw failure }
      let inner = try core.statement(dialect, selection: [SQLSelection(column, as: "value")])
      var outer = SelectStatement(from: .subquery(inner, alias: "limited"))
      outer.selection = [SQLSelection(.function(function, [.column(ColumnReference(.root, "value"))], distinct: false))]
      var value = DatabaseValue.null
      try await rows(outer, .of(core.facts, function.lowercased()), about: core.facts, explains: false) { value = $0.value(0) }
      return value
    }
    core.orders = []
    core.loads = []
    let distinct = core.isDistinct
    core.isDistinct = false
    return try await values(core, [.function(function, [column], distinct: distinct)]).first?.first ?? .null
  }
}

extension QueryCause {
  /// "Post, counted"
  static func of(_ facts: ModelFacts, _ what: String) -> QueryCause { QueryCause("\(facts.name), \(what)") }
}

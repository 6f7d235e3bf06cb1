// Counts, keys, single values and existence.

extension RelationLoader {
  /// How many records a relation has; a limit counts.
  static nonisolated(nonsending) func count(
    _ core: RelationCore, column: SQLExpression? = nil, cause: QueryCause? = nil
  ) async throws -> Int {
    if let failure = core.failure { throw failure }
    if core.isNone { return 0 }
    var core = core
    core.orders = []
    let statement: SelectStatement
    if core.limit != nil || core.offset != nil || !core.groups.isEmpty {
      let inner = try core.statement(nil, selection: [SQLSelection(column ?? .raw("1"), as: "one")])
      var outer = SelectStatement(from: .subquery(inner, alias: "counted"))
      outer.selection = [SQLSelection(.function("COUNT", [.star(.none)], distinct: false))]
      statement = outer
    } else {
      let counted = column ?? (core.isDistinct ? core.column(core.facts.layout.key.name) : .star(.none))
      let distinct = core.isDistinct
      core.isDistinct = false
      statement = try core.statement(nil, selection: [SQLSelection(.function("COUNT", [counted], distinct: distinct))])
    }
    var count = 0
    try await rows(statement, cause ?? .of(core.facts, "counted"), about: core.facts) { count = Int($0.int64(0)) }
    return count
  }

  /// Whether a relation has a record.
  static nonisolated(nonsending) func exists(_ core: RelationCore, cause: QueryCause? = nil) async throws -> Bool {
    if let failure = core.failure { throw failure }
    if (core.isNone && !core.hasUnsavedOwner) || core.limit == 0 { return false }
    var core = core
    if core.hasUnsavedOwner { core.conditions.append(.constant(false)) }
    core.orders = []
    core.limit = 1
    let statement = try core.statement(nil, selection: [SQLSelection(.raw("1"), as: "one")])
    var found = false
    try await rows(statement, cause ?? .of(core.facts, "asked whether there is one"), about: core.facts) { _ in found = true }
    return found
  }

  /// The values of some expressions, a row for each record.
  static nonisolated(nonsending) func values(
    _ core: RelationCore, _ expressions: [SQLExpression], cause: QueryCause? = nil
  ) async throws -> [[DatabaseValue]] {
    if let failure = core.failure { throw failure }
    if core.isNone { return [] }
    let statement = try core.statement(nil, selection: expressions.map { SQLSelection($0) })
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
    var core = core
    core.orders = []
    if core.limit != nil || core.offset != nil {
      if let failure = core.failure { throw failure }
      let inner = try core.statement(nil, selection: [SQLSelection(column, as: "value")])
      var outer = SelectStatement(from: .subquery(inner, alias: "limited"))
      outer.selection = [SQLSelection(.function(function, [.column(ColumnReference(.root, "value"))], distinct: false))]
      var value = DatabaseValue.null
      try await rows(outer, .of(core.facts, function.lowercased())) { value = $0.value(0) }
      return value
    }
    let distinct = core.isDistinct
    core.isDistinct = false
    return try await values(core, [.function(function, [column], distinct: distinct)]).first?.first ?? .null
  }
}

extension QueryCause {
  /// "Post, counted"
  static func of(_ facts: ModelFacts, _ what: String) -> QueryCause { QueryCause("\(facts.name), \(what)") }
}

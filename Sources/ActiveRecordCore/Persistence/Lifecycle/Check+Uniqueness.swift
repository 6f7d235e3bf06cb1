extension Check {
  /// No other record has the value.
  ///
  /// It asks the database each time. A unique index makes it sure: where two writers race, what the index refuses becomes the
  /// same error.
  ///
  /// ```swift
  /// author.validates(\.email, .uniqueness)
  /// // SELECT "authors"."id" FROM "authors" WHERE "authors"."email" = ? LIMIT 1
  /// ```
  public static var uniqueness: Self { unique(scope: [], isCaseSensitive: true, nil) }

  /// No other record that has the same values in other columns has the value.
  ///
  /// ```swift
  /// member.validates(\.email, .uniqueness(within: \.clubID, caseSensitive: false))
  /// // WHERE LOWER("members"."email") = LOWER(?) AND "members"."club_id" = ?
  /// ```
  ///
  /// - Parameters:
  ///   - columns: The columns that must have the same values, too.
  ///   - caseSensitive: Whether text in capitals is another text.
  ///   - condition: The records among which the value must be alone: `{ $0.archived == false }`.
  public static func uniqueness<each W: ColumnValue>(
    within columns: repeat KeyPath<Model.Type, Column<each W>>, caseSensitive: Bool = true,
    where condition: ((Model.Type) -> Condition)? = nil
  ) -> Self {
    var scope: [CheckedAttribute] = []
    for column in repeat each columns { scope.append(CheckedAttribute(Model.self[keyPath: column])) }
    return unique(scope: scope, isCaseSensitive: caseSensitive, condition?(Model.self))
  }

  /// No other record has the value.
  ///
  /// - Parameters:
  ///   - caseSensitive: Whether text in capitals is another text.
  ///   - condition: The records among which the value must be alone.
  public static func uniqueness(caseSensitive: Bool = true, where condition: ((Model.Type) -> Condition)? = nil) -> Self {
    unique(scope: [], isCaseSensitive: caseSensitive, condition?(Model.self))
  }

  private static func unique(scope: [CheckedAttribute], isCaseSensitive: Bool, _ condition: Condition?) -> Self {
    let lookup = UniquenessLookup(scope: scope.compactMap(\.index), isCaseSensitive: isCaseSensitive, condition: condition)
    var check = Self { record, attribute, value in
      guard let index = attribute.index else { return [] }
      let declaring = Model._facts.isAbstract ? record.facts.root : Model._facts
      return try await lookup.finds(record, declaring, index, value.databaseValue) ? [Finding(kind: "taken")] : []
    }
    check.uniqueColumns = scope.compactMap(\.column)
    return check
  }
}

/// Asks whether another record has a value.
struct UniquenessLookup: Sendable {
  let scope: [Int]
  let isCaseSensitive: Bool
  let condition: Condition?

  nonisolated(nonsending) func finds(
    _ record: Record, _ declaring: ModelFacts, _ index: Int, _ value: DatabaseValue
  ) async throws -> Bool {
    if let failure = condition?.failure { throw failure }
    var core = RelationCore(declaring)
    let columns = core.facts.layout.columns
    core.conditions.append(same(core.column(columns[index].name), value))
    if record.isPersisted {
      core.conditions.append(.binary(core.column(core.facts.layout.key.name), .notEqual, .value(record.originalKey)))
    }
    for index in scope { core.conditions.append(core.column(columns[index].name).equals(record._value(index))) }
    if let condition { core.conditions.append(condition.expression) }
    core.limit = 1
    let statement = try core.statement(nil, selection: [SQLSelection(core.column(core.facts.layout.key.name))])
    var isTaken = false
    try await RelationLoader.rows(statement, .of(record.facts, "validated for uniqueness"), about: record.facts) { _ in isTaken = true }
    return isTaken
  }

  private func same(_ column: SQLExpression, _ value: DatabaseValue) -> SQLExpression {
    guard !isCaseSensitive, case .text = value else { return column.equals(value) }
    let lowered = SQLExpression.function("LOWER", [.value(value)], distinct: false)
    return .binary(.function("LOWER", [column], distinct: false), .equal, lowered)
  }
}

/// What a validation of uniqueness says where the database was faster.
struct UniqueRule: Sendable {
  let columns: Set<String>
  let tell: @Sendable (Record) throws -> Void

  /// Whether a refusal of the database is about these columns.
  ///
  /// Engines that name only the index are understood where its name holds the names of the columns.
  func covers(_ error: DatabaseError) -> Bool {
    if !error.columns.isEmpty { return Set(error.columns) == columns }
    guard let index = error.constraint else { return false }
    return columns.allSatisfy { index.contains($0) }
  }
}

extension RuleBook {
  /// What is told where the database refused a row that validation had let pass: the error of the validation, if one covers it.
  func explain(_ error: DatabaseError, on record: Record) throws -> any Error {
    if let table = error.table, table != record.facts.tableName { return error }
    guard let rule = uniqueRules.first(where: { $0.covers(error) }) else { return error }
    try rule.tell(record)
    return RecordInvalid(model: record.facts.name, errors: record.errors, refusal: error)
  }
}

public import ActiveRecordCore

extension Dialect {
  /// SQLite's SQL: `?` for values, no locking clauses, and transactions that write take their lock when they begin.
  public static let sqlite: Dialect = {
    var dialect = Dialect(name: "SQLite")
    dialect.placeholder = .question
    dialect.identifierLimit = nil
    dialect.maximumBindings = 32_766
    dialect.hasReturning = true
    dialect.hasTransactionalSchema = true
    dialect.hasDefaultValues = true
    dialect.roundsLargeIntegers = true
    dialect.hasLocks = false
    dialect.listsRowsAsValues = true
    dialect.unlimited = "-1"
    dialect.explain = "EXPLAIN QUERY PLAN"
    dialect.sameOperator = "IS"
    dialect.textSearch = .match
    dialect.jsonPath = .function("json_extract")
    dialect.castNames = [.integer: "INTEGER", .double: "REAL", .text: "TEXT"]
    // A transaction that reads first and writes later could lose its turn to another writer and would have to start again.
    dialect.beginWrite = "BEGIN IMMEDIATE"
    dialect.beginRead = "BEGIN"
    dialect.isolation = .alwaysSerializable
    return dialect
  }()
}

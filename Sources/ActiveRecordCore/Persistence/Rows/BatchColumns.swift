/// The columns that the rows of some records are written to, and the statement that inserts many of these rows.
///
/// All statements but the last have the same text, and are prepared once: a longer one would not be faster, but would have to be
/// written and prepared for every number of rows.
struct BatchColumns {
  /// How many rows go with a statement, where their values are not too many for the engine.
  static let together = 100

  let facts: ModelFacts
  let columns: ColumnSet
  let indexes: [Int]

  init(_ facts: ModelFacts, _ columns: ColumnSet) {
    self.facts = facts
    self.columns = columns
    var indexes: [Int] = []
    columns.forEach { indexes.append($0) }
    self.indexes = indexes
  }

  func name(_ index: Int) -> String { facts.layout.columns[index].name }

  /// The records of each statement; a row of nothing but defaults has one of its own.
  func pieces(_ records: [Record], _ dialect: Dialect) -> [ArraySlice<Record>] {
    let most = indexes.isEmpty ? 1 : dialect.maximumBindings / indexes.count
    let size = Swift.max(1, Swift.min(Self.together, most))
    return stride(from: 0, to: records.count, by: size).map { records[$0..<Swift.min($0 + size, records.count)] }
  }

  /// The statement for some rows, with a place for each value.
  func text(
    rows: Int, _ dialect: Dialect, conflict: InsertStatement.Conflict = .fail, returning: [String] = []
  ) -> String {
    let row = [DatabaseValue](repeating: .null, count: indexes.count)
    let rows = [[DatabaseValue]](repeating: row, count: rows)
    let statement = InsertStatement(
      into: facts.tableName, columns: indexes.map(name), rows: rows, returning: returning, conflict: conflict)
    return statement.rendered(dialect).text
  }

  func bind(_ records: ArraySlice<Record>, to statement: any DriverStatement, _ lease: Lease) throws {
    var position: Int32 = 0
    for record in records { try RowWriter.bind(record, columns, facts, to: statement, after: &position, lease) }
  }

  func values(of records: ArraySlice<Record>) -> [DatabaseValue] {
    records.flatMap { record in indexes.map { RowWriter.stored(record, $0, facts) } }
  }

  /// An error about a value, with the column that it was meant for where the driver tells its placeholder.
  func located(_ error: any Error) -> any Error {
    guard var failure = error as? DatabaseError, let parameter = failure.parameter, failure.columns.isEmpty else { return error }
    if indexes.isEmpty { return error }
    failure.columns = [name(indexes[(parameter - 1) % indexes.count])]
    return failure
  }
}

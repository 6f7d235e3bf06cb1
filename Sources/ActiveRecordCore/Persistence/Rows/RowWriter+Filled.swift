// Engines without RETURNING: what the database made up is read by a query, where there is something to read.

extension RowWriter {
  /// Reads the columns of a new row that the database filled.
  ///
  /// - Parameter omitted: The columns that the insert left out.
  static nonisolated(nonsending) func readFilled(_ record: Record, _ omitted: ColumnSet, _ facts: ModelFacts, _ lease: Lease) async throws {
    let dialect = lease.database.dialect
    let made = facts.layout.keyParts.first { omitted.contains($0) }
    if let made { try record._assign(made, .int(lease.connection.driver.lastInsertedID)) }
    guard let query = dialect.filledColumns else { return }
    var wanted = omitted
    if let made { wanted.remove(made) }
    if wanted.isEmpty { return }
    wanted = wanted.intersection(try await lease.connection.filledColumns(facts, query))
    if wanted.isEmpty { return }
    var statement = SelectStatement(from: .table(facts.tableName, alias: nil))
    wanted.forEach { index in
      statement.selection.append(SQLSelection(.column(ColumnReference(.root, facts.layout.columns[index].name))))
    }
    let key = SQLExpression.column(ColumnReference(.root, facts.layout.key.name))
    statement.conditions = [key.equals(facts.hasWordKey ? .int(record._id) : .key(facts.layout.keyParts.map { record._value($0) }))]
    let cause = QueryCause("\(facts.name), filled by the database")
    try await lease.run(statement.rendered(dialect), cause: cause) { row in
      var position: Int32 = 0
      try wanted.forEach { index in
        let value = row.value(position)
        if !value.isNull { try record._assign(index, value) }
        position += 1
      }
    }
  }
}

/// Tells records that were inserted, or found there already, which rows are theirs.
struct BulkKeys {
  let facts: ModelFacts
  /// The columns that rows were recognized by; the key where there are none.
  let columns: [Int]

  init(_ facts: ModelFacts, _ recognized: [Int]) {
    self.facts = facts
    columns = recognized.isEmpty ? facts.layout.keyParts : recognized
  }

  nonisolated(nonsending) func learn(_ records: [Record]) async throws {
    if columns != facts.layout.keyParts { try await find(records) }
    for record in records {
      record._flags.insert(.persisted)
      record._flags.remove(.destroyed)
    }
  }

  /// Finds the keys by one query for a hundred records.
  private nonisolated(nonsending) func find(_ records: [Record]) async throws {
    for piece in records.chunked(BatchColumns.together) {
      var core = RelationCore(facts.root)
      core.conditions.append(condition(core, piece))
      let found = try await RelationLoader.records(core, cause: .of(facts, "keys of rows written in bulk"))
      let rows = Dictionary(found.map { (values($0), $0) }, uniquingKeysWith: { first, _ in first })
      for record in piece {
        guard let row = rows[values(record)] else {
          let names = columns.map { facts.layout.columns[$0].property }.joined(separator: ", ")
          throw ModelError(
            .unsupported, model: facts.name, member: names,
            "a row was written, and is not found by it. It must be found by the value that was written, so its column may not change values"
          )
        }
        for part in facts.layout.keyParts { try record._assign(part, row._value(part)) }
      }
    }
  }

  private func condition(_ core: RelationCore, _ records: [Record]) -> SQLExpression {
    if columns.count == 1 { return core.column(name(columns[0])).isAmong(records.map { $0._value(columns[0]) }) }
    return .or(records.map { record in .and(columns.map { core.column(name($0)).equals(record._value($0)) }) })
  }

  private func name(_ index: Int) -> String { facts.layout.columns[index].name }
  private func values(_ record: Record) -> [DatabaseValue] { columns.map { record._value($0) } }
}

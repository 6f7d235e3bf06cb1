extension TableText {
  /// Makes a change.
  ///
  /// - Throws: ``SchemaProblem`` where the table has no such part, or cannot go on without it.
  mutating func apply(_ action: AlterTable.Action, _ renderer: SchemaRenderer) throws {
    let dialect = renderer.dialect
    switch action {
    case .addColumn(let column): try add(column, renderer)
    case .dropColumn(let name, _): try drop(name)
    case .changeType(let name, let type, _): try change(name) { $0.type = dialect.typeName(type.kind) }
    case .changeDefault(let name, let value, _):
      try change(name) { column in
        column.clauses.removeAll { $0.kind == .defaultValue }
        if let value { column.clauses.append(ConstraintClause(.defaultValue, "DEFAULT \(dialect.text(value))")) }
      }
    case .changeNull(let name, let isNullable, _):
      try change(name) { column in
        if isNullable || column.has(.null) { column.clauses.removeAll { $0.kind == .notNull || $0.kind == .null } }
        if !isNullable, !column.has(.notNull) { column.clauses.insert(ConstraintClause(.notNull, "NOT NULL"), at: 0) }
      }
    case .addForeignKey(let key):
      _ = try index(of: key.column)
      constraints.append(ConstraintClause(.foreignKey, renderer.foreignKey(key, of: name)))
    case .dropForeignKey(let column, let key): try dropForeignKey(column, to: key?.table)
    }
  }

  private func index(of column: String) throws -> Int {
    if let index = columns.firstIndex(where: { $0.name.lowercased() == column.lowercased() }) { return index }
    let hint = DidYouMean.sentence(column, among: columns.map(\.name))
    throw SchemaProblem("the table \"\(name)\" has no column '\(column)'.\(hint)")
  }

  private mutating func change(_ column: String, _ body: (inout Column) -> Void) throws {
    let index = try index(of: column)
    body(&columns[index])
    columns[index].original = nil
  }

  private mutating func add(_ column: ColumnDefinition, _ renderer: SchemaRenderer) throws {
    guard !columns.contains(where: { $0.name.lowercased() == column.name.lowercased() }) else {
      throw SchemaProblem("the table \"\(name)\" has a column '\(column.name)' already")
    }
    columns.append(Column(name: column.name, type: "", clauses: [], original: renderer.column(column, of: name)))
  }

  /// Constraints that the column is part of go with it, as they do elsewhere.
  private mutating func drop(_ column: String) throws {
    let index = try index(of: column)
    let isNamed = { (clause: ConstraintClause) in clause.columns.contains { $0.lowercased() == column.lowercased() } }
    if columns[index].has(.primaryKey) || constraints.contains(where: { $0.kind == .primaryKey && isNamed($0) }) {
      throw SchemaProblem("'\(column)' is part of the primary key of \"\(name)\", which would be left without one")
    }
    if let other = columns.first(where: { other in
      other.name != columns[index].name && other.clauses.contains { $0.kind == .generated && $0.mentions(column) }
    }) {
      throw SchemaProblem("the column '\(other.name)' of \"\(name)\" is computed from '\(column)'. Remove it first")
    }
    columns.remove(at: index)
    constraints.removeAll { $0.kind == .check ? $0.mentions(column) : isNamed($0) }
    for position in columns.indices {
      let count = columns[position].clauses.count
      columns[position].clauses.removeAll { $0.kind == .check && $0.mentions(column) }
      if columns[position].clauses.count != count { columns[position].original = nil }
    }
  }

  private mutating func dropForeignKey(_ column: String, to target: String?) throws {
    let index = try index(of: column)
    let table = target.map { SchemaNames.split($0).name.lowercased() }
    let isMeant = { (clause: ConstraintClause) in table == nil || clause.target?.lowercased() == table }
    let before = constraints.count + columns[index].clauses.count
    constraints.removeAll { $0.kind == .foreignKey && $0.columns.map { $0.lowercased() } == [column.lowercased()] && isMeant($0) }
    columns[index].clauses.removeAll { $0.kind == .reference && isMeant($0) }
    columns[index].original = nil
    guard constraints.count + columns[index].clauses.count < before else {
      throw SchemaProblem(
        "the column '\(column)' of \"\(name)\" has no foreign key" + (target.map { " to \"\($0)\"" } ?? "") + "." + foreignKeysThereAre)
    }
  }

  private var foreignKeysThereAre: String {
    let keys =
      constraints.filter { $0.kind == .foreignKey }.map { ($0.columns.joined(separator: ", "), $0.target) }
      + columns.flatMap { column in column.clauses.filter { $0.kind == .reference }.map { (column.name, $0.target) } }
    if keys.isEmpty { return " The table has none." }
    return " There are: " + keys.map { "\($0) to \"\($1 ?? "")\"" }.joined(separator: "; ") + "."
  }
}

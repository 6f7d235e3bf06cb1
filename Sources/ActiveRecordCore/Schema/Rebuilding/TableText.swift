/// A table as SQLite stores it: the text of its `CREATE TABLE`, taken apart so that single parts can be changed.
///
/// What is not changed stays as it was written: collations, checks, generated columns, `WITHOUT ROWID` and all.
struct TableText {
  /// A column's definition.
  struct Column {
    var name: String
    var type: String
    var clauses: [ConstraintClause]
    /// The definition as it was written, as long as nothing was changed.
    var original: String?

    func has(_ kind: ConstraintClause.Kind) -> Bool { clauses.contains { $0.kind == kind } }
  }

  let name: String
  var columns: [Column]
  var constraints: [ConstraintClause]
  /// What stands behind the parenthesis.
  private let options: String

  /// Takes a table apart.
  ///
  /// - Throws: ``SchemaProblem`` where the text is no `CREATE TABLE` with columns, as that of a virtual table.
  init(_ sql: String) throws {
    let tokens = SQLTokens(sql)
    guard tokens.isAt(0, "CREATE"), let open = tokens.tokens.indices.first(where: { tokens.isAt($0, "(") }), open > 1,
      let name = tokens.name(open - 1), (1..<open).contains(where: { tokens.isAt($0, "TABLE") }), !tokens.isAt(1, "VIRTUAL")
    else { throw SchemaProblem("SQLite cannot change this table: \(sql.prefix(60))") }
    self.name = name
    let end = tokens.afterGroup(open)
    options = tokens.text(end..<tokens.tokens.count)
    columns = []
    constraints = []
    for part in tokens.parts(open + 1..<end - 1) {
      if Self.isConstraint(tokens, part.lowerBound) {
        constraints += ConstraintClause.all(tokens, part).clauses
      } else {
        columns.append(Column(tokens, part))
      }
    }
  }

  private static func isConstraint(_ tokens: SQLTokens, _ index: Int) -> Bool {
    ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"].contains { tokens.isAt(index, $0) }
  }

  /// The columns whose values can be copied: all but those that SQLite computes.
  var storedColumns: [String] { columns.filter { !$0.has(.generated) }.map(\.name) }

  /// Whether SQLite counts the keys up in a table of its own.
  var hasSequence: Bool {
    (columns.flatMap(\.clauses) + constraints).contains { $0.kind == .primaryKey && $0.text.uppercased().contains("AUTOINCREMENT") }
  }

  /// The statement that makes the table under a name.
  func createStatement(_ name: String, _ dialect: Dialect) -> String {
    let parts = columns.map { $0.text(dialect) } + constraints.map(\.text)
    let end = options.isEmpty ? "" : " " + options
    return "CREATE TABLE \(dialect.quote(name)) (\(parts.joined(separator: ", ")))" + end
  }
}

extension TableText.Column {
  fileprivate init(_ tokens: SQLTokens, _ range: Range<Int>) {
    let (start, clauses) = ConstraintClause.all(tokens, range.lowerBound + 1..<range.upperBound)
    self.init(
      name: tokens.name(range.lowerBound) ?? "", type: tokens.text(range.lowerBound + 1..<start), clauses: clauses,
      original: tokens.text(range))
  }

  func text(_ dialect: Dialect) -> String {
    original ?? ([dialect.quote(name), type] + clauses.map(\.text)).filter { !$0.isEmpty }.joined(separator: " ")
  }
}

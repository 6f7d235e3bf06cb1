/// One constraint of a column or a table, as it stands in SQLite's `CREATE TABLE`.
struct ConstraintClause {
  enum Kind {
    case primaryKey, notNull, null, unique, check, defaultValue, collation, reference, foreignKey, generated
  }
  var kind: Kind
  var text: String
  /// The columns of the table that it names.
  var columns: [String] = []
  /// The table that it points at.
  var target: String?
  /// Whether it mentions a column in an expression.
  var mentions: @Sendable (String) -> Bool = { _ in false }

  /// A constraint that is written anew.
  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// The constraints in a range of tokens, in order; the tokens before the first are its start.
  static func all(_ tokens: SQLTokens, _ range: Range<Int>) -> (start: Int, clauses: [ConstraintClause]) {
    var scanner = ClauseScanner(tokens: tokens, position: range.lowerBound, end: range.upperBound)
    return scanner.all()
  }

  fileprivate init(_ kind: Kind, _ tokens: SQLTokens, _ range: Range<Int>) {
    self.init(kind, tokens.text(range))
    mentions = { tokens.mentions($0, in: range) }
    target = range.first { tokens.isAt($0, "REFERENCES") }.flatMap { tokens.name($0 + 1) }
    if [.primaryKey, .unique, .foreignKey].contains(kind), let open = range.first(where: { tokens.isAt($0, "(") }) {
      columns = tokens.parts(open + 1..<tokens.afterGroup(open) - 1).compactMap { tokens.name($0.lowerBound) }
    }
  }
}

/// Finds where each constraint begins.
private struct ClauseScanner {
  let tokens: SQLTokens
  var position: Int
  let end: Int

  mutating func all() -> (start: Int, clauses: [ConstraintClause]) {
    var clauses: [(kind: ConstraintClause.Kind, start: Int)] = []
    var first: Int?
    while position < end {
      let start = position
      if tokens.isAt(position, "(") {
        position = tokens.afterGroup(position)
        continue
      }
      if tokens.isAt(position, "CONSTRAINT") { position += 2 }
      if let kind = beginning(after: clauses.last?.kind) {
        clauses.append((kind, start))
        first = first ?? start
      } else {
        position += 1
      }
    }
    let ends = clauses.dropFirst().map(\.start) + [end]
    return (first ?? end, zip(clauses, ends).map { ConstraintClause($0.kind, tokens, $0.start..<$1) })
  }

  /// The constraint that begins here, after its first words; `nil` where none does.
  private mutating func beginning(after previous: ConstraintClause.Kind?) -> ConstraintClause.Kind? {
    let isAction = tokens.isAt(position - 1, "SET")
    switch tokens.text(position..<min(position + 1, end)).uppercased() {
    case "PRIMARY": return begin(.primaryKey, words: 2)
    case "NOT" where tokens.isAt(position + 1, "NULL"): return begin(.notNull, words: 2)
    case "NULL" where !isAction: return begin(.null, words: 1)
    case "UNIQUE": return begin(.unique, words: 1)
    case "CHECK": return begin(.check, words: 1)
    case "COLLATE": return begin(.collation, words: 2)
    case "DEFAULT" where !isAction: return defaultValue()
    case "FOREIGN": return begin(.foreignKey, words: 2)
    case "REFERENCES" where previous != .foreignKey: return begin(.reference, words: 2)
    case "GENERATED": return begin(.generated, words: 3)
    case "AS": return begin(.generated, words: 1)
    default: return nil
    }
  }

  private mutating func begin(_ kind: ConstraintClause.Kind, words: Int) -> ConstraintClause.Kind {
    position += words
    return kind
  }

  /// A default is one value, with its sign, or an expression in parentheses: what stands in it begins no constraint.
  private mutating func defaultValue() -> ConstraintClause.Kind {
    position += 1
    if tokens.isAt(position, "(") {
      position = tokens.afterGroup(position)
    } else {
      position += tokens.isAt(position, "-") || tokens.isAt(position, "+") ? 2 : 1
    }
    return .defaultValue
  }
}

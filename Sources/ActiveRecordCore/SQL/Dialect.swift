/// What makes one engine's SQL differ from another's: every difference is a named member.
public struct Dialect: Sendable {
  /// How bound values are marked.
  public enum Placeholder: Sendable {
    /// `?`
    case question
    /// `$1`, `$2`, …
    case dollar
  }

  /// How an insert says what becomes of rows that are there already.
  public enum ConflictStyle: Sendable {
    /// `ON CONFLICT (…) DO UPDATE SET …`
    case onConflict
    /// `ON DUPLICATE KEY UPDATE …`
    case onDuplicateKey
  }

  /// How a path into a JSON document is written.
  public enum JSONPathStyle: Sendable {
    /// A function of the document and a path: `json_extract(document, '$.a')`; functions may be nested: `f(g(`.
    case function(String)
    /// `document -> 'a' ->> 'b'`
    case arrows
  }

  /// How words are looked for in a text.
  public enum TextSearchStyle: Sendable {
    /// `text MATCH '"some" "words"'`, in tables that are made for it.
    case match
    /// `to_tsvector(text) @@ plainto_tsquery('some words')`
    case vectors
    /// `MATCH (text) AGAINST ('+some +words' IN BOOLEAN MODE)`, on columns with an index that is made for it.
    case against
  }

  /// The engine's name, for messages: "SQLite".
  public var name: String
  /// The character around names.
  public var identifierQuote: Character = "\""
  /// How bound values are marked.
  public var placeholder = Placeholder.question
  /// How long a name may be, in bytes; `nil` where there is no limit.
  public var identifierLimit: Int?
  /// How many values one statement may bind.
  public var maximumBindings = 32_000
  /// How many keys one statement may bind, beside the values of its other conditions.
  package var maximumKeys: Int { Swift.max(1, maximumBindings - 500) }
  /// Whether `INSERT … RETURNING` is understood.
  public var hasReturning = true
  /// Whether the connection tells the key of the row inserted last; else it comes back by `RETURNING`.
  public var tellsLastInsertedID = true
  /// Whether tables can be changed inside a transaction and rolled back with it.
  public var hasTransactionalSchema = true
  /// Whether an insert without any column is `DEFAULT VALUES` (or else `() VALUES ()`).
  public var hasDefaultValues = true
  /// Whether an integer that is too large for its column becomes a floating-point number, instead of an error.
  public var roundsLargeIntegers = false
  /// Whether there are locking clauses such as `FOR UPDATE`.
  public var hasLocks = true
  /// Whether `IN (SELECT …)` may have a limit, and may read from the table that the statement writes to.
  public var hasFreeSubselects = true
  /// The query for the columns of a table that the database fills by itself, with a placeholder for the table's name; `nil`
  /// where inserts return them.
  public var filledColumns: String?
  /// What stands for "no limit" where an offset needs a limit before it.
  public var unlimited: String?
  /// What stands before a query that is to be explained.
  public var explain = "EXPLAIN"
  /// Whether comments after `SELECT` are read as hints for the optimizer.
  public var hasHints = false
  /// Whether `NULLS FIRST` and `NULLS LAST` are understood.
  public var hasNullsOrder = true
  /// Whether `NULL` is less than every value where rows are ordered.
  public var nullsAreLeast = true
  /// Whether a list of row values needs a word in front: `(a, b) IN (VALUES (1, 2), (3, 4))`.
  public var listsRowsAsValues = false
  /// How rows that are there already are met by an insert.
  public var conflicts = ConflictStyle.onConflict
  /// The comparison in which `NULL` equals `NULL`.
  public var sameOperator = "IS NOT DISTINCT FROM"
  /// How a path into a JSON document is written.
  public var jsonPath = JSONPathStyle.arrows
  /// How words are looked for in a text.
  public var textSearch = TextSearchStyle.vectors
  /// The names of types that expressions are cast to.
  public var castNames: [SQLCast: String] = [.integer: "BIGINT", .double: "DOUBLE PRECISION", .text: "TEXT"]
  /// The statement that begins a transaction that writes.
  public var beginWrite = "BEGIN"
  /// The statement that begins a transaction that only reads.
  public var beginRead = "BEGIN"

  /// What replicas are asked; `nil` where the engine cannot tell how far they are.
  public var replication: ReplicationQueries?
  /// How a transaction is told its isolation level.
  public var isolation = Isolation.inBegin
  /// How a lock is taken that stands for nothing but its name; `nil` where a transaction that writes keeps every other one out.
  public var advisoryLock: AdvisoryLock?

  /// How a transaction is told its isolation level.
  public enum Isolation: Sendable {
    /// In the statement that begins it: `BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY`.
    case inBegin
    /// In a statement before the one that begins it: `SET TRANSACTION ISOLATION LEVEL SERIALIZABLE`.
    case before
    /// Not at all: every transaction is serializable.
    case alwaysSerializable
  }

  /// A dialect with the defaults of standard SQL.
  public init(name: String) {
    self.name = name
  }

  /// `name`, quoted; quotes inside it are doubled.
  public func quote(_ name: String) -> String {
    let quote = String(identifierQuote)
    guard name.utf8.contains(identifierQuote.asciiValue ?? 34) else { return quote + name + quote }
    return quote + name.replacing(quote, with: quote + quote) + quote
  }

  /// A table's name, quoted part by part: `reports.people` is the table `people` in the schema `reports`.
  public func quoteTable(_ name: String) -> String {
    guard name.utf8.contains(46) else { return quote(name) }
    return name.split(separator: ".").map { quote(String($0)) }.joined(separator: ".")
  }

  /// The name of a type that expressions are cast to.
  func castName(_ type: SQLCast) -> String { castNames[type] ?? "TEXT" }
}

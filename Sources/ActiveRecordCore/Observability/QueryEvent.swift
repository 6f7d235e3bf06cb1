/// A statement that was run: what observers and the log are told.
public struct QueryEvent: Sendable {
  /// The text, with placeholders.
  public var sql: String
  /// The bound values.
  public let bindings: [DatabaseValue]
  /// How long it took, reading its rows included.
  public let duration: Duration
  /// How many rows it returned or changed.
  public let rows: Int
  /// Why it was run.
  public let cause: QueryCause
  /// Whether it failed.
  public let failed: Bool

  /// Whether the statement begins, ends or divides a transaction.
  public var isTransactionControl: Bool {
    ["BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"].contains { sql.hasPrefix($0) }
  }
}

/// Why a statement was run.
public struct QueryCause: Sendable, CustomStringConvertible {
  private let text: @Sendable () -> String

  /// A cause that is described only when somebody reads it.
  public init(_ text: @autoclosure @escaping @Sendable () -> String) {
    self.text = text
  }

  /// "Post.author, lazy, for 100 records"
  public var description: String { text() }

  /// Nothing is known.
  public static let none = QueryCause("")

  /// "1 record", "100 records"
  package static func records(_ count: Int) -> String { count == 1 ? "1 record" : "\(count) records" }
}

/// What a database refused, or could not do.
///
/// ```swift
/// do { try await author.save() }
/// catch let error as DatabaseError where error.code == .uniqueViolation { … }
/// ```
///
/// Bound values stay out of ``description``.
public struct DatabaseError: Error, Sendable, CustomStringConvertible {
  /// The kind of failure.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    /// The kind's name.
    public let description: String
    init(_ name: String) { description = name }

    /// A value is there already that must be there once.
    public static let uniqueViolation = Code("unique violation")
    /// A row that is pointed at does not exist, or one that is pointed at cannot go.
    public static let foreignKeyViolation = Code("foreign key violation")
    /// A column that must have a value got none.
    public static let notNullViolation = Code("not null violation")
    /// A check of the table does not hold.
    public static let checkViolation = Code("check violation")
    /// A value does not fit its column.
    public static let valueOutOfRange = Code("value out of range")
    /// Two transactions wait for each other.
    public static let deadlock = Code("deadlock")
    /// Transactions that ran at once cannot both stand.
    public static let serializationFailure = Code("serialization failure")
    /// A lock was not to be had in time.
    public static let busy = Code("busy")
    /// A statement took too long.
    public static let statementTimeout = Code("statement timeout")
    /// A transaction took longer than its `timeout:`; it was rolled back.
    public static let transactionTimeout = Code("transaction timeout")
    /// The task was cancelled while a statement ran.
    public static let cancelled = Code("cancelled")
    /// The connection is gone.
    public static let connectionLost = Code("connection lost")
    /// The database cannot be opened.
    public static let cannotOpen = Code("cannot open")
    /// The database, or the role it is used in, cannot be written to.
    public static let readOnly = Code("read only")
    /// The SQL is not understood.
    public static let syntax = Code("syntax error")
    /// There is no such table.
    public static let missingTable = Code("missing table")
    /// There is no such column.
    public static let missingColumn = Code("missing column")
    /// The database was closed.
    public static let closed = Code("closed")
    /// No database was connected.
    public static let notConnected = Code("not connected")
    /// A connection, transaction or statement was used in a way that cannot work.
    public static let misuse = Code("misuse")
    /// Anything else.
    public static let other = Code("database error")
  }

  /// The kind of failure.
  public var code: Code
  /// What the engine, or this library, says about it.
  public var message: String
  /// The statement, without its values.
  public var sql: String?
  /// The table, where it is known.
  public var table: String?
  /// The columns, where they are known.
  public var columns: [String]
  /// The constraint's name, where it is known.
  public var constraint: String?
  /// The number of the placeholder whose value does not fit, where the driver knows it.
  public var parameter: Int?

  /// A failure of a database.
  public init(
    _ code: Code, _ message: String, sql: String? = nil, table: String? = nil, columns: [String] = [], constraint: String? = nil
  ) {
    self.code = code
    self.message = message
    self.sql = sql
    self.table = table
    self.columns = columns
    self.constraint = constraint
  }

  /// Whether the whole transaction may be run again with hope of success.
  public var isRetryable: Bool {
    code == .busy || code == .deadlock || code == .serializationFailure
  }

  /// The kind, what happened, and the statement without its values.
  public var description: String {
    var text = "\(code): \(message)"
    if let sql { text += " - while running \(Self.shown(sql))" }
    return text
  }

  /// A statement, or the beginning of one with thousands of placeholders.
  private static func shown(_ sql: String) -> String {
    sql.utf8.count <= 10_000 ? sql : "\(sql.prefix(2000))… (\(sql.utf8.count) bytes)"
  }
}

extension DatabaseError {
  /// What is told where a statement binds more values than the engine takes.
  ///
  /// - Parameter limit: How many it takes, where that is known.
  package static func tooManyValues(_ limit: Int? = nil, sql: String?) -> DatabaseError {
    let most = limit.map { ", which is \($0)" } ?? ""
    return DatabaseError(
      .misuse,
      "the statement binds more values than the database takes at once\(most). Ask in pieces, or let a subquery or a join say which rows "
        + "are meant", sql: sql)
  }

  /// A key of several columns was bound as one value; statements of the library compare column by column.
  package static let boundRow = DatabaseError(.misuse, "a key of several columns is no value of one column: compare column by column")
}

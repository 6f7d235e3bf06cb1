/// Rows that are inserted, as a value.
public struct InsertStatement: Sendable, Hashable {
  /// The table.
  public var table: String
  /// The columns that get values.
  public var columns: [String]
  /// The values of each row, in the order of the columns.
  public var rows: [[DatabaseValue]]
  /// The columns that come back, on engines that can return them.
  public var returning: [String]
  /// What becomes of rows that are there already.
  public var conflict = Conflict.fail

  /// What becomes of rows that are there already.
  public enum Conflict: Sendable, Hashable {
    /// The statement fails.
    case fail
    /// They stay as they are.
    case skip
    /// Columns of theirs get the new values; they are recognized by the target's columns.
    case update(target: [String], columns: [String])
  }

  /// Rows that are inserted.
  public init(into table: String, columns: [String], rows: [[DatabaseValue]], returning: [String] = [], conflict: Conflict = .fail) {
    self.table = table
    self.columns = columns
    self.rows = rows
    self.returning = returning
    self.conflict = conflict
  }
}

/// Rows that are changed, as a value.
public struct UpdateStatement: Sendable, Hashable {
  /// The table.
  public var table: String
  /// The columns and their new values.
  public var assignments: [Assignment]
  /// Which rows; all of the conditions hold.
  public var conditions: [SQLExpression]

  /// A column and its new value.
  public struct Assignment: Sendable, Hashable {
    /// The column's name.
    public var column: String
    /// The new value.
    public var value: SQLExpression

    /// A column and its new value.
    public init(_ column: String, _ value: SQLExpression) {
      self.column = column
      self.value = value
    }
  }

  /// Rows that are changed.
  public init(_ table: String, set assignments: [Assignment], where conditions: [SQLExpression]) {
    self.table = table
    self.assignments = assignments
    self.conditions = conditions
  }
}

/// Rows that are deleted, as a value.
public struct DeleteStatement: Sendable, Hashable {
  /// The table.
  public var table: String
  /// Which rows; all of the conditions hold.
  public var conditions: [SQLExpression]

  /// Rows that are deleted.
  public init(from table: String, where conditions: [SQLExpression]) {
    self.table = table
    self.conditions = conditions
  }
}

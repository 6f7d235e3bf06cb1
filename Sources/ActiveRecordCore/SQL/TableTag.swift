/// Which table of a statement a column belongs to; the alias is put in when the statement is written.
///
/// Conditions are written before anyone knows which joins a query will have. They say *which* table they mean, and the
/// renderer finds out what it is called there.
public enum TableTag: Sendable, Hashable {
  /// The table the statement is about.
  case root
  /// A table by its name in the database.
  case table(String)
  /// The table that a chain of associations leads to, counted from the root: `["author", "profile"]`.
  case path([String])
  /// An alias that stands in the statement as it is.
  case alias(String)
  /// No table: a bare column name.
  case none
  /// A table of the statement around the one that the column stands in.
  indirect case outer(TableTag)
}

/// A column of one of a statement's tables.
public struct ColumnReference: Sendable, Hashable {
  /// Which table the column belongs to.
  public var table: TableTag
  /// The column's name in the database.
  public var name: String

  /// A column of one of a statement's tables.
  public init(_ table: TableTag, _ name: String) {
    self.table = table
    self.name = name
  }
}

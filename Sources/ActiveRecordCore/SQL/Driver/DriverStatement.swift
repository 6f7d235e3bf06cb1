#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A prepared statement: bind, step through the rows, reset.
///
/// Rows are read from the statement itself, by column index, without a row object between.
public protocol DriverStatement: RowCursor {
  /// Binds a value to the placeholder with this number, counted from 1.
  func bind(_ value: DatabaseValue, at index: Int32) throws
  /// Binds an integer: what ``bind(_:at:)`` does, without a `DatabaseValue` between.
  func bind(integer: Int64, at index: Int32)
  /// Asks for the rows as they come, instead of all at once; said before the first step, and forgotten by ``reset()``.
  func streamRows()
  /// Goes to the next row.
  func step() throws -> StepResult
  /// Waits until ``step()`` can go on, after it returned ``StepResult/pending``.
  nonisolated(nonsending) func wait() async throws
  /// Makes the statement ready to be bound and run again.
  func reset()
}

extension DriverStatement {
  /// Nothing: rows come one by one anyhow.
  public func streamRows() {}
}

/// What a step through the rows met.
@frozen public enum StepResult: Sendable {
  /// A row, which can be read now.
  case row
  /// The end.
  case done
  /// Nothing yet: the database is busy, or the next rows are on their way.
  case pending
}

extension RowCursor {
  /// Whether the column's value is an integer.
  public func isInteger(_ index: Int32) -> Bool {
    if case .int = value(index) { true } else { false }
  }

  /// The key that begins at a column, of one column or several.
  @inline(__always) package func key(_ first: Int32, _ width: Int) -> DatabaseValue {
    width == 1 ? value(first) : .key((0..<Int32(width)).map { value(first + $0) })
  }
}

/// Reads the columns of the current row by index.
public protocol RowCursor: AnyObject {
  /// How many columns a row has.
  var columnCount: Int32 { get }
  /// A column's name.
  func columnName(_ index: Int32) -> String
  /// Whether the column is `NULL`.
  func isNull(_ index: Int32) -> Bool
  /// Whether the engine holds the column as an integer; there is a default that looks at the value.
  func isInteger(_ index: Int32) -> Bool
  /// The column as an integer; 0 where it is `NULL` or no number.
  func int64(_ index: Int32) -> Int64
  /// The column as a floating-point number; 0 where it is `NULL` or no number.
  func double(_ index: Int32) -> Double
  /// The column as text, or `nil` where it is `NULL`.
  func text(_ index: Int32) -> String?
  /// The column as bytes, or `nil` where it is `NULL`.
  func bytes(_ index: Int32) -> Data?
  /// The column as a moment in time, or `nil` where it is `NULL` or no moment.
  func date(_ index: Int32) -> Date?
  /// The column as the engine holds it.
  func value(_ index: Int32) -> DatabaseValue
}

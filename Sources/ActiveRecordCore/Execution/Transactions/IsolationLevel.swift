/// How much a transaction sees of others that run at the same time.
///
/// ```swift
/// try await database.transaction(isolation: .serializable) { … }
/// // PostgreSQL: BEGIN ISOLATION LEVEL SERIALIZABLE
/// ```
///
/// Transactions of SQLite are always serializable; other levels are refused there.
public enum IsolationLevel: String, Sendable, CaseIterable {
  /// Sees what others have not committed yet. PostgreSQL gives `readCommitted` instead.
  case readUncommitted = "READ UNCOMMITTED"
  /// Each statement sees what was committed before it began.
  case readCommitted = "READ COMMITTED"
  /// Every statement sees what was committed before the first one.
  case repeatableRead = "REPEATABLE READ"
  /// As if transactions ran one after the other; those that cannot are rolled back and may be run again.
  case serializable = "SERIALIZABLE"
}

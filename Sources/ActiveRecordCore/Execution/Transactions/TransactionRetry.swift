/// Which transactions are run again, and how often.
///
/// ```swift
/// try await database.transaction(isolation: .serializable, retrying: .serializationFailures) {
///   let account = try await Account.find(1)
///   account.balance -= 10
///   try await account.save()
/// }
/// ```
public struct TransactionRetry: Sendable {
  /// How often the transaction is run at most.
  public var attempts: Int
  /// The pause before the second run; it doubles with each further one, and is spread at random by half of it.
  public var pause: Duration
  let codes: Set<DatabaseError.Code>

  /// The transaction is run once.
  public static let never = TransactionRetry(attempts: 1, pause: .zero, codes: [])

  /// A transaction that the database gave up in favour of another, a deadlock included, is run up to ten times.
  ///
  /// PostgreSQL tells them by the states 40001 and 40P01, MySQL and MariaDB by the error 1213.
  public static let serializationFailures = serializationFailures(attempts: 10)

  /// A transaction that the database gave up in favour of another, a deadlock included, is run again.
  ///
  /// - Parameters:
  ///   - attempts: How often it is run at most.
  ///   - pause: The pause before the second run; it doubles with each further one, up to a second.
  public static func serializationFailures(attempts: Int, pause: Duration = .milliseconds(5)) -> TransactionRetry {
    TransactionRetry(attempts: max(1, attempts), pause: pause, codes: [.serializationFailure, .deadlock])
  }

  /// Whether a transaction that ended with `error` is run again after `attempt` runs.
  func repeats(after attempt: Int, _ error: any Error) -> Bool {
    guard attempt < attempts, let error = error as? DatabaseError else { return false }
    return codes.contains(error.code)
  }

  /// How long to wait after `attempt` runs; `jitter` lies between 0 and 1.
  func delay(after attempt: Int, jitter: Double) -> Duration {
    let longest = min(pause * (1 << min(attempt - 1, 16)), .seconds(1))
    return longest * (0.5 + 0.5 * jitter)
  }
}

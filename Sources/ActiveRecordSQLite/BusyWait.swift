import ActiveRecordCore

/// How long to wait for a lock before the next attempt: longer each time, and never quite as long as others wait.
///
/// A class, so that a statement that never waits has nothing but an empty reference to look at.
final class BusyWait {
  private static let longest = 50.0
  private var start: ContinuousClock.Instant?
  private var milliseconds = 1.0

  /// The next pause.
  ///
  /// - Throws: ``DatabaseError`` with the code `busy` where the time is over.
  func delay(_ options: SQLiteOptions, sql: String) throws -> Duration {
    let now = ContinuousClock.now
    let first = start ?? now
    start = first
    let waited = first.duration(to: now)
    guard waited < options.busyTimeout else {
      let message = "another connection held the lock on \(options.location); gave up after waiting \(Self.text(waited))"
      throw DatabaseError(.busy, message, sql: sql)
    }
    let pause = Duration.milliseconds(milliseconds * Double.random(in: 0.5...1))
    milliseconds = min(milliseconds * 2, Self.longest)
    return min(pause, options.busyTimeout - waited)
  }

  private static func text(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
  }
}

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The clock that the times in rows are read from: `createdAt`, `updatedAt`, and what `touch` sets.
///
/// ```swift
/// try await RecordClock.set(to: Date(timeIntervalSince1970: 0)) { try await post.save() }   // for tests
/// try await RecordClock.stop { try await oldPost.save() }                                   // sets no times: for imports
/// ```
public enum RecordClock {
  enum Setting: Sendable {
    case source(@Sendable () -> Date)
    case stopped
  }
  @TaskLocal static var setting: Setting?

  /// The time that a row would get now.
  public static var now: Date {
    if case .source(let time) = setting { return time() }
    return Date()
  }

  /// Whether rows get no times.
  public static var isStopped: Bool {
    if case .stopped = setting { true } else { false }
  }

  /// Lets the time stand still in `body`, and in the tasks that it starts as children.
  public static nonisolated(nonsending) func set<R>(
    to time: Date, _ body: nonisolated(nonsending) () async throws -> R
  ) async rethrows -> R {
    try await $setting.withValue(.source { time }, operation: body)
  }

  /// Reads the time from a clock of the application's own in `body`.
  public static nonisolated(nonsending) func use<R>(
    _ source: @escaping @Sendable () -> Date, _ body: nonisolated(nonsending) () async throws -> R
  ) async rethrows -> R {
    try await $setting.withValue(.source(source), operation: body)
  }

  /// Leaves the times of rows as they are in `body`; what is set by hand is written.
  public static nonisolated(nonsending) func stop<R>(_ body: nonisolated(nonsending) () async throws -> R) async rethrows -> R {
    try await $setting.withValue(.stopped, operation: body)
  }
}

/// The times that rows carry.
enum Timestamps {
  /// Sets columns to now, unless they were set by hand.
  static func set(_ indexes: [Int], on record: Record) throws {
    if !RecordClock.isStopped { try setNow(indexes, on: record) }
  }

  /// Sets columns to now where the clock is known not to stand still, unless they were set by hand.
  static func setNow(_ indexes: [Int], on record: Record) throws {
    var now: DatabaseValue?
    for index in indexes where record._extras?.changed.contains(index) != true {
      let moment = now ?? .date(RecordClock.now)
      now = moment
      try record.write(index, moment)
    }
  }
}

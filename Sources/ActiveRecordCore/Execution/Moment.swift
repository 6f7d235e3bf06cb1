/// A moment of the continuous clock.
///
/// `ContinuousClock.Instant` has no size that the compiler knows: whatever holds one is laid out at run time, and a function that waits
/// takes memory for each copy. (Six allocations an insert.)
struct Moment: Comparable, Sendable {
  /// How long after the library was first used.
  let time: Duration

  private static let first = ContinuousClock.now

  /// This moment.
  static var now: Moment { Moment(time: elapsed()) }

  @inline(never) private static func elapsed() -> Duration { first.duration(to: .now) }

  /// How long it is until a later moment.
  @inline(__always) func duration(to other: Moment) -> Duration { other.time - time }

  static func < (left: Moment, right: Moment) -> Bool { left.time < right.time }
  static func + (moment: Moment, duration: Duration) -> Moment { Moment(time: moment.time + duration) }
  static func - (moment: Moment, duration: Duration) -> Moment { Moment(time: moment.time - duration) }
}

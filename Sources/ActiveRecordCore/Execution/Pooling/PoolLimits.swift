/// How many items a pool opens and how long it keeps them.
struct PoolLimits: Sendable {
  /// How many items may be open.
  var open: Int
  /// How many may wait for one.
  var waiters = Int.max
  /// How long an item may lie idle before it is closed.
  var idle: Duration?
  /// How long an item may live.
  var lifetime: Duration?
  /// How long an idle item is trusted; afterwards it is tried before it is used.
  var trusted: Duration?

  /// Whether the times of items matter at all.
  var readsClock: Bool { idle != nil || lifetime != nil || trusted != nil }
}

import CoreMetrics

/// What a pool tells swift-metrics: its connections and waiters whenever they change, and how long tasks waited.
///
/// A pool for a file, whose connections are taken and given back in less time than it takes to tell, leaves that out.
struct PoolGauges: Sendable {
  private let open: Gauge
  private let idle: Gauge
  private let waiting: Gauge
  private let waits: Timer

  init(location: String, purpose: ConnectionPurpose) {
    let dimensions = [("database", location), ("purpose", "\(purpose)")]
    open = Gauge(label: "active_record.pool.open", dimensions: dimensions)
    idle = Gauge(label: "active_record.pool.idle", dimensions: dimensions)
    waiting = Gauge(label: "active_record.pool.waiting", dimensions: dimensions)
    waits = Timer(label: "active_record.pool.wait", dimensions: dimensions)
  }

  func stands(open: Int, idle: Int, waiting: Int) {
    self.open.record(open)
    self.idle.record(idle)
    self.waiting.record(waiting)
  }

  func waited(_ duration: Duration) { waits.recordNanoseconds(Int64(duration / .nanoseconds(1))) }
}

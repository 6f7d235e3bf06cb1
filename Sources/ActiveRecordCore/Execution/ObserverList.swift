import Logging
import Synchronization

/// Who is told of statements; asking whether anybody is costs one load.
final class ObserverList: Sendable {
  private let observers = Mutex<[any QueryObserver]>([])
  private let count = Atomic<Int>(0)
  private let logger: Logger?
  private let logsBindings: Bool
  /// The warnings that were given, each once.
  private let warned = Mutex<Set<String>>([])

  init(logger: Logger?, logsBindings: Bool) {
    self.logger = logger
    self.logsBindings = logsBindings
  }

  @inline(__always) var isActive: Bool {
    if count.load(ordering: .relaxed) > 0 { return true }
    guard let logger else { return false }
    return logger.logLevel <= .debug
  }

  /// Whether warnings are logged.
  var warns: Bool { logger.map { $0.logLevel <= .warning } ?? false }

  /// Logs a warning, unless the same was logged before.
  func warn(once text: String) {
    guard let logger, warned.withLock({ $0.insert(text).inserted }) else { return }
    logger.warning("\(text)")
  }

  func add(_ observer: any QueryObserver) {
    observers.withLock { $0.append(observer) }
    count.add(1, ordering: .relaxed)
  }

  func remove(_ observer: any QueryObserver) {
    let removed = observers.withLock { list in
      let before = list.count
      list.removeAll { $0 === observer }
      return before - list.count
    }
    count.subtract(removed, ordering: .relaxed)
  }

  func tell(_ event: QueryEvent) {
    for observer in observers.withLock({ $0 }) { observer.statementRan(event) }
    guard let logger, logger.logLevel <= .debug else { return }
    var metadata: Logger.Metadata = ["duration": "\(event.duration)", "rows": "\(event.rows)"]
    let cause = event.cause.description
    if !cause.isEmpty { metadata["cause"] = "\(cause)" }
    if logsBindings { metadata["bindings"] = "\(FilteredAttributes.shown(event.bindings, of: event.sql))" }
    logger.debug("\(event.sql)", metadata: metadata)
  }
}

/// The state of a pool of connections, as a machine: events go in, actions come out. It knows no database and no clock.
struct PoolState<Item: PoolItem> {
  typealias Instant = Moment

  /// What to do after an event.
  enum Checkout {
    case use(Item)
    /// Use it if it still answers; report ``PoolState/lost()`` and ask again if not.
    case validate(Item)
    case open
    case wait
    /// Too many wait already.
    case overloaded
    case refuse
  }
  /// What to do with an item that came back.
  enum Checkin {
    case kept
    case hand(Item, to: Int)
    case close(Item)
  }

  private(set) var idle: [Item] = []
  /// Who waits, first come first served.
  private(set) var waiters: [Int] = []
  private(set) var open = 0
  private(set) var isClosed = false
  let limits: PoolLimits
  /// Waits that were given up before they began.
  private var givenUp: Set<Int> = []
  private var nextWaiter = 0
  /// Items that were given back before this moment are not trusted: another one was lost.
  private var doubtedBefore: Instant?

  init(limits: PoolLimits) { self.limits = limits }

  /// How many items are in somebody's hands.
  var inUse: Int { open - idle.count }

  /// Someone wants an item.
  mutating func checkout(at now: Instant) -> Checkout {
    if isClosed { return .refuse }
    if waiters.isEmpty, let item = idle.popLast() { return isTrusted(item, now) ? .use(item) : .validate(item) }
    if waiters.isEmpty, open < limits.open {
      open += 1
      return .open
    }
    return waiters.count < limits.waiters ? .wait : .overloaded
  }

  /// Someone could do with one more item, but waits for none: an idle one that is trusted, unless others wait.
  mutating func takeIdle(at now: Instant) -> Item? {
    guard !isClosed, waiters.isEmpty, let item = idle.last, isTrusted(item, now) else { return nil }
    return idle.removeLast()
  }

  private func isTrusted(_ item: Item, _ now: Instant) -> Bool {
    if let doubtedBefore, item.returned <= doubtedBefore { return false }
    guard let trusted = limits.trusted else { return true }
    return item.returned.duration(to: now) < trusted
  }

  /// A number for somebody who is about to wait.
  mutating func makeWaiter() -> Int {
    nextWaiter += 1
    return nextWaiter
  }

  /// Someone starts to wait, unless the wait is not needed any more; `nil` where it was given up before it began.
  mutating func enqueue(_ waiter: Int, at now: Instant) -> Checkout? {
    if givenUp.remove(waiter) != nil { return nil }
    let answer = checkout(at: now)
    if case .wait = answer { waiters.append(waiter) }
    return answer
  }

  /// Someone stops waiting; `false` where that wait is over, or has not begun.
  mutating func abandon(_ waiter: Int, beforeItBegan: Bool) -> Bool {
    guard let index = waiters.firstIndex(of: waiter) else {
      if beforeItBegan { givenUp.insert(waiter) }
      return false
    }
    waiters.remove(at: index)
    return true
  }

  /// A wait is over, whatever ended it.
  mutating func forget(_ waiter: Int) { givenUp.remove(waiter) }

  /// An item comes back.
  mutating func checkin(_ item: Item, at now: Instant) -> Checkin {
    if isClosed {
      open -= 1
      return .close(item)
    }
    if !waiters.isEmpty { return .hand(item, to: waiters.removeFirst()) }
    var item = item
    item.returned = now
    idle.append(item)
    return .kept
  }

  /// An item is lost, or could not be opened; the first who waits may open another.
  mutating func lost() -> Int? {
    open -= 1
    guard !isClosed, !waiters.isEmpty, open < limits.open else { return nil }
    open += 1
    return waiters.removeFirst()
  }

  /// A connection broke, so the idle ones may be broken, too: each is tried before it is used.
  mutating func doubt(at now: Instant) { doubtedBefore = now }

  /// The idle items that are too old, or were not used for too long; they are not in the pool any more.
  mutating func expire(at now: Instant) -> [Item] {
    var expired: [Item] = [], kept: [Item] = []
    for item in idle { if isExpired(item, now) { expired.append(item) } else { kept.append(item) } }
    idle = kept
    open -= expired.count
    return expired
  }

  private func isExpired(_ item: Item, _ now: Instant) -> Bool {
    if let lifetime = limits.lifetime, item.opened.duration(to: now) >= lifetime { return true }
    guard let longest = limits.idle else { return false }
    return item.returned.duration(to: now) >= longest
  }

  /// The pool closes: what to close, and who waits in vain.
  mutating func close() -> (items: [Item], waiters: [Int]) {
    isClosed = true
    defer {
      open -= idle.count
      idle = []
      waiters = []
    }
    return (idle, waiters)
  }
}

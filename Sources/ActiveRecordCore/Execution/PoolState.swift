/// The state of a pool of connections, as a machine: events go in, actions come out. It knows no database and no clock.
struct PoolState<Item> {
  /// What to do after an event.
  enum Checkout {
    case use(Item)
    case open
    case wait
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
  let limit: Int
  /// Waits that were given up before they began.
  private var givenUp: Set<Int> = []
  private var nextWaiter = 0

  init(limit: Int) { self.limit = limit }

  /// Someone wants an item.
  mutating func checkout() -> Checkout {
    if isClosed { return .refuse }
    if waiters.isEmpty, let item = idle.popLast() { return .use(item) }
    if waiters.isEmpty, open < limit {
      open += 1
      return .open
    }
    return .wait
  }

  /// A number for somebody who is about to wait.
  mutating func makeWaiter() -> Int {
    nextWaiter += 1
    return nextWaiter
  }

  /// Someone starts to wait, unless the wait is not needed any more; `nil` where it was given up before it began.
  mutating func enqueue(_ waiter: Int) -> Checkout? {
    if givenUp.remove(waiter) != nil { return nil }
    let now = checkout()
    if case .wait = now { waiters.append(waiter) }
    return now
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

  /// An item comes back, or opening one failed (`nil`).
  mutating func checkin(_ item: Item) -> Checkin {
    if isClosed {
      open -= 1
      return .close(item)
    }
    if waiters.isEmpty {
      idle.append(item)
      return .kept
    }
    return .hand(item, to: waiters.removeFirst())
  }

  /// An item is lost, or could not be opened; the first who waits may open another.
  mutating func lost() -> Int? {
    open -= 1
    guard !isClosed, !waiters.isEmpty, open < limit else { return nil }
    open += 1
    return waiters.removeFirst()
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

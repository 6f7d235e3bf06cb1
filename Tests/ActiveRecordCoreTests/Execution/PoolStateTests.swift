import Testing

@testable import ActiveRecordCore

/// The pool's decisions, without connections and without a clock.
@Suite struct PoolStateTests {
  private static let start = Moment.now
  private let now = Self.start

  private struct Box: PoolItem, Equatable {
    var name: String
    var opened: Moment
    var returned: Moment

    init(_ name: String, opened: Int = 0) {
      self.name = name
      self.opened = PoolStateTests.start + .seconds(opened)
      returned = self.opened
    }
  }

  private func pool(_ limits: PoolLimits) -> PoolState<Box> { PoolState<Box>(limits: limits) }
  private func after(_ seconds: Int) -> Moment { Self.start + .seconds(seconds) }

  @Test func opensUpToTheLimitThenLetsWait() {
    var pool = pool(PoolLimits(open: 2))
    let first = pool.checkout(at: now), second = pool.checkout(at: now)
    #expect(isOpen(first) && isOpen(second))
    #expect(pool.open == 2 && pool.inUse == 2)
    guard case .wait = pool.checkout(at: now) else { return #expect(Bool(false), "the limit does not hold") }
  }

  @Test func whatComesBackIsUsedAgain() {
    var pool = pool(PoolLimits(open: 1))
    _ = pool.checkout(at: now)
    guard case .kept = pool.checkin(Box("a"), at: now) else { return #expect(Bool(false), "nobody waits") }
    guard case .use(let box) = pool.checkout(at: now) else { return #expect(Bool(false), "there is an idle one") }
    #expect(box.name == "a" && pool.open == 1)
  }

  @Test func waitersComeInTheirOrder() {
    var pool = pool(PoolLimits(open: 1))
    _ = pool.checkout(at: now)
    let first = pool.makeWaiter(), second = pool.makeWaiter()
    _ = pool.enqueue(first, at: now)
    _ = pool.enqueue(second, at: now)
    guard case .hand(_, let one) = pool.checkin(Box("a"), at: now), case .hand(_, let two) = pool.checkin(Box("a"), at: now) else {
      return #expect(Bool(false), "somebody waits")
    }
    #expect(one == first && two == second)
    #expect(pool.waiters.isEmpty)
  }

  /// One more connection for queries at once: an idle one that is trusted, and none where somebody waits, or one would have to be opened.
  @Test func anIdleOneIsTakenWithoutWaiting() {
    var pool = pool(PoolLimits(open: 2, trusted: .seconds(30)))
    #expect(pool.takeIdle(at: now) == nil && pool.open == 0)
    _ = pool.checkout(at: now)
    _ = pool.checkin(Box("a"), at: now)
    #expect(pool.takeIdle(at: after(31)) == nil && pool.idle.count == 1)
    #expect(pool.takeIdle(at: after(29))?.name == "a")
    #expect(pool.takeIdle(at: now) == nil && pool.inUse == 1)
    _ = pool.close()
    #expect(pool.takeIdle(at: now) == nil)
  }

  @Test func newcomersDoNotOvertakeWaiters() {
    var pool = pool(PoolLimits(open: 1))
    _ = pool.checkout(at: now)
    _ = pool.enqueue(pool.makeWaiter(), at: now)
    guard case .wait = pool.checkout(at: now) else { return #expect(Bool(false), "a waiter was overtaken") }
  }

  @Test func whoGivesUpIsForgotten() {
    var pool = pool(PoolLimits(open: 1))
    _ = pool.checkout(at: now)
    let waiter = pool.makeWaiter(), early = pool.makeWaiter()
    _ = pool.enqueue(waiter, at: now)
    let once = pool.abandon(waiter, beforeItBegan: false), twice = pool.abandon(waiter, beforeItBegan: false)
    #expect(once && !twice)
    let before = pool.abandon(early, beforeItBegan: true), queued = pool.enqueue(early, at: now)
    #expect(!before && queued == nil)
    let served = pool.makeWaiter(), late = pool.abandon(served, beforeItBegan: true)
    pool.forget(served)
    let again = pool.enqueue(served, at: now), left = pool.abandon(served, beforeItBegan: true)
    #expect(!late && again != nil && left)
    guard case .kept = pool.checkin(Box("a"), at: now) else { return #expect(Bool(false), "nobody waits any more") }
  }

  @Test func moreThanTheQueueHoldsAreRefused() {
    var pool = pool(PoolLimits(open: 1, waiters: 1))
    _ = pool.checkout(at: now)
    _ = pool.enqueue(pool.makeWaiter(), at: now)
    guard case .overloaded = pool.checkout(at: now) else { return #expect(Bool(false), "the queue has a limit") }
    #expect(pool.waiters.count == 1)
  }

  @Test func lostConnectionsMakeRoom() {
    var pool = pool(PoolLimits(open: 1))
    _ = pool.checkout(at: now)
    let waiter = pool.makeWaiter()
    _ = pool.enqueue(waiter, at: now)
    let next = pool.lost()
    #expect(next == waiter && pool.open == 1)
    let none = pool.lost()
    #expect(none == nil)
    #expect(pool.open == 0)
  }

  @Test func whatLayIdleForLongIsTried() {
    var pool = pool(PoolLimits(open: 1, trusted: .seconds(30)))
    _ = pool.checkout(at: now)
    _ = pool.checkin(Box("a"), at: after(10))
    guard case .use(let box) = pool.checkout(at: after(39)) else { return #expect(Bool(false), "it was used a moment ago") }
    _ = pool.checkin(box, at: after(40))
    guard case .validate = pool.checkout(at: after(70)) else { return #expect(Bool(false), "it lay idle for 30 seconds") }
  }

  @Test func afterOneWasLostTheIdleOnesAreTriedOnce() {
    var pool = pool(PoolLimits(open: 2, trusted: .seconds(30)))
    _ = pool.checkout(at: now)
    _ = pool.checkout(at: now)
    _ = pool.checkin(Box("a"), at: after(1))
    pool.doubt(at: after(2))
    _ = pool.lost()
    guard case .validate(let box) = pool.checkout(at: after(3)) else { return #expect(Bool(false), "the other one broke") }
    _ = pool.checkin(box, at: after(4))
    guard case .use = pool.checkout(at: after(5)) else { return #expect(Bool(false), "it has been tried") }
  }

  @Test func theOldAndTheUnusedExpire() {
    var pool = pool(PoolLimits(open: 3, idle: .seconds(60), lifetime: .seconds(100)))
    for _ in 0..<3 { _ = pool.checkout(at: now) }
    _ = pool.checkin(Box("old", opened: 0), at: after(90))
    _ = pool.checkin(Box("unused", opened: 50), at: after(30))
    _ = pool.checkin(Box("young", opened: 50), at: after(95))
    let expired = pool.expire(at: after(100))
    #expect(expired.map(\.name) == ["old", "unused"])
    #expect(pool.idle.map(\.name) == ["young"] && pool.open == 1)
  }

  @Test func closingRefusesAndReturnsEverything() {
    var pool = pool(PoolLimits(open: 2))
    _ = pool.checkout(at: now)
    _ = pool.checkout(at: now)
    _ = pool.checkin(Box("a"), at: now)
    let closed = pool.close()
    #expect(closed.items.map(\.name) == ["a"] && closed.waiters.isEmpty && pool.isClosed && pool.open == 1)
    guard case .refuse = pool.checkout(at: now), case .close(let last) = pool.checkin(Box("b"), at: now) else {
      return #expect(Bool(false), "it is closed")
    }
    #expect(last.name == "b" && pool.open == 0)
  }

  private func isOpen(_ checkout: PoolState<Box>.Checkout) -> Bool {
    if case .open = checkout { true } else { false }
  }
}

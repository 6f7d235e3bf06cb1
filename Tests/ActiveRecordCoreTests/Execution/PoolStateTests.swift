import Testing

@testable import ActiveRecordCore

/// The pool's decisions, without connections and without a clock.
@Suite struct PoolStateTests {
  @Test func opensUpToTheLimitThenLetsWait() {
    var pool = PoolState<String>(limit: 2)
    let first = pool.checkout(), second = pool.checkout()
    #expect(isOpen(first) && isOpen(second))
    #expect(pool.open == 2)
    guard case .wait = pool.checkout() else { return #expect(Bool(false), "the limit does not hold") }
  }

  @Test func whatComesBackIsUsedAgain() {
    var pool = PoolState<String>(limit: 1)
    _ = pool.checkout()
    guard case .kept = pool.checkin("a") else { return #expect(Bool(false), "nobody waits") }
    guard case .use("a") = pool.checkout() else { return #expect(Bool(false), "there is an idle one") }
    #expect(pool.open == 1)
  }

  @Test func waitersComeInTheirOrder() {
    var pool = PoolState<String>(limit: 1)
    _ = pool.checkout()
    let first = pool.makeWaiter(), second = pool.makeWaiter()
    _ = pool.enqueue(first)
    _ = pool.enqueue(second)
    guard case .hand("a", let one) = pool.checkin("a"), case .hand("a", let two) = pool.checkin("a") else {
      return #expect(Bool(false), "somebody waits")
    }
    #expect(one == first && two == second)
    #expect(pool.waiters.isEmpty)
  }

  @Test func newcomersDoNotOvertakeWaiters() {
    var pool = PoolState<String>(limit: 1)
    _ = pool.checkout()
    _ = pool.enqueue(pool.makeWaiter())
    guard case .wait = pool.checkout() else { return #expect(Bool(false), "a waiter was overtaken") }
  }

  @Test func whoGivesUpIsForgotten() {
    var pool = PoolState<String>(limit: 1)
    _ = pool.checkout()
    let waiter = pool.makeWaiter(), early = pool.makeWaiter()
    _ = pool.enqueue(waiter)
    let once = pool.abandon(waiter, beforeItBegan: false), twice = pool.abandon(waiter, beforeItBegan: false)
    #expect(once && !twice)
    let before = pool.abandon(early, beforeItBegan: true), queued = pool.enqueue(early)
    #expect(!before && queued == nil)
    guard case .kept = pool.checkin("a") else { return #expect(Bool(false), "nobody waits any more") }
  }

  @Test func lostConnectionsMakeRoom() {
    var pool = PoolState<String>(limit: 1)
    _ = pool.checkout()
    let waiter = pool.makeWaiter()
    _ = pool.enqueue(waiter)
    let next = pool.lost()
    #expect(next == waiter && pool.open == 1)
    let none = pool.lost()
    #expect(none == nil)
    #expect(pool.open == 0)
  }

  @Test func closingRefusesAndReturnsEverything() {
    var pool = PoolState<String>(limit: 2)
    _ = pool.checkout()
    _ = pool.checkout()
    _ = pool.checkin("a")
    let closed = pool.close()
    #expect(closed.items == ["a"] && closed.waiters.isEmpty && pool.isClosed && pool.open == 1)
    guard case .refuse = pool.checkout(), case .close("b") = pool.checkin("b") else { return #expect(Bool(false), "it is closed") }
    #expect(pool.open == 0)
  }

  private func isOpen(_ checkout: PoolState<String>.Checkout) -> Bool {
    if case .open = checkout { true } else { false }
  }
}

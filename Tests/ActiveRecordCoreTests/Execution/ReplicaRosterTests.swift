import Testing

@testable import ActiveRecordCore

/// Which replica is read next, without databases and without a clock.
@Suite struct ReplicaRosterTests {
  private let start = Moment.now

  private func after(_ seconds: Int) -> Moment { start + .seconds(seconds) }

  private func roster(_ count: Int) -> ReplicaRoster {
    var configuration = ReplicaConfiguration()
    configuration.maximumLag = .seconds(5)
    configuration.measuresEvery = .seconds(1)
    configuration.pauseAfterFailure = .seconds(1)
    return ReplicaRoster(count: count, configuration: configuration)
  }

  @Test func replicasTakeTurns() {
    var roster = roster(3)
    let firsts = (0..<6).map { _ in roster.candidates(at: start).first }
    #expect(firsts == [1, 2, 0, 1, 2, 0])
    var none = self.roster(0)
    #expect(none.candidates(at: start) == [])
  }

  @Test func oneThatFailedIsLeftOutForLongerEachTime() {
    var roster = roster(2)
    roster.failed(0, at: start)
    #expect(roster.candidates(at: start) == [1])
    #expect(roster.candidates(at: after(1)).sorted() == [0, 1])
    roster.failed(0, at: after(1))
    #expect(roster.candidates(at: after(2)) == [1])
    #expect(roster.candidates(at: after(3)).sorted() == [0, 1])
    for _ in 0..<20 { roster.failed(0, at: after(10)) }
    #expect(roster.candidates(at: after(39)) == [1])
    #expect(roster.candidates(at: after(40)).sorted() == [0, 1])
  }

  @Test func oneThatAnswersAgainStartsAfresh() {
    var roster = roster(1)
    roster.failed(0, at: start)
    roster.failed(0, at: start)
    let ready = roster.measured(0, lag: .zero, at: after(3))
    #expect(ready)
    roster.failed(0, at: after(3))
    #expect(roster.candidates(at: after(4)) == [0])
  }

  @Test func oneThatIsTooFarBehindIsMeasuredAgainAndThenReadAgain() {
    var roster = roster(1)
    #expect(roster.needsMeasuring(0, at: start))
    let ready = roster.measured(0, lag: .seconds(6), at: start)
    #expect(!ready)
    #expect(roster.candidates(at: start) == [])
    #expect(roster.candidates(at: after(1)) == [0] && roster.needsMeasuring(0, at: after(1)))
    let caughtUp = roster.measured(0, lag: .seconds(5), at: after(1))
    #expect(caughtUp)
    #expect(roster.candidates(at: after(1)) == [0] && !roster.needsMeasuring(0, at: after(1)))
  }
}

/// Which replicas can be read, as a machine: measurements and failures go in, candidates come out. It knows no database and no clock.
struct ReplicaRoster {
  typealias Instant = Moment

  private struct Member {
    var failures = 0
    var downUntil: Instant?
    var lag: Duration?
    var measured: Instant?
  }
  private var members: [Member]
  private var turn = 0
  let configuration: ReplicaConfiguration

  init(count: Int, configuration: ReplicaConfiguration) {
    members = Array(repeating: Member(), count: count)
    self.configuration = configuration
  }

  /// The replicas that may be read now, the next in turn first. One that was too far behind is among them when its lag is to be
  /// measured again.
  mutating func candidates(at now: Instant) -> [Int] {
    guard !members.isEmpty else { return [] }
    turn = (turn + 1) % members.count
    return members.indices.map { ($0 + turn) % members.count }.filter { isOpen(members[$0], now) }
  }

  private func isOpen(_ member: Member, _ now: Instant) -> Bool {
    if let until = member.downUntil, now < until { return false }
    if let lag = member.lag, lag > configuration.maximumLag { return isStale(member, now) }
    return true
  }

  private func isStale(_ member: Member, _ now: Instant) -> Bool {
    member.measured.map { $0.duration(to: now) >= configuration.measuresEvery } ?? true
  }

  /// Whether a replica's lag has to be measured before it is read.
  func needsMeasuring(_ index: Int, at now: Instant) -> Bool { isStale(members[index], now) }

  /// A replica answered, and said how far behind it is.
  ///
  /// - Returns: Whether it may be read.
  mutating func measured(_ index: Int, lag: Duration, at now: Instant) -> Bool {
    members[index].lag = lag
    members[index].measured = now
    members[index].failures = 0
    members[index].downUntil = nil
    return lag <= configuration.maximumLag
  }

  /// A replica could not be reached, or broke off.
  mutating func failed(_ index: Int, at now: Instant) {
    members[index].failures += 1
    members[index].measured = nil
    members[index].lag = nil
    let doubled = configuration.pauseAfterFailure * (1 << min(members[index].failures - 1, 8))
    members[index].downUntil = now + min(doubled, .seconds(30))
  }
}

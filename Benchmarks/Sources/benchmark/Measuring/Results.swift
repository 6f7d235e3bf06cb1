/// The samples of a run, by workload and peer.
struct Results {
  let clock: Clock

  /// What a peer has measured in one workload.
  struct Entry {
    var readings: [Reading] = []
    var evidence: [SampleEvidence] = []

    /// The least CPU time, in milliseconds.
    var cpu: Double { readings.map(\.cpu).min() ?? .nan }

    /// The least time on the wall, in milliseconds.
    var wall: Double { readings.map(\.wall).min() ?? .nan }

    func time(_ clock: Clock) -> Double { clock == .cpu ? cpu : wall }
  }

  private var entries: [Workload: [String: Entry]] = [:]

  init(clock: Clock) { self.clock = clock }

  mutating func add(_ sample: Sample, of workload: Workload, by peer: String) {
    entries[workload, default: [:]][peer, default: Entry()].readings += sample.readings
    entries[workload, default: [:]][peer, default: Entry()].evidence.append(sample.evidence)
  }

  subscript(workload: Workload, peer: String) -> Entry? { entries[workload]?[peer] }

  /// The least time, in milliseconds.
  func time(_ workload: Workload, _ peer: String) -> Double? { self[workload, peer]?.time(clock) }

  /// The least time as a multiple of another peer's, which is the limit where none is named.
  func ratio(_ workload: Workload, _ peer: String, to other: String = Peers.limit) -> Double? {
    guard let own = time(workload, peer), let other = time(workload, other) else { return nil }
    return own / other
  }

  /// Whether a peer has read and stored, in every round, what the limit has in its first: if not, its times mean nothing.
  func agrees(_ workload: Workload, _ peer: String) -> Bool {
    guard let expected = self[workload, Peers.limit]?.evidence.first, let entry = self[workload, peer] else { return false }
    return entry.evidence.allSatisfy { $0 == expected }
  }

  /// The peers of a workload that disagree with the limit.
  func disagreeing(_ workload: Workload, among peers: [String]) -> [String] {
    peers.filter { self[workload, $0] != nil && !agrees(workload, $0) }
  }

  /// What was read, for each workload in which peers disagree.
  func disagreements(_ workloads: [Workload], _ peers: [String]) -> [String] {
    workloads.flatMap { workload -> [String] in
      let wrong = disagreeing(workload, among: peers)
      guard !wrong.isEmpty else { return [] }
      return ([Peers.limit] + wrong).map { peer in
        let evidence = self[workload, peer]?.evidence.map(\.description) ?? []
        let different = evidence.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return "\(workload.rawValue) void: \(peer): \(different.joined(separator: " | "))"
      }
    }
  }
}

/// What an object of a workload costs beside time: bytes, or allocations.
struct ObjectCost {
  var workload: Workload
  var peer: String
  var value: Double
}

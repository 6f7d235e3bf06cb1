/// The samples of a run, by workload and peer.
struct Results {
  /// What a peer has measured in one workload.
  struct Entry {
    var readings: [Reading] = []
    var evidence: [SampleEvidence] = []

    /// The least CPU time, in milliseconds.
    var cpu: Double { readings.map(\.cpu).min() ?? .nan }

    /// The least time on the wall, in milliseconds.
    var wall: Double { readings.map(\.wall).min() ?? .nan }
  }

  private var entries: [Workload: [String: Entry]] = [:]

  mutating func add(_ sample: Sample, of workload: Workload, by peer: String) {
    entries[workload, default: [:]][peer, default: Entry()].readings += sample.readings
    entries[workload, default: [:]][peer, default: Entry()].evidence.append(sample.evidence)
  }

  subscript(workload: Workload, peer: String) -> Entry? { entries[workload]?[peer] }

  /// The least CPU time as a multiple of the limit's.
  func ratio(_ workload: Workload, _ peer: String) -> Double? {
    guard let own = self[workload, peer], let limit = self[workload, Peers.limit] else { return nil }
    return own.cpu / limit.cpu
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

/// The memory that the objects of a workload take.
struct MemoryFigure {
  var workload: Workload
  var peer: String
  var bytesPerObject: Double
}

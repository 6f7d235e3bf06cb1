/// All that a run has found.
struct Report {
  var peers: [String]
  var workloads: [Workload]
  var rounds: Int
  var results: Results
  var memory: [MemoryFigure]
  var growth: [GrowthFigure]

  /// The peers of a workload whose evidence differs from the limit's.
  func disagreeing(_ workload: Workload) -> [String] {
    peers.filter { results[workload, $0] != nil && !results.agrees(workload, $0) }
  }

  /// What was read, for each peer of a row that is void.
  var disagreements: [String] {
    workloads.flatMap { workload -> [String] in
      let wrong = disagreeing(workload)
      guard !wrong.isEmpty else { return [] }
      return ([Peers.limit] + wrong).map { peer in
        let evidence = results[workload, peer]?.evidence.first
        let readings = evidence?.repetitions.map { "objects \($0.objects) check \($0.check) content \($0.content)" } ?? []
        let stored = evidence?.storedDigest.map { "; stored \($0)" } ?? ""
        return "\(workload.rawValue) void: \(peer): \(readings.joined(separator: ", "))\(stored)"
      }
    }
  }
}

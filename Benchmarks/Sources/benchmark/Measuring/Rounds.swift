/// Samples of several peers, taken in turns, so that a drift of the machine meets them all.
struct Rounds {
  let sampler: Sampler
  let peers: [String]
  let workloads: [Workload]
  let clock: Clock
  let count: Int
  let log: (String) -> Void

  /// Times the workloads at each scale. In each round the workloads are shuffled, and for each the peers; the processes of one workload
  /// stand together.
  func times(scales: [Int]) throws -> [Int: Results] {
    var results: [Int: Results] = [:]
    for round in 1...count {
      for workload in workloads.shuffled() {
        log("round \(round) of \(count): \(workload.rawValue)")
        for peer in peers.shuffled() where Peers.runs(peer, workload) {
          for scale in scales {
            results[scale, default: Results(clock: clock)].add(try sampler.sample(peer, workload, scale: scale), of: workload, by: peer)
          }
        }
      }
    }
    return results
  }

  /// Measures the memory of the workloads that load much, less that of an idle process: bytes an object, by workload and peer.
  func bytes(scale: Int) throws -> [ObjectCost] {
    let measured = workloads.filter(Workload.measuredForMemory.contains)
    guard !measured.isEmpty else { return [] }
    return try peers.flatMap { peer in
      log("memory: \(peer)")
      let idle = try smallestPeak(peer, .idle, scale: scale).peakBytes
      return try measured.filter { Peers.runs(peer, $0) }.map { workload in
        let sample = try smallestPeak(peer, workload, scale: scale)
        return ObjectCost(workload: workload, peer: peer, value: Double(sample.peakBytes - idle) / sample.objects)
      }
    }
  }

  private func smallestPeak(_ peer: String, _ workload: Workload, scale: Int) throws -> Sample {
    let samples = try (0..<3).map { _ in try sampler.memorySample(peer, workload, scale: scale) }
    return samples.min { $0.peakBytes < $1.peakBytes } ?? samples[0]
  }

  /// Counts the allocations of reads: how many for each object, by workload and peer.
  func allocations(scale: Int) throws -> [ObjectCost] {
    let counted = workloads.filter(Workload.countedForAllocations.contains)
    guard !counted.isEmpty, Sampler.countsAllocations else { return [] }
    return try peers.flatMap { peer in
      log("allocations: \(peer)")
      return try counted.filter { Peers.runs(peer, $0) }.map { workload in
        let sample = try sampler.allocationSample(peer, workload, scale: scale)
        return ObjectCost(workload: workload, peer: peer, value: Double(sample.readings[0].allocations) / sample.objects)
      }
    }
  }
}

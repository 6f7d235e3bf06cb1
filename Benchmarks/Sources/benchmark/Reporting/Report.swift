/// All that a run has found.
struct Report {
  var peers: [String]
  var workloads: [Workload]
  var rounds: Int
  var results: Results
  /// The results with twice the rows, where growth was asked for.
  var doubled: Results?
  var memory: [MemoryFigure]

  /// Whether a row of the table means nothing, because a peer has not read or stored what the limit has.
  func isVoid(_ workload: Workload) -> Bool { !results.disagreeing(workload, among: peers).isEmpty }

  /// What was read, for each row that is void.
  var disagreements: [String] {
    results.disagreements(workloads, peers) + (doubled?.disagreements(workloads, peers).map { "twice the rows: \($0)" } ?? [])
  }

  /// How many times longer a workload takes with twice the rows.
  func growth(_ workload: Workload, _ peer: String) -> Double? {
    guard let small = results[workload, peer], let large = doubled?[workload, peer] else { return nil }
    return large.cpu / small.cpu
  }
}

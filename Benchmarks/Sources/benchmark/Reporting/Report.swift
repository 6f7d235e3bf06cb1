/// All that a run has found.
struct Report {
  var engine: Engine
  var peers: [String]
  var workloads: [Workload]
  var rounds: Int
  /// The results by scale; the smallest scale is the one that is reported, the others tell how times grow.
  var scales: [Int: Results]
  /// Bytes of memory an object.
  var bytes: [ObjectCost]
  /// Allocations an object.
  var allocations: [ObjectCost]

  /// The results at the smallest scale.
  var results: Results { sizes.first.flatMap { scales[$0] } ?? Results(clock: engine.clock) }

  /// The scales in ascending order.
  var sizes: [Int] { scales.keys.sorted() }

  /// Whether a row of the table means nothing, because a peer has not read or stored what the limit has.
  func isVoid(_ workload: Workload) -> Bool { !results.disagreeing(workload, among: peers).isEmpty }

  /// What was read, for each row that is void.
  var disagreements: [String] {
    sizes.flatMap { size in
      let lines = scales[size]?.disagreements(workloads, peers) ?? []
      return size == sizes.first ? lines : lines.map { "\(size) times the rows: \($0)" }
    }
  }

  /// How many times longer a workload takes at each scale than at the smallest one; empty where only one was measured.
  func growth(_ workload: Workload, _ peer: String) -> [Double] {
    let times = sizes.compactMap { scales[$0]?.time(workload, peer) }
    guard times.count > 1, times.count == sizes.count else { return [] }
    return times.map { $0 / times[0] }
  }
}

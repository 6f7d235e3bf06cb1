import Foundation

extension Benchmark {
  /// Runs one workload of one peer in this process and prints the sample: for a profiler, and for the rounds.
  func runOne() throws {
    let peer = try Self.peer(one[0])
    let workload = try Self.workload(one[1])
    if let database {
      try printSample(peer, workload, database)
    } else {
      try dataSet.withCopy(scale: scale) { try printSample(peer, workload, $0.path) }
    }
  }

  private func printSample(_ peer: String, _ workload: Workload, _ database: String) throws {
    let run = SampleRun(
      peer: peer, workload: workload, database: database, size: DataSize(scale: scale), warmups: warmups ?? 0,
      repetitions: repetitions ?? 1)
    print(String(decoding: try JSONEncoder().encode(try run()), as: UTF8.self))
  }
}

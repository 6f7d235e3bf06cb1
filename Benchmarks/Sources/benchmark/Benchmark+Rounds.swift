import ArgumentParser
import Foundation

extension Benchmark {
  /// Runs the rounds and prints the report; fails when peers disagree, or when a bar is missed and `--check` asks for it.
  func runRounds() throws {
    let report = try measure()
    print(json ? try report.jsonLines().joined(separator: "\n") : report.table)
    if json { report.disagreements.forEach(log) }
    let missed = check ? try Bars(contentsOf: URL(fileURLWithPath: bars)).missed(in: report) : []
    missed.forEach { log("missed: \($0)") }
    guard report.disagreements.isEmpty, missed.isEmpty else { throw ExitCode.failure }
  }

  private func measure() throws -> Report {
    let asked = Peers.names.filter { $0 == Peers.limit || peers.contains($0) }
    let sampler = Sampler(data: dataSet, warmups: warmups ?? 1, repetitions: repetitions ?? 2)
    let runs = Rounds(sampler: sampler, peers: asked, workloads: workloads, count: rounds, log: log)
    let results = try runs.times(scales: growth ? [scale, scale * 2] : [scale])
    return Report(
      peers: asked, workloads: workloads, rounds: rounds, results: results[scale] ?? Results(), doubled: growth ? results[scale * 2] : nil,
      memory: memory ? try runs.memory(scale: scale) : [])
  }

  /// Tells on the standard error what is going on, so that the standard output holds the report alone.
  private func log(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}

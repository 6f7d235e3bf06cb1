import ArgumentParser
import CBenchmark
import Foundation

extension Benchmark {
  /// Runs the rounds and prints the report; fails when peers disagree, or when a bar is missed and `--check` asks for it.
  func runRounds() throws {
    guard workloads.contains(where: engine.workloads.contains) else { return log("None of these workloads runs on \(engine.rawValue).") }
    let report = try measure()
    print(json ? try report.jsonLines().joined(separator: "\n") : report.table)
    if json { report.disagreements.forEach(log) }
    if let chart { try GrowthChart(report: report).svg.write(toFile: chart, atomically: true, encoding: .utf8) }
    let missed = check ? try Bars(contentsOf: URL(fileURLWithPath: bars)).missed(in: report) : []
    missed.forEach { log("missed: \($0)") }
    guard report.disagreements.isEmpty, missed.isEmpty else { throw ExitCode.failure }
  }

  private func measure() throws -> Report {
    let asked = engine.peers.filter { $0 == Peers.limit || peers.contains($0) }
    let known = workloads.filter(engine.workloads.contains)
    let sampler = Sampler(stage: try stage(), warmups: warmups ?? 1, repetitions: repetitions ?? 2)
    let runs = Rounds(sampler: sampler, peers: asked, workloads: known, clock: engine.clock, count: rounds, log: log)
    let measuresCosts = memory && engine == .sqlite
    return Report(
      engine: engine, peers: asked, workloads: known, rounds: rounds,
      scales: try runs.times(scales: growth ? [1, 2, 4, 8].map { scale * $0 } : [scale]),
      bytes: measuresCosts ? try runs.bytes(scale: scale) : [], allocations: measuresCosts ? try runs.allocations(scale: scale) : [])
  }

  private func stage() throws -> any Stage {
    guard engine == .postgresql else { return FileStage(data: dataSet) }
    guard bench_has_server() else { throw ValidationError("This was built without libpq: swift build --traits PostgreSQL …") }
    guard let url = ProcessInfo.processInfo.environment["AR_POSTGRESQL_URL"] else {
      throw ValidationError("AR_POSTGRESQL_URL does not say where the server is: eval \"$(scripts/services up postgresql)\"")
    }
    return ServerStage(url: url, data: dataSet)
  }

  /// Tells on the standard error what is going on, so that the standard output holds the report alone.
  private func log(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}

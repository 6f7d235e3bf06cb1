import Foundation

/// What one peer must reach, as `bars.json` says.
struct Bars: Codable {
  /// The peer that is held to the bars.
  var peer: String
  /// The highest ratio to the limit, by workload.
  var ratios: [String: Double]
  /// The most memory an object, by workload.
  var bytesPerObject: [String: Double]
  /// The most that twice the rows may cost, in every workload.
  var growth: Double

  init(contentsOf file: URL) throws {
    self = try JSONDecoder().decode(Bars.self, from: Data(contentsOf: file))
  }

  /// Returns one line for each bar of the run's workloads that is missed or was not measured.
  func missed(in report: Report) -> [String] {
    report.workloads.flatMap { workload in
      missedRatio(workload, report) + missedMemory(workload, report) + missedGrowth(workload, report)
    }
  }

  private func missedRatio(_ workload: Workload, _ report: Report) -> [String] {
    guard let bar = ratios[workload.rawValue] else { return [] }
    guard let ratio = report.results.ratio(workload, peer) else { return ["\(peer) \(workload.rawValue): not measured"] }
    return ratio <= bar ? [] : ["\(peer) \(workload.rawValue): \(number(ratio, 2)) times the limit, the bar is \(number(bar, 2))"]
  }

  private func missedMemory(_ workload: Workload, _ report: Report) -> [String] {
    guard let bar = bytesPerObject[workload.rawValue], !report.memory.isEmpty else { return [] }
    let figure = report.memory.first { $0.workload == workload && $0.peer == peer }
    guard let bytes = figure?.bytesPerObject else { return ["\(peer) \(workload.rawValue): memory not measured"] }
    return bytes <= bar ? [] : ["\(peer) \(workload.rawValue): \(number(bytes, 0)) bytes an object, the bar is \(number(bar, 0))"]
  }

  /// SQLite's own growth with a larger file is not the peer's: a tenth more than the limit's is allowed too.
  private func missedGrowth(_ workload: Workload, _ report: Report) -> [String] {
    guard let own = report.growth(workload, peer), let limit = report.growth(workload, Peers.limit) else { return [] }
    let bar = max(growth, limit * 1.1)
    guard own > bar else { return [] }
    return ["\(peer) \(workload.rawValue): twice the rows cost \(number(own, 2)) times as much, the bar is \(number(bar, 2))"]
  }
}

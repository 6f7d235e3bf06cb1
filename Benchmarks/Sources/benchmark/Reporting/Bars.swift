import Foundation

/// What one peer must reach, as `bars.json` says.
struct Bars: Codable {
  /// The peer that is held to the bars.
  var peer: String
  /// The highest ratio to the limit, by workload.
  var ratios: [String: Double]
  /// The same on a PostgreSQL server.
  var serverRatios: [String: Double]
  /// The peer that has to be slower in every workload.
  var rival: String
  /// Where the rival may be level: the highest ratio to it, by workload.
  var rivalRatios: [String: Double]
  /// The most memory an object, by workload.
  var bytesPerObject: [String: Double]
  /// The most allocations an object, by workload, beside those of the limit, which are SQLite's own.
  var allocationsPerObject: [String: Double]
  /// The most that twice the rows may cost, in every workload.
  var growth: Double

  init(contentsOf file: URL) throws {
    self = try JSONDecoder().decode(Bars.self, from: Data(contentsOf: file))
  }

  /// Returns one line for each bar of the run's workloads that is missed or was not measured.
  func missed(in report: Report) -> [String] {
    report.workloads.flatMap { workload in
      missedRatio(workload, report) + missedRival(workload, report)
        + missedCost(workload, bytesPerObject, report.bytes, "bytes an object", digits: 0)
        + missedCost(workload, allocationsPerObject, beyondLimit(report.allocations), "allocations an object beside SQLite's", digits: 2)
        + missedGrowth(workload, report)
    }
  }

  private func missedRatio(_ workload: Workload, _ report: Report) -> [String] {
    guard let bar = (report.engine == .sqlite ? ratios : serverRatios)[workload.rawValue] else { return [] }
    guard let ratio = report.results.ratio(workload, peer) else { return ["\(peer) \(workload.rawValue): not measured"] }
    return ratio <= bar ? [] : ["\(peer) \(workload.rawValue): \(number(ratio, 2)) times the limit, the bar is \(number(bar, 2))"]
  }

  private func missedRival(_ workload: Workload, _ report: Report) -> [String] {
    guard let ratio = report.results.ratio(workload, peer, to: rival) else { return [] }
    let bar = rivalRatios[workload.rawValue] ?? 1
    return ratio <= bar ? [] : ["\(peer) \(workload.rawValue): \(number(ratio, 2)) times \(rival), the bar is \(number(bar, 2))"]
  }

  /// The costs without what the limit pays for the same workload.
  private func beyondLimit(_ costs: [ObjectCost]) -> [ObjectCost] {
    costs.map { cost in
      var cost = cost
      cost.value -= costs.first { $0.workload == cost.workload && $0.peer == Peers.limit }?.value ?? 0
      return cost
    }
  }

  private func missedCost(
    _ workload: Workload, _ bars: [String: Double], _ costs: [ObjectCost], _ unit: String, digits: Int
  ) -> [String] {
    guard let bar = bars[workload.rawValue], !costs.isEmpty else { return [] }
    guard let cost = costs.first(where: { $0.workload == workload && $0.peer == peer }) else {
      return ["\(peer) \(workload.rawValue): \(unit) not measured"]
    }
    if cost.value <= bar { return [] }
    return ["\(peer) \(workload.rawValue): \(number(cost.value, digits)) \(unit), the bar is \(number(bar, digits))"]
  }

  /// SQLite's own growth with a larger file is not the peer's: a tenth more than the limit's is allowed too.
  private func missedGrowth(_ workload: Workload, _ report: Report) -> [String] {
    let own = report.growth(workload, peer), limit = report.growth(workload, Peers.limit)
    guard own.count == limit.count else { return [] }
    return own.indices.dropFirst().compactMap { index in
      let step = own[index] / own[index - 1], bar = max(growth, limit[index] / limit[index - 1] * 1.1)
      if step <= bar { return nil }
      let sizes = "\(report.sizes[index - 1])× to \(report.sizes[index])× of the rows"
      return "\(peer) \(workload.rawValue): from \(sizes) the time grows \(number(step, 2)) times, the bar is \(number(bar, 2))"
    }
  }
}

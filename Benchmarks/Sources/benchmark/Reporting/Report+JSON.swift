import Foundation

/// The report for programs: one JSON object a line.
extension Report {
  private struct Line: Encodable {
    var engine: String
    var workload: String
    var peer: String
    var ms: Double?
    var cpuMs: Double?
    var wallMs: Double?
    var ratio: Double?
    var rounds: Int?
    var void: Bool?
    var bytesPerObject: Double?
    var allocationsPerObject: Double?
    var growth: [Double]?
  }

  func jsonLines() throws -> [String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try lines.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
  }

  private var lines: [Line] {
    let times = workloads.flatMap { workload in peers.compactMap { line(workload, $0) } }
    return times + costs(bytes, \.bytesPerObject, digits: 0) + costs(allocations, \.allocationsPerObject, digits: 2)
  }

  private func line(_ workload: Workload, _ peer: String) -> Line? {
    guard let entry = results[workload, peer] else { return nil }
    let void = isVoid(workload)
    let growth = growth(workload, peer).map { rounded($0, 3) }
    return Line(
      engine: engine.rawValue, workload: workload.rawValue, peer: peer, ms: rounded(entry.time(engine.clock), 3),
      cpuMs: rounded(entry.cpu, 3), wallMs: rounded(entry.wall, 3),
      ratio: void ? nil : results.ratio(workload, peer).map { rounded($0, 3) }, rounds: rounds, void: void ? true : nil,
      growth: growth.isEmpty ? nil : growth)
  }

  private func costs(_ costs: [ObjectCost], _ place: WritableKeyPath<Line, Double?>, digits: Int) -> [Line] {
    costs.map { cost in
      var line = Line(engine: engine.rawValue, workload: cost.workload.rawValue, peer: cost.peer)
      line[keyPath: place] = rounded(cost.value, digits)
      return line
    }
  }

  private func rounded(_ value: Double, _ digits: Int) -> Double {
    let power = pow(10, Double(digits))
    return (value * power).rounded() / power
  }
}

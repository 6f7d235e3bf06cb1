import Foundation

/// The report for programs: one JSON object a line.
extension Report {
  private struct Line: Encodable {
    var workload: String
    var peer: String
    var ms: Double?
    var wallMs: Double?
    var ratio: Double?
    var rounds: Int?
    var void: Bool?
    var bytesPerObject: Double?
    var growth: Double?
  }

  func jsonLines() throws -> [String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try lines.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
  }

  private var lines: [Line] {
    let times = workloads.flatMap { workload in
      let void = isVoid(workload)
      return peers.compactMap { peer in
        results[workload, peer].map { entry in
          Line(
            workload: workload.rawValue, peer: peer, ms: rounded(entry.cpu), wallMs: rounded(entry.wall),
            ratio: void ? nil : results.ratio(workload, peer).map(rounded), rounds: rounds, void: void ? true : nil,
            growth: growth(workload, peer).map(rounded))
        }
      }
    }
    let sizes = memory.map { Line(workload: $0.workload.rawValue, peer: $0.peer, bytesPerObject: $0.bytesPerObject.rounded()) }
    return times + sizes
  }

  private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

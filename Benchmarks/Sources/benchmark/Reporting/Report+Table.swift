/// The report for people.
extension Report {
  var table: String {
    var parts = [ratios]
    if !bytes.isEmpty {
      parts.append(costTable("Bytes of peak resident memory an object, less those of an idle process", bytes, digits: 0))
    }
    if !allocations.isEmpty { parts.append(costTable("Allocations an object", allocations, digits: 2)) }
    if sizes.count > 1 { parts.append(growthTable) }
    return (parts + disagreements).joined(separator: "\n")
  }

  private var libraries: [String] { peers.filter { $0 != Peers.limit } }
  private var rivals: [String] { libraries.filter { $0 != ActiveRecordPeer.name } }

  /// The ratios to the limit, and those of this library to each rival.
  private var ratios: String {
    let compares = libraries.contains(ActiveRecordPeer.name)
    let rows = workloads.map { workload in
      let limit = results.time(workload, Peers.limit).map { number($0, 1) } ?? "–"
      return [workload.rawValue, limit] + libraries.map { ratio(workload, $0, to: Peers.limit) }
        + (compares ? rivals.map { ratio(workload, ActiveRecordPeer.name, to: $0) } : [])
    }
    let heads = ["", "limit, ms"] + libraries.map { "\($0)/limit" } + (compares ? rivals.map { "\(ActiveRecordPeer.name)/\($0)" } : [])
    let title = "\(engine.clock.rawValue) as a multiple of the limit's (\(engine.limit)): the ratio of the minima of \(rounds) rounds"
    return title + "\n" + grid([heads] + rows)
  }

  private func ratio(_ workload: Workload, _ peer: String, to other: String) -> String {
    guard let ratio = results.ratio(workload, peer, to: other) else { return "–" }
    return isVoid(workload) ? "void" : number(ratio, 2)
  }

  private func costTable(_ title: String, _ costs: [ObjectCost], digits: Int) -> String {
    let measured = workloads.filter { workload in costs.contains { $0.workload == workload } }
    let rows = measured.map { workload in
      [workload.rawValue]
        + peers.map { peer in costs.first { $0.workload == workload && $0.peer == peer }.map { number($0.value, digits) } ?? "–" }
    }
    return title + "\n" + grid([[""] + peers] + rows)
  }

  private var growthTable: String {
    let rows = workloads.map { workload in
      [workload.rawValue]
        + peers.map { peer in
          let factors = growth(workload, peer).map { number($0, 2) }
          return factors.isEmpty ? "–" : factors.joined(separator: " ")
        }
    }
    let times = sizes.map { "\($0)×" }.joined(separator: ", ")
    return "\(engine.clock.rawValue) with \(times) of the rows, as a multiple of the first\n" + grid([[""] + peers] + rows)
  }

  /// Columns as wide as their longest cell: the first at the left, the others at the right.
  private func grid(_ rows: [[String]]) -> String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

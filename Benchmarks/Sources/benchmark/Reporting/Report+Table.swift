/// The report for people.
extension Report {
  var table: String {
    var parts = [ratios]
    if !memory.isEmpty { parts.append(memoryTable) }
    if doubled != nil { parts.append(growthTable) }
    return (parts + disagreements).joined(separator: "\n")
  }

  private var libraries: [String] { peers.filter { $0 != Peers.limit } }

  private var ratios: String {
    let rows = workloads.map { workload in
      let limit = results[workload, Peers.limit].map { number($0.cpu, 1) } ?? "–"
      return [workload.rawValue, limit]
        + libraries.map { peer in
          guard results[workload, peer] != nil else { return "–" }
          return isVoid(workload) ? "void" : results.ratio(workload, peer).map { number($0, 2) } ?? "–"
        }
    }
    let title = "CPU time as a multiple of the limit's: the ratio of the minima of \(rounds) rounds"
    return title + "\n" + grid([["", "limit, ms"] + libraries] + rows)
  }

  private var memoryTable: String {
    let measured = workloads.filter { workload in memory.contains { $0.workload == workload } }
    let rows = measured.map { workload in
      [workload.rawValue]
        + peers.map { peer in memory.first { $0.workload == workload && $0.peer == peer }.map { number($0.bytesPerObject, 0) } ?? "–" }
    }
    return "Bytes of peak resident memory an object, less those of an idle process\n" + grid([[""] + peers] + rows)
  }

  private var growthTable: String {
    let rows = workloads.map { workload in
      [workload.rawValue]
        + peers.map { growth(workload, $0).map { number($0, 2) } ?? "–" }
    }
    return "CPU time with twice the rows, as a multiple\n" + grid([[""] + peers] + rows)
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

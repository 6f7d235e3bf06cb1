import Foundation

/// How the times of the workloads grow with the rows, as an SVG: a panel for each workload, with a line for each peer.
///
/// Both axes count multiples of the smallest scale; what lies on the diagonal is linear.
struct GrowthChart {
  let report: Report

  private static let side = 150.0
  private static let gap = 46.0
  private static let head = 64.0
  private static let columns = 4
  private static let colors = ["#8a8f98", "#d6552b", "#3572b0", "#4c9a52"]

  var svg: String {
    let panels = report.workloads.enumerated().map { panel($0, $1) }
    let rows = (report.workloads.count + Self.columns - 1) / Self.columns
    let width = Double(Self.columns) * (Self.side + Self.gap) + Self.gap / 2
    let height = Self.head + Double(rows) * (Self.side + Self.gap)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(text(width)) \(text(height))" font-family="system-ui, sans-serif" font-size="10">
      <rect width="100%" height="100%" fill="#ffffff"/>
      <text x="23" y="22" font-size="14" font-weight="600" fill="#1c1e21">\(title)</text>
      \(legend)
      \(panels.joined(separator: "\n"))
      </svg>

      """
  }

  private var title: String {
    let times = report.sizes.map { "\($0)×" }.joined(separator: ", ")
    return "\(report.engine.clock.rawValue) with \(times) of the rows; the dashed line is linear"
  }

  private var legend: String {
    report.peers.enumerated().map { index, peer in
      let x = 23 + Double(index) * 120
      return """
        <line x1="\(text(x))" y1="38" x2="\(text(x + 18))" y2="38" stroke="\(color(index))" stroke-width="2"/>\
        <text x="\(text(x + 24))" y="41" fill="#3c4046">\(peer)</text>
        """
    }.joined(separator: "\n")
  }

  private func panel(_ index: Int, _ workload: Workload) -> String {
    let x = Self.gap / 2 + Double(index % Self.columns) * (Self.side + Self.gap) + 10
    let y = Self.head + Double(index / Self.columns) * (Self.side + Self.gap) + 14
    let curves = report.peers.enumerated().map { curve($0, report.growth(workload, $1)) }
    return """
      <g transform="translate(\(text(x)),\(text(y)))">
      <text y="-5" fill="#1c1e21"><tspan font-weight="600">\(workload.rawValue)</tspan> \(workload.summary)</text>
      <rect width="\(text(Self.side))" height="\(text(Self.side))" fill="none" stroke="#d8dbe0"/>
      <line x1="\(text(place(1)))" y1="\(text(Self.side - place(1)))" x2="\(text(Self.side))" y2="0" stroke="#b8bcc4" stroke-dasharray="3 3"/>
      \((ticks + curves).joined(separator: "\n"))
      </g>
      """
  }

  private var ticks: [String] {
    report.sizes.map { size in
      let place = place(factor(size)), label = "\(text(factor(size)))×"
      return """
        <text x="\(text(place))" y="\(text(Self.side + 12))" text-anchor="middle" fill="#6b7078">\(label)</text>\
        <text x="-3" y="\(text(Self.side - place + 3))" text-anchor="end" fill="#6b7078">\(label)</text>
        """
    }
  }

  private func curve(_ index: Int, _ growth: [Double]) -> String {
    let points = zip(report.sizes, growth).map { size, time in
      "\(text(place(factor(size)))),\(text(max(Self.side - place(time), -10)))"
    }
    return """
      <polyline points="\(points.joined(separator: " "))" fill="none" stroke="\(color(index))" stroke-width="1.8" stroke-linejoin="round"/>
      """
  }

  /// A scale as a multiple of the smallest.
  private func factor(_ size: Int) -> Double { Double(size) / Double(report.sizes.first ?? 1) }

  /// Where a multiple lies on an axis.
  private func place(_ factor: Double) -> Double { factor / self.factor(report.sizes.last ?? 1) * Self.side }

  private func color(_ index: Int) -> String { Self.colors[index % Self.colors.count] }

  private func text(_ value: Double) -> String { value == value.rounded() ? number(value, 0) : number(value, 1) }
}

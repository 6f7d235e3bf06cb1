/// A table of text whose columns are aligned, and that is no wider than a line.
struct TextTable {
  /// Which side of its column a text stands on.
  enum Side {
    case left
    case right
  }

  private let headings: [(text: String, side: Side)]
  private var rows: [[String]] = []
  private let width: Int
  private static let gap = "  "

  /// A table without rows.
  ///
  /// - Parameters:
  ///   - width: How wide it may be. Where that is too little, the texts of the widest column go on in the next line.
  ///   - headings: What stands above the columns.
  init(width: Int = 80, _ headings: (text: String, side: Side)...) {
    self.width = width
    self.headings = headings
  }

  mutating func add(_ cells: String...) { rows.append(cells) }

  /// The table's lines: the headings, a rule, the rows.
  var lines: [String] {
    let widths = fitting
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap)
    return row(headings.map(\.text), widths) + [rule] + rows.flatMap { row($0, widths) }
  }

  /// The columns' widths: those of their longest texts, the widest one made smaller where they do not fit.
  private var fitting: [Int] {
    var widths = headings.indices.map { column in
      rows.reduce(headings[column].text.count) { max($0, $1[column].count) }
    }
    let room = width - Self.gap.count * (widths.count - 1)
    while widths.reduce(0, +) > room, let widest = widths.max(), widest > 1, let column = widths.firstIndex(of: widest) {
      widths[column] -= 1
    }
    return widths
  }

  /// A row: one line, or as many as its longest cell needs.
  private func row(_ cells: [String], _ widths: [Int]) -> [String] {
    let wrapped = zip(cells, widths).map { Wrapping.lines($0.split(whereSeparator: \.isWhitespace).map(String.init), width: $1) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { position in
      let texts = headings.indices.map { column in
        padded(position < wrapped[column].count ? wrapped[column][position] : "", widths[column], headings[column].side)
      }
      let line = texts.joined(separator: Self.gap)
      return String(line.prefix(line.count - line.reversed().prefix { $0 == " " }.count))
    }
  }

  private func padded(_ text: String, _ width: Int, _ side: Side) -> String {
    let space = String(repeating: " ", count: width - text.count)
    return side == .left ? text + space : space + text
  }
}

import Foundation

/// A difference from the reference that is meant: a row of `differences.tsv`.
struct Difference: Hashable {
  /// Why it is meant.
  enum Class: Hashable {
    /// It is better, as the numbered entry on the reference's defects says.
    case better(Int)
    /// The compiler refuses what the reference does; the reason is its message.
    case language

    init?(_ text: some StringProtocol) {
      let words = text.split(separator: " ")
      if words == ["language"] {
        self = .language
      } else if words.count == 2, words[0] == "better", let number = Int(words[1]), (1...31).contains(number) {
        self = .better(number)
      } else {
        return nil
      }
    }
  }

  var scenario: String
  var label: String
  var reason: String
  var kind: Class

  /// Whether only the order of events may differ: callbacks run in a fixed order here, in the order of declaration there. One that
  /// stops the others then comes earlier or later, so what runs may differ, too; but nothing runs that never runs there.
  var concernsOrderOnly: Bool { kind == .better(25) }

  /// What is wrong with a list of differences.
  struct Malformed: Error, CustomStringConvertible { var description: String }

  /// The rows of a list.
  static func list(_ text: String) throws -> [Difference] {
    let lines = text.split(separator: "\n").enumerated().filter { $0.offset > 0 }
    guard text.hasPrefix("scenario\tlabel\treason\tclass\n") else { throw Malformed(description: "the first line must name the columns") }
    var rows: [Difference] = []
    for (offset, line) in lines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 4, !fields.contains(where: { $0.allSatisfy(\.isWhitespace) }) else {
        throw Malformed(description: "line \(offset + 1): four columns are needed, none of them empty")
      }
      guard let kind = Class(fields[3]) else { throw Malformed(description: "line \(offset + 1): no such class: \(fields[3])") }
      let row = Difference(scenario: "\(fields[0])", label: "\(fields[1])", reason: "\(fields[2])", kind: kind)
      if rows.contains(where: { $0.scenario == row.scenario && $0.label == row.label }) {
        throw Malformed(description: "line \(offset + 1): '\(row.label)' of \(row.scenario) is listed twice")
      }
      rows.append(row)
    }
    return rows
  }
}

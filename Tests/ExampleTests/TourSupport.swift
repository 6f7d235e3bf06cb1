import ActiveRecord
import ActiveRecordTesting
import CuratedConnections

/// A tour over a database in memory, and what it wrote.
struct TakenTour {
  let lines: [Line]
  /// What a recorder of its own saw meanwhile.
  let events: [QueryEvent]

  /// What is written, as text.
  var text: [String] { lines.map(\.text) }

  /// Every statement that is written, on one line each.
  var statements: [String] {
    var statements: [[String]] = [], isOpen = false
    for line in lines {
      let first = line.spans.first?.text ?? ""
      if first.hasPrefix("    SQL") || first == "    · " {
        statements.append([])
        isOpen = true
      } else if !first.isEmpty, first.allSatisfy({ $0 == " " }), first.count >= 6 {
        // The statement goes on.
      } else {
        isOpen = false
      }
      guard isOpen, !statements.isEmpty else { continue }
      statements[statements.count - 1].append(line.spans.filter { $0.style == .code || $0.style == .keyword }.map(\.text).joined())
    }
    return statements.map { Self.plain($0.joined(separator: " ")) }
  }

  /// The values behind a label, in order.
  func values(_ label: String) -> [String] {
    text.filter { $0.hasPrefix("    \(label) ") }.map { String($0.dropFirst(13)) }
  }

  /// The fields below a heading, up to the next empty line.
  func section(_ heading: String) -> TakenTour {
    guard let start = text.firstIndex(where: { $0.hasPrefix("  \(heading) ") }) else { return TakenTour(lines: [], events: []) }
    return TakenTour(lines: Array(lines[start...].prefix { !$0.spans.isEmpty }), events: events)
  }

  /// The text of a statement with single spaces, and none behind a comma: long lists are broken there.
  static func plain(_ sql: String) -> String {
    sql.split(separator: " ").joined(separator: " ").replacing(", ", with: ",")
  }

  /// Fills a database, lets `change` change it, and takes the tour.
  static func take(
    seed: UInt64 = 1, change: nonisolated(nonsending) () async throws -> Void = {},
    _ body: nonisolated(nonsending) (Tour) async throws -> Void
  ) async throws -> TakenTour {
    try await TemporaryDatabase.inMemory(models: Tour.models) { database in
      let paper = Paper()
      let tour = try await Tour.prepared(database, seed: seed, page: Page { paper.lines.append($0) })
      try await change()
      let recorder = SQLRecorder(database)
      try await body(tour)
      return TakenTour(lines: paper.lines, events: recorder.events)
    }
  }

  private final class Paper { var lines: [Line] = [] }
}

import ActiveRecord

extension Tour {
  /// Makes the tables and the rows, and tells how many.
  func fill(seed: UInt64) async throws {
    try await database.migrate(Tables.migrations)
    let filled = try await recorder.recording { try await Seeder.fill(database, seed: seed) }
    let counts = try await rowCounts()
    let inserts = filled.queries.count { $0.sql.hasPrefix("INSERT") }
    page.blank()
    page.line(Span("  Curated Connections", .title))
    page.paragraph("People, communities, programs and events: the associations of one application, and the SQL that they become.")
    page.blank()
    page.field("database", database.location)
    page.field("seed", "\(seed)", style: .value)
    page.field(
      "written", "\(inserts) INSERT statements in \(filled.events.count { $0.sql == "COMMIT" }) transaction", style: .value)
    writeCounts(counts)
  }

  /// How many rows each table holds.
  func rowCounts() async throws -> [(name: String, count: Int)] {
    var counts: [(String, Int)] = []
    for walk in ModelWalk.all { counts.append((walk.name, try await walk.count())) }
    return counts
  }

  private func writeCounts(_ counts: [(name: String, count: Int)]) {
    page.field("records", "\(counts.reduce(0) { $0 + $1.count }) of \(counts.count) models", style: .value)
    let cells = counts.map { TextLayout.padded($0.name, 23) + TextLayout.rightAligned("\($0.count)", 5) }
    for start in stride(from: 0, to: cells.count, by: 2) {
      page.field("", cells[start..<min(start + 2, cells.count)].joined(separator: "     "), style: .quiet, wraps: false)
    }
  }
}

import ActiveRecord

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Tour {
  /// Objects that point at each other are built in memory, saved by one call, and destroyed by one call.
  func showGraph() async throws {
    let before = try await rowCounts()
    page.chapter("A graph: built, saved, destroyed")
    guard let interest = try await Interest.first() else { return }
    let built = try await recorder.recording { try await buildGraph(interest) }
    writeCode("Built, in memory", Self.buildingCode)
    page.line(Span("    // interest is \(interest.inShort)", .quiet))
    page.field("queries", QueryShape.sentence(built.queries), style: .value)

    let founder = built.result
    let saved = try await recorder.recording { try await founder.save() }
    writeCode("Saved", ["try await founder.save()"])
    write(saved.events)
    let between = try await rowCounts()

    let destroyed = try await recorder.recording { try await founder.destroy() }
    writeCode("Destroyed, with what depends on it", ["try await founder.destroy()"])
    write(destroyed.events)
    writeChanges(before, between, try await rowCounts())
  }

  private static let buildingCode = [
    "let founder = User(email: \"nova@example.org\", firstName: \"Nova\",",
    "  lastName: \"Lindgren\")",
    "founder.$notificationSetting.build { $0.frequency = \"daily\" }",
    "let community = founder.$community.build { $0.name = \"Night Sky\" }",
    "let member = founder.communityMembers.build {",
    "  $0.isAdmin = true",
    "  $0.$community.set(community)",
    "}",
    "let event = community.events.build {",
    "  $0.title = \"First Light\"",
    "  $0.startsAt = Date(timeIntervalSince1970: 1_790_000_000)",
    "}",
    "member.eventHosts.build { $0.$event.set(event) }",
    "founder.accessGrants.build { $0.token = \"f1rst\" }",
    "try await founder.interests.append(interest)",
  ]

  private func buildGraph(_ interest: Interest) async throws -> User {
    let founder = User(email: "nova@example.org", firstName: "Nova", lastName: "Lindgren")
    founder.$notificationSetting.build { $0.frequency = "daily" }
    let community = founder.$community.build { $0.name = "Night Sky" }
    let member = founder.communityMembers.build {
      $0.isAdmin = true
      $0.$community.set(community)
    }
    let event = community.events.build {
      $0.title = "First Light"
      $0.startsAt = Date(timeIntervalSince1970: 1_790_000_000)
    }
    member.eventHosts.build { $0.$event.set(event) }
    founder.accessGrants.build { $0.token = "f1rst" }
    try await founder.interests.append(interest)
    return founder
  }

  private func writeCode(_ title: String, _ rows: [String]) {
    page.blank()
    page.line(Span("  "), Span(title, .heading))
    for row in rows { page.line(Span("    " + row, .code)) }
  }

  /// What changes rows stands there as it ran; what only looks for rows is told in short.
  private func write(_ events: [QueryEvent]) {
    for event in events {
      if event.sql.hasPrefix("SELECT") {
        let cause = event.cause.description.prefix { $0 != "," }
        page.line(Span("    · reads \(cause): \(TextLayout.counted(event.rows, "row", "rows"))", .quiet))
        continue
      }
      let rows = SQLLayout.rows(event, width: Page.width - 6)
      for (position, row) in rows.enumerated() { page.line([Span(position == 0 ? "    · " : "      ", .quiet)] + row) }
    }
    let reads = events.count { $0.sql.hasPrefix("SELECT") }, writes = events.count { !$0.isTransactionControl } - reads
    page.field(
      "queries",
      "\(reads) that read, \(writes) that write, in \(TextLayout.counted(events.count { $0.sql == "COMMIT" }, "transaction", "transactions"))",
      style: .value)
  }

  private func writeChanges(
    _ before: [(name: String, count: Int)], _ between: [(name: String, count: Int)], _ after: [(name: String, count: Int)]
  ) {
    func row(_ cells: [String]) -> String { cells.map { TextLayout.rightAligned($0, 10) }.joined() }
    page.blank()
    page.line(Span("    " + TextLayout.padded("Rows", 24) + row(["before", "saved", "destroyed"]), .label))
    for (position, table) in before.enumerated() where table.count != between[position].count || table.count != after[position].count {
      let counts = [table.count, between[position].count, after[position].count].map(String.init)
      page.line(Span("    " + TextLayout.padded(table.name, 24)), Span(row(counts), .value))
    }
  }
}

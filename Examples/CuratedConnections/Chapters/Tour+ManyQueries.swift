import ActiveRecord

extension Tour {
  /// The same loop three times: with a query a record, with the default, and with includes.
  func showManyQueries() async throws {
    page.chapter("N+1, and how it does not happen")
    page.paragraph("The same loop over the members of all communities, three times:")
    page.blank()
    page.line(Span("    for member in members { names.append(try await member.user.name) }", .code))
    let rounds = [
      try await round("One by one", "CommunityMember.all()\n  .loadsTogether(false)", CommunityMember.all().loadsTogether(false)),
      try await round("By default", "CommunityMember.all()", CommunityMember.all()),
      try await round("In advance", "CommunityMember.includes(\\.user)", CommunityMember.includes(\.user)),
    ]
    for round in rounds { write(round) }
    writeBars(rounds)
    try await showNestedIncludes()
  }

  private func round(_ title: String, _ code: String, _ query: Relation<CommunityMember>) async throws -> LoopRound {
    let loaded = try await recorder.recording { try await query.load() }
    let looped = try await recorder.recording {
      var names: [String] = []
      for member in loaded.result { names.append(try await member.user.name) }
      return names
    }
    return LoopRound(title: title, code: code, names: looped.result, before: loaded.queries, during: looped.queries)
  }

  private func write(_ round: LoopRound) {
    page.blank()
    page.ends(Span(round.title, .heading), Span("\(round.names.count) names", .quiet))
    page.field("Swift", "let members = try await \(round.code).load()", style: .code, wraps: false)
    let events = round.before + round.during
    for event in events.prefix(3) { page.field("SQL", SQLLayout.rows(event, width: Page.width - Page.indent)) }
    if let last = events.last, events.count > 3 {
      page.field("", "… \(events.count - 4) more like it, and at last", style: .quiet)
      page.field("SQL", SQLLayout.rows(last, width: Page.width - Page.indent))
    }
    if let cause = round.during.first?.cause.description { page.field("cause", cause, style: .quiet) }
    page.field("queries", "\(round.before.count) before the loop, \(round.during.count) in it", style: .value)
  }

  private func writeBars(_ rounds: [LoopRound]) {
    page.blank()
    let most = max(1, rounds.map(\.count).max() ?? 1)
    for round in rounds {
      let bar = String(repeating: "█", count: max(1, round.count * 40 / most))
      page.line(
        Span("    " + TextLayout.padded(round.title, 14), .label), Span(TextLayout.rightAligned("\(round.count)", 5), .value),
        Span(" queries  "), Span(bar, .keyword))
    }
  }

  /// A path of associations is loaded with one query a step, however many records there are.
  private func showNestedIncludes() async throws {
    let recording = try await recorder.recording {
      try await Community.includes(\.communityMembers.user.programs, \.events).load()
    }
    let users = try recording.result.flatMap { try $0.communityMembers.loaded }.map { try $0.$user.loaded }
    let places = try users.reduce(0) { $0 + (try $1?.programs.loaded.count ?? 0) }
    page.blank()
    page.line(Span("  "), Span("A whole tree in advance", .heading))
    page.field(
      "Swift", "try await Community\n  .includes(\\.communityMembers.user.programs, \\.events).load()", style: .code, wraps: false)
    page.field(
      "result", "\(recording.result.count) communities, \(users.count) members, \(places) programs of theirs", style: .value)
    page.field("queries", "\(recording.queries.count): \(causes(recording.queries))")
  }

  private func causes(_ events: [QueryEvent]) -> String {
    events.map { event in
      "\(event.cause.description.prefix { $0 != "," }) (\(TextLayout.counted(event.rows, "row", "rows")))"
    }.joined(separator: ", ")
  }
}

/// One of the loops: what it found, and what it cost.
private struct LoopRound {
  let title: String
  let code: String
  let names: [String]
  let before: [QueryEvent]
  let during: [QueryEvent]

  var count: Int { before.count + during.count }
}

import ActiveRecord

extension Tour {
  /// A collection is a query, too: it is counted, narrowed and searched without being loaded.
  func showCollections() async throws {
    guard let example = try await ModelWalk.user.example() as? User, let id = example.id else { return }
    page.chapter("A collection is a query")
    page.paragraph("user is \(example.name). What is asked for is all that is read.")
    let user = try await User.find(id)
    try await show("user.communityMembers.count()") { "\(try await user.communityMembers.count())" }
    try await show("user.communityMembers.where { $0.isAdmin == true }.load()") {
      try await user.communityMembers.where { $0.isAdmin == true }.load().map(\.inShort).joined(separator: ", ")
    }
    if let program = try await user.programs.first() {
      try await show("user.programUsers.findBy { $0.program == program }?.role", note: "program is \(program.name)") {
        try await user.programUsers.findBy { $0.program == program }?.role ?? "nil"
      }
    }
    try await show("Match\n  .where { $0.user1 == user || $0.user2 == user }.count()") {
      "\(try await Match.where { $0.user1 == user || $0.user2 == user }.count())"
    }
    if let member = try await CommunityMember.first() {
      try await show("member.userID", note: "the key is in the row", tries: false) { "\(member.userID ?? 0)" }
    }
    try await show("user.programs.toSQL()", note: "the text alone", tries: false) { try user.programs.toSQL() }
  }

  private func show(
    _ line: String, note: String = "", tries: Bool = true, _ body: nonisolated(nonsending) () async throws -> String
  ) async throws {
    let recording = try await recorder.recording(body)
    page.blank()
    page.field("Swift", (tries ? "try await " : "") + line, style: .code, wraps: false)
    if !note.isEmpty { page.field("", note, style: .quiet) }
    writeStatements(recording.queries)
    page.field("result", recording.result, style: .value)
    page.field("queries", QueryShape.sentence(recording.queries))
  }
}

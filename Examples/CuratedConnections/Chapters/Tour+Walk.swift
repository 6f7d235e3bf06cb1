import ActiveRecord

/// What a walk came across.
struct WalkTotal {
  var associations = 0
  var queries: [QueryEvent] = []

  mutating func add(_ other: WalkTotal) {
    associations += other.associations
    queries += other.queries
  }

  func count(_ shape: QueryShape) -> Int { queries.count { QueryShape($0) == shape } }
}

extension Tour {
  /// Asks one record of a model every question that there is.
  func walkThrough(_ walk: ModelWalk) async throws -> WalkTotal {
    var total = WalkTotal()
    page.chapter(walk.name, note: TextLayout.counted(walk.questions.count, "association", "associations"))
    guard let example = try await walk.example(), let key = example.key else {
      page.paragraph("There is no row.")
      return total
    }
    page.code("let \(walk.variable) = try await \(walk.name).find(\(key))", gives: example.inShort)
    for question in walk.questions {
      // A fresh copy each time: nothing is loaded yet.
      let record = try await walk.find(key)
      let recording = try await recorder.recording { try await question.read(record) }
      page.blank()
      write(question, of: walk)
      write(recording, singular: question.isSingular)
      total.associations += 1
      total.queries += recording.queries
    }
    return total
  }

  /// What is known before anything is asked.
  private func write(_ question: Question, of walk: ModelWalk) {
    guard let reflection = walk.reflection(question) else { return }
    let kind = KeyHolder.kind(reflection) + (question.isAddition ? "  (added)" : "")
    page.ends(Span("\(walk.variable).\(question.name)", .heading), Span(kind, .quiet))
    page.field("asks", question.text)
    page.field("key", KeyHolder.sentence(reflection, in: walk.model))
    page.field("Swift", question.swiftLine(walk.variable), style: .code)
  }

  /// What happened: the statements, the result, the number of queries.
  func write(_ recording: Recording<[Record]>, singular: Bool) {
    writeStatements(recording.queries)
    page.field("result", answer(recording.result, singular: singular), style: .value)
    page.field("queries", QueryShape.sentence(recording.queries))
  }

  func writeStatements(_ events: [QueryEvent]) {
    for event in events { page.field("SQL", SQLLayout.rows(event, width: Page.width - Page.indent)) }
  }

  private func answer(_ records: [Record], singular: Bool) -> String {
    if singular { return records.first?.inShort ?? "nil" }
    if records.isEmpty { return "0 records" }
    let count = TextLayout.counted(records.count, "record", "records")
    return count + ": " + TextLayout.list(records.map(\.inShort), width: 2 * (Page.width - Page.indent) - count.count - 14)
  }

  /// How many questions were asked, and how they were answered.
  func writeTotal(_ total: WalkTotal) {
    page.chapter("Altogether")
    page.field("asked", TextLayout.counted(total.associations, "association", "associations"), style: .value)
    page.field("queries", "\(total.queries.count): \(total.count(.filters)) by WHERE, \(total.count(.joins)) by JOIN", style: .value)
  }
}

extension Record {
  /// The key, if there is one.
  final var key: Int? { _flags.contains(.hasKey) ? Int(_id) : nil }
}

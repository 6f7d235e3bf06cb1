import ActiveRecord

extension Tour {
  /// Explains what can be asked.
  public func explainAsking() {
    page.blank()
    page.paragraph("Ask by a model and its associations, one a line: user.programs")
    page.paragraph("A number chooses the record, and a path goes on: user(3).community.events")
    page.paragraph("A model alone shows its associations: user. An empty line or ^D ends.")
  }

  /// Answers a line such as `user.programs` or `communityMember(3).hostedEvents.attendees`.
  ///
  /// - Returns: Whether it was understood; what is wrong is written on the page.
  @discardableResult public func answer(_ line: String) async throws -> Bool {
    do {
      let path = try AskedPath(line)
      try await database.use { try await follow(path) }
      return true
    } catch let error as TourError {
      page.blank()
      page.paragraph(error.description)
      return false
    } catch let error as RecordNotFound {
      page.blank()
      page.paragraph("\(error)")
      return false
    }
  }

  private func follow(_ path: AskedPath) async throws {
    let start = if let key = path.key { try await path.walk.find(key) } else { try await path.walk.example() }
    guard let start, let key = start.key else { throw TourError("There is no \(path.walk.name).") }
    page.blank()
    page.code("let \(path.walk.variable) = try await \(path.walk.name).find(\(key))", gives: start.inShort)
    if path.steps.isEmpty { return writeQuestions(path.walk) }
    var records = [try await path.walk.find(key)]
    var written = path.walk.variable
    for step in path.steps {
      written += ".\(step.question.name)"
      records = try await take(step, from: records, written)
    }
  }

  /// Asks all records of the step before; together, that is one query.
  private func take(_ step: AskedPath.Step, from records: [Record], _ written: String) async throws -> [Record] {
    guard let reflection = step.walk.reflection(step.question) else { return [] }
    let recording = try await recorder.recording {
      var found: [Record] = []
      for record in records { for target in try await step.question.read(record) where !found.contains(target) { found.append(target) } }
      return found
    }
    page.blank()
    page.ends(Span(written, .heading), Span(KeyHolder.kind(reflection), .quiet))
    page.field("asks", step.question.text + (records.count > 1 ? " (\(records.count) records are asked)" : ""))
    page.field("key", KeyHolder.sentence(reflection, in: step.walk.model))
    write(recording, singular: step.question.isSingular && records.count == 1)
    return recording.result
  }

  private func writeQuestions(_ walk: ModelWalk) {
    for question in walk.questions {
      page.line(Span("    " + TextLayout.padded(".\(question.name)", 26), .code), Span(question.text))
    }
  }
}

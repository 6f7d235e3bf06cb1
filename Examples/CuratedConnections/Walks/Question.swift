import ActiveRecord

/// An association as a question that one can ask a record.
struct Question: Sendable {
  /// The association's name.
  let name: String
  /// What it answers, in words.
  let text: String
  /// Whether the application of the tutorial does not have it.
  var isAddition = false
  /// Whether there is at most one answer.
  let isSingular: Bool
  /// Reads the association of a record.
  let read: @Sendable (Record) async throws -> [Record]

  /// A question with at most one answer.
  static func one<Owner: Record, Target: Record>(
    _ name: String, _ text: String, _ read: @escaping @Sendable (Owner) async throws -> Target?
  ) -> Question {
    Question(name: name, text: text, isSingular: true) { record in
      guard let owner = record as? Owner, let target = try await read(owner) else { return [] }
      return [target]
    }
  }

  /// A question with any number of answers.
  static func many<Owner: Record, Element: Record>(
    _ name: String, _ text: String, _ read: @escaping @Sendable (Owner) -> Owner.Many<Element>
  ) -> Question {
    Question(name: name, text: text, isSingular: false) { record in
      guard let owner = record as? Owner else { return [] }
      return try await read(owner).load()
    }
  }

  /// The same question, marked as an addition to the application of the tutorial.
  var added: Question {
    var copy = self
    copy.isAddition = true
    return copy
  }

  /// How the question is written in Swift.
  func swiftLine(_ variable: String) -> String { "try await \(variable).\(name)" + (isSingular ? "" : ".load()") }
}

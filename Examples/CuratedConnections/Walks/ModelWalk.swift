import ActiveRecord

/// A model of the application, and the questions one can ask it.
struct ModelWalk: Sendable {
  let model: Record.Type
  /// "Doorkeeper.AccessGrant"
  let name: String
  /// What a variable that holds such a record is called.
  let variable: String
  let questions: [Question]
  /// A record with something to tell.
  let example: @Sendable () async throws -> Record?
  /// The record of a key.
  let find: @Sendable (Int) async throws -> Record

  init<M: Record>(
    _ model: M.Type, _ variable: String, _ questions: [Question], example: @escaping @Sendable () async throws -> M?
  ) {
    self.model = model
    name = String(reflecting: model).split(separator: ".").dropFirst().joined(separator: ".")
    self.variable = variable
    self.questions = questions
    self.example = {
      if let found = try await example() { return found }
      return try await M.first()
    }
    find = { try await M.find($0) }
  }

  /// The facts about the association that a question is about.
  func reflection(_ question: Question) -> AssociationReflection? { model.reflection(question.name) }

  /// The question of a name.
  func question(_ name: String) -> Question? { questions.first { $0.name == name } }

  /// How many rows the table holds.
  func count() async throws -> Int { try await model.count() }

  /// Every model of the application, in the order of the tour.
  static let all: [ModelWalk] = [
    user, communityMember, community, match, program, programUser, signup, notificationSetting, event, eventHost, eventRegistration,
    introRequest, accessGrant, interest, attachment,
  ]

  /// The models that the database is told of.
  static var models: [Record.Type] { all.map(\.model) }

  /// The model of a name, however it is written: `CommunityMember`, `community_member`, `communitymembers`.
  static func named(_ name: String) -> ModelWalk? {
    let wanted = plain(name)
    return all.first { [plain($0.name), plain($0.variable)].contains { $0 == wanted || $0 + "s" == wanted } }
  }

  private static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter } }
}

import ActiveRecord

/// A question as it was typed: a model, perhaps a key, and associations.
struct AskedPath {
  /// An association, and the model that has it.
  struct Step {
    let walk: ModelWalk
    let question: Question
  }

  let walk: ModelWalk
  let key: Int?
  private(set) var steps: [Step] = []

  /// Reads `user.programs` or `user(3).community.events`.
  init(_ line: String) throws {
    let text = line.filter { !$0.isWhitespace }
    let (name, key, names) = try Self.parts(text)
    walk = try Tour.walk(named: name)
    self.key = key
    var current = walk
    for name in names {
      let step = try Self.step(name, of: current)
      steps.append(step)
      guard name != names.last || steps.count < names.count else { return }
      current = try Self.next(step)
    }
  }

  private static func parts(_ text: String) throws -> (String, Int?, [String]) {
    guard let open = text.firstIndex(of: "(") else {
      // The name of a model may hold a dot itself: Doorkeeper.AccessGrant.
      var names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      let length = names.count > 1 && ModelWalk.named(names[0]) == nil && ModelWalk.named(names[0] + "." + names[1]) != nil ? 2 : 1
      let name = names.prefix(length).joined(separator: ".")
      names.removeFirst(length)
      return (name, nil, names)
    }
    guard let close = text.firstIndex(of: ")"), open < close, let key = Int(text[text.index(after: open)..<close]) else {
      throw TourError("'\(text)' is not understood. Write user.programs, or user(3).programs.")
    }
    let rest = text[text.index(after: close)...]
    return (String(text[..<open]), key, rest.split(separator: ".").map(String.init))
  }

  private static func step(_ name: String, of walk: ModelWalk) throws -> Step {
    if let question = walk.question(name) { return Step(walk: walk, question: question) }
    let names = walk.questions.map(\.name).joined(separator: ", ")
    throw TourError("\(walk.name) has no association '\(name)'. It has: \(names).")
  }

  private static func next(_ step: Step) throws -> ModelWalk {
    let target = step.walk.reflection(step.question)?.targetName
    if let walk = ModelWalk.all.first(where: { $0.name == target }) { return walk }
    throw TourError("\(step.question.name) leads to different models, so a path ends there.")
  }
}

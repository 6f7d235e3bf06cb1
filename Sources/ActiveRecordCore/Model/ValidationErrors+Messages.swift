extension ValidationErrors.Entry {
  /// The sentence for users: "Name can't be blank".
  public var fullMessage: String {
    attribute == ValidationErrors.base ? message : "\(Inflector.humanized(attribute)) \(message)"
  }
}

extension ValidationErrors: CustomStringConvertible {
  /// The sentences for users.
  public var fullMessages: [String] { entries.map(\.fullMessage) }

  /// The sentences, with commas between.
  public var description: String { fullMessages.joined(separator: ", ") }
}

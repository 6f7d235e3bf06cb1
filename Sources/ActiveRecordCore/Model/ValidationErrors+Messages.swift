extension ValidationErrors.Entry {
  /// The sentence for users: "Name can't be blank".
  public var fullMessage: String { ErrorMessages.current.sentence(self, message) }

  /// What is wrong, in the words of a language; words of the rule's own stay.
  public func message(in language: ErrorMessages) -> String { isWorded ? message : language.message(self) }

  /// The sentence for users, in the words of a language.
  public func fullMessage(in language: ErrorMessages) -> String { language.sentence(self, message(in: language)) }
}

extension ValidationErrors: CustomStringConvertible {
  /// The sentences for users.
  public var fullMessages: [String] { entries.map(\.fullMessage) }

  /// The sentences for users, in the words of a language.
  public func fullMessages(in language: ErrorMessages) -> [String] { entries.map { $0.fullMessage(in: language) } }

  /// The sentences about one attribute.
  public func fullMessages(for attribute: String) -> [String] { entries(for: attribute).map(\.fullMessage) }

  /// The sentences, with commas between.
  public var description: String { fullMessages.joined(separator: ", ") }

  /// Adds a finding whose words stand in the table of the current language.
  ///
  /// ```swift
  /// post.errors.add("title", kind: "too_short", options: ["count": "3"])
  /// // "Title is too short (minimum is 3 characters)"
  /// ```
  ///
  /// - Parameters:
  ///   - attribute: The attribute; the record as a whole where it is left out.
  ///   - kind: The kind of rule: a key of ``ErrorMessages/messages``.
  ///   - options: What the rule was about; they are put into the words.
  public mutating func add(_ attribute: String = base, kind: String, options: [String: String] = [:]) {
    add(attribute, kind: kind, options: options, value: nil)
  }

  /// Adds a finding about a value whose words stand in the table of the current language.
  package mutating func add(_ attribute: String, kind: String, options: [String: String], value: ToldValue?) {
    var entry = Entry(attribute: attribute, message: "", kind: kind, options: options, isWorded: false, models: models, value: value)
    entry.message = ErrorMessages.current.message(entry)
    add(entry)
  }

  /// Adds the finding that an association has no target although it needs one: of the kind "blank", in the words for "required".
  package mutating func addRequired(_ association: String) {
    var entry = Entry(attribute: association, message: "", kind: "blank", isWorded: false, wordsKey: "required", models: models)
    entry.message = ErrorMessages.current.message(entry)
    add(entry)
  }

  /// Adds a finding in words that may hold `%{count}`, `%{attribute}`, `%{model}` and `%{value}`.
  package mutating func add(
    _ attribute: String, template: String, kind: String, options: [String: String], value: ToldValue? = nil
  ) {
    var entry = Entry(attribute: attribute, message: template, kind: kind, options: options, models: models, value: value)
    entry.message = ErrorMessages.current.filled(template, entry)
    add(entry)
  }
}

extension ErrorMessages {
  /// What the kinds of error begin with that a record has which its dependents keep. They are about an association, whose name is put in.
  package static let restriction = "restrict_dependent_destroy."

  /// The words for a finding.
  func message(_ entry: ValidationErrors.Entry) -> String {
    let template = template(entry) ?? Self.english.template(entry) ?? "is \(entry.kind.replacing("_", with: " "))"
    return filled(template, entry)
  }

  private func template(_ entry: ValidationErrors.Entry) -> String? {
    let attribute = Self.withoutIndexes(entry.attribute)
    let form = entry.options["count"].flatMap(Int.init).map(plural)
    let kind = entry.wordsKey ?? entry.kind
    var keys: [String] = []
    for model in entry.models { keys += ["\(model).\(attribute).\(kind)", "\(model).\(kind)"] }
    keys += ["\(attribute).\(kind)", kind]
    for key in keys {
      if let form, let text = messages["\(key).\(form)"] { return text }
      if let text = messages[key] { return text }
    }
    return nil
  }

  /// Puts the options of a finding into words.
  func filled(_ template: String, _ entry: ValidationErrors.Entry) -> String {
    guard template.contains("%{") else { return template }
    var text = template
    if entry.kind.hasPrefix(Self.restriction), let association = entry.options["record"] {
      text = text.replacing("%{record}", with: name(of: association, entry.models).lowercased())
    }
    for (key, value) in entry.options { text = text.replacing("%{\(key)}", with: value) }
    text = text.replacing("%{attribute}", with: name(of: entry.attribute, entry.models))
    text = text.replacing("%{model}", with: name(ofModel: entry.models))
    // The last, since a value may hold anything.
    return text.replacing("%{value}", with: entry.value?.text ?? "")
  }

  /// The sentence: the attribute's name and the message.
  func sentence(_ entry: ValidationErrors.Entry, _ message: String) -> String {
    if entry.attribute == ValidationErrors.base { return message }
    return format.replacing("%{attribute}", with: name(of: entry.attribute, entry.models)).replacing("%{message}", with: message)
  }

  private func name(ofModel lineage: [String]) -> String {
    guard let model = lineage.first else { return "" }
    let short = model.split(separator: ".").last.map(String.init) ?? model
    return models[model] ?? models[short] ?? Inflector.humanized(short)
  }

  /// What an attribute is called: "Posts[2] title" for `posts[2].title`.
  package func name(of attribute: String, _ models: [String]) -> String {
    let plain = Self.withoutIndexes(attribute)
    for model in models { if let name = attributes["\(model).\(plain)"] { return name } }
    return attributes[plain] ?? Inflector.humanized(attribute.replacing(".", with: "_"))
  }

  private static func withoutIndexes(_ attribute: String) -> String {
    attribute.contains("[") ? attribute.replacing(/\[\d+\]/, with: "") : attribute
  }
}

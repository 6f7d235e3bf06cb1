import Synchronization

/// The words of validation errors in one language, with the names of attributes and models.
///
/// ```swift
/// let german = ErrorMessages(
///   messages: ["blank": "muss ausgefüllt werden", "too_short.one": "ist zu kurz (mindestens 1 Zeichen)",
///     "too_short.other": "ist zu kurz (mindestens %{count} Zeichen)", "Author.email.taken": "gehört schon jemandem"],
///   attributes: ["Author.name": "Der Name"])
/// ErrorMessages.default = german            // for the application
/// try await german.use { try await author.isValid() }  // for one task
/// author.errors.fullMessages(in: .english)  // for one look
/// ```
///
/// A message is looked for by model, attribute and kind (`Author.email.taken`), model and kind, attribute and kind, and kind;
/// with `.one` or `.other` where it counts. What a table lacks is told in English. `%{count}`, `%{attribute}`, `%{model}`, `%{value}` and
/// whatever else the error's options hold is put in. `record_invalid` is what a thrown ``RecordInvalid`` says around `%{errors}`.
public struct ErrorMessages: Sendable {
  /// The messages, by key.
  public var messages: [String: String]
  /// What attributes are called: by `Author.name`, or `name` for every model.
  public var attributes: [String: String]
  /// What models are called.
  public var models: [String: String]
  /// How attribute and message make a sentence.
  public var format: String
  /// The plural form of a number: the word that follows the key.
  public var plural: @Sendable (Int) -> String

  /// The words of a language.
  ///
  /// - Parameters:
  ///   - messages: The messages, by key.
  ///   - attributes: What attributes are called.
  ///   - models: What models are called.
  ///   - format: How attribute and message make a sentence.
  ///   - plural: The plural form of a number.
  public init(
    messages: [String: String], attributes: [String: String] = [:], models: [String: String] = [:],
    format: String = "%{attribute} %{message}", plural: @escaping @Sendable (Int) -> String = { $0 == 1 ? "one" : "other" }
  ) {
    self.messages = messages
    self.attributes = attributes
    self.models = models
    self.format = format
    self.plural = plural
  }

  @TaskLocal package static var ofTask: ErrorMessages?
  private static let ofApplication = Mutex(english)

  /// The words that are used where no task has its own; English unless it is set.
  public static var `default`: ErrorMessages {
    get { ofApplication.withLock { $0 } }
    set { ofApplication.withLock { $0 = newValue } }
  }

  /// The words that the current task uses.
  public static var current: ErrorMessages { ofTask ?? .default }
}

extension ErrorMessages {
  /// The words of Rails.
  public static let english = ErrorMessages(messages: [
    "inclusion": "is not included in the list",
    "exclusion": "is reserved",
    "invalid": "is invalid",
    "confirmation": "doesn't match %{attribute}",
    "accepted": "must be accepted",
    "empty": "can't be empty",
    "blank": "can't be blank",
    "present": "must be blank",
    "too_long.one": "is too long (maximum is 1 character)",
    "too_long.other": "is too long (maximum is %{count} characters)",
    "too_short.one": "is too short (minimum is 1 character)",
    "too_short.other": "is too short (minimum is %{count} characters)",
    "wrong_length.one": "is the wrong length (should be 1 character)",
    "wrong_length.other": "is the wrong length (should be %{count} characters)",
    "not_a_number": "is not a number",
    "not_an_integer": "must be an integer",
    "greater_than": "must be greater than %{count}",
    "greater_than_or_equal_to": "must be greater than or equal to %{count}",
    "equal_to": "must be equal to %{count}",
    "less_than": "must be less than %{count}",
    "less_than_or_equal_to": "must be less than or equal to %{count}",
    "other_than": "must be other than %{count}",
    "in": "must be in %{count}",
    "odd": "must be odd",
    "even": "must be even",
    "required": "must exist",
    "taken": "has already been taken",
    "not_set": "must be set",
    "record_invalid": "Validation failed: %{errors}",
    "restrict_dependent_destroy.has_one": "Cannot delete record because a dependent %{record} exists",
    "restrict_dependent_destroy.has_many": "Cannot delete record because dependent %{record} exist",
  ])
}

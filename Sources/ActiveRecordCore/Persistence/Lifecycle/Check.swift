/// A rule for the values of an attribute: `.presence`, `.length(2...40)`.
///
/// ```swift
/// member.validates(\.name, .presence, .length(2...40))
/// member.validates(\.code, .length(3).allowingNil(), .absence.when { $0.level == "guest" })
/// member.validates(\.email, .format(/\S+@\S+/).message("looks wrong"))
/// ```
public struct Check<Model: Record, Value: ColumnValue>: Sendable {
  typealias Finding = CheckFinding

  private enum Test: Sendable {
    /// Looks at the value alone, which takes no waiting.
    case value(@Sendable (Value) -> [Finding])
    case record(@Sendable (Model, CheckedAttribute, Value) async throws -> [Finding])
  }

  private let test: Test
  /// Tells from what is stored that the check holds, where no value of the type is needed for that.
  var passes: (@Sendable (DatabaseValue) -> Bool)?
  /// The columns that no two rows have alike, where the check is one for uniqueness.
  var uniqueColumns: [String]?
  private var words: (@Sendable (Model) -> String)?
  private var condition: (@Sendable (Model) -> Bool)?
  private var isStrict = false
  private var skipsNil = false
  private var skipsBlank = false

  init(_ test: @escaping @Sendable (Model, CheckedAttribute, Value) async throws -> [Finding]) { self.test = .record(test) }

  /// A check of the value alone, which says what it found.
  init(value test: @escaping @Sendable (Value) -> [Finding]) { self.test = .value(test) }

  /// A check of the value alone.
  init(kind: String, options: [String: String] = [:], _ holds: @escaping @Sendable (Value) -> Bool) {
    test = .value { value in holds(value) ? [] : [Finding(kind: kind, options: options)] }
  }

  /// The check with words of its own, which may hold `%{count}`, `%{attribute}`, `%{model}` and `%{value}`.
  public func message(_ text: String) -> Self { message { _ in text } }

  /// The check with words that the record decides on.
  public func message(_ words: @escaping @Sendable (Model) -> String) -> Self { changed { $0.words = words } }

  /// The check for records that a condition holds for.
  public func when(_ condition: @escaping @Sendable (Model) -> Bool) -> Self { changed { $0.condition = condition } }

  /// The check that throws ``StrictValidationFailed`` instead of adding to the errors: what it refuses is a mistake of the program.
  public var strict: Self { changed { $0.isStrict = true } }

  /// The check for values other than `nil`.
  public func allowingNil() -> Self { changed { $0.skipsNil = true } }

  /// The check for values other than `nil` and text of white space.
  public func allowingBlank() -> Self { changed { $0.skipsBlank = true } }

  private func changed(_ change: (inout Self) -> Void) -> Self {
    var copy = self
    change(&copy)
    return copy
  }

  /// Whether the check may ask the database.
  var waits: Bool {
    if case .record = test { true } else { false }
  }

  nonisolated(nonsending) func run(_ record: Model, _ attribute: CheckedAttribute, _ value: Value) async throws {
    guard case .record(let test) = test else { return try look(record, attribute, value) }
    if skips(record, value) { return }
    for finding in try await test(record, attribute, value) { try tell(finding, record, attribute, value) }
  }

  /// Runs a check of the value alone.
  func look(_ record: Model, _ attribute: CheckedAttribute, _ value: Value) throws {
    guard case .value(let test) = test, !skips(record, value) else { return }
    for finding in test(value) { try tell(finding, record, attribute, value) }
  }

  /// Whether the check does not apply.
  private func skips(_ record: Model, _ value: Value) -> Bool {
    if let condition, !condition(record) { return true }
    guard skipsNil || skipsBlank else { return false }
    let stored = value.databaseValue
    return skipsNil && stored.isNull || skipsBlank && stored.isBlank
  }

  /// Adds to the record's errors, or throws where the check is strict.
  private func tell(_ finding: Finding, _ record: Model, _ attribute: CheckedAttribute, _ value: Value) throws {
    let name = finding.attribute ?? attribute.name
    let told = ToldValue(value.databaseValue.shown)
    func add(to errors: inout ValidationErrors) {
      if let text = words?(record) {
        errors.add(name, template: text, kind: finding.kind, options: finding.options, value: told)
      } else {
        errors.add(name, kind: finding.kind, options: finding.options, value: told)
      }
    }
    if !isStrict { return add(to: &record.errors) }
    var errors = ValidationErrors(models: RuleBook.of(record.facts).lineage)
    add(to: &errors)
    throw StrictValidationFailed(model: record.facts.name, errors: errors)
  }

  /// What the database's refusal of a second row with the same values says, in the words of the check.
  func tellTaken(_ record: Model, _ attribute: CheckedAttribute) throws {
    let value = try attribute.index.map { try Value(databaseValue: record._value($0)) }
    if let value { try tell(Finding(kind: "taken"), record, attribute, value) }
  }
}

/// What a check says about a value that it refuses. (A type inside of ``Check`` would be looked up for every value.)
struct CheckFinding: Sendable {
  var kind: String
  var options: [String: String] = [:]
  /// Another attribute that is told instead: `passwordConfirmation`.
  var attribute: String?
}

/// What a check looks at: a column, or a property without one.
struct CheckedAttribute: Sendable {
  /// The property's name.
  let name: String
  /// The column's index in the rows of the model, where there is one.
  let index: Int?
  /// The column's name, where there is one.
  let column: String?

  init<V>(_ column: Column<V>) {
    name = column.facts.property
    index = column.index
    self.column = column.name
  }

  init(name: String) {
    self.name = name
    index = nil
    column = nil
  }
}

extension DatabaseValue {
  /// Whether there is nothing in the value: `NULL`, or text of white space.
  var isBlank: Bool {
    switch self {
    case .null: true
    case .text(let text): text.isBlank
    case .bytes(let bytes): bytes.isEmpty
    default: false
    }
  }

  /// The value as words for users that ask for it.
  var shown: String { (try? String(databaseValue: self)) ?? (isNull ? "" : "\(self)") }
}

extension String {
  /// Whether there is nothing but white space; the first byte of most texts tells that there is more.
  fileprivate var isBlank: Bool {
    if let first = utf8.first, first > 32, first < 127 { return false }
    return allSatisfy(\.isWhitespace)
  }
}

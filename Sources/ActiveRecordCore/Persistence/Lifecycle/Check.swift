/// A rule for the values of a column: `.presence`, `.length(2...40)`.
public struct Check<Model: Record, Value: ColumnValue>: Sendable {
  /// What a check says about a value that it refuses.
  struct Finding: Sendable {
    var kind: String
    var message: String
  }

  private enum Test: Sendable {
    /// Looks at the value alone, which takes no waiting.
    case value(@Sendable (Value) -> Finding?)
    case record(@Sendable (Model, Column<Value>, Value) async throws -> Finding?)
  }

  private let test: Test
  private var replacement: String?
  private var condition: (@Sendable (Model) -> Bool)?

  init(_ test: @escaping @Sendable (Model, Column<Value>, Value) async throws -> Finding?) { self.test = .record(test) }

  /// A check of the value alone, which says what it found.
  init(value test: @escaping @Sendable (Value) -> Finding?) { self.test = .value(test) }

  /// A check of the value alone.
  init(kind: String, message: @autoclosure @escaping @Sendable () -> String, _ holds: @escaping @Sendable (Value) -> Bool) {
    test = .value { value in holds(value) ? nil : Finding(kind: kind, message: message()) }
  }

  /// The check with words of its own.
  public func message(_ text: String) -> Self {
    var copy = self
    copy.replacement = text
    return copy
  }

  /// The check for records that a condition holds for.
  public func when(_ condition: @escaping @Sendable (Model) -> Bool) -> Self {
    var copy = self
    copy.condition = condition
    return copy
  }

  /// Whether the check may ask the database.
  var waits: Bool {
    if case .record = test { true } else { false }
  }

  nonisolated(nonsending) func run(_ record: Model, _ column: Column<Value>, _ value: Value) async throws {
    guard case .record(let test) = test else { return look(record, column, value) }
    if let condition, !condition(record) { return }
    if let finding = try await test(record, column, value) { add(finding, to: record, column) }
  }

  /// Runs a check of the value alone.
  func look(_ record: Model, _ column: Column<Value>, _ value: Value) {
    guard case .value(let test) = test else { return }
    if let condition, !condition(record) { return }
    if let finding = test(value) { add(finding, to: record, column) }
  }

  private func add(_ finding: Finding, to record: Model, _ column: Column<Value>) {
    record.errors.add(column.facts.property, message: replacement ?? finding.message, kind: finding.kind)
  }

  /// The value is there: not `nil`, not blank.
  public static var presence: Self {
    Self(kind: "blank", message: "can't be blank") { !$0.databaseValue.isBlank }
  }

  /// The value is not there: `nil` or blank.
  public static var absence: Self { Self(kind: "present", message: "must be blank") { $0.databaseValue.isBlank } }

  /// No other record has the value.
  ///
  /// It asks the database each time; only a unique index makes it sure.
  public static var uniqueness: Self { uniqueness(scope: []) }

  /// No other record that has the same value in another column has the value.
  public static func uniqueness<W: ColumnValue>(within column: any KeyPath<Model.Type, Column<W>> & Sendable) -> Self {
    Self { record, own, value in
      try await Uniqueness.find(record, own, value, [Model.self[keyPath: column].index])
    }
  }

  private static func uniqueness(scope: [Int]) -> Self {
    Self { record, own, value in try await Uniqueness.find(record, own, value, scope) }
  }

  /// The value is one of these.
  public static func inclusion(_ values: Value...) -> Self {
    Self(kind: "inclusion", message: "is not included in the list") { values.contains($0) }
  }
  /// The value is none of these.
  public static func exclusion(_ values: Value...) -> Self {
    Self(kind: "exclusion", message: "is reserved") { !values.contains($0) }
  }
}

/// Asks whether another record has a value.
enum Uniqueness {
  static nonisolated(nonsending) func find<Model: Record, Value: ColumnValue>(
    _ record: Model, _ column: Column<Value>, _ value: Value, _ scope: [Int]
  ) async throws -> Check<Model, Value>.Finding? {
    var core = RelationCore(Model._facts.root)
    core.conditions.append(column.expression.equals(value.databaseValue))
    for index in scope { core.conditions.append(core.column(Model._facts.layout.columns[index].name).equals(record._value(index))) }
    if record.isPersisted {
      core.conditions.append(.binary(core.column(core.facts.layout.key.name), .notEqual, .value(record.original(0))))
    }
    let taken = try await RelationLoader.exists(core, cause: .of(Model._facts, "validated for uniqueness"))
    return taken ? .init(kind: "taken", message: "has already been taken") : nil
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
}

extension String {
  /// Whether there is nothing but white space; the first byte of most texts tells that there is more.
  fileprivate var isBlank: Bool {
    if let first = utf8.first, first > 32, first < 127 { return false }
    return allSatisfy(\.isWhitespace)
  }
}

/// What a model's `rules` declared, those of its superclasses first.
package final class RuleBook: LayerObject, @unchecked Sendable {
  // Filled while it is made, by one task; immutable afterwards.
  @exclusivity(unchecked) package fileprivate(set) var validations: [ValidationRule] = []
  @exclusivity(unchecked) private var callbacks = [[Callback]](repeating: [], count: Lifecycle.allCases.count)
  @exclusivity(unchecked) private var arounds = [[AroundCallback]](repeating: [], count: Lifecycle.allCases.count)
  /// A bit for each point at which something happens: a save asks ten times.
  @exclusivity(unchecked) private var points: UInt32 = 0
  @exclusivity(unchecked) private var additions: [String: [AssociationCallback]] = [:]
  /// What associations take in nested attributes.
  private var nested: [String: NestedRule] = [:]
  /// Where rules about records that are loaded go; there is one only while they are collected.
  let loads: LoadRules?
  /// What validations of uniqueness say where the database was faster.
  private(set) var uniqueRules: [UniqueRule] = []
  /// What brings values into one form, and the columns that are written only once.
  @exclusivity(unchecked) private(set) var normalizations: [Normalization] = []
  @exclusivity(unchecked) private(set) var readonlyColumns = ColumnSet()
  /// The collections whose members errors name by their places.
  private var indexed: [String: ErrorIndexing] = [:]
  /// The model whose rules these are.
  private var model: ModelFacts?
  /// The model's name and those of the models above it, for the words of errors.
  package fileprivate(set) var lineage: [String] = []

  init(loads: LoadRules? = nil) { self.loads = loads }

  /// The rules of a model, made once.
  package static func of(_ facts: ModelFacts) -> RuleBook {
    facts.rulesSlot.value {
      let book = RuleBook()
      book.model = facts
      for facts in facts.lineage {
        book.lineage.append(facts.name)
        if let short = facts.name.split(separator: ".").last, short.count < facts.name.count { book.lineage.append(String(short)) }
      }
      facts.type._declareRules(book)
      return book
    }
  }

  private var ownerChecks: [String: @Sendable (Record) -> Bool] = [:]

  func add(_ check: @escaping @Sendable (Record) -> Bool, ensuringOwnerOf association: String) { ownerChecks[association] = check }

  /// What tells that an owner which is still there counts as destroyed.
  func ownerCheck(_ association: String) -> (@Sendable (Record) -> Bool)? { ownerChecks[association] }

  func add(_ rule: ValidationRule) { validations.append(rule) }
  func nestedRule(_ association: String) -> NestedRule? { nested[association] }

  /// Takes nested attributes for an association, which is saved with its owner from now on.
  func accept(_ rule: NestedRule, for association: String, _ facts: ModelFacts) {
    nested[association] = rule
    // What an abstract class declares is another association in each class below it.
    if loads == nil { (model ?? facts).associations[association]?.autosaveByRule() }
  }

  func normalize(_ index: Int, _ form: @escaping @Sendable (DatabaseValue) throws -> DatabaseValue) {
    normalizations.append(Normalization(index: index, form: form))
  }
  func makeReadonly(_ index: Int) { readonlyColumns.insert(index) }
  func add(_ rule: UniqueRule) { uniqueRules.append(rule) }
  func indexErrors(of association: String, by order: ErrorIndexing) { indexed[association] = order }
  func indexing(of association: String) -> ErrorIndexing? { indexed[association] }
  func add(_ callback: Callback, at point: Lifecycle) {
    callbacks[point.rawValue].append(callback)
    points |= point.bit
  }
  func add(_ callback: AroundCallback, around point: Lifecycle) {
    arounds[point.rawValue].append(callback)
    points |= point.bit
  }
  func add(_ callback: AssociationCallback, to association: String) { additions[association, default: []].append(callback) }

  /// Whether nothing happens at a point.
  @inline(__always) func isEmpty(_ point: Lifecycle) -> Bool { points & point.bit == 0 }

  /// Whether nothing is called when a new record is validated and saved, and nobody hears of its commit.
  var isQuiet: Bool {
    let calls: [Lifecycle] = [
      .beforeSave, .aroundSave, .afterSave, .beforeCreate, .aroundCreate, .afterCreate, .afterCommit, .afterRollback,
    ]
    return validatesAtOnce && calls.allSatisfy(isEmpty)
  }

  /// Whether validation calls nothing that may wait.
  var validatesAtOnce: Bool {
    isEmpty(.beforeValidation) && isEmpty(.afterValidation)
      && validations.allSatisfy { if case .atOnce = $0.body { true } else { false } }
  }

  func associationCallbacks(_ association: String, _ point: AssociationCallback.Point) -> [AssociationCallback] {
    additions[association]?.filter { $0.point == point } ?? []
  }

  /// Runs the callbacks of a point.
  @inline(__always) nonisolated(nonsending) func run(_ point: Lifecycle, on record: Record, _ action: Action) async throws {
    if !isEmpty(point) { try await runAll(point, on: record, action) }
  }

  private nonisolated(nonsending) func runAll(_ point: Lifecycle, on record: Record, _ action: Action) async throws {
    for callback in callbacks[point.rawValue] where callback.actions.contains(action) && callback.condition?(record) ?? true {
      try await callback.body(record)
    }
  }

  /// Runs `body` inside the around callbacks of a point.
  nonisolated(nonsending) func around(
    _ point: Lifecycle, _ record: Record, _ action: Action, _ body: nonisolated(nonsending) () async throws -> Void
  ) async throws {
    var ran = false
    try await nest(arounds[point.rawValue][...], record, action) {
      ran = true
      try await body()
    }
    if !ran { throw Halt() }
  }

  private nonisolated(nonsending) func nest(
    _ list: ArraySlice<AroundCallback>, _ record: Record, _ action: Action,
    _ body: nonisolated(nonsending) () async throws -> Void
  ) async throws {
    guard let first = list.first else { return try await body() }
    guard first.actions.contains(action), first.condition?(record) ?? true else {
      return try await nest(list.dropFirst(), record, action, body)
    }
    try await first.body(record) { try await self.nest(list.dropFirst(), record, action, body) }
  }
}

/// The points in a record's life at which callbacks run.
package enum Lifecycle: Int, Sendable, CaseIterable {
  case beforeValidation, afterValidation
  case beforeSave, aroundSave, afterSave
  case beforeCreate, aroundCreate, afterCreate
  case beforeUpdate, aroundUpdate, afterUpdate
  case beforeDestroy, aroundDestroy, afterDependents, afterDestroy
  case afterCommit, afterRollback, afterTouch

  fileprivate var bit: UInt32 { 1 << UInt32(rawValue) }
}

/// What happens to a record's row.
public struct Action: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The row is inserted.
  public static let create = Action(rawValue: 1)
  /// The row is updated.
  public static let update = Action(rawValue: 2)
  /// The row is deleted.
  public static let destroy = Action(rawValue: 4)
  /// Whatever happens.
  public static let all: Action = [.create, .update, .destroy]
}

/// A callback, without the type of its model.
struct Callback: Sendable {
  let actions: Action
  let condition: (@Sendable (Record) -> Bool)?
  let body: @Sendable (Record) async throws -> Void
}

/// A callback around an operation.
struct AroundCallback: Sendable {
  let actions: Action
  let condition: (@Sendable (Record) -> Bool)?
  let body: @Sendable (Record, () async throws -> Void) async throws -> Void
}

/// A callback of an association: a member comes or goes.
struct AssociationCallback: Sendable {
  enum Point: Sendable { case beforeAdd, afterAdd, beforeRemove, afterRemove }
  let point: Point
  /// The callback, where it never waits: then it also runs when a member is built.
  var immediate: (@Sendable (Record, Record) throws -> Void)?
  let body: @Sendable (Record, Record) async throws -> Void
}

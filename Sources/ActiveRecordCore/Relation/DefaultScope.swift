/// What queries over a model begin with, beside its table: the scopes that its `rules` declare.
enum DefaultScope {
  /// The models whose scopes, or rules, are being asked for their queries: these begin without.
  @TaskLocal fileprivate static var running: Set<Int> = []

  /// The scopes of a model, those of the classes above it first.
  @inline(__always) static func of(_ facts: ModelFacts) -> [LayerObject] { facts.knownLoadRules?.scopes ?? collected(facts) }

  /// Rules that query the model themselves find it without scopes.
  @inline(never) private static func collected(_ facts: ModelFacts) -> [LayerObject] {
    if running.contains(facts.number) { return [] }
    return $running.withValue(running.union([facts.number])) { facts.loadRules.scopes }
  }

  @inline(never) fileprivate static func apply(_ scopes: [LayerObject], to core: inout RelationCore) {
    let number = core.facts.number
    if running.contains(number) { return }
    let plain = core
    core = $running.withValue(running.union([number])) {
      scopes.reduce(plain) { core, scope in (scope as? ScopeBox)?.plain?(core) ?? core }
    }
    core.defaults = Set(core.conditions).subtracting(plain.conditions)
  }
}

extension ModelFacts {
  /// Whether queries over the model begin with a scope.
  package var hasDefaultScope: Bool { !DefaultScope.of(self).isEmpty }
}

extension RelationCore {
  /// The records that the model's queries begin with: those of its default scopes.
  package init(scoped facts: ModelFacts) {
    self.init(facts)
    let scopes = DefaultScope.of(facts)
    if !scopes.isEmpty { DefaultScope.apply(scopes, to: &self) }
  }

  /// Where an association's scope compares a column, that takes the place of what the default scope said about it.
  mutating func overrideDefaults(since earlier: RelationCore) {
    let known = Set(earlier.conditions)
    let own = conditions.filter { !known.contains($0) }
    let columns = own.reduce(into: Set<ColumnReference>()) { if let column = $1.comparedColumn { $0.insert(column) } }
    if columns.isEmpty { return }
    let gone = defaults.filter { $0.comparedColumn.map(columns.contains) ?? false && !own.contains($0) }
    conditions.removeAll { gone.contains($0) }
    defaults.subtract(gone)
  }
}

extension SQLExpression {
  /// The column that a condition compares for equality.
  var comparedColumn: ColumnReference? {
    switch self {
    case .binary(.column(let column), .equal, .value), .isIn(.column(let column), _), .isNull(.column(let column)): column
    default: nil
    }
  }
}

extension RecordProtocol where Self: Record {
  /// Every record of the model, those that its default scope leaves out as well.
  ///
  /// ```swift
  /// let all = try await Letter.unscoped().count()
  /// // SELECT COUNT(*) FROM "letters"
  /// ```
  public static func unscoped() -> Relation<Self> { Relation(RelationCore(_facts)) }
}

extension QuerySource {
  /// The query without any of its clauses, those of scopes included: every record of the model, or every member of the owner.
  ///
  /// ```swift
  /// try await writer.letters.unscoped().count()
  /// // SELECT COUNT(*) FROM "letters" WHERE "letters"."writer_id" = ?
  /// ```
  public func unscoped() -> Relation<Model> {
    changed { core in
      for clause in QueryClause.allCases { core.remove(clause) }
      core.isNone = core.isNone && core.hasUnsavedOwner
      core.defaults = []
    }
  }
}

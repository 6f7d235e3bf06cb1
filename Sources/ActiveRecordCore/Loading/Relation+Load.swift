extension Relation {
  /// The records, loaded by one query, and by one more for each association that is included.
  ///
  /// - Throws: ``DatabaseError``; ``ModelError`` where a row does not fit the model.
  public func load() async throws -> [Model] {
    unsafeBitCast(try await RelationLoader.records(core, origin: origin), to: [Model].self)
  }

  /// The results of `transform` for the records, which are loaded.
  public func map<T>(_ transform: (Model) throws -> T) async throws -> [T] { try await load().map(transform) }
  /// The results of `transform` that are not `nil`.
  public func compactMap<T>(_ transform: (Model) throws -> T?) async throws -> [T] { try await load().compactMap(transform) }
  /// The records that `predicate` holds for; all are loaded. To let the database choose, use ``where(_:)``.
  public func filter(_ predicate: (Model) throws -> Bool) async throws -> [Model] { try await load().filter(predicate) }

  /// The SQL of the query, with its values written in, for reading.
  ///
  /// ```swift
  /// Post.where { $0.views > 10 }.toSQL()
  /// // SELECT "posts"."id", … FROM "posts" WHERE "posts"."views" > 10
  /// ```
  public func toSQL() throws -> String {
    let dialect = try core.facts.database.dialect
    var core = core
    if core.isNone || core.hasUnsavedOwner { core.conditions.append(.raw("1=0")) }
    let chains = try EagerLoading.joinedChains(core, dialect)
    if !chains.isEmpty { return try EagerLoading.statement(core, chains: chains, dialect).rendered(dialect, showsValues: true).text }
    return try core.statement(dialect, selection: [SQLSelection(.star(.root))]).rendered(dialect, showsValues: true).text
  }
}

extension Relation: AsyncSequence {
  public typealias Element = Model

  /// The records one after the other; they are loaded when the first one is asked for.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let relation: Relation<Model>
    private var records: [Model]?
    private var position = 0

    init(_ relation: Relation<Model>) { self.relation = relation }

    /// The next record.
    public mutating func next() async throws -> Model? {
      try await advance()
    }

    /// The next record.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> Model? {
      try await advance()
    }

    private nonisolated(nonsending) mutating func advance() async throws -> Model? {
      let loaded: [Model]
      if let records { loaded = records } else { loaded = try await relation.load() }
      records = loaded
      guard position < loaded.count else { return nil }
      position += 1
      return loaded[position - 1]
    }
  }

  /// Makes an iterator; nothing is asked before its first step.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }
}

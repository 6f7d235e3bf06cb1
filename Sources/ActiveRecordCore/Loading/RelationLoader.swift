/// Runs relations: the query, what is loaded with the records, and what they are told.
enum RelationLoader {
  /// The records of a relation.
  ///
  /// - Parameter tells: Whether the records hear that they were found; else who lets them know their owner tells them then.
  static nonisolated(nonsending) func records(
    _ core: RelationCore, origin: RelationOrigin? = nil, tells: Bool = true, cause: QueryCause? = nil
  ) async throws -> [Record] {
    if let failure = core.failure { throw failure }
    if let source = core.unjoined {
      return try await records(UnjoinedKeys.found(core, source), origin: origin, tells: tells, cause: cause)
    }
    if core.isNone { return [] }
    let dialect = try core.facts.database.dialect
    let cause = cause ?? .of(core.facts, "loaded")
    let records: [Record]
    // Whoever is told may ask for the owner.
    let waits = origin?.inverse != nil
    let joined = try EagerLoading.joinedChains(core, dialect)
    if joined.isEmpty {
      let sql = try core.statement(dialect).rendered(dialect)
      records = try await RecordFetch.records(core.facts, sql, tells: tells && !waits, cause: cause)
    } else {
      records = try await EagerLoading.records(core, chains: joined, dialect, tells: tells && !waits, cause: cause)
    }
    try await finish(records, core, origin: origin, joined: joined, tells: tells && waits)
    return records
  }

  /// The records of an association without joins: in pieces, where there are many.
  private static nonisolated(nonsending) func records(
    _ targets: UnjoinedTargets, origin: RelationOrigin?, tells: Bool, cause: QueryCause?
  ) async throws -> [Record] {
    guard let pieces = targets.pieces(maximum: try targets.core.facts.database.dialect.maximumKeys) else {
      return try await records(targets.inOneStatement, origin: origin, tells: tells, cause: cause)
    }
    var found: [Record] = []
    for piece in pieces { found += try await records(piece, origin: origin, tells: tells, cause: cause) }
    return targets.inOrder(found)
  }

  /// What records are told after their query, and what is loaded with them by queries of its own.
  static nonisolated(nonsending) func finish(
    _ records: [Record], _ core: RelationCore, origin: RelationOrigin?, joined: [[String]] = [], tells: Bool = false
  ) async throws {
    mark(records, core)
    if let origin, let inverse = origin.inverse, core.isAboutItsOwner {
      for record in records { SingularAccess.setInverse(record, inverse, origin.owner) }
    }
    if tells { try core.facts.tellLoaded(records) }
    let chains = core.loads.filter { request in !joined.contains { $0.starts(with: request.names) } }
    for chain in joined { try await ScopeEffects.apply(along: chain, from: records) }
    if !chains.isEmpty { try await Preloader.run(PreloadTree(chains), on: records) }
    if !core.aggregates.isEmpty { try await AggregateLoad.run(core.aggregates, on: records, core.facts) }
  }

  /// The mode of the model or the database, where it is one that records carry with them.
  private static func configuredStrictness(_ facts: ModelFacts) -> StrictLoadingMode? {
    let modes = [facts.type.strictLoadingMode, (try? facts.database.configuration.strictLoading) ?? .off]
    return modes.contains(.nPlusOneOnly) && !modes.contains(.all) ? .nPlusOneOnly : nil
  }

  private static func mark(_ records: [Record], _ core: RelationCore) {
    let strict = (core.strict ?? configuredStrictness(core.facts)).map(StrictMarks.flags) ?? []
    let flags: RecordFlags = core.isReadonly ? strict.union(.readonly) : strict
    if !flags.isEmpty { for record in records { record._flags.insert(flags) } }
    if let together = core.loadsTogether { records.first?._context?.loadsTogether = together }
  }

  /// Runs a query for values and calls `row` for each row.
  static nonisolated(nonsending) func rows(
    _ statement: SelectStatement, _ cause: QueryCause, about facts: ModelFacts, explains: Bool = true,
    _ row: (any DriverStatement) throws -> Void
  ) async throws {
    let lease = try await Lease.take(.reading, for: facts)
    defer { lease.end() }
    do { _ = try await lease.run(statement.rendered(lease.database.dialect), cause: cause, row: row) } catch {
      throw explains ? facts.explain(error) : error
    }
  }
}

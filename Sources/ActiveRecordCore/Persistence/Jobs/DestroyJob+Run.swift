#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension DestroyJob {
  /// Destroys the records that are still there, with their callbacks, in one transaction of the current database.
  ///
  /// A worker calls this. Done twice, it does nothing the second time.
  ///
  /// - Returns: How many records were destroyed.
  /// - Throws: ``JobError`` where a model is not known or the owner is not destroyed, ``RecordNotDestroyed`` where a record refuses.
  @discardableResult public func run() async throws -> Int {
    guard let ownerType = ModelRegistry.model(named: owner), let type = ModelRegistry.model(named: model) else {
      let missing = ModelRegistry.model(named: owner) == nil ? owner : model
      throw JobError(
        .unknownModel, "the model '\(missing)' is not known. Name it at connect: Database.connect(…, models: [\(missing).self])")
    }
    return try await type._facts.database.transaction {
      try await checkOwner(ownerType._facts)
      let facts = type._facts
      var core = RelationCore(facts)
      core.conditions.append(core.column(facts.layout.key.name).isAmong(keys.map { facts.jobValue($0, facts.layout.keyParts) }))
      if let held, let column = facts.layout.index(ofNames: held.column) {
        core.conditions.append(core.column(held.column).equals(facts.jobValue(held.value, facts.layout.parts(of: column))))
      }
      let records = try await RelationLoader.records(core, cause: .of(facts, "destroyed by a job"))
      for record in records { try await DestroyRunner.run(record) }
      return records.count
    }
  }

  /// The owner must be gone, or be what its rules say about an owner that counts as destroyed.
  private nonisolated(nonsending) func checkOwner(_ facts: ModelFacts) async throws {
    var core = RelationCore(facts.root)
    core.conditions.append(core.column(facts.layout.key.name).equals(facts.jobValue(ownerKey, facts.layout.keyParts)))
    core.limit = 1
    guard let found = try await RelationLoader.records(core, cause: .of(facts, "owner of a job")).first else { return }
    if let was = RuleBook.of(found.facts).ownerCheck(association), was(found) { return }
    throw JobError(.ownerNotDestroyed, "\(owner).\(association): the owner is not destroyed, so its records stay")
  }
}

extension ModelFacts {
  /// A key that a job holds as text.
  fileprivate func jobValue(_ text: String, _ columns: [Int]) -> DatabaseValue {
    let texts = columns.count == 1 ? [text] : KeyName.parts(text)
    return .key(zip(texts, columns).map { jobValue($0, layout.columns[$1]) })
  }

  /// A value that a job holds as text, as a column has it.
  fileprivate func jobValue(_ text: String, _ column: ColumnFacts) -> DatabaseValue {
    switch column.kind {
    case .integer: Int64(text).map { .int($0) } ?? .text(text)
    case .uuid: UUID(uuidString: text).map { .uuid($0) } ?? .text(text)
    default: .text(text)
    }
  }
}

extension AssociationReflection {
  /// Runs `body` in a transaction of the owner's database and, where records between or targets are in others, one of each of those.
  ///
  /// They are committed one after the other, the owner's last: what was committed in one stays where the next one fails.
  nonisolated(nonsending) func transaction<R>(_ body: nonisolated(nonsending) () async throws -> R) async throws -> R {
    guard let facts = try databases() else { return try await owner.database.transaction(body) }
    return try await owner.database.transaction { try await Self.transaction(facts[...], body) }
  }

  private static nonisolated(nonsending) func transaction<R>(
    _ facts: ArraySlice<ModelFacts>, _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    guard let first = facts.first else { return try await body() }
    return try await first.database.transaction { try await transaction(facts.dropFirst(), body) }
  }

  /// Models of the association's other databases, one of each; `nil` where it has one database only.
  private func databases() throws -> [ModelFacts]? {
    let hops = try resolved().hops
    if hops.allSatisfy({ $0.home.databaseName == owner.databaseName }) { return nil }
    var names: Set = [owner.databaseName]
    return hops.map(\.home).filter { names.insert($0.databaseName).inserted }
  }
}

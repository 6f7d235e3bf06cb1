import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of two records that destroy each other.
@Suite struct BidirectionalDestroyTests {
  @Test(arguments: Engine.allCases) func bidirectionalDependenceWhenDestroyingItemWithBelongsToAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let clasp = try await clasped(), buckle = try #require(try await clasp.buckle)
      try await clasp.destroy()
      #expect(clasp.destroyed == 1 && buckle.destroyed == 1)
      #expect(clasp.isDestroyed && buckle.isDestroyed)
      #expect(try await Clasp.count() == 0)
      #expect(try await Buckle.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func bidirectionalDependenceWhenDestroyingItemWithHasOneAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let buckle = try #require(try await clasped().buckle), clasp = try #require(try await buckle.clasp)
      try await buckle.destroy()
      #expect(clasp.destroyed == 1 && buckle.destroyed == 1)
      #expect(clasp.isDestroyed && buckle.isDestroyed)
      #expect(try await Clasp.count() == 0)
      #expect(try await Buckle.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func bidirectionalDependenceWhenDestroyingItemWithHasOneAssociationFailsFirstTime(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let buckle = try #require(try await clasped().buckle)
      buckle.refusals = 1
      #expect(try await buckle.destroyIfAllowed() == false)
      #expect(try await Buckle.count() == 1)
      #expect(try await buckle.destroyIfAllowed())
      #expect(buckle.isDestroyed)
      #expect(try await Buckle.count() == 0)
      #expect(try await Clasp.count() == 0)
    }
  }

  /// A clasp with its buckle, found again.
  private func clasped() async throws -> Clasp {
    let buckle = try await Buckle.create()
    let clasp = try await buckle.$clasp.create()
    return try await Clasp.find(clasp.id!)
  }
}

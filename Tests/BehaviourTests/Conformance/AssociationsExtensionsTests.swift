import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of extensions of collections.
@Suite struct AssociationsExtensionsTests {
  @Test(arguments: Engine.allCases) func extensionOnHasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await filled().snacks.newest()?.name == "c")
    }
  }

  @Test(arguments: Engine.allCases) func extensionOnHabtm(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await filled().findableTags.newest()?.name == "y")
    }
  }

  @Test(arguments: Engine.allCases) func namedExtensionOnHabtm(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await filled().tags.extending(Finding.self).newest()?.name == "y")
    }
  }

  @Test(arguments: Engine.allCases) func namedTwoExtensionsOnHabtm(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let tags = try await filled().findableTags
      #expect(try await tags.newest()?.name == "y")
      #expect(try await tags.oldest()?.name == "x")
    }
  }

  @Test(arguments: Engine.allCases) func namedExtensionAndBlockOnHabtm(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      // One extension for every collection with the mark, one for the tags of hampers alone.
      let tags = try await filled().findableTags
      #expect(try await tags.newest()?.name == "y")
      #expect(try await tags.lightest()?.name == "x")
    }
  }

  @Test(arguments: Engine.allCases) func extensionWithScopes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hamper = try await filled()
      #expect(try await hamper.snacks.where { $0.name != "c" }.newest()?.name == "b")
      #expect(try await hamper.snacks.limit(1).newest()?.name == "a")
    }
  }

  @Test(arguments: Engine.allCases) func extensionWithDirtyTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hamper = try await filled()
      let snack = hamper.snacks.build { $0.name = "new" }
      #expect(hamper.snacks.named("new") === snack)
    }
  }

  @Test(arguments: Engine.allCases) func proxyAssociationAfterScoped(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hamper = try await filled()
      #expect(hamper.snacks.owner === hamper && hamper.snacks.reflection.name == "snacks")
      let built = hamper.snacks.where { $0.name == "d" }.build()
      #expect(hamper.snacks.target.contains(built))
    }
  }

  /// A hamper with three snacks and two tags, found again.
  private func filled() async throws -> Hamper {
    let hamper = try await Hamper.create()
    try await hamper.snacks.create(forEach: ["a", "b", "c"]) { $0.name = $1 }
    try await hamper.tags.create(forEach: ["x", "y"]) { $0.name = $1 }
    return try await Hamper.find(hamper.id!)
  }
}

extension ManyAssociation where Owner == Hamper, Element == HamperTag, Extension == Finding {
  fileprivate func lightest() async throws -> HamperTag? { try await order(\.weight).order(\.id).first() }
}

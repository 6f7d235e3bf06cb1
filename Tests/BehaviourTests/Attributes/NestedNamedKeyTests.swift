import ActiveRecord
import Testing

/// Nested attributes of models whose keys have names of their own.
@Suite struct NestedNamedKeyTests {
  private func run(_ engine: Engine, _ body: nonisolated(nonsending) (Wharves.Keeper) async throws -> Void) async throws {
    try await engine.database { _, _ async throws in
      let keeper = try await Wharves.Keeper.create { $0.name = "Ashley" }
      for name in ["chew", "mochi"] { try await keeper.pets.create { $0.name = name } }
      try await body(Wharves.Keeper.find(keeper.id!))
    }
  }

  private static let permit = Permit<Wharves.Keeper>(\.name).nested(\.pets, Permit(\.name, \.note))

  @Test(arguments: Engine.allCases, ["typed", "json"]) func membersAreChangedByTheirKey(_ engine: Engine, _ way: String) async throws {
    try await run(engine) { keeper async throws in
      let keys = try await Wharves.Pet.order(\.id).ids()
      let json = #"{"pets_attributes": {"0": {"id": \#(keys[0]), "name": "Foo"}, "1": {"id": \#(keys[1]), "name": "Bar"}}}"#
      let typed = Attributes<Wharves.Keeper> {
        $0.pets = [.update(keys[0]) { $0.name = "Foo" }, .update(keys[1]) { $0.name = "Bar" }]
      }
      try await keeper.update(way == "json" ? Self.permit.decode(json: json) : typed)
      #expect(try await Wharves.Pet.order(\.id).pluck(\.name) == ["Foo", "Bar"])
      #expect(try await keeper.pets.load().count == 2)
    }
  }

  /// What is given beside `_destroy` is there when callbacks run.
  @Test(arguments: Engine.allCases) func aMemberThatGoesHasWhatItWasGiven(_ engine: Engine) async throws {
    try await run(engine) { keeper async throws in
      let pets = try await keeper.pets.load()
      let gone = try #require(pets.first { $0.name == "chew" })
      let input = #"{"pets_attributes": {"1": {"id": \#(gone.id!), "name": "Foo2", "note": "John", "_destroy": true}}}"#
      try await keeper.update(Self.permit.decode(json: input))
      #expect(gone.isDestroyed && gone.lastNote == "John")
      #expect(try await Wharves.Pet.pluck(\.name) == ["mochi"])
    }
  }
}

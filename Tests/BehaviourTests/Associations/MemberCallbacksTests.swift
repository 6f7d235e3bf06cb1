import ActiveRecord
import ActiveRecordTesting
import Testing

/// The callbacks of a collection run for every way in and every way out.
@Suite struct MemberCallbacksTests {
  /// A way for a member to come in.
  enum WayIn: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case append, appendIfValid, build, buildForEach, create, createIfValid, createForEach, findOrCreate, firstOrCreate, replace,
      replaceByIDs
    var testDescription: String { rawValue }
  }
  /// A way for a member to go.
  enum WayOut: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case remove, removeByID, removeAll, deleteAll, clear, destroy, destroyByID, destroyAll, replace, replaceByIDs
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, WayIn.allCases) func comingIn(_ engine: Engine, _ way: WayIn) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create { $0.name = "B" }
      let fruits = basket.fruits
      switch way {
      case .append: try await fruits.append(Fruit(name: "x"))
      case .appendIfValid: #expect(try await fruits.appendIfValid(Fruit(name: "x")))
      case .build:
        fruits.build { $0.name = "x" }
        try await basket.save()
      case .buildForEach:
        fruits.build(forEach: ["x"]) { $0.name = $1 }
        try await basket.save()
      case .create: try await fruits.create { $0.name = "x" }
      case .createIfValid: try await fruits.createIfValid { $0.name = "x" }
      case .createForEach: try await fruits.create(forEach: ["x"]) { $0.name = $1 }
      case .findOrCreate: try await fruits.findOrCreateBy { $0.name == "x" }
      case .firstOrCreate: try await fruits.firstOrCreate { $0.name = "x" }
      case .replace: try await fruits.replace(with: [Fruit(name: "x")])
      case .replaceByIDs:
        let fruit = try await Fruit.create { $0.name = "x" }
        try await fruits.replace(withIDs: [fruit.id!])
      }
      #expect(basket.log == ["before add x", "after add x"])
      #expect(try await Fruit.pluck(\.basketID) == [basket.id])
    }
  }

  @Test(arguments: Engine.allCases, WayOut.allCases) func going(_ engine: Engine, _ way: WayOut) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create { $0.name = "B" }
      let fruit = try await basket.fruits.create { $0.name = "x" }
      basket.log = []
      let fruits = basket.fruits
      switch way {
      case .remove: try await fruits.remove(fruit)
      case .removeByID: try await fruits.remove(ids: fruit.id!)
      case .removeAll: try await fruits.removeAll()
      case .deleteAll: try await fruits.removeAll(.deleteAll)
      case .clear: try await fruits.clear()
      case .destroy: try await fruits.destroy(fruit)
      case .destroyByID: try await fruits.destroy(ids: fruit.id!)
      case .destroyAll: try await fruits.destroyAll()
      case .replace: try await fruits.replace(with: [])
      case .replaceByIDs: try await fruits.replace(withIDs: [Int]())
      }
      #expect(basket.log == ["before remove x", "after remove x"])
      #expect(try await fruits.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aRefusalKeepsTheMemberInOrOut(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create { $0.name = "B" }
      for way: () async throws -> Void in [
        { try await basket.fruits.append(Fruit(name: "rotten")) }, { _ = try await basket.fruits.create { $0.name = "rotten" } },
        { try await basket.fruits.replace(with: [Fruit(name: "rotten")]) },
      ] { #expect(await failure { try await way() } != nil) }
      #expect(try await Fruit.count() == 0)
      let stuck = try await basket.fruits.create { $0.name = "stuck" }
      for way: () async throws -> Void in [
        { try await basket.fruits.remove(stuck) }, { try await basket.fruits.destroy(stuck) }, { try await basket.fruits.clear() },
        { try await basket.fruits.replace(with: []) },
      ] { #expect(await failure { try await way() } != nil) }
      #expect(try await Fruit.pluck(\.basketID) == [basket.id])
      #expect(try await basket.fruits.reload() == [stuck])
    }
  }
}

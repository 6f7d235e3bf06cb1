import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of the callbacks of collections, name by name.
@Suite struct AssociationCallbacksTests {
  @Test(arguments: Engine.allCases) func addingMacroCallbacks(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create(), fruit = try await Fruit.create { $0.name = "x" }
      try await basket.fruits.append(fruit)
      #expect(basket.log == ["before add x", "after add x"])
      try await basket.fruits.append(fruit)
      #expect(basket.log == ["before add x", "after add x", "before add x", "after add x"])
    }
  }

  @Test(arguments: Engine.allCases) func removingWithMacroCallbacks(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create()
      let one = try await basket.fruits.create { $0.name = "1" }, two = try await basket.fruits.create { $0.name = "2" }
      basket.log = []
      try await basket.fruits.remove(one)
      #expect(basket.log == ["before remove 1", "after remove 1"])
      try await basket.fruits.remove(two)
      #expect(basket.log == ["before remove 1", "after remove 1", "before remove 2", "after remove 2"])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyCallbacksWithCreate(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create()
      try await basket.fruits.create { $0.name = "x" }
      #expect(basket.log == ["before add x", "after add x"])
      #expect(basket.newcomers == [true, false])
    }
  }

  @Test(arguments: Engine.allCases) func hasAndBelongsToManyAddCallback(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create(), label = try await Label.create { $0.name = "L" }
      #expect(basket.log.isEmpty)
      try await basket.labels.append(label)
      #expect(basket.log == ["before add L"])
      try await basket.labels.append(label)
      #expect(basket.log == ["before add L", "before add L"])
    }
  }

  @Test(arguments: Engine.allCases) func hasAndBelongsToManyRemoveCallback(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create()
      let one = try await basket.labels.create { $0.name = "1" }, two = try await basket.labels.create { $0.name = "2" }
      basket.log = []
      try await basket.labels.remove(one)
      #expect(basket.log == ["after remove 1"])
      try await basket.labels.remove(two)
      #expect(basket.log == ["after remove 1", "after remove 2"])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyCallbacksHaltExecutionWhenAbortIsTrownWhenAddingToAssociation(_ engine: Engine) async throws
  {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create(), fruit = try await Fruit.create { $0.name = "rotten" }
      await #expect(throws: Refused.self) { try await basket.fruits.append(fruit) }
      #expect(try await basket.fruits.isEmpty())
      #expect(try await Fruit.find(1).basketID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyCallbacksHaltExecutionWhenAbortIsTrownWhenRemovingFromAssociation(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create()
      let fruit = try await basket.fruits.create { $0.name = "stuck" }
      #expect(try await basket.fruits.size() == 1)
      await #expect(throws: Refused.self) { try await basket.fruits.destroy(fruit) }
      #expect(try await basket.fruits.size() == 1)
      #expect(try await Fruit.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func dontAddIfBeforeCallbackRaisesException(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create(), fruit = try await Fruit.create { $0.name = "rotten" }
      await #expect(throws: Refused.self) { try await basket.fruits.append(fruit) }
      #expect(basket.log == ["before add rotten"])
      #expect(try await basket.fruits.contains(fruit) == false)
      #expect(try await basket.reload().fruits.contains(fruit) == false)
    }
  }

}

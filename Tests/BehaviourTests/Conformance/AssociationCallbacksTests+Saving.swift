import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of the callbacks of collections whose members are saved or destroyed with their owner.
extension AssociationCallbacksTests {
  @Test(arguments: Engine.allCases) func hasManyCallbacksForSaveOnParent(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = Basket(name: "B")
      basket.fruits.build { $0.name = "x" }
      #expect(basket.log == ["before add x", "after add x"])
      try await basket.save()
      #expect(try await basket.fruits.count() == 1)
      #expect(basket.log == ["before add x", "after add x"])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyCallbacksForDestroyOnParent(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let crate = try await Hamper.create()
      try await crate.snacks.create { $0.name = "x" }
      crate.log = []
      try await crate.destroy()
      #expect(crate.log == ["before remove x", "destroyed x", "after remove x"])
      #expect(try await Snack.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func multipleCallbacks(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hamper = try await Hamper.create(), snack = try await Snack.create { $0.name = "x" }
      let once = ["before add x", "again before x", "after add x", "again after x"]
      try await hamper.snacks.append(snack)
      #expect(hamper.log == once)
      try await hamper.snacks.append(snack)
      #expect(hamper.log == once + once)
    }
  }

  @Test(arguments: Engine.allCases) func hasAndBelongsToManyBeforeAddCalledBeforeSave(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hamper = try await Hamper.create(), tag = HamperTag { $0.name = "t" }
      try await hamper.tags.append(tag)
      #expect(hamper.log.first == "before add t new=true")
      #expect(tag.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases) func hasAndBelongsToManyAfterAddCalledAfterSave(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hamper = try await Hamper.create()
      try await hamper.tags.append(HamperTag { $0.name = "a" })
      #expect(hamper.log.last == "after add a new=false")
      try await hamper.tags.create { $0.name = "b" }
      #expect(hamper.log.last == "after add b new=false")
      hamper.tags.build { $0.name = "c" }
      #expect(hamper.log.last == "after add c new=true")
    }
  }

  @Test(arguments: Engine.allCases) func hasAndBelongsToManyCallbacksForSaveOnParent(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hamper = Hamper()
      hamper.tags.build { $0.name = "t" }
      let log = ["before add t new=true", "after add t new=true"]
      #expect(hamper.log == log)
      try await hamper.save()
      #expect(try await hamper.tags.size() == 1)
      #expect(hamper.log == log)
    }
  }
}

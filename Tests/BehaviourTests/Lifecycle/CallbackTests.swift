import ActiveRecord
import ActiveRecordTesting
import Testing

/// The order of callbacks, and what stops them.
@Suite struct CallbackTests {
  @Test(arguments: Engine.allCases) func orderOnCreateUpdateAndDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let diary = Diary(text: "x")
      try await diary.save()
      #expect(
        diary.log == [
          "beforeValidation", "afterValidation", "beforeSave", "aroundSave in", "beforeCreate", "aroundCreate in",
          "aroundCreate out", "afterCreate", "aroundSave out", "afterSave", "afterCommit",
        ])
      diary.log = []
      diary.text = "y"
      try await diary.save()
      #expect(diary.log.filter { $0.contains("Create") }.isEmpty)
      #expect(diary.log.contains("beforeUpdate") && diary.log.contains("afterUpdate") && diary.log.last == "afterCommit")
      diary.log = []
      try await diary.destroy()
      #expect(diary.log == ["beforeDestroy", "afterDependents", "afterDestroy", "afterCommit"])
    }
  }

  @Test(arguments: Engine.allCases, ["beforeSave", "beforeCreate", "aroundCreate in", "afterCreate", "afterSave"])
  func haltStopsTheSave(_ engine: Engine, _ step: String) async throws {
    try await engine.database { _, _ async throws in
      let diary = Diary(text: "x")
      diary.stopsAt = step
      #expect(try await diary.saveIfValid() == false)
      #expect(diary.isNew && diary.id == nil)
      #expect(try await Diary.count() == 0)
      await #expect(throws: RecordNotSaved.self) { try await diary.save() }
      diary.stopsAt = nil
      try await diary.save()
      #expect(try await Diary.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases, ["beforeValidation", "afterValidation"])
  func haltInAValidationStopsTheSave(_ engine: Engine, _ step: String) async throws {
    try await engine.database { _, recorder async throws in
      let diary = Diary(text: "x")
      diary.stopsAt = step
      #expect(try await diary.saveIfValid() == false)
      await #expect(throws: RecordNotSaved.self) { try await diary.save() }
      #expect(diary.isNew && !diary.log.contains("beforeSave"))
      #expect(recorder.events.isEmpty)
      try await diary.save(validate: false)
      #expect(try await Diary.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func conditionsDecideWhatRuns(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.migrate(Worlds.gate)
      let gate = Gate(name: "north")
      try await gate.save()
      #expect(gate.log == ["created closed"])
      gate.log = []
      gate.isOpen = true
      try await gate.save()
      #expect(gate.log == ["saved open", "committed open"])
      gate.log = []
      gate.isOpen = false
      try await gate.save()
      #expect(gate.log == [])
      await #expect(throws: RecordNotDestroyed.self) {
        gate.name = "kept"
        try await gate.destroy()
      }
      gate.name = "north"
      try await gate.destroy()
      #expect(try await Gate.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func haltStopsTheDestruction(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let diary = try await Diary.create { $0.text = "x" }
      diary.stopsAt = "beforeDestroy"
      #expect(try await diary.destroyIfAllowed() == false)
      #expect(diary.isPersisted)
      await #expect(throws: RecordNotDestroyed.self) { try await diary.destroy() }
      #expect(try await Diary.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associationCallbacksRunForEveryWay(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create { $0.name = "B" }
      let apple = try await basket.fruits.create { $0.name = "apple" }
      try await basket.fruits.append(Fruit(name: "pear"))
      #expect(basket.log == ["before add apple", "after add apple", "before add pear", "after add pear"])
      basket.log = []
      try await basket.fruits.remove(apple)
      try await basket.fruits.clear()
      #expect(basket.log == ["before remove apple", "after remove apple", "before remove pear", "after remove pear"])
      basket.log = []
      try await basket.fruits.replace(with: [apple])
      #expect(basket.log == ["before add apple", "after add apple"])
      let label = try await basket.labels.create { $0.name = "L" }
      try await basket.labels.destroy(label)
      #expect(basket.log.suffix(2) == ["before add L", "after remove L"])
    }
  }

  @Test(arguments: Engine.allCases) func beforeCallbackThatThrowsStopsTheChange(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create { $0.name = "B" }
      await #expect(throws: Refused.self) { try await basket.fruits.append(Fruit(name: "rotten")) }
      #expect(try await Fruit.count() == 0)
      #expect(try await basket.fruits.load().isEmpty)
      let stuck = try await basket.fruits.create { $0.name = "stuck" }
      await #expect(throws: Refused.self) { try await basket.fruits.remove(stuck) }
      #expect(try await basket.fruits.reload() == [stuck])
    }
  }
}

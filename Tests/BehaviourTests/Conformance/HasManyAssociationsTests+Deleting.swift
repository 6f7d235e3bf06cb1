import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many: members that are taken out.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func deleting(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let plays = try await theatre.plays.load()
      try await theatre.plays.remove(plays[0])
      #expect(try await theatre.plays.size() == 2)
      #expect(try await theatre.plays.reload().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func deletingBeforeSave(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      let play = theatre.plays.build { $0.title = "A" }
      #expect(try await theatre.plays.size() == 1)
      try await theatre.plays.remove(play)
      #expect(try await theatre.plays.size() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func deletingACollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      try await theatre.plays.create { $0.title = "D" }
      #expect(try await theatre.plays.size() == 4)
      try await theatre.plays.remove(theatre.plays.loaded)
      #expect(try await theatre.plays.size() == 0)
      #expect(try await theatre.plays.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      for _ in 1...3 { try await ship.crates.create() }
      #expect(try await ship.crates.load().count == 3)
      #expect(try await ship.crates.removeAll() == 3)
      #expect(try await Crate.count() == 0)
      // Where they are to be destroyed with their owner, too.
      try await ship.sailors.create(forEach: ["A", "B"]) { $0.name = $1 }
      #expect(try await ship.sailors.load().count == 2)
      #expect(try await ship.sailors.removeAll() == 2)
      #expect(try await Sailor.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllWithNotYetLoadedAssociationCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.create { $0.title = "D" }
      #expect(try await theatre.plays.size() == 4)
      theatre.plays.reset()
      try await theatre.plays.removeAll()
      #expect(try await theatre.plays.size() == 0)
      #expect(try await theatre.plays.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func transactionWhenDeletingPersisted(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create(), good = Fruit(name: "good"), stuck = Fruit(name: "stuck")
      try await basket.fruits.replace(with: [good, stuck])
      await #expect(throws: Refused.self) { try await basket.fruits.destroy(good, stuck) }
      #expect(try await Set(basket.fruits.reload()) == [good, stuck])
    }
  }

  @Test(arguments: Engine.allCases) func transactionWhenDeletingNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe"), play = Play(title: "A")
      recorder.clear()
      try await theatre.plays.append(play)
      try await theatre.plays.destroy(play)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func clearingAnAssociationCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.size() == 3)
      try await theatre.plays.clear()
      #expect(try await theatre.plays.size() == 0)
      #expect(try await theatre.plays.reload().isEmpty)
      #expect(try await Play.find(1).theatre == nil)
    }
  }

  @Test(arguments: Engine.allCases) func clearingADependentAssociationCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let counter = try await Counter.create()
      let till = try await counter.tills.create()
      #expect(try await counter.tills.size() == 1)
      try await counter.tills.clear()
      #expect(try await counter.tills.size() == 0)
      #expect(try await counter.tills.reload().isEmpty)
      #expect(try await Till.exists(till.id!) == false)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllWithOptionDeleteAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.sailors.create { $0.name = "A" }
      #expect(try await ship.sailors.removeAll(.deleteAll) == 1)
      #expect(try await Sailor.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllWithOptionNullify(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.sailors.create { $0.name = "A" }
      #expect(try await ship.sailors.removeAll(.nullify) == 1)
      #expect(try await Sailor.find(1).ship == nil)
    }
  }

  @Test(arguments: Engine.allCases) func clearingAnExclusivelyDependentAssociationCollection(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ship = try await Ship.create { $0.name = "S" }
      for _ in 1...2 { try await ship.crates.create() }
      recorder.clear()
      try await ship.crates.clear()
      #expect(recorder.sql == [#"DELETE FROM "crates" WHERE "crates"."ship_id" = ?"#])
      #expect(try await ship.crates.size() == 0)
      #expect(try await ship.crates.reload().isEmpty)
      #expect(try await Crate.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func dependentAssociationRespectsOptionalConditionsOnDelete(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await onlyScoped("sample")
    }
  }

  @Test(arguments: Engine.allCases) func dependentAssociationRespectsOptionalSanitizedConditionsOnDelete(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await onlyScoped("gift")
    }
  }

  @Test(arguments: Engine.allCases) func dependentAssociationRespectsOptionalHashConditionsOnDelete(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await onlyScoped("prototype")
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllAssociationWithPrimaryKeyDeletesCorrectRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await made()
      try await Gadget.create { $0.makerName = "Bob" }
      try await maker.destroy()
      #expect(try await Gadget.pluck(\.makerName) == ["Bob"])
    }
  }

  @Test(arguments: Engine.allCases) func creationRespectsHashCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let built = theatre.hits.build { $0.title = "D" }
      #expect(try await built.saveIfValid())
      #expect(built.isHit)
      let created = try await theatre.hits.create { $0.title = "E" }
      #expect(created.isPersisted && created.isHit)
    }
  }

  @Test(arguments: Engine.allCases) func clearingWithoutInitialAccess(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.clear()
      #expect(try await theatre.plays.size() == 0)
      #expect(try await theatre.plays.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func deletingAItemWhichIsNotInTheCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      let other = try await rose.plays.create { $0.title = "X" }
      _ = try await theatre.plays.load()
      try await theatre.plays.remove(other)
      #expect(try await theatre.plays.size() == 3)
      #expect(try await theatre.plays.reload().count == 3)
      #expect(try await Play.find(other.id!).theatreID == rose.id)
    }
  }
}

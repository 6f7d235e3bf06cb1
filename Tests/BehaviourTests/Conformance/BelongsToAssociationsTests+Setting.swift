import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// What Rails' suite shows of belongs_to: targets that are set and made.
extension BelongsToAssociationsTests {
  @Test(arguments: Engine.allCases) func creatingTheBelongingObject(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let globe = try await play.$theatre.create { $0.name = "Globe" }
      #expect(try await play.theatre == globe)
      try await play.save()
      try await play.reload()
      #expect(try await play.theatre == globe)
    }
  }

  @Test(arguments: Engine.allCases) func creatingTheBelongingObjectFromNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = Play(title: "A")
      let globe = try await play.$theatre.create { $0.name = "Globe" }
      #expect(try await play.theatre == globe)
      try await play.save()
      try await play.reload()
      #expect(try await play.theatre == globe)
    }
  }

  @Test(arguments: Engine.allCases) func creatingTheBelongingObjectWithPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let gadget = try await Gadget.create()
      let maker = try await gadget.$maker.create { $0.name = "Cid" }
      #expect(try await gadget.maker == maker)
      try await gadget.save()
      try await gadget.reload()
      #expect(try await gadget.maker == maker)
    }
  }

  @Test(arguments: Engine.allCases) func buildingTheBelongingObject(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let globe = play.$theatre.build { $0.name = "Globe" }
      try await play.save()
      #expect(globe.isPersisted && play.theatreID == globe.id)
    }
  }

  @Test(arguments: Engine.allCases) func buildingTheBelongingObjectWithImplicitStiBaseClass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let worker = Tool(name: "saw").$worker.build { $0.name = "W" }
      #expect(type(of: worker) == Worker.self)
    }
  }

  @Test(arguments: Engine.allCases) func buildingTheBelongingObjectWithStiSubclass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let tool = Tool(name: "saw")
      tool.$worker.set(SignPainter { $0.name = "S" })
      try await tool.save()
      #expect(try await Tool.find(1).worker is SignPainter)
    }
  }

  @Test(arguments: Engine.allCases) func buildingTheBelongingObjectWithPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let gadget = try await Gadget.create()
      gadget.$maker.build { $0.name = "Cid" }
      try await gadget.save()
      #expect(gadget.makerName == "Cid")
    }
  }

  @Test(arguments: Engine.allCases) func create(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fruit = Fruit(name: "apple")
      try await fruit.save()
      let basket = try await fruit.$basket.create { $0.name = "B" }
      #expect(try await fruit.basket == basket)
      #expect(basket.isPersisted)
      try await fruit.save()
      try await fruit.reload()
      #expect(try await fruit.basket == basket)
    }
  }

  @Test(arguments: Engine.allCases) func failingCreate(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let peel = try await Peel.create()
      await #expect(throws: RecordInvalid.self) { _ = try await peel.$fruit.create { $0.name = "" } }
      #expect(try await peel.fruit?.isNew == true)
    }
  }

  @Test(arguments: Engine.allCases) func reloadingTheBelongingObject(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await staged()
      #expect(try await play.theatre?.name == "Globe")
      try await Theatre.updateAll { [$0.name.set("GLOBE")] }
      #expect(try await play.theatre?.name == "Globe")
      #expect(try await recorder.statements { try await play.$theatre.reload() } == 1)
      #expect(try await recorder.statements { _ = try await play.theatre } == 0)
      #expect(try await play.theatre?.name == "GLOBE")
    }
  }

  @Test(arguments: Engine.allCases) func resettingTheAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await staged()
      #expect(try await play.theatre?.name == "Globe")
      try await Theatre.updateAll { [$0.name.set("GLOBE")] }
      #expect(try await play.theatre?.name == "Globe")
      #expect(try await recorder.statements { play.$theatre.reset() } == 0)
      #expect(try await recorder.statements { _ = try await play.theatre } == 1)
      #expect(try await play.theatre?.name == "GLOBE")
    }
  }

  @Test(arguments: Engine.allCases) func naturalAssignmentToNil(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      play.$theatre.set(nil)
      try await play.save()
      #expect(try await play.$theatre.reload() == nil)
      #expect(play.theatreID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func naturalAssignmentToNilWithPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await makers()
      let gadget = try await Gadget.create { $0.makerName = "Ann" }
      gadget.$maker.set(nil)
      try await gadget.save()
      #expect(try await gadget.$maker.reload() == nil)
      #expect(gadget.makerName == nil)
    }
  }

  @Test(arguments: Engine.allCases) func withDifferentClassName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ann, _) = try await makers()
      let gadget = try await Gadget.create { $0.makerID = ann.id }
      #expect(try await gadget.plain?.name == "Ann")
    }
  }

  @Test(arguments: Engine.allCases) func withCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ann, bob) = try await makers()
      let gadgets = [try await Gadget.create { $0.makerID = bob.id }, try await Gadget.create { $0.makerID = ann.id }]
      #expect(try await gadgets[0].bob?.name == "Bob")
      #expect(try await gadgets[1].bob == nil)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicAssociationClass(_ engine: Engine) async throws {
    try await engine.database(models: [Play.self]) { _, _ async throws in
      let badge = Badge()
      #expect(badge.$wearer.type == nil)
      #expect(try await badge.$wearer.reload() == nil)
      badge.wearerKind = ""
      #expect(try await badge.$wearer.reload() == nil)
      badge.$wearer.set(Play(title: "A"))
      #expect(badge.$wearer.type == "Play")
    }
  }
}

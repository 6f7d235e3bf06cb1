import ActiveRecord
import ActiveRecordTesting
import Foundation
import Synchronization
import Testing

/// Another model of debates, whose scope counts its queries.
@Model(table: "debates") class CountedDebate: Record {
  static let queries = Mutex(0)
  var title = ""
  static func rules(_ debate: Rules<CountedDebate>) {
    debate.defaultScope { debates in
      let number = queries.withLock { number in
        number += 1
        return number
      }
      return debates.where("debates.id <> \(-number)")
    }
  }
}
@Model(table: "answers") class AnswerOfCountedDebate: Record {
  var text = ""
  var debateID: Int?
  @BelongsTo var debate: CountedDebate? = .belongs(foreignKey: \.debateID, hasInverse: false)
}

/// What Rails' suite shows of belongs_to whose target may be of several classes, or has an unusual key or name.
extension BelongsToAssociationsTests {
  @Test(arguments: Engine.allCases) func polymorphicCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let buoy = try await Buoy.create { $0.name = "b" }, pile = try await BuoyPile.create { $0.name = "p" }
      #expect(buoy.id == pile.id && buoy.id != nil)
      let tag = BuoyTag()
      tag.$bearer.set(.buoy(buoy))
      try await tag.save()
      #expect(try await [buoy.reload().tagsCount, pile.reload().tagsCount] == [1, 0])
      tag.$bearer.set(.pile(pile))
      try await tag.save()
      #expect(try await [buoy.reload().tagsCount, pile.reload().tagsCount] == [0, 1])
      tag.bearerType = "Buoy"
      tag.bearerID = buoy.id
      try await tag.save()
      #expect(try await [buoy.reload().tagsCount, pile.reload().tagsCount] == [1, 0])
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicWithCustomNameCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let buoy = try await MooredBuoy.create()
      let wheel = try await BuoyWheel.create {
        $0.mountType = "polymorphic_buoy"
        $0.mountID = buoy.id
      }
      #expect(try await buoy.reload().wheelsCount == 1)
      try await wheel.update { $0.$mount.set(nil) }
      #expect(wheel.mountID == nil && wheel.mountType == nil)
      #expect(try await buoy.reload().wheelsCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicWithCustomNameTouchOldBelongsToModel(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let buoy = try await MooredBuoy.create(), wheel = BuoyWheel()
      wheel.$mount.set(.moored(buoy))
      try await wheel.save()
      #expect(wheel.mountType == "polymorphic_buoy")
      let time = Date(timeIntervalSince1970: 1_500_000_000)
      #expect(try await buoy.reload().ownedAt != time)
      try await RecordClock.set(to: time) { try await wheel.update { $0.$mount.set(nil) } }
      #expect(try await buoy.reload().ownedAt == time)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await engine.database(models: [BuoyToy.self]) { _, recorder async throws in
      let toy = try await BuoyToy.create { $0.name = "duck" }, note = BuoyNote(text: "n")
      note.$keeper.set(toy)
      try await note.save()
      try await note.reload()
      recorder.clear()
      #expect(try await note.keeper == toy)
      #expect(recorder.sql.count == 1 && recorder.sql[0].contains(#""toy_id""#))
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicAssignmentForeignKeyTypeString(_ engine: Engine) async throws {
    try await engine.database(models: [Buoy.self, BuoyPile.self]) { _, recorder async throws in
      let buoy = try await Buoy.create { $0.name = "b" }, pile = try await BuoyPile.create { $0.name = "p" }
      let note = BuoyNote(text: "n")
      note.$keeper.set(buoy)
      note.$place.set(pile)
      try await note.save()
      #expect(buoy.id == 1 && note.keeperID == 1)
      #expect(try await BuoyNote.includes(\.keeper).first()?.keeper == buoy)
      #expect(pile.id == 1 && note.placeID == "1")
      let found = try #require(try await BuoyNote.includes(\.place).first())
      #expect(try await found.place == pile)
      #expect(!note.isChanged && !found.isChanged)
      // The number that the target's key is, and the text in the column, are no change.
      recorder.clear()
      try await note.save()
      #expect(!recorder.sql.contains { $0.hasPrefix("UPDATE") })
    }
  }

  @Test(arguments: Engine.allCases) func defaultScopeOnRelationsIsNotCached(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let debate = try await Debate.create { $0.title = "D" }
      try await debate.answers.create { $0.text = "A" }
      let answer = try #require(try await AnswerOfCountedDebate.first())
      recorder.clear()
      #expect(try await answer.debate?.title == "D")
      let first = recorder.queries.last?.bindings
      try await answer.reload()
      #expect(try await answer.debate?.title == "D")
      #expect(first != nil && recorder.queries.last?.bindings != first)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithOutOfRangeValueAssigning(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Buoy.create { $0.name = "b" }
      let claim = BuoyClaim()
      claim.buoyID = 9_223_372_036_854_775_808
      #expect(try await claim.$buoy.load() == nil)
      #expect(try await claim.isValid() == false)
      #expect(claim.errors["buoy"] == ["must exist"])
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWorksWithModelCalledRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let record = try await BuoyRegistry.Record.create { $0.note = "r" }
      try await BuoyRegistry.Column.create { $0.$record.set(record) }
      #expect(try await BuoyRegistry.Column.count() == 1)
      #expect(try await BuoyRegistry.Column.find(1).record?.note == "r")
      #expect(try await BuoyRegistry.Column.joins(\.record).where { $0.record.note == "r" }.count() == 1)
    }
  }

  /// Rails refuses the name `save`; here a property and a function are told apart.
  @Test(arguments: Engine.allCases) func anAssociationMayBeNamedLikeAFunction(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let buoy = try await Buoy.create { $0.name = "b" }, log = BuoyLog(text: "l")
      log.$save.set(buoy)
      try await log.save()
      #expect(try await BuoyLog.includes(\.save).find(1).save?.name == "b")
    }
  }
}

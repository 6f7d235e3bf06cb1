import ActiveRecord
import ActiveRecordTesting
import Testing

/// Associations that an abstract class declares, in the classes below it.
@Suite struct AbstractAssociationTests {
  typealias C = Curios

  /// A vase and a clock of one key, each with a label and a repair of its own.
  private func fill() async throws -> (vase: C.CurioVase, clock: C.CurioClock) {
    let vase = try await C.CurioVase.create {
      $0.name = "Ming"; $0.height = 30
    }
    let clock = try await C.CurioClock.create { $0.name = "Cuckoo" }
    try await vase.labels.create { $0.text = "vase" }
    try await clock.labels.create { $0.text = "clock" }
    for (name, curio) in [("Ann", vase), ("Bob", clock)] as [(String, C.Curio)] {
      let mender = try await C.CurioMender.create { $0.name = name }
      try await curio.repairs.create { $0.$mender.set(mender) }
    }
    return (vase, clock)
  }

  @Test func eachClassHasItsOwn() throws {
    let vases = try #require(C.CurioVase.reflection("repairs")), clocks = try #require(C.CurioClock.reflection("repairs"))
    #expect(vases.ownerName == "Curios.CurioVase" && vases.foreignKeyName == "curio_vase_id")
    #expect(clocks.ownerName == "Curios.CurioClock" && clocks.foreignKeyName == "curio_clock_id")
    #expect(C.CurioVase.reflections.map(\.name) == ["cabinet", "label", "labels", "repairs", "menders"])
    let vase = C.CurioVase(), plain = C.PlainClock()
    #expect(vase.repairs.reflection === vases)
    #expect(plain.labels.reflection === C.PlainClock.reflection("labels"))
    try ModelGraph.check([C.CurioVase.self, C.CurioClock.self, C.CurioLabel.self, C.CurioRepair.self])
  }

  @Test(arguments: Engine.allCases) func rowsPointAtTheClassThatHasTheTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (vase, clock) = try await fill()
      #expect(vase.id == clock.id)
      #expect(try await C.CurioLabel.order(\.id).load().map { $0.$curio.type } == ["Curios.CurioVase", "Curios.CurioClock"])
      #expect(try await C.CurioRepair.order(\.id).pluck(\.curioVaseID) == [vase.id, nil])
      #expect(try await C.CurioRepair.order(\.id).pluck(\.curioClockID) == [nil, clock.id])
    }
  }

  @Test(arguments: Engine.allCases) func lazily(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (vase, clock) = try await fill()
      let foundVase = try await C.CurioVase.find(vase.id!), foundClock = try await C.CurioClock.find(clock.id!)
      #expect(try await foundVase.label?.text == "vase")
      #expect(try await foundVase.menders.map(\.name) == ["Ann"])
      #expect(try await foundClock.label?.text == "clock")
      #expect(try await foundClock.menders.map(\.name) == ["Bob"])
    }
  }

  @Test(arguments: Engine.allCases) func includedOrJoined(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let (vase, clock) = try await fill()
      let included = try await C.CurioVase.includes(\.label, \.menders).find(vase.id!)
      let joined = try await C.CurioClock.eagerLoad(\.label, \.menders).find(clock.id!)
      recorder.clear()
      #expect(try included.$label.loaded?.text == "vase" && included.menders.loaded.map(\.name) == ["Ann"])
      #expect(try joined.$label.loaded?.text == "clock" && joined.menders.loaded.map(\.name) == ["Bob"])
      #expect(recorder.events.isEmpty)
      #expect(try await C.CurioVase.joins(\.menders).where { $0.menders.name == "Ann" }.ids() == [vase.id!])
      #expect(try await C.CurioClock.joins(\.menders).where { $0.menders.name == "Ann" }.ids().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aBelongsToHasItsInverse(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let cabinet = try await C.CurioCabinet.create()
      let vase = try await cabinet.vases.create { $0.name = "Ming" }
      #expect(try await vase.cabinet === cabinet && vase.cabinetID == cabinet.id)
      recorder.clear()
      #expect(try await C.CurioVase.where { $0.cabinet == cabinet }.ids() == [vase.id!])
      #expect(recorder.sql[0].contains(#"WHERE "curio_vases"."cabinet_id" = ?"#))
    }
  }

  /// An abstract class between two: the one below is stored under its own name.
  @Test(arguments: Engine.allCases) func theNameIsThatOfTheClassBelow(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let note = try await C.LoneCurioNote.create { $0.text = "alone" }
      #expect(type(of: note) == C.LoneCurioNote.self)
      let label = try await C.CurioMender.create { $0.name = "Ann" }.labels.create { $0.$curio.set(note) }
      #expect(label.$curio.type == "Curios.LoneCurioNote")
      #expect(try await C.LoneCurioNote.find(note.id!).text == "alone")
    }
  }

  /// Two classes with one table: each finds the labels that hold its stored name.
  @Test(arguments: Engine.allCases, ["lazily", "included", "joined", "asked for"])
  func storedNamesDecideWhatIsFound(_ engine: Engine, _ way: String) async throws {
    try await engine.database { _, _ async throws in
      let plain = try await C.PlainClock.create { $0.name = "Cuckoo" }, id = try #require(plain.id)
      let label = try await plain.$label.create()
      #expect(label.$curio.type == "plain clock")
      let asPlain: C.CurioLabel?, asClock: C.CurioLabel?
      switch way {
      case "lazily":
        asPlain = try await C.PlainClock.find(id).label
        asClock = try await C.CurioClock.find(id).label
      case "included":
        asPlain = try await C.PlainClock.includes(\.label).find(id).$label.loaded
        asClock = try await C.CurioClock.includes(\.label).find(id).$label.loaded
      case "joined":
        asPlain = try await C.PlainClock.eagerLoad(\.label).find(id).$label.loaded
        asClock = try await C.CurioClock.eagerLoad(\.label).find(id).$label.loaded
      default:
        let other = try await C.CurioClock.find(id)
        asPlain = try await C.CurioLabel.findBy { $0.curio == plain }
        asClock = try await C.CurioLabel.findBy { $0.curio == other }
      }
      #expect(asPlain == label)
      #expect(asClock == nil)
    }
  }
}

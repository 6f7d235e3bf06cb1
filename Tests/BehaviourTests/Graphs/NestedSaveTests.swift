import ActiveRecord
import ActiveRecordTesting
import Testing

/// Another model of the theatres, which notes what is stored when its callbacks run.
@Model(table: "theatres") class WatchfulTheatre: Record {
  var name = ""
  @HasMany var plays: Many<WatchedPlay> = .has(foreignKey: "theatre_id", inverse: \.theatre)
  @Transient var seen: [String] = []
  static func rules(_ theatre: Rules<WatchfulTheatre>) {
    theatre.beforeSave { $0.seen.append("before") }
    theatre.afterCreate { theatre in theatre.seen.append("created \(try await WatchedPlay.count())") }
    theatre.afterSave { theatre in theatre.seen.append("saved \(try await WatchedPlay.count())") }
  }
}
@Model(table: "plays") class WatchedPlay: Record {
  var title = ""
  var theatreID: Int?
  @BelongsTo var theatre: WatchfulTheatre? = .belongs(foreignKey: \.theatreID, inverse: \.plays)
  static func rules(_ play: Rules<WatchedPlay>) {
    play.beforeSave { play in
      try await play.theatre?.seen.append("\(play.title) before")
      if play.title == "stopped" { throw Halt() }
    }
    play.afterSave { play in try await play.theatre?.seen.append("\(play.title) after") }
  }
}

/// Saves, validations and destructions that callbacks begin inside of others.
@Suite struct NestedSaveTests {
  enum Way: String, CaseIterable, Sendable { case append, create, buildAndSaveOwner, saveMember }

  static let calls: [HoopLink.Call] = [
    .nothing, .ownerBeforeValidation, .ownerBeforeSave, .ownerBeforeCreate, .ownerAfterCreate, .ownerAfterSave, .ownerAfterCommit,
    .ownerIsValid,
  ]

  @Test(arguments: Engine.allCases, Way.allCases)
  func aMemberThatSavesItsOwnerIsSavedOnce(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, recorder async throws in
      for call in Self.calls {
        recorder.clear()
        let (hoop, link) = try await Self.made(way, call)
        #expect(link.saves == 1, "\(call)")
        #expect(recorder.sql.filter { $0.hasPrefix("INSERT INTO \"hoop_links\"") }.count == 1, "\(call)")
        #expect(link.hoopID == hoop.id && link.isPersisted && hoop.isPersisted && !link.isChanged, "\(call)")
        #expect(try await HoopLink.find(link.id!).hoopID == hoop.id, "\(call)")
        #expect(hoop.links.target.map { $0 === link } == [true], "\(call)")
      }
    }
  }

  private static func made(_ way: Way, _ call: HoopLink.Call) async throws -> (Hoop, HoopLink) {
    let hoop = Hoop(name: "r"), link = HoopLink(name: "l")
    link.call = call
    switch way {
    case .append:
      try await hoop.save()
      try await hoop.links.append(link)
    case .create:
      try await hoop.save()
      return (hoop, try await hoop.links.create { $0.call = call })
    case .buildAndSaveOwner:
      let built = hoop.links.build { $0.call = call }
      try await hoop.save()
      return (hoop, built)
    case .saveMember:
      try await hoop.links.append(link)
      try await link.save()
    }
    return (hoop, link)
  }

  @Test(
    arguments: Engine.allCases,
    [HoopLink.Call.itselfBeforeSave, .itselfAfterSave, .itselfIsValid, .anotherAfterCreate, .itselfAfterCommit])
  func whatWouldNotEndIsAnError(_ engine: Engine, _ call: HoopLink.Call) async throws {
    try await engine.database { _, _ async throws in
      let link = HoopLink(name: "l")
      link.call = call
      let error = await #expect(throws: ModelError.self) { try await link.save() }
      #expect(error?.code == .endless)
      #expect(error?.description.contains("began inside of each other without an end") == true)
      // What was committed before stays.
      #expect(try await HoopLink.count() == (call == .itselfAfterCommit ? 1 : 0))
      link.call = .nothing
      try await link.save()
      #expect(try await HoopLink.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func aRowThatIsDestroyedAgainAndAgainIsAnError(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let link = try await HoopLink.create { $0.name = "twice" }
      let error = await #expect(throws: ModelError.self) { try await link.destroy() }
      #expect(error?.code == .endless)
      #expect(try await HoopLink.count() == 1)
      #expect(link.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases, ["builds", "appends", "appendsUnsaved", "touches"])
  func callbacksThatCallThemselvesAreAnError(_ engine: Engine, _ what: String) async throws {
    try await engine.database { _, _ async throws in
      let hoop = Hoop(name: what == "appendsUnsaved" ? "appends" : what), bead = HoopBead()
      bead.touchesAgain = true
      if what != "appendsUnsaved" { try await hoop.save() }
      if what == "touches" { try await bead.save() }
      let error = await #expect(throws: ModelError.self) {
        switch what {
        case "builds":
          hoop.beads.build()
          try await hoop.save()
        case "touches": try await bead.touch()
        default: try await hoop.beads.append(bead)
        }
      }
      #expect(error?.code == .endless)
      #expect(try await HoopBead.count() == (what == "touches" ? 1 : 0))
    }
  }

  @Test(arguments: Engine.allCases) func membersThatAreSavedBeforeTheirOwnerGetItsKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let hoop = Hoop(name: "r")
      hoop.savesMembersFirst = true
      let links = [hoop.links.build { $0.name = "a" }, hoop.links.build { $0.name = "b" }]
      recorder.clear()
      try await hoop.save()
      #expect(
        recorder.sql.map { String($0.prefix(12)) } == ["INSERT INTO ", "INSERT INTO ", "INSERT INTO ", "UPDATE \"hoop", "UPDATE \"hoop"])
      #expect(links.map(\.hoopID) == [hoop.id, hoop.id])
      #expect(try await HoopLink.pluck(\.hoopID) == [hoop.id, hoop.id])
    }
  }

  @Test(arguments: Engine.allCases) func aMemberThatLeadsToItsOwnerComesBeforeThoseBehindIt(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      let plays = ["A", "B", "C"].map { title in theatre.plays.build { $0.title = title } }
      #expect(try plays[1].savePlan().steps.map(\.depth) == [1, 2, 0, 2])
      recorder.clear()
      try await plays[1].save()
      #expect(recorder.sql.count == 4 && recorder.sql[0].contains(#"INTO "theatres""#))
      #expect(try await Play.order(\.id).pluck(\.title) == ["A", "B", "C"])
      #expect(try await Play.where { $0.theatreID == theatre.id }.order(\.id).load() == plays)
    }
  }

  @Test(arguments: Engine.allCases, 0..<3) func theOwnersCallbacksFindItsMembersStored(_ engine: Engine, _ first: Int) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = WatchfulTheatre(name: "Globe")
      let plays = ["A", "B", "C"].map { title in theatre.plays.build { $0.title = title } }
      recorder.clear()
      try await plays[first].save()
      #expect(recorder.sql.filter { $0.hasPrefix("INSERT") }.count == 4)
      #expect(recorder.sql.filter { $0.hasPrefix("UPDATE") }.isEmpty)
      #expect(theatre.seen == ["before", "A before", "A after", "B before", "B after", "C before", "C after", "created 3", "saved 3"])
      #expect(try await Play.order(\.id).pluck(\.title) == ["A", "B", "C"])
      #expect(try await Play.where { $0.theatreID == theatre.id }.count() == 3)
      #expect(plays.allSatisfy { $0.isPersisted && !$0.isChanged && $0.theatreID == theatre.id })
    }
  }

  /// A member that cannot be stored takes the owner along, whichever of them the save began with.
  @Test(arguments: Engine.allCases, 0..<3) func aMemberThatIsStoppedTakesItsOwnerAlong(_ engine: Engine, _ first: Int) async throws {
    try await engine.database { _, _ async throws in
      let theatre = WatchfulTheatre(name: "Globe")
      let plays = ["A", "stopped", "C"].map { title in theatre.plays.build { $0.title = title } }
      let error = await #expect(throws: RecordNotSaved.self) { try await plays[first].save() }
      #expect(error?.model == "WatchedPlay")
      #expect(theatre.isNew && plays.allSatisfy(\.isNew))
      #expect(theatre.seen.contains { $0.hasPrefix("created") } == false)
      #expect(try await Theatre.count() == 0)
      #expect(try await Play.count() == 0)
      plays[1].title = "B"
      try await theatre.save()
      #expect(try await Play.order(\.id).pluck(\.title) == ["A", "B", "C"])
      #expect(plays.allSatisfy { $0.theatreID == theatre.id })
    }
  }

  @Test(arguments: Engine.allCases, [1, 2, 3]) func recordsThatBelongToEachOtherAreLinkedAllAround(_ engine: Engine, _ count: Int)
    async throws
  {
    try await engine.database { _, recorder async throws in
      let peers = (0..<count).map { HoopPeer(name: "\($0)") }
      for (place, peer) in peers.enumerated() { peer.$next.set(peers[(place + 1) % count]) }
      recorder.clear()
      try await peers[0].save()
      #expect(recorder.sql.filter { $0.hasPrefix("INSERT") }.count == count)
      #expect(recorder.sql.filter { $0.hasPrefix("UPDATE") }.count == 1)
      for (place, peer) in peers.enumerated() {
        let next = peers[(place + 1) % count]
        #expect(peer.nextID == next.id && next.id != nil && !peer.isChanged)
        #expect(try await HoopPeer.find(peer.id!).nextID == next.id)
        #expect(try await peer.next === next)
      }
      recorder.clear()
      try await peers[0].save()
      #expect(recorder.sql.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aRollbackTakesACircleBack(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let first = HoopPeer(name: "a"), second = HoopPeer(name: "b")
      first.$next.set(second)
      second.$next.set(first)
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await first.save()
          throw Refused()
        }
      }
      #expect(first.isNew && second.isNew && first.nextID == nil && second.nextID == nil)
      #expect(try await HoopPeer.count() == 0)
      try await first.save()
      #expect(try await HoopPeer.find(second.id!).nextID == first.id)
    }
  }

  @Test(arguments: Engine.allCases, [3, 25]) func manyDependentsAreReadInPieces(_ engine: Engine, _ count: Int) async throws {
    var configuration = DatabaseConfiguration()
    configuration.dependentBatchSize = 10
    try await engine.database(configuration: configuration) { _, recorder async throws in
      let hoop = Hoop(name: "r"), other = Hoop(name: "o")
      for _ in 0..<count { hoop.plates.build() }
      other.plates.build()
      try await hoop.save()
      try await other.save()
      let found = try await Hoop.find(hoop.id!)
      recorder.clear()
      try await found.destroy()
      let selects = recorder.queries.filter { $0.sql.contains(#" FROM "hoop_plates" WHERE"#) && $0.sql.hasPrefix("SELECT") }
      #expect(selects.count == (count == 3 ? 1 : 3))
      #expect(selects[0].sql.hasSuffix(#" FROM "hoop_plates" WHERE "hoop_plates"."hoop_id" = ?"#))
      #expect(selects.allSatisfy { $0.rows <= 10 })
      #expect(recorder.sql.filter { $0.hasPrefix(#"DELETE FROM "hoop_plates""#) }.count == count)
      #expect(recorder.sql.last?.hasPrefix(#"DELETE FROM "hoops""#) == true)
      #expect(try await HoopPlate.pluck(\.hoopID) == [other.id])
    }
  }

  @Test(arguments: Engine.allCases, [2, 20]) func membersLeaveByAnyInstanceOfTheirRows(_ engine: Engine, _ count: Int) async throws {
    try await engine.database { _, _ async throws in
      let hoop = try await Hoop.create()
      try await hoop.links.create(forEach: (0..<25).map { "\($0)" }) { $0.name = $1 }
      try await hoop.links.load()
      let others = try await HoopLink.order(\.id).limit(count).load()
      try await hoop.links.remove(others)
      #expect(hoop.links.target.count == 25 - count)
      #expect(hoop.links.target.allSatisfy { member in !others.contains(member) })
      #expect(try await Hoop.find(hoop.id!).links.count() == 25 - count)
    }
  }
}

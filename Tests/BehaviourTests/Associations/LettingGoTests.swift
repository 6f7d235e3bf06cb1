import ActiveRecord
import ActiveRecordTesting
import Testing

enum Halls {
  /// A license that must have a number, and its theatre, which must have a name.
  @Model(table: "licenses") class Ticket: Record {
    var number = ""
    var theatreID: Int?
    @Transient var makesGuest = false
    @BelongsTo var guest: Guest? = .belongs(foreignKey: \.theatreID)
    static func rules(_ ticket: Rules<Ticket>) {
      ticket.validates(\.number, .presence)
      ticket.beforeSave { ticket in if ticket.makesGuest { try await ticket.$guest.create { $0.name = "Ann" } } }
    }
  }
  @Model(table: "theatres") class Guest: Record {
    var name = ""
    @HasOne var ticket: Ticket? = .has(foreignKey: \.theatreID)
    static func rules(_ guest: Rules<Guest>) { guest.validates(\.name, .presence) }
  }
}

enum Rings {
  /// A circus, and a clown whose save leads to one that it names.
  @Model(table: "circuses") class Ring: Record {
    var motto = ""
    @HasMany var acts: Many<Act> = .has(foreignKey: \.circusID, inverse: \.ring, autosave: true)
  }
  @Model(table: "clowns") class Act: Record {
    var name = ""
    var circusID: Int?
    @Transient var saved: Ring?
    @BelongsTo var ring: Ring? = .belongs(foreignKey: \.circusID)
    static func rules(_ act: Rules<Act>) { act.beforeSave { try await $0.saved?.save() } }
  }
}

/// A record that leaves the target of its belongs_to is not taken back by it; one that makes its target is saved with it where that leads back.
@Suite struct LettingGoTests {
  /// Where a record goes that leaves its owner.
  enum Departure: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case toNobody, toAStoredOne, toANewOne

    var testDescription: String { rawValue }
  }

  /// How the former owner came to know the record.
  enum Holding: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case created, loadedAlone, preloaded

    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Departure.allCases) func theFormerOwnersSaveLeavesTheRowAlone(
    _ engine: Engine, _ departure: Departure
  ) async throws {
    for holding in Holding.allCases {
      try await engine.database { _, _ async throws in
        let rose = try await Theatre.create { $0.name = "Rose" }
        let (globe, license) = try await licensed(holding)
        let next: Theatre? = departure == .toNobody ? nil : departure == .toAStoredOne ? rose : Theatre(name: "New")
        license.$theatre.set(next)
        #expect(try globe.$license.loaded == nil)
        try await license.save()
        try await globe.update { $0.name = "Swan" }
        #expect(license.theatreID == next?.id && (next?.isPersisted ?? true))
        #expect(try await License.find(license.id!).theatreID == next?.id)
        #expect(try license.$theatre.loaded === next)
        #expect(try await globe.$license.reload() == nil)
      }
    }
  }

  /// A theatre whose license is in memory, and the license, which knows it.
  private func licensed(_ holding: Holding) async throws -> (Theatre, License) {
    let globe = try await Theatre.create { $0.name = "Globe" }
    let license = try await globe.$license.create { $0.number = "1" }
    switch holding {
    case .created: return (globe, license)
    case .loadedAlone:
      let found = try await Theatre.find(globe.id!)
      return (found, try #require(try await found.license))
    case .preloaded:
      let found = try await Theatre.preload(\.license).find(globe.id!)
      return (found, try #require(try found.$license.loaded))
    }
  }

  @Test(arguments: Engine.allCases) func anotherInstanceOfTheSameRowTakesNothingAway(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (globe, license) = try await licensed(.created)
      license.$theatre.set(try await Theatre.find(globe.id!))
      #expect(try globe.$license.loaded === license)
    }
  }

  @Test(arguments: Engine.allCases) func whatWasToBeReplacedStays(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (globe, first) = try await licensed(.created)
      let second = globe.$license.build { $0.number = "2" }
      second.$theatre.set(nil)
      #expect(!globe.$license.isLoaded)
      try await globe.update { $0.name = "Swan" }
      #expect(try await globe.license == first)
      #expect(second.isNew && second.theatreID == nil)
      #expect(try await License.pluck(\.theatreID) == [globe.id])
    }
  }

  @Test(arguments: Engine.allCases) func aSaveThatIsTakenBackGivesTheRecordBack(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let circus = Circus(motto: "Arr"), tent = Tent(name: "Top", circus: circus)
      try await tent.save()
      circus.markForDestruction()
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await tent.save()
          #expect(circus.isDestroyed && tent.circusID == nil)
          throw Refused()
        }
      }
      #expect(circus.isPersisted && tent.circusID == circus.id)
      #expect(try circus.$tent.loaded === tent)
    }
  }

  /// A target that knows the record by a has_one takes it along, in its transaction.
  @Test(arguments: Engine.allCases, [true, false]) func makingATargetTakesTheRecordAlong(_ engine: Engine, _ isStored: Bool) async throws {
    for isChecked in [true, false] {
      try await engine.database { _, recorder async throws in
        let license = License(number: "1")
        if isStored { try await license.save() }
        license.number = "2"
        recorder.clear()
        let globe =
          isChecked
          ? try await license.$theatre.createIfValid { $0.name = "Globe" } : try await license.$theatre.create { $0.name = "Globe" }
        let written = recorder.sql.filter { $0.hasPrefix("INSERT") || $0.hasPrefix("UPDATE") }
        #expect(written.count == 2 && written.first?.contains("theatres") == true && written.last?.contains("licenses") == true)
        #expect(globe.isPersisted && license.isPersisted && !license.isChanged && license.theatreID == globe.id)
        #expect(try globe.$license.loaded === license)
        #expect(try await License.where { $0.number == "2" }.pluck(\.theatreID) == [globe.id])
        #expect(try await License.count() == 1)
      }
    }
  }

  /// A record that is not valid yet is left for later, and the target is stored.
  @Test(arguments: Engine.allCases) func aRecordThatIsNotValidIsLeftForLater(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ticket = Halls.Ticket()
      let guest = try await ticket.$guest.create { $0.name = "Ann" }
      #expect(guest.isPersisted && ticket.isNew && ticket.theatreID == guest.id)
      #expect(!ticket.errors["number"].isEmpty)
      #expect(try await Halls.Ticket.count() == 0)
      ticket.number = "7"
      try await ticket.save()
      #expect(try await Halls.Ticket.find(ticket.id!).theatreID == guest.id)
    }
  }

  @Test(arguments: Engine.allCases) func aTargetThatIsNotValidStoresNothing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ticket = Halls.Ticket(number: "7")
      let guest = try await ticket.$guest.createIfValid()
      #expect(guest.isNew && !guest.errors["name"].isEmpty && ticket.isNew && ticket.theatreID == nil)
      await #expect(throws: RecordInvalid.self) { _ = try await ticket.$guest.create() }
      #expect(try await [Halls.Ticket.count(), Halls.Guest.count()] == [0, 0])
    }
  }

  /// A callback of the record may make its target: the save that is under way goes on.
  @Test(arguments: Engine.allCases) func aCallbackMakesTheTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ticket = Halls.Ticket(number: "7")
      ticket.makesGuest = true
      try await ticket.save()
      #expect(try await ticket.guest?.isPersisted == true)
      #expect(try await Halls.Ticket.pluck(\.theatreID) == [ticket.guest?.id])
    }
  }

  /// A has_many that is named as the inverse takes a new record in; a stored one waits for its own save.
  @Test(arguments: Engine.allCases, [true, false]) func makingATargetTakesANewMemberAlong(_ engine: Engine, _ isStored: Bool) async throws {
    try await engine.database { _, _ async throws in
      let tree = OrchardTree(name: "Ash")
      if isStored { try await tree.save() }
      let orchard = try await tree.$orchard.create()
      #expect(orchard.isPersisted && tree.isPersisted && tree.orchardID == orchard.id && tree.isChanged == isStored)
      #expect(try await OrchardTree.pluck(\.orchardID) == [isStored ? nil : orchard.id])
      #expect(try await orchard.trees.load() == (isStored ? [] : [tree]))
    }
  }

  /// A new record that was set to another target is not saved by the former one, which had taken it in.
  @Test(arguments: Engine.allCases) func aNewMemberThatLeftIsSavedForItsNewOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let first = Orchard(name: "first"), second = Orchard(name: "second"), tree = OrchardTree(name: "Ash")
      tree.$orchard.set(first)
      #expect(first.trees.target == [tree])
      tree.$orchard.set(second)
      #expect(first.trees.target.isEmpty && second.trees.target == [tree])
      try await first.save()
      #expect(tree.isNew && first.treesCount == 0)
      try await tree.save()
      #expect(tree.orchardID == second.id)
      #expect(try await [first.trees.count(), second.trees.count()] == [0, 1])
    }
  }

  /// How a member is moved to another owner.
  enum Move: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case set, byKey, toNobody, savedBefore

    var testDescription: String { rawValue }
  }

  /// The former owner saves what was changed of the member, not whose it is.
  @Test(arguments: Engine.allCases, Move.allCases) func aMemberThatIsSavedWithItsFormerOwnerStaysMoved(
    _ engine: Engine, _ move: Move
  ) async throws {
    for isLoaded in [true, false] {
      try await engine.database { _, _ async throws in
        let first = try await Circus.create { $0.motto = "A" }, second = try await Circus.create { $0.motto = "B" }
        let made = try await first.clowns.create { $0.name = "Bob" }
        let owner = isLoaded ? try await Circus.find(first.id!) : first
        let clown = isLoaded ? try #require(try await owner.clowns.load().first) : made
        switch move {
        case .set, .savedBefore: clown.$circus.set(second)
        case .byKey: clown.circusID = second.id
        case .toNobody: clown.$circus.set(nil)
        }
        if move == .savedBefore { try await clown.save() }
        clown.name = "Bobo"
        try await owner.save()
        let found = try await Clown.find(clown.id!)
        #expect(found.name == "Bobo" && found.circusID == (move == .toNobody ? nil : second.id))
        #expect(try await owner.clowns.reload().isEmpty)
      }
    }
  }

  @Test(arguments: Engine.allCases) func aMemberWhoseSaveLeadsToItsFormerOwnerStaysMoved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let first = try await Rings.Ring.create { $0.motto = "A" }, second = try await Rings.Ring.create { $0.motto = "B" }
      let act = try await first.acts.create { $0.name = "Bob" }
      act.saved = first
      act.circusID = second.id
      try await act.save()
      #expect(act.circusID == second.id)
      #expect(try await Rings.Act.find(act.id!).circusID == second.id)
    }
  }

  /// A target whose has_one is saved with it takes the record along.
  @Test(arguments: Engine.allCases) func aTargetThatSavesItsMemberWritesTheKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let tent = Tent(name: "Top", circus: Circus(motto: "Arr"))
      try await tent.save()
      let circus = try await tent.$circus.create { $0.motto = "Savvy?" }
      #expect(try await Tent.find(tent.id!).circusID == circus.id)
    }
  }
}

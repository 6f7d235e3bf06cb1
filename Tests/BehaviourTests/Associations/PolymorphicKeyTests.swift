import ActiveRecord
import ActiveRecordTesting
import Testing

/// Points at captains, harbours and pilots in several ways.
enum Docks {
  @Polymorphic enum Receiver { case captain(Wharves.Captain), harbour(Wharves.Harbour) }

  /// Compares one column of every class.
  @Model(table: "wharf_parcels") class Crate: Record {
    var text: String?
    var holderID: String?
    var holderType: String?
    @BelongsTo var holder: Receiver? = .belongs(primaryKey: "code")
  }

  /// Names a column that its classes do not have.
  @Model(table: "wharf_parcels") class LostCrate: Record {
    var holderID: String?
    var holderType: String?
    @BelongsTo var holder: Receiver? = .belongs(primaryKey: "cod")
  }

  @Polymorphic enum Guide { case pilot(Pilot), mate(Mate) }

  /// Names neither a key nor an inverse: what leads to it from each class says which key is compared.
  @Model(table: "wharf_parcels") class Letter: Record {
    var text: String?
    var holderID: String?
    var holderType: String?
    @BelongsTo var holder: Guide?
  }
  @Model(table: "wharf_captains") class Pilot: Record {
    var name: String?
    var code: String?
    @HasMany var letters: Many<Letter> = .has(primaryKey: \.code, as: \.holder)
    @HasMany var firstLetters: Many<Letter> = .has(primaryKey: \.code, as: \.holder) { $0.where { $0.text == "first" } }
  }
  /// Two that compare different keys say nothing: it is the primary key.
  @Model(table: "wharf_captains") class Mate: Record {
    var name: String?
    var code: String?
    @HasMany var letters: Many<Letter> = .has(primaryKey: \.code, as: \.holder)
    @HasMany var namedLetters: Many<Letter> = .has(primaryKey: \.name, as: \.holder)
  }

  @Polymorphic enum Named { case theatre(Theatre), player(Player) }

  /// Shows what it shows, and the same where it is called Ernie, or is limited.
  @Model(table: "photos") class Poster: Record {
    var file = ""
    var subjectID: Int?
    var subjectType: String?
    @BelongsTo var subject: Named?
    @BelongsTo var ernie: Named? = .belongs(foreignKey: \.subjectID, foreignType: \.subjectType) { $0.where("name = \("Ernie")") }
    @BelongsTo var anyErnie: Record? = .belongs(foreignKey: \.subjectID, foreignType: \.subjectType) { $0.where("name = \("Ernie")") }
    @BelongsTo var limited: Named? = .belongs(foreignKey: \.subjectID, foreignType: \.subjectType) { $0.limit(1) }
  }
}

/// Which key of each class a polymorphic association compares.
@Suite struct PolymorphicKeyTests {
  @Test(arguments: Engine.allCases, [true, false]) func settingWritesTheClassAndTheNamedKey(
    _ engine: Engine, _ isStored: Bool
  ) async throws {
    try await engine.database { _, _ async throws in
      let captain = Wharves.Captain(name: "Ann", code: isStored ? "c-1" : nil)
      if isStored { try await captain.save() }
      let crate = Docks.Crate()
      crate.$holder.set(.captain(captain))
      #expect(crate.$holder.type == "Wharves.Captain" && crate.holderID == (isStored ? "c-1" : nil))
      // From a target with a key to a new one without.
      let harbour = Wharves.Harbour()
      crate.$holder.set(.harbour(harbour))
      #expect(crate.$holder.type == "Wharves.Harbour" && crate.holderID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func theNamedKeyIsComparedWithEveryClass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let captain = Wharves.Captain(name: "Ann", code: "c-1"), harbour = Wharves.Harbour(name: "North", code: "h-1")
      let first = Docks.Crate(text: "first", holder: .captain(captain)), second = Docks.Crate(text: "second", holder: .harbour(harbour))
      try await first.save()
      try await second.save()
      #expect(captain.isPersisted && first.holderID == "c-1" && second.holderID == "h-1")
      let found = try await Docks.Crate.order(\.id).load()
      #expect(try await found[0].holder?.record == captain)
      #expect(try await found[1].holder?.record == harbour)
      #expect(try await Docks.Crate.where { $0.holder.points(to: harbour) }.load() == [second])
      #expect(Docks.Crate.reflection("holder")?.targetKeyNames(of: Wharves.Harbour.self) == ["code"])
    }
  }

  @Test(arguments: Engine.allCases) func aColumnThatAClassDoesNotHaveIsTold(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let crate = Docks.LostCrate(holder: .captain(Wharves.Captain(name: "Ann")))
      let told = await failure { try await crate.save() }
      #expect(told?.contains("LostCrate.holder: the primaryKey 'cod' is no column of") == true)
    }
  }

  @Test(arguments: Engine.allCases) func whatLeadsBackSaysWhichKeyItIs(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pilot = Docks.Pilot(name: "Ann", code: "p-1")
      try await pilot.save()
      let letter = try await pilot.letters.create { $0.text = "first" }
      #expect(letter.holderID == "p-1" && letter.$holder.type == "Docks.Pilot")
      let found = try await Docks.Pilot.find(pilot.id!).letters.load()[0]
      found.text = "changed"
      #expect(try await found.holder?.record == pilot)
      try await found.save()
      #expect(try await Docks.Letter.find(letter.id!).holder?.record == pilot)
      // Set from this side, it is found from the other.
      let other = Docks.Letter(text: "first", holder: .pilot(pilot))
      #expect(other.holderID == "p-1")
      try await other.save()
      #expect(try await pilot.firstLetters.load() == [other])
      #expect(Docks.Letter.reflection("holder")?.targetKeyNames(of: Docks.Mate.self) == ["id"])
    }
  }

  /// Where the associations that lead to a member disagree, it keeps the key that the one which took it in finds it by.
  @Test(arguments: Engine.allCases) func aMemberKeepsTheKeyThatItIsFoundBy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let mate = Docks.Mate(name: "Bob", code: "m-1")
      try await mate.save()
      let letter = try await mate.letters.create { $0.text = "first" }
      #expect(letter.holderID == "m-1")
      letter.text = "changed"
      try await letter.save()
      #expect(try await Docks.Letter.pluck(\.holderID) == ["m-1"])
      #expect(try await mate.letters.reload() == [letter])
      #expect(try await mate.namedLetters.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aScopeNarrowsWhateverClassIsLoaded(_ engine: Engine) async throws {
    try await engine.database(models: [Theatre.self, Player.self]) { _, recorder async throws in
      let bert = try await Player.create { $0.name = "Bert" }, ernie = try await Player.create { $0.name = "Ernie" }
      let stage = try await Theatre.create { $0.name = "Ernie" }
      for shown in [Docks.Named.player(bert), .player(ernie), .theatre(stage)] { try await Docks.Poster(subject: shown).save() }
      let expected: [Record?] = [nil, ernie, stage]
      let alone = try await Docks.Poster.order(\.id).loadsTogether(false).load()
      for (poster, record) in zip(alone, expected) {
        #expect(try await poster.subject != nil)
        #expect(try await poster.ernie?.record == record)
        #expect(try await poster.anyErnie == record)
      }
      let posters = try await Docks.Poster.preload(\.subject, \.ernie, \.anyErnie).order(\.id).load()
      recorder.clear()
      for (poster, record) in zip(posters, expected) {
        #expect(try poster.$subject.loaded != nil)
        #expect(try poster.$ernie.loaded?.record == record)
        #expect(try poster.$anyErnie.loaded == record)
      }
      #expect(recorder.sql.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aScopeThatLimitsIsRefused(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let player = try await Player.create { $0.name = "Bert" }
      try await Docks.Poster(subject: .player(player)).save()
      let told = await failure { _ = try await Docks.Poster.first()?.limited }
      #expect(told?.contains("Poster.limited: its scope limits the rows of several classes") == true)
    }
  }
}

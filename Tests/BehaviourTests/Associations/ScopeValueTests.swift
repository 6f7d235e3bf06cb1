import ActiveRecord
import Testing

/// Other models of marinas and what belongs to them, whose associations have conditions.
@Model(table: "marinas") class ScopedMarina: Record {
  var name = ""
  @HasMany var dories: Many<ScopedBoat> = .has(foreignKey: "marina_id", hasInverse: false) { $0.where { $0.name == "dory" } }
  @HasMany var unlike: Many<ScopedBoat> = .has(foreignKey: "marina_id", hasInverse: false) { $0.where { $0.name != "dory" } }
  @HasMany var either: Many<ScopedBoat> = .has(foreignKey: "marina_id", hasInverse: false) {
    $0.where { $0.name == "dory" || $0.name == "punt" }
  }
  @HasMany var among: Many<ScopedBoat> = .has(foreignKey: "marina_id", hasInverse: false) { $0.where { $0.name.isIn(["dory", "punt"]) } }
  @HasMany var namesakes: Many<ScopedBoat> = .has(foreignKey: "marina_id", hasInverse: false) { boats, marina in
    boats.where { $0.name == marina.name }
  }
  @HasOne var dory: ScopedBoat? = .has(foreignKey: "marina_id", hasInverse: false) { $0.where { $0.name == "dory" } }
  @HasMany var shifts: Many<ScopedShift> = .has(foreignKey: "marina_id")
  @HasMany var captains: Many<ScopedPilot> = .through(\.shifts, source: \.pilot) { $0.where { $0.name == "captain" } }
  @HasAndBelongsToMany var pennants: Many<ScopedFlag> = .has(
    joinTable: "marina_flag_pairs", foreignKey: "marina_id", associationForeignKey: "flag_id"
  ) { $0.where { $0.name == "pennant" } }
}
@Model(table: "marina_boats") class ScopedBoat: Record {
  var name = ""
  @BelongsTo var marina: ScopedMarina? = .belongs(hasInverse: false) { $0.where { $0.name == "home" } }
}
@Model(table: "marina_shifts") class ScopedShift: Record {
  @BelongsTo var marina: ScopedMarina?
  @BelongsTo var pilot: ScopedPilot?
}
@Model(table: "marina_pilots") class ScopedPilot: Record { var name = "" }
@Model(table: "marina_flags") class ScopedFlag: Record { var name = "" }

/// New targets and members have the values that the equality conditions of the scope name, and no others.
@Suite struct ScopeValueTests {
  @Test(arguments: Engine.allCases) func ofEachKind(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let marina = try await ScopedMarina.create { $0.name = "Oslo" }
      #expect(marina.dories.build().name == "dory")
      #expect(marina.namesakes.build().name == "Oslo")
      #expect(marina.$dory.build().name == "dory")
      #expect(marina.captains.build().name == "captain")
      #expect(marina.pennants.build().name == "pennant")
      #expect(ScopedBoat().$marina.build().name == "home")
      // What stands beside an equality says nothing about one value.
      #expect([marina.unlike.build().name, marina.either.build().name, marina.among.build().name] == ["", "", ""])
      // What the caller says counts more.
      #expect(marina.dories.build { $0.name = "punt" }.name == "punt")
    }
  }

  @Test(arguments: Engine.allCases) func theyAreStored(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let marina = try await ScopedMarina.create { $0.name = "Oslo" }
      let dory = try await marina.dories.create(), captain = try await marina.captains.create()
      let pennant = try await marina.pennants.create()
      #expect(try await [ScopedBoat.find(dory.id!).name, ScopedPilot.find(captain.id!).name] == ["dory", "captain"])
      #expect(try await ScopedFlag.find(pennant.id!).name == "pennant")
      #expect(try await marina.dories.reload() == [dory])
      #expect(try await marina.captains.reload() == [captain])
      #expect(try await marina.pennants.reload() == [pennant])
      // What is found by a narrower query has its values, too.
      #expect(try await marina.either.where { $0.name == "punt" }.create().name == "punt")
      #expect(try await marina.either.findOrBuildBy { $0.name == "raft" }.name == "raft")
    }
  }
}

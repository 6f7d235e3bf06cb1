import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of what is woven, with associations through associations.
@Model(table: "weavers") class DeepWeaver: Record {
  var name: String?
  @HasMany var tapestries: Many<DeepTapestry> = .has(foreignKey: \.weaverID)
  @HasMany var strands: Many<DeepStrand> = .through(\.tapestries)
  @HasMany var dyes: Many<DeepDye> = .through(\.strands)
  @HasMany var dyesOfTapestries: Many<DeepDye> = .through(\.tapestries, source: \.dyes)
}
@Model(table: "tapestries") class DeepTapestry: Record {
  var title = ""
  var weaverID: Int?
  @BelongsTo var weaver: DeepWeaver? = .belongs(foreignKey: \.weaverID)
  @HasMany var strands: Many<DeepStrand> = .has(foreignKey: \.tapestryID)
  @HasMany var dyes: Many<DeepDye> = .through(\.strands)
}
@Model(table: "strands") class DeepStrand: Record {
  var tapestryID: Int?
  var dyeID: Int?
  @BelongsTo var tapestry: DeepTapestry? = .belongs(foreignKey: \.tapestryID)
  @BelongsTo var dye: DeepDye? = .belongs(foreignKey: \.dyeID)
}
@Model(table: "dyes") class DeepDye: Record {
  var name = ""
  static func rules(_ dye: Rules<DeepDye>) { dye.validates(\.name, .presence) }
}

/// Whether a record is a member that was built for a member of a member, without a row.
@Suite struct DeepMembershipTests {
  @Test(arguments: Engine.allCases, ["new", "stored", "loaded"])
  func membersBuiltForOthersAreMembers(_ engine: Engine, _ state: String) async throws {
    try await engine.database { _, recorder async throws in
      let weaver = DeepWeaver(name: "Ada")
      if state != "new" { try await weaver.save() }
      if state == "loaded" {
        try await weaver.strands.load()
        try await weaver.dyes.load()
      }
      let strand = weaver.tapestries.build { $0.title = "long" }.strands.build()
      let dye = strand.$dye.build { $0.name = "red" }
      recorder.clear()
      #expect(try await weaver.strands.contains(strand))
      #expect(try await weaver.dyes.contains(dye))
      #expect(try await weaver.dyesOfTapestries.contains(dye))
      #expect(try await weaver.dyes.contains(DeepDye(name: "red")) == false)
      #expect(try await weaver.strands.contains(DeepStrand()) == false)
      #expect(recorder.queries.isEmpty)
      try await weaver.save()
      let found = try await DeepWeaver.find(weaver.id!)
      #expect(try await found.strands.contains(strand))
      #expect(try await found.dyes.contains(dye))
      #expect(try await found.dyesOfTapestries.contains(dye))
    }
  }

  @Test(arguments: Engine.allCases) func storedMembersOfANewOwnerAreMembers(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let tapestry = try await DeepTapestry.create { $0.title = "long" }
      let other = try await DeepTapestry.create { $0.title = "other" }
      let weaver = DeepWeaver(name: "Ada")
      try await weaver.tapestries.append(tapestry)
      recorder.clear()
      #expect(try await weaver.tapestries.contains(tapestry))
      #expect(try await weaver.tapestries.contains(other) == false)
      #expect(recorder.queries.isEmpty)
    }
  }
}

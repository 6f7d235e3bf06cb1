import ActiveRecord
import Testing

/// Other models of circuses and what is shown there, without autosave.
@Model(table: "circuses") class PlainCircus: Record {
  var motto: String
  @HasAndBelongsToMany var tricks: Many<PlainTrick> = .has(
    joinTable: "circuses_tricks", foreignKey: "circus_id", associationForeignKey: "trick_id")
}
@Model(table: "tricks") class PlainTrick: Record {
  var name: String
  static func rules(_ trick: Rules<PlainTrick>) { trick.validates(\.name, .presence) }
}

/// Members with a row that are changed when they are added: they are saved along with the row that joins them.
@Suite struct ChangedMemberTests {
  @Test(arguments: Engine.allCases, ["new", "stored"]) func changedMembersOfThroughAreSaved(_ engine: Engine, _ state: String) async throws
  {
    try await engine.database { _, _ async throws in
      let dye = try await DeepDye.create { $0.name = "red" }
      let tapestry = DeepTapestry(title: "long")
      if state == "stored" { try await tapestry.save() }
      dye.name = "blue"
      try await tapestry.dyes.append(dye)
      if state == "new" { try await tapestry.save() }
      #expect(try await DeepDye.pluck(\.name) == ["blue"])
      #expect(try await DeepStrand.pluck(\.dyeID) == [dye.id])
      // What is changed later is saved by the owner only where the association says autosave.
      dye.name = "green"
      try await tapestry.save()
      #expect(try await DeepDye.pluck(\.name) == ["blue"])
    }
  }

  @Test(arguments: Engine.allCases, ["new", "stored"]) func changedMembersOfPairsAreSaved(_ engine: Engine, _ state: String) async throws {
    try await engine.database { _, _ async throws in
      let trick = try await PlainTrick.create { $0.name = "Polly" }
      let circus = PlainCircus(motto: "Hi")
      if state == "stored" { try await circus.save() }
      trick.name = "Squawky"
      try await circus.tricks.append(trick)
      if state == "new" { try await circus.save() }
      #expect(try await PlainTrick.pluck(\.name) == ["Squawky"])
      #expect(try await circus.tricks.count() == 1)
      trick.name = "Silent"
      try await circus.save()
      #expect(try await PlainTrick.pluck(\.name) == ["Squawky"])
    }
  }

  @Test(arguments: Engine.allCases, ["new, through", "new, pairs", "stored, through", "stored, pairs"])
  func thoseThatDoNotPassAreNotJoined(_ engine: Engine, _ what: String) async throws {
    try await engine.database { _, _ async throws in
      let isStored = what.hasPrefix("stored"), arePairs = what.hasSuffix("pairs")
      let tapestry = DeepTapestry(title: "long"), circus = PlainCircus(motto: "Hi")
      if isStored {
        try await tapestry.save()
        try await circus.save()
      }
      let dye = try await DeepDye.create { $0.name = "red" }, trick = try await PlainTrick.create { $0.name = "Polly" }
      dye.name = ""
      trick.name = ""
      await #expect(throws: RecordInvalid.self) {
        if arePairs {
          try await circus.tricks.append(trick)
          try await circus.save()
        } else {
          try await tapestry.dyes.append(dye)
          try await tapestry.save()
        }
      }
      #expect(try await DeepStrand.count() == 0)
      #expect(try await PlainTrick.pluck(\.name) == ["Polly"])
      #expect(try await DeepDye.pluck(\.name) == ["red"])
      if isStored { #expect(try await circus.tricks.count() == 0) }
      #expect(try await DeepTapestry.count() == (isStored ? 1 : 0))
    }
  }
}

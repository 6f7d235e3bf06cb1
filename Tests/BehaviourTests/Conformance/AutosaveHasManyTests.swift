import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many members that are saved with their owner, where nothing else was said.
@Suite struct AutosaveHasManyTests {
  @Test(arguments: Engine.allCases) func anInvalidMemberIsNotAdded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      let trailer = Trailer(name: "")
      #expect(try await circus.trailers.appendIfValid(trailer) == false)
      #expect(trailer.isNew)
      #expect(try await circus.isValid() == false)
      #expect(try await circus.saveIfValid() == false)
      #expect(trailer.isNew)
    }
  }

  @Test(arguments: Engine.allCases) func anInvalidMemberKeepsANewOwnerUnsaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi"), trailer = Trailer(name: "")
      try await circus.trailers.append(trailer, Trailer(name: "T"))
      #expect(trailer.isNew)
      #expect(try await trailer.isValid() == false)
      #expect(try await circus.isValid() == false)
      #expect(try await circus.saveIfValid() == false)
      #expect(trailer.isNew && circus.isNew)
      #expect(try await Trailer.count() + Circus.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func aMemberThatStopsKeepsItsOwnerUnsaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi")
      let trailer = circus.trailers.build { $0.name = "T" }
      trailer.stops = true
      #expect(try await trailer.isValid())
      #expect(try await circus.isValid())
      #expect(try await circus.saveIfValid() == false)
      #expect(circus.isNew && trailer.isNew)
    }
  }

  /// Rails tells only that it was not added, and saves the owner without it.
  @Test(arguments: Engine.allCases) func anInvalidMemberThatIsNotValidatedFailsTheSave(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      let trailer = Trailer(name: "")
      #expect(try await circus.looseTrailers.appendIfValid(trailer) == false)
      #expect(try await circus.isValid())
      #expect(try await trailer.isValid() == false)
      #expect(try await circus.saveIfValid() == false)
      #expect(trailer.isNew)
    }
  }

  @Test(arguments: Engine.allCases) func aValidMemberThatIsNotValidatedIsAdded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      let trailer = Trailer(name: "T")
      #expect(try await circus.isValid())
      #expect(try await trailer.isValid())
      #expect(trailer.isNew)
      try await circus.looseTrailers.append(trailer)
      #expect(try await circus.saveIfValid())
      #expect(trailer.isPersisted)
      #expect(try await Trailer.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func whoIsAMemberOfItselfIsStillValidated(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let mime = Mime(motto: "boring")
      try await mime.pupils.append(mime)
      #expect(try await mime.saveIfValid() == false)
      #expect(mime.isNew)
      #expect(try await mime.isValid() == false)
    }
  }

  @Test(arguments: Engine.allCases) func aMemberAddedByACallbackGetsTheKeyThatItNeeds(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = HiringCircus(motto: "Hi")
      #expect(try await circus.saveIfValid())
      #expect(try await circus.reload().trailers.map(\.name) == ["hired"])
    }
  }

  @Test(arguments: Engine.allCases) func membersThatOnlyTheSaveFindsInvalidKeepAllUnsaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi")
      let trailers = circus.trailers.build(forEach: ["a", "b"]) { ($0.name, $0.plate) = ($1, "same") }
      #expect(try await circus.saveIfValid() == false)
      #expect(circus.errors["trailers"] == ["is invalid"])
      #expect(trailers[0].errors.isEmpty && trailers[1].errors["plate"] == ["has already been taken"])
      #expect(try await Trailer.count() + Circus.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func saveThrowsWhereOnlyTheSaveFindsThemInvalid(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi")
      circus.trailers.build(forEach: ["a", "b"]) { ($0.name, $0.plate) = ($1, "same") }
      await #expect(throws: RecordInvalid.self) { try await circus.save() }
      #expect(circus.errors.fullMessages == ["Trailers is invalid"])
      #expect(try await Trailer.count() + Circus.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func anInvalidBuiltMemberIsTheLastOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      for name in ["a", "b"] { try await circus.trailers.create { $0.name = name } }
      let trailer = circus.trailers.build { $0.name = "" }
      #expect(trailer.isNew)
      #expect(try await trailer.isValid() == false)
      #expect(try await circus.trailers.last() === trailer)
      #expect(try await circus.saveIfValid() == false)
      #expect(trailer.isNew)
      #expect(try await circus.trailers.reload().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func membersAddedBeforeTheSaveAreSavedByIt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi"), trailer = Trailer(name: "b")
      try await circus.trailers.append(Trailer(name: "a"))
      #expect(try await circus.trailers.size() == 1)
      try await circus.trailers.append(trailer)
      #expect(try await circus.trailers.size() == 2)
      #expect(try await Circus.count() + Trailer.count() == 0)
      #expect(try await circus.saveIfValid())
      #expect(circus.isPersisted && trailer.isPersisted)
      #expect(try await trailer.circus === circus)
      #expect(try await [Circus.count(), Trailer.count()] == [1, 2])
      #expect(try await circus.trailers.size() == 2)
      #expect(try await circus.trailers.reload().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func idsAreAssignedToANewOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let one = try await Trailer.create { $0.name = "a" }, two = try await Trailer.create { $0.name = "b" }
      let circus = Circus(motto: "Hi")
      try await circus.trailers.replace(withIDs: [one.id ?? 0, two.id ?? 0])
      try await circus.save()
      try await circus.reload()
      #expect(try await circus.trailers.load().count == 2)
      #expect(try await circus.trailers.contains(two))
    }
  }

  @Test(arguments: Engine.allCases) func idsAreAssignedToANewOwnerThroughAnotherModel(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ann = try await Player.create { $0.name = "Ann" }, bob = try await Player.create { $0.name = "Bob" }
      let play = Play(title: "A")
      try await play.players.replace(withIDs: [ann.id ?? 0, bob.id ?? 0])
      try await play.save()
      try await play.reload()
      #expect(try await play.players.load().count == 2)
      #expect(try await play.players.contains(ann))
    }
  }

  enum Building: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case one, many, byBlock, manyByBlock
    var testDescription: String { rawValue }
    var count: Int { self == .one || self == .byBlock ? 1 : 2 }
  }

  @Test(arguments: Engine.allCases, Building.allCases) func builtMembersAreSavedWithTheOwner(_ engine: Engine, _ building: Building)
    async throws
  {
    try await engine.database { _, recorder async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      for name in ["a", "b"] { try await Trailer(name: name, circusID: circus.id).save() }
      recorder.clear()
      switch building {
      case .one: circus.trailers.build().name = "c"
      case .many: for (trailer, name) in zip([circus.trailers.build(), circus.trailers.build()], ["c", "d"]) { trailer.name = name }
      case .byBlock: circus.trailers.build { $0.name = "c" }
      case .manyByBlock: circus.trailers.build(forEach: ["c", "d"]) { $0.name = $1 }
      }
      #expect(recorder.queries.isEmpty && !circus.trailers.isLoaded)
      circus.motto += "-changed"
      try await circus.save()
      #expect(
        recorder.sql.filter { !$0.hasPrefix("SELECT") }.map { $0.prefix(6) } == ["UPDATE"]
          + Array(repeating: "INSERT", count: building.count))
      #expect(try await circus.trailers.reload().count == 2 + building.count)
    }
  }

  enum Replaced: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case new, copied
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Replaced.allCases) func membersOfANewOwnerAreReplaced(_ engine: Engine, _ replaced: Replaced)
    async throws
  {
    try await engine.database { _, _ async throws in
      let stored = try await Trailer.create { $0.name = "stored" }
      let circus = replaced == .new ? Circus(motto: "Hi") : try await Circus.create { $0.motto = "Hi" }.dup()
      try await circus.trailers.replace(with: [stored, Trailer(name: "new")])
      #expect(try await circus.saveIfValid())
      try await circus.reload()
      #expect(try await circus.trailers.map(\.name).sorted() == ["new", "stored"])
    }
  }

  @Test(arguments: Engine.allCases) func membersThatAreNotThereAreNotLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      try await circus.trailers.create { $0.name = "a" }
      circus.trailers.reset()
      recorder.clear()
      try await circus.save()
      #expect(recorder.queries.isEmpty && !circus.trailers.isLoaded)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of a has_one that is saved with its owner, where nothing else was said.
@Suite struct AutosaveHasOneTests {
  @Test(arguments: Engine.allCases) func saveFailsForInvalidOneThatIsValidated(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      #expect(try await circus.isValid())
      let trailer = circus.$checkedTrailer.build { $0.name = "" }
      #expect(try await trailer.isValid() == false)
      #expect(try await circus.isValid() == false)
      #expect(try await circus.saveIfValid() == false)
      #expect(circus.errors["checkedTrailer"] == ["is invalid"] && trailer.isNew)
    }
  }

  enum Validated: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case unsaid, off
    var testDescription: String { rawValue }
  }

  /// Rails saves the owner, and forgets the invalid target in silence.
  @Test(arguments: Engine.allCases, Validated.allCases)
  func anInvalidOneFailsTheSaveAlthoughItIsNotValidated(_ engine: Engine, _ validated: Validated) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi")
      let (handle, name) = validated == .off ? (circus.$looseTrailer, "looseTrailer") : (circus.$trailer, "trailer")
      let trailer = handle.build { $0.name = "" }
      #expect(try await circus.isValid())
      #expect(try await circus.saveIfValid() == false)
      #expect(circus.errors[name] == ["is invalid"] && trailer.isNew && circus.isNew)
      #expect(try await Circus.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func buildBeforeTheTargetIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      let trailer = circus.$trailer.build { $0.name = "T" }
      #expect(try await circus.trailer === trailer)
      #expect(trailer.isNew)
      #expect(try await circus.saveIfValid())
      #expect(try await circus.trailer === trailer)
      #expect(trailer.isPersisted)
      #expect(try await Trailer.pluck(\.circusID) == [circus.id])
    }
  }

  @Test(arguments: Engine.allCases) func buildBeforeEitherIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi")
      let trailer = circus.$trailer.build { $0.name = "T" }
      #expect(try await circus.trailer === trailer)
      #expect(trailer.isNew)
      #expect(try await circus.saveIfValid())
      #expect(try await circus.trailer === trailer)
      #expect(trailer.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases) func assignmentBeforeTheOwnerIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi"), trailer = try await Trailer.create { $0.name = "T" }
      try await circus.$trailer.set(trailer)
      #expect(circus.isNew)
      #expect(try await circus.trailer === trailer)
      #expect(try await circus.saveIfValid())
      #expect(try await circus.trailer === trailer)
      #expect(try await circus.$trailer.reload() == trailer)
    }
  }

  @Test(arguments: Engine.allCases) func assignmentBeforeEitherIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi"), trailer = Trailer(name: "T")
      try await circus.$trailer.set(trailer)
      #expect(circus.isNew && trailer.isNew)
      #expect(try await circus.trailer === trailer)
      #expect(try await circus.saveIfValid())
      #expect(circus.isPersisted && trailer.isPersisted)
      #expect(try await circus.trailer === trailer)
      #expect(try await circus.$trailer.reload() == trailer)
    }
  }

  /// The verbs of what was written.
  private func writes(_ recorder: SQLRecorder) -> [String] {
    recorder.sql.map { String($0.prefix(6)) }.filter { $0 != "SELECT" }
  }

  @Test(arguments: Engine.allCases) func unchangedOnesAreNotSavedAgain(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let first = try await Circus.create { $0.motto = "Hi" }
      let trailer = try await first.$trailer.create { $0.name = "T" }
      let circus = try #require(try await Circus.includes(\.trailer).order(\.id).first())
      circus.motto += "-changed"
      recorder.clear()
      try await circus.save()
      #expect(recorder.queries.count == 1)
      let again = try await Circus.find(first.id ?? 0)
      try await again.$trailer.set(try await Trailer.find(trailer.id ?? 0))
      recorder.clear()
      try await again.save()
      #expect(recorder.queries.isEmpty)
      let copy = again.dup()
      try await copy.$trailer.set(try await Trailer.find(trailer.id ?? 0))
      recorder.clear()
      try await copy.save()
      #expect(writes(recorder) == ["INSERT", "UPDATE"])
      let other = again.dup()
      try await other.$trailer.set(try await Trailer.find(trailer.id ?? 0).dup())
      recorder.clear()
      try await other.save()
      #expect(writes(recorder) == ["INSERT", "INSERT"])
    }
  }

  @Test(arguments: Engine.allCases) func aTargetThatIsNotThereIsNotLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      try await circus.$looseTrailer.create { $0.name = "T" }
      circus.$looseTrailer.reset()
      recorder.clear()
      try await circus.save()
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func theTargetIsSavedBeforeTheOwnersCallbacksAfter(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let stage = Stage(name: "S")
      stage.$curtain.build { $0.color = "red" }
      try await stage.save()
      #expect(stage.seen == ["create true", "save false"])
      try await stage.curtain?.color = "green"
      try await stage.save()
      #expect(stage.seen == ["create true", "save false", "update false", "save false"])
    }
  }

  @Test(arguments: Engine.allCases) func aKeyThatIsTheSameIsNotWritten(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let stage = Stage(name: "S")
      stage.$fixedCurtain.build { $0.color = "red" }
      try await stage.save()
      try await stage.fixedCurtain?.color = "blue"
      try await stage.save()
      #expect(try await FixedCurtain.pluck(\.color) == ["blue"])
      #expect(try await FixedCurtain.pluck(\.stageID) == [stage.id])
    }
  }
}

/// What Rails' suite shows of how often callbacks of a target run that is saved with its owner, and of an owner saved with it.
@Suite struct AutosaveCallbackTests {
  enum Saved: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case target, targetTwice, polymorphicTarget, owner, ownerTwice, polymorphicOwner
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Saved.allCases) func eachCallbackRunsOnce(_ engine: Engine, _ saved: Saved) async throws {
    try await engine.database { _, _ async throws in
      let curtain = Curtain(color: "red"), chef = Chef(name: "C"), stage = Stage(name: "S")
      var member: any Performer = curtain
      switch saved {
      case .target, .targetTwice:
        try await stage.$curtain.set(curtain)
        try await stage.save()
        if saved == .targetTwice {
          let other = Curtain(color: "blue")
          try await stage.$curtain.set(other)
          try await stage.save()
          member = other
        }
      case .polymorphicTarget:
        try await Canteen(name: "K", chef: chef).save()
        member = chef
      case .owner, .ownerTwice:
        curtain.$stage.set(stage)
        try await curtain.save()
        if saved == .ownerTwice {
          curtain.$stage.set(Stage(name: "T"))
          try await curtain.save()
        }
      case .polymorphicOwner:
        chef.$workplace.set(Canteen(name: "K"))
        try await chef.save()
        member = chef
      }
      let times = saved == .ownerTwice ? 2 : 1
      for (step, count) in [
        ("validating", times), ("validated", times), ("creating", 1), ("created", 1), ("saving", times), ("saved", times),
      ] {
        #expect(member.log.count { $0 == step } == count, "\(step): \(member.log)")
      }
    }
  }
}

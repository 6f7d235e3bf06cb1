import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of inverses and keys that change.
@Suite struct InversePolymorphicBelongsToTests {
  @Test(arguments: Engine.allCases) func inversedInstanceShouldNotBeReloadedAfterStaleStateChanged(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe"), license = License(number: "1")
      try await theatre.$license.set(license)
      let before = try await license.theatre
      try await theatre.save()
      #expect(try await license.theatre === before)
    }
  }

  @Test(arguments: Engine.allCases) func inversedInstanceShouldNotBeReloadedAfterStaleStateChangedWithValidation(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let license = License(number: "1", theatre: Theatre(name: "Globe"))
      let before = try await license.theatre
      try await license.save()
      #expect(try await license.theatre === before)
    }
  }

  @Test(arguments: Engine.allCases) func childInstanceShouldBeSharedWithParentOnFind(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self]) { _, _ async throws in
      let mark = try await marked()
      try await shared(mark, #require(try await mark.item as? Tapestry))
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadedChildInstanceShouldBeSharedWithParentOnFind(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self]) { _, _ async throws in
      _ = try await marked()
      for relation in [MotifMark.includes(\.motif), MotifMark.includes(\.motif, \.item).order(\.motifID)] {
        let mark = try #require(try await relation.first())
        try await shared(mark, #require(try await mark.item as? Tapestry))
      }
    }
  }

  @Test(arguments: Engine.allCases) func childInstanceShouldBeSharedWithReplacedViaAccessorParent(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self]) { _, _ async throws in
      let mark = try await marked(), new = Tapestry(title: "new")
      #expect(try await mark.item != nil)
      mark.$item.set(new)
      try await shared(mark, new)
    }
  }

  @Test(arguments: Engine.allCases) func inversedInstanceShouldLoadAfterAutosaveIfItIsNotAlreadyLoaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "m" }
      let tent = try await circus.$tent.create { $0.name = "t" }
      // What the tent knew of its circus goes with the reload.
      try await tent.reload()
      tent.name = "changed"
      try await circus.save()
      #expect(try await Tent.find(tent.id!).name == "changed")
      #expect(try await circus.tent === tent)
      #expect(try await tent.circus == circus)
    }
  }

  @Test(arguments: Engine.allCases) func shouldNotTryToSetInverseInstancesWhenTheInverseIsAHasMany(_ engine: Engine) async throws {
    try await engine.database(models: [Tapestry.self]) { _, _ async throws in
      let mark = try await marked()
      let tapestry = try #require(try await mark.item as? Tapestry)
      let other = try #require(try await tapestry.marks.load().first { $0.id == mark.id })
      #expect(other !== mark && other.superMotifID == mark.superMotifID)
      mark.superMotifID = 7
      #expect(other.superMotifID == nil)
      other.superMotifID = 8
      #expect(mark.superMotifID == 7)
    }
  }

  /// Both see the changes of the other.
  private func shared(_ mark: MotifMark, _ tapestry: Tapestry) async throws {
    #expect(try await tapestry.mark === mark)
    mark.superMotifID = 7
    #expect(try await tapestry.mark?.superMotifID == 7)
    try await tapestry.mark?.superMotifID = nil
    #expect(mark.superMotifID == nil)
  }

  /// The mark of a tapestry, found again.
  private func marked() async throws -> MotifMark {
    let tapestry = try await Tapestry.create { $0.title = "T" }
    let mark = MotifMark(motif: Motif(name: "lion"), item: tapestry)
    try await mark.save()
    return try await MotifMark.find(mark.id!)
  }
}

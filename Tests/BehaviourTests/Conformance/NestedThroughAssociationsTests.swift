import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of associations that go through associations which go through others: read, preloaded and joined.
@Suite struct NestedThroughAssociationsTests {
  typealias A = Athenaeum
  typealias L = Lyceum

  @Test(arguments: Engine.allCases, NestedShape.all) func isRead(_ engine: Engine, _ shape: NestedShape) async throws {
    try await engine.nested { _ async throws in #expect(try await shape.read() == shape.expected) }
  }

  @Test(arguments: Engine.allCases, NestedShape.all) func isPreloaded(_ engine: Engine, _ shape: NestedShape) async throws {
    try await engine.nested { recorder async throws in
      let found = try await shape.preload(recorder)
      #expect(found.texts == shape.expected)
      #expect(found.queries == shape.queries)
    }
  }

  @Test(arguments: Engine.allCases, NestedShape.all) func isJoined(_ engine: Engine, _ shape: NestedShape) async throws {
    try await engine.nested { recorder async throws in
      #expect(try await shape.join(recorder) == shape.matching)
      #expect(recorder.queries.count == 1)
      recorder.clear()
      #expect(try await shape.include(recorder) == shape.matching)
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func joinsKeepToTheClassOfPolymorphicSteps(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      #expect(try await A.Poet.joins(\.themes).where("themings.themed_type = 'Fake'").count() == 0)
      #expect(try await A.Poet.joins(\.themes).where("themings.themed_type = \("Athenaeum.Poem")").count() == 7)
    }
  }

  @Test(arguments: Engine.allCases) func distinctHasManyThroughAHasManyThroughOnSource(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      let ada = try await A.Poet.find(1)
      #expect(try await ada.themes.map(\.name) == ["Red", "Red"])
      #expect(try await ada.distinctThemes.map(\.name) == ["Red"])
    }
  }

  @Test(arguments: Engine.allCases) func distinctHasManyThroughAHasManyThroughOnThrough(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      let ada = try await A.Poet.find(1)
      #expect(try await ada.borrowers.order(\.name).load().map(\.name) == ["Ann", "Ben", "Ben"])
      #expect(try await ada.distinctBorrowers.order(\.name).load().map(\.name) == ["Ann", "Ben"])
    }
  }

  @Test(arguments: Engine.allCases) func nestedHasManyThroughWithATableReferencedSeveralTimes(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      let bob = try await A.Poet.find(2)
      #expect(try await bob.similarPoems.map(\.title).sorted() == ["misc by bob", "misc by mary", "other by bob"])
      let poets = A.Poet.joins(\.similarPoems)
      #expect(
        try await poets.where { $0.similarPoems.title == "misc by bob" }.distinct().order(\.id).load().map(\.name) == ["Bob", "Mary"])
      #expect(try await poets.where("themings.themed_type = 'Fake'").load().isEmpty)
      #expect(try await poets.where("themings_bards_join.themed_type = 'Fake'").load().isEmpty)
      #expect(try await poets.where("themings_bards_join.themed_type = \("Athenaeum.Poem")").distinct().count() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func nestedHasManyThroughWithScopeOnPolymorphicReflection(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      let poets = A.Poet.joins(\.orderedPoems).where { $0.orderedPoems.title == "misc by bob" }
      #expect(try await poets.distinct().order(\.id).load().map(\.name) == ["Bob", "Mary"])
      #expect(try await A.Poet.find(2).orderedPoems.ids() == [3, 4, 5])
    }
  }

  @Test(arguments: Engine.allCases) func foreignKeyOptionOnThroughReflection(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      let ann = try #require(try await A.Borrower.findBy { $0.name == "Ann" })
      #expect(try await ann.wardsVolumes.order(\.id).load().map(\.title) == ["One", "Two"])
      #expect(try await A.Lending.find(1).wardsPoets.map(\.name) == ["Ada", "Ada"])
      #expect(try await A.Lending.joins(\.wardsPoets).where { $0.wardsPoets.name == "Ada" }.ids() == [1, 1])
    }
  }

  @Test(arguments: Engine.allCases) func foreignKeyOptionOnSourceReflection(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      #expect(try await A.Volume.find(1).wards.map(\.name) == ["Ben"])
      #expect(try await A.Volume.find(2).wards.isEmpty())
      #expect(try await A.Volume.joins(\.wards).load().map(\.title) == ["One"])
      let ben = try #require(try await A.Volume.find(1).wards.first())
      try await A.Borrower.create {
        $0.name = "Eve"; $0.guardianID = ben.guardianID
      }
      #expect(try await A.Volume.find(1).wards.order(\.id).map(\.name) == ["Ben", "Eve"])
      // A row for each of them.
      #expect(try await A.Volume.joins(\.wards).load().map(\.title) == ["One", "One"])
    }
  }

  @Test(arguments: Engine.allCases) func subclassOnTheThroughReflection(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      #expect(try await A.Poem.find(1).praiseGrades.map(\.value).sorted() == [2, 3])
      let joined = A.Poem.joins(\.praiseGrades).where { $0.id == 1 }
      #expect(try await joined.where("glosses.type IS NULL").count() == 0)
      #expect(try await joined.where("glosses.type = \("Athenaeum.Praise")").count() == 1)
      #expect(try await joined.where("glosses.type = \("Athenaeum.LoudPraise")").count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func subclassOnTheNestedThroughReflection(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      #expect(try await A.Poem.find(1).praiseGradeThemings.map(\.mark) == ["of a grade"])
      let joined = A.Poem.joins(\.praiseGradeThemings).where { $0.id == 1 }
      #expect(try await joined.where("glosses.type IS NULL").count() == 0)
      #expect(try await joined.where("glosses.type = \("Athenaeum.Praise")").count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func nestedHasManyThroughWritersShouldRaise(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      let ada = try await A.Poet.find(1), ann = try await A.Borrower.find(1)
      for attempt in HasManyThroughAssociationsTests.Attempt.allCases {
        let error = await #expect(throws: AssociationError.self) { try await attempt.run(ada.borrowers, ann) }
        #expect(error?.description.contains("it goes through more than one association, so it can only be read") == true)
      }
      ada.borrowers.build { $0.name = "Dan" }
      await #expect(throws: AssociationError.self) { try await ada.save() }
      #expect(try await A.Borrower.count() == 3)
      #expect(try await A.Lending.count() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func nestedHasOneThroughWritersShouldRaise(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      let ann = try await L.Fellow.find(1), rank = try await L.Rank.find(2)
      let error = await #expect(throws: AssociationError.self) { try await ann.$dossierRank.set(rank) }
      #expect(error?.description.contains("it goes through more than one association, so it can only be read") == true)
      #expect(try await ann.dossierRank?.title == "Master")
    }
  }
}

extension Engine {
  /// Runs `body` on poets, fellows and what they reach.
  func nested(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await database(models: [Athenaeum.Poem.self, Athenaeum.Grade.self, Athenaeum.Poet.self, Athenaeum.Gloss.self]) {
      _, recorder async throws in
      try await AthenaeumSeed.run()
      try await Worlds.fillLyceum()
      recorder.clear()
      try await body(recorder)
    }
  }
}

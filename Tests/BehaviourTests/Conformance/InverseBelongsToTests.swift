import ActiveRecord
import ActiveRecordTesting
import Testing

/// An association that is named as its own inverse.
@Model(table: "boughs") class CircularBough: Record {
  var name = ""
  var parentID: Int?
  @BelongsTo var parent: CircularBough? = .belongs(foreignKey: \.parentID, inverse: \.parent)
  @HasMany var boughs: Many<CircularBough> = .has(foreignKey: \.parentID, hasInverse: false)
}

/// Owners that hear of coming members, which name them as their inverse.
@Model(table: "tapestries") class HearingTapestry: Record {
  var title = ""
  @HasMany var marks: Many<HearingMark> = .has(as: \.item)
  @HasMany var remarks: Many<HearingRemark> = .has(foreignKey: \.tapestryID, inverse: \.tapestry)
  @Transient var heard = 0
  static func rules(_ tapestry: Rules<HearingTapestry>) {
    tapestry.beforeAdd(\.marks) { tapestry, _ in tapestry.heard += 1 }
    tapestry.afterAdd(\.marks) { tapestry, _ in tapestry.heard += 1 }
    tapestry.beforeAdd(\.remarks) { tapestry, _ in tapestry.heard += 1 }
    tapestry.afterAdd(\.remarks) { tapestry, _ in tapestry.heard += 1 }
  }
}
@Model(table: "motif_marks") class HearingMark: Record {
  @BelongsTo var item: Record?
}
@Model(table: "tapestry_remarks") class HearingRemark: Record {
  var text = ""
  var tapestryID: Int?
  @BelongsTo var tapestry: HearingTapestry? = .belongs(foreignKey: \.tapestryID, inverse: \.remarks)
}

/// What Rails' suite shows of the inverse of a belongs_to.
@Suite struct InverseBelongsToTests {
  @Test(arguments: Engine.allCases) func childInstanceShouldBeSharedWithParentOnFind(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let license = try await licensed()
      try await shared(license, #require(try await license.theatre))
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadedChildInstanceShouldBeSharedWithParentOnFind(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await licensed()
      for relation in [License.includes(\.theatre), License.eagerLoad(\.theatre)] {
        let license = try #require(try await relation.first())
        try await shared(license, #require(try await license.theatre))
      }
    }
  }

  @Test(arguments: Engine.allCases) func childInstanceShouldBeSharedWithNewlyBuiltParent(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let license = try await licensed()
      try await shared(license, license.$theatre.build { $0.name = "Rose" })
    }
  }

  @Test(arguments: Engine.allCases) func childInstanceShouldBeSharedWithNewlyCreatedParent(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let license = try await licensed()
      try await shared(license, license.$theatre.create { $0.name = "Rose" })
    }
  }

  @Test(arguments: Engine.allCases) func childInstanceShouldBeSharedWithReplacedViaAccessorParent(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let license = try await licensed(), rose = Theatre(name: "Rose")
      license.$theatre.set(rose)
      try await shared(license, rose)
    }
  }

  @Test(arguments: Engine.allCases) func withHasManyInversingDoesNotAddDuplicateAssociatedObjects(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      try await theatre.plays.append(Play(title: "A", theatre: theatre))
      #expect(try await theatre.plays.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func withHasManyInversingDoesNotAddUnsavedDuplicateRecordsWhenCollectionIsLoaded(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.load()
      try await theatre.plays.append(Play(title: "A", theatre: theatre))
      #expect(try await theatre.plays.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func withHasManyInversingDoesNotAddSavedDuplicateRecordsWhenCollectionIsLoaded(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.load()
      let play = Play(title: "A", theatre: theatre)
      try await play.save()
      try await theatre.plays.append(play)
      #expect(try await theatre.plays.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func withHasManyInversingShouldHaveSingleRecordWhenSettingRecordThroughAttributeInBuildMethod(
    _ engine: Engine
  ) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      theatre.plays.build {
        $0.title = "A"
        $0.$theatre.set(theatre)
      }
      #expect(try await theatre.plays.size() == 1)
      try await theatre.save()
      #expect(try await theatre.plays.size() == 1)
      #expect(try await Play.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func recursiveModelHasManyInversing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let main = try await Player.create { $0.name = "main" }
      let feature = try await main.pupils.create { $0.name = "feature" }
      let topic = feature.pupils.build { $0.name = "topic" }
      #expect(try await topic.mentor?.mentor === main)
    }
  }

  /// Both see the changes of the other.
  private func shared(_ license: License, _ theatre: Theatre) async throws {
    #expect(try await theatre.license === license)
    license.number = "gormless"
    #expect(try await theatre.license?.number == "gormless")
    try await theatre.license?.number = "pleasing"
    #expect(license.number == "pleasing")
  }

  private func licensed() async throws -> License {
    try await License(number: "1", theatre: Theatre(name: "Globe")).save()
    return try await License.find(1)
  }

  @Test(arguments: Engine.allCases, ["belongs_to", "polymorphic"]) func readingDoesNotTriggerAssociationCallbacks(
    _ engine: Engine, _ kind: String
  ) async throws {
    try await engine.database(models: [HearingTapestry.self]) { _, _ async throws in
      let tapestry = try await HearingTapestry.create { $0.title = "T" }
      if kind == "belongs_to" {
        try await HearingRemark(tapestry: tapestry).save()
        let owner = try #require(try await HearingRemark.find(1).tapestry)
        #expect(owner.heard == 0 && tapestry.heard == 0)
      } else {
        try await HearingMark(item: tapestry).save()
        let owner = try #require(try await HearingMark.find(1).item as? HearingTapestry)
        #expect(owner.heard == 0 && tapestry.heard == 0)
      }
    }
  }

  @Test(arguments: Engine.allCases) func recursiveInverseOnRecursiveModelHasManyInversing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let told = await failure { _ = try await CircularBough { $0.parentID = 1 }.parent }
      #expect(told?.contains("CircularBough.parent") == true && told?.contains("its own inverse") == true)
    }
  }

  @Test(arguments: Engine.allCases) func buildingHasManyParentAssociationInversesOneRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let answer = Answer { $0.text = "A" }
      let debate = answer.$debate.build { $0.title = "D" }
      #expect(try await debate.answers.size() == 1)
      try await answer.save()
      #expect(try await debate.answers.size() == 1)
      #expect(try await Answer.count() == 1)
    }
  }
}

import ActiveRecord
import Testing

/// Other models of tapestries and of what is said of them: each makes the other as soon as it is there.
@Model(table: "tapestries") class RepeatingTapestry: Record {
  var title = ""
  @HasMany var remarks: Many<RepeatingRemark> = .has(foreignKey: \.tapestryID)
  static func rules(_ tapestry: Rules<RepeatingTapestry>) {
    tapestry.afterInitialize { tapestry in if tapestry.title != "alone" { tapestry.remarks.build() } }
  }
}
@Model(table: "tapestry_remarks") class RepeatingRemark: Record {
  var text = ""
  var tapestryID: Int?
  @BelongsTo var tapestry: RepeatingTapestry? = .belongs(foreignKey: \.tapestryID)
  static func rules(_ remark: Rules<RepeatingRemark>) {
    remark.afterInitialize { remark in
      if remark.text != "last" { remark.$tapestry.build { $0.title = remark.text == "ends" ? "alone" : "" } }
    }
  }
}

/// Callbacks for records that come into being and make others, which make the first kind again.
@Suite struct EndlessMakingTests {
  @Test(arguments: Engine.allCases, ["initializer", "build", "create", "remark"])
  func whatWasMadeWithoutAnEndIsNotSaved(_ engine: Engine, _ way: String) async throws {
    try await engine.database { _, _ async throws in
      let error = await #expect(throws: ModelError.self) {
        switch way {
        case "initializer": try await RepeatingTapestry(title: "long").save()
        case "build":
          let tapestry = try await RepeatingTapestry.create { $0.title = "alone" }
          try await tapestry.remarks.build().save()
        case "create": _ = try await RepeatingTapestry.create { $0.title = "long" }
        default: try await RepeatingRemark(text: "long").save()
        }
      }
      #expect(error?.code == .endless)
      #expect(error?.description.contains("afterInitialize { if … { … } }") == true)
      #expect(try await RepeatingTapestry.where { $0.title != "alone" }.count() == 0)
      #expect(try await RepeatingRemark.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func whatIsFoundAndMakesWithoutAnEndIsAnError(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Tapestry.create { $0.title = "stored" }
      let error = await #expect(throws: ModelError.self) { _ = try await RepeatingTapestry.all().load() }
      #expect(error?.code == .endless)
      #expect(error?.model == "RepeatingTapestry")
    }
  }

  @Test(arguments: Engine.allCases) func whatEndsIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let remark = RepeatingRemark(text: "ends")
      try await remark.save()
      #expect(try await RepeatingTapestry.pluck(\.title) == ["alone"])
      #expect(try await RepeatingRemark.pluck(\.tapestryID) == [remark.tapestryID])
      // An error of one is none of the next.
      await #expect(throws: ModelError.self) { try await RepeatingTapestry(title: "long").save() }
      try await RepeatingRemark(text: "ends").save()
      #expect(try await RepeatingRemark.count() == 2)
    }
  }
}

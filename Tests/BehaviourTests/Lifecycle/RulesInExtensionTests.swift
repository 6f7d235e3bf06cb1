import ActiveRecord
import Testing

/// Rules that stand in extensions: those of a class and of a class below it; another one below it has none.
@Model(table: "workers", subclasses: Foreman.self, Novice.self) class Labourer: Record {
  var name = ""
  @Transient var log: [String] = []
}
@Model class Foreman: Labourer {}
@Model class Novice: Labourer {}

extension Labourer {
  static func rules(_ labourer: Rules<Labourer>) {
    labourer.validates(\.name, .presence)
    labourer.afterInitialize { $0.log.append("there") }
    labourer.beforeSave { $0.log.append("labourer") }
  }
}
extension Foreman {
  static func rules(_ foreman: Rules<Foreman>) {
    foreman.beforeSave { $0.log.append("foreman") }
  }
}

/// A column that is called as what declares rules.
@Model(table: "workers") class Bylaw: Record {
  @Column("name") var rules = ""
}

@Suite struct RulesInExtensionTests {
  @Test(arguments: Engine.allCases) func rulesOfAnExtensionAreKept(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let labourer = Labourer(name: "Ann")
      #expect(labourer.log == ["there"])
      try await labourer.save()
      #expect(labourer.log == ["there", "labourer"])
      #expect(try await Labourer.find(labourer.id!).log == ["there"])
      let nameless = Labourer()
      #expect(try await nameless.saveIfValid() == false)
      #expect(nameless.errors.fullMessages == ["Name can't be blank"])
    }
  }

  @Test(arguments: Engine.allCases) func thoseOfTheClassAboveRunOnceAndFirst(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let foreman = try await Foreman.create { $0.name = "Bea" }
      #expect(foreman.log == ["there", "labourer", "foreman"])
      let novice = try await Novice.create { $0.name = "Cy" }
      #expect(novice.log == ["there", "labourer"])
      await #expect(throws: RecordInvalid.self) { _ = try await Novice.create() }
    }
  }

  @Test(arguments: Engine.allCases) func aColumnMayBeCalledRules(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Bylaw(rules: "none").save()
      #expect(try await Bylaw.where { $0.rules == "none" }.pluck(\.rules) == ["none"])
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Nested attributes of members, and of what the owner is asked, one rule a test.
extension NestedInputTests {
  @Test(arguments: Engine.allCases) func blankOnesAreLeftOutThatAreNotToBeDestroyed(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let poll = try await Poll.create { $0.title = "P" }
      let form = Permit<Poll>(\.title).nested(\.choices, Permit(\.text))
      try await poll.assign(form.decode(json: #"{"choices":[{"text":"","_destroy":"0"}]}"#))
      try await poll.save()
      #expect(try await poll.choices.isEmpty())
    }
  }

  @Test(arguments: Engine.allCases) func theOwnerIsAskedWhatIsLeftOut(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let train = Train(name: "T")
      try await train.assign(Attributes { $0.engine = .new { $0.name = "E" } })
      try await train.save()
      #expect(try await Wagon.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func theOwnerIsAskedWithTheAttributes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let train = Train(name: "T")
      for count in [0, 1] {
        try await train.assign(Attributes { $0.lateWagons = [.new { $0.name = "late" }] })
        try await train.save(validate: false)
        #expect(try await Wagon.count() == count)
      }
    }
  }

  @Test(arguments: Engine.allCases) func aSubclassTakesAttributesInItsOwnWay(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let two: [NestedChange<Wagon>] = [.new { $0.name = "a" }, .new { $0.name = "b" }]
      try await Train(name: "T").assign(Attributes { $0.wagons = two })
      let train = ShortTrain(name: "S")
      await #expect(throws: TooManyRecords.self) { try await train.assign(Attributes { $0.wagons = two }) }
      try await train.assign(Attributes { $0.wagons = [.new { $0.name = "a" }] })
      #expect(train.wagons.target.map(\.name) == ["a"])
    }
  }

  @Test(arguments: Engine.allCases) func theFirstMemberIsTheChangedOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(.hasMany)
      try await crew.corsair.assign(Attributes { $0.gulls = [.update(crew.keys[0]) { $0.name = "Arr" }] })
      #expect(try await crew.corsair.gulls.first() === crew.corsair.gulls.element(at: 0))
      #expect(try await crew.corsair.gulls.first()?.name == "Arr")
    }
  }

  @Test(arguments: Engine.allCases) func aSavedMemberIsReadAgainByTheCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(.hasMany)
      let gull = Gull(name: "Grace", corsair: crew.corsair)
      try await crew.corsair.gulls.append(gull)
      try await gull.save()
      try await crew.corsair.gulls.last()?.update { $0.name = "Polly" }
      #expect(try await crew.corsair.gulls.load().last?.name == "Polly")
    }
  }
}

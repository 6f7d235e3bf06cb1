import ActiveRecord
import ActiveRecordTesting
import Testing

/// Which callbacks run, in which order, and what they see.
@Suite struct CallbackOrderTests {
  @Test(arguments: Engine.allCases) func conditionalAndAroundInOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let wild = Bird(name: "w")
      try await wild.save()
      #expect(wild.log == ["made w", "bird", "create", "saved"])
      let tame = Bird(name: "t", isTame: true)
      try await tame.save()
      #expect(tame.log == ["made t", "bird", "tame", "around in", "create", "around out", "saved"])
    }
  }

  @Test(arguments: Engine.allCases) func inheritedRulesComeFirst(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let parrot = Parrot(word: "hi")
      parrot.name = "p"
      try await parrot.save()
      #expect(parrot.log == ["made ", "bird", "parrot", "create", "saved"])
      #expect(try await Bird.all().load().map(\.log) == [["found p", "made p"]])
      #expect(try await Bird.find(1).log == ["found p", "made p"])
    }
  }

  @Test(arguments: Engine.allCases) func foundAndMadeAreTold(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let bird = try await Bird.create { $0.name = "b" }
      #expect(bird.log.first == "made b")
      #expect(Bird().log.isEmpty)
      try await bird.eggs.create { $0.name = "e" }
      let egg = try await Egg.eagerLoad(\.bird).first()
      #expect(try egg?.$bird.loaded?.log == ["found b", "made b"])
      #expect(try await Egg.find(1).bird?.log == ["found b", "made b"])
      #expect(try await Bird.where { $0.name == "b" }.pluck(\.name) == ["b"])
    }
  }

  @Test(arguments: Engine.allCases) func aroundThatDoesNotGoOnStops(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let bird = Bird(name: "b")
      bird.skipsSave = true
      #expect(try await bird.saveIfValid() == false)
      await #expect(throws: RecordNotSaved.self) { try await bird.save() }
      #expect(try await Bird.count() == 0 && bird.isNew)
    }
  }

  @Test(arguments: Engine.allCases) func memberThatHaltsStopsTheGraphAndIsTold(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Flight.$current.withValue(Flight()) { () async throws in
        let bird = Bird(name: "b")
        bird.eggs.build { $0.name = "fine" }
        bird.eggs.build { $0.name = "cracked" }
        #expect(try await bird.saveIfValid() == false)
        #expect(bird.errors.fullMessages == ["Eggs is invalid"])
        #expect(bird.isNew && bird.eggs.target.allSatisfy(\.isNew))
        #expect(try await Egg.count() == 0)
        #expect(Flight.current.notes == ["rollback b true", "rollback fine true"])
      }
    }
  }

  @Test(arguments: Engine.allCases) func commitsAreToldInTheOrderOfSaving(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await Flight.$current.withValue(Flight()) { () async throws in
        try await database.transaction {
          let first = Bird(name: "1")
          first.eggs.build { $0.name = "1e" }
          try await first.save()
          try await database.transaction(requiresNew: true) { try await Bird(name: "2").save() }
          _ = await failure {
            try await database.transaction(requiresNew: true) {
              try await Bird(name: "3").save()
              throw Refused()
            }
          }
          #expect(Flight.current.notes == ["rollback 3 true"])
          first.isTame = true
          try await first.save()
        }
        #expect(Flight.current.notes == ["rollback 3 true", "commit 1", "commit 1e", "commit 2"])
      }
    }
  }
}

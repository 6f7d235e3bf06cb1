import ActiveRecord
import ActiveRecordTesting
import Testing

/// Large graphs are saved level by level, with a statement for each level and table where nobody is called in between.
@Suite struct LevelSaveTests {
  private func inserts(_ recorder: SQLRecorder, into table: String? = nil) -> Int {
    recorder.sql.count { $0.hasPrefix("INSERT INTO \(table.map { "\"\($0)\"" } ?? "")") }
  }

  @Test(arguments: Engine.allCases) func takesAStatementALevel(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let estate = Worlds.estate(3, 3, 3, 3)
      recorder.clear()
      try await estate.save()
      #expect(inserts(recorder) == (engine.returnsKeys ? 5 : 121))
      if engine.returnsKeys { #expect(recorder.sql.count == 5) }
      for meadow in estate.meadows.target {
        #expect(meadow.isPersisted && !meadow.isChanged && meadow.wasNew && meadow.attributes["estate_id"] == estate.attributes["id"])
      }
      let petals = try await Petal.includes(\.sapling.furrow.meadow.estate).order(\.id).load()
      #expect(petals.count == 81 && Set(petals.map(\.colour)).count == 81)
      for petal in petals {
        let sapling = try await petal.sapling, furrow = try await sapling.furrow
        #expect(petal.colour.hasPrefix(sapling.name) && sapling.name.hasPrefix(furrow.name))
        let meadow = try await furrow.meadow
        #expect(furrow.name.hasPrefix(meadow.name))
        #expect(try await meadow.estate.name == "Kew")
      }
      recorder.clear()
      try await estate.save()
      #expect(recorder.sql.isEmpty)
    }
  }

  @Test func tenThousandRecordsGoByTheHundred() async throws {
    try await Engine.sqlite.database { _, recorder async throws in
      let estate = Worlds.estate(10, 10, 10, 9)
      recorder.clear()
      try await estate.save()
      #expect(inserts(recorder) == 1 + 1 + 1 + 10 + 90)
      #expect(try await Petal.count() == 9_000)
      #expect(try await Sapling.count() + Furrow.count() + Meadow.count() + Estate.count() == 1_111)
      let sapling = estate.meadows.target[7].furrows.target[3].saplings.target[9]
      #expect(try await Petal.where { $0.sapling == sapling }.order(\.id).pluck(\.colour) == sapling.petals.target.map(\.colour))
    }
  }

  @Test(arguments: Engine.allCases) func whatTheDatabaseFillsInIsLearned(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let estate = Worlds.estate(1, 1, 20, 0)
      let saplings = estate.meadows.target[0].furrows.target[0].saplings.target
      for sapling in saplings.prefix(5) { sapling.height = 12 }
      try await saplings[19].$mark.set(BarkMark { $0.number = 19 })
      recorder.clear()
      try await estate.save()
      if engine.returnsKeys { #expect(inserts(recorder, into: "saplings") == 2) }
      #expect(saplings.map(\.height) == [Int?](repeating: 12, count: 5) + [Int?](repeating: 7, count: 15))
      for sapling in saplings { #expect(try await Sapling.find(sapling.id ?? 0).name == sapling.name) }
      #expect(try await BarkMark.find(1).sapling.name == "m0f0s19")
    }
  }

  @Test(arguments: Engine.allCases) func thoseThatAreCalledAreSavedOneByOne(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let estate = Worlds.estate(20, 1, 0, 0)
      for name in ["a", "b", "c"] { estate.beetles.build { $0.name = name } }
      recorder.clear()
      try await estate.save()
      #expect(inserts(recorder, into: "beetles") == 3)
      if engine.returnsKeys { #expect(inserts(recorder) == 1 + 1 + 1 + 3) }
      #expect(estate.beetles.target.map(\.log) == [["before", "after 1"], ["before", "after 2"], ["before", "after 3"]])
    }
  }

  @Test(arguments: Engine.allCases) func membersAreCounted(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let estate = Estate(name: "Kew")
      for number in 0..<20 { estate.hedges.build { $0.name = "h\(number)" } }
      try await estate.save()
      #expect(estate.hedgesCount == 20 && !estate.isChanged)
      #expect(try await Estate.find(1).hedgesCount == 20)
    }
  }

  @Test(arguments: Engine.allCases) func fewRecordsAreInsertedOneByOne(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let estate = Worlds.estate(3, 1, 1, 1)
      recorder.clear()
      try await estate.save()
      #expect(inserts(recorder) == 13)
    }
  }

  @Test(arguments: Engine.allCases) func anInvalidOneIsToldUpToTheFirst(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let estate = Worlds.estate(3, 3, 3, 1)
      let meadow = estate.meadows.target[1], furrow = meadow.furrows.target[2], sapling = furrow.saplings.target[0]
      sapling.petals.target[0].colour = ""
      recorder.clear()
      #expect(try await estate.saveIfValid() == false)
      #expect(recorder.sql.isEmpty && estate.errors.fullMessages == ["Meadows is invalid"])
      await #expect(throws: RecordInvalid.self) { try await estate.save(validate: false) }
      #expect(estate.errors.contains("meadows") && meadow.errors.contains("furrows") && furrow.errors.contains("saplings"))
      #expect(sapling.errors.contains("petals") && sapling.petals.target[0].errors.fullMessages == ["Colour can't be blank"])
      #expect(try await Estate.count() + Petal.count() == 0)
      #expect(estate.isNew && sapling.isNew && sapling.id == nil)
    }
  }

  @Test(arguments: Engine.allCases) func whatTheParentOfOneDoesToTheNextOneIsSeen(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let weir = Weir(name: "old")
      for number in 0..<20 { weir.sluices.build { $0.name = "\(number)" } }
      let lockman = Lockman(name: "Joe")
      weir.sluices.target[3].$lockman.set(lockman)
      lockman.spoils = weir.sluices.target[4]
      defer { lockman.spoils = nil }
      await #expect(throws: RecordInvalid.self) { try await weir.save() }
      #expect(weir.sluices.target[4].errors.fullMessages == ["Name can't be blank"])
      #expect(try await Weir.count() + Sluice.count() + Lockman.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func whatFailsLeavesNothing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let estate = Worlds.estate(3, 3, 3, 1)
      let furrow = estate.meadows.target[2].furrows.target[2], petal = furrow.saplings.target[2].petals.target[0]
      petal.colour = "grey"
      await #expect(throws: DatabaseError.self) { try await estate.save() }
      #expect(try await Estate.count() + Meadow.count() + Furrow.count() + Sapling.count() + Petal.count() == 0)
      #expect(estate.isNew && estate.id == nil && furrow.isNew && furrow.id == nil)
      petal.colour = "green"
      try await estate.save()
      #expect(try await Petal.count() == 27)
      #expect(try await Estate.count() == 1)
    }
  }
}

extension Engine {
  /// Whether an insert gives back the keys of its rows.
  fileprivate var returnsKeys: Bool {
    #if MySQL
      if self == .mysql { return false }
    #endif
    return true
  }
}

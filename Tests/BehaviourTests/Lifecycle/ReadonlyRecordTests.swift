import ActiveRecord
import ActiveRecordTesting
import Testing

/// Records that may not be written.
@Suite struct ReadonlyRecordTests {
  enum Word: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case saveOfAChangedOne, saveOfAnUnchangedOne, destroy, touch, updateColumns
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Word.allCases) func everyWriteIsRefused(_ engine: Engine, _ word: Word) async throws {
    try await engine.database { _, recorder async throws in
      try await Song.create { $0.title = "S" }.verses.create { $0.text = "v" }
      for isLoaded in [true, false] {
        let song = try #require(try await isLoaded ? Song.readonly().first() : Song.first())
        if !isLoaded { song.makeReadonly() }
        #expect(song.isReadonly)
        recorder.clear()
        let told = await failure {
          switch word {
          case .saveOfAChangedOne: try await song.update { $0.title = "T" }
          case .saveOfAnUnchangedOne: try await song.save()
          case .destroy: try await song.destroy()
          case .touch: try await song.touch()
          case .updateColumns: try await song.updateColumns { $0.title = "T" }
          }
        }
        #expect(told?.contains("read-only") == true && recorder.queries.isEmpty)
        #expect(try await Song.pluck(\.title) == ["S"])
      }
    }
  }

  @Test(arguments: Engine.allCases) func aDestructionIsRefusedAtTheRow(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let kiln = try await Kiln.create { $0.heat = 1 }
      try await kiln.pots.create { $0.name = "a" }
      kiln.makeReadonly()
      kiln.log = []
      let told = await failure { try await kiln.destroy() }
      #expect(told?.contains("read-only") == true)
      // What went before it is taken back.
      #expect(kiln.log == ["before destroy", "destroy in", "pot a", "after dependents"])
      #expect(try await [Kiln.count(), Pot.count()] == [1, 1])
      #expect(kiln.isPersisted && !kiln.isDestroyed)
      #expect(try await kiln.pots.load().map(\.isPersisted) == [true])
    }
  }

  @Test(arguments: Engine.allCases) func membersOfAReadonlyOwnerAreNot(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Song.create { $0.title = "S" }.verses.create { $0.text = "v" }
      let song = try #require(try await Song.readonly().first())
      let verse = try #require(try await song.verses.first())
      #expect(!verse.isReadonly)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// What Rails' suite shows of touches that wait for the end of the transaction.
@Suite struct TouchLaterTests {
  private let early = Date(timeIntervalSince1970: 1000), late = Date(timeIntervalSince1970: 2000)

  @Test(arguments: Engine.allCases) func everyLevelAboveIsTouched(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let trunk = try await RecordClock.set(to: early) {
        let trunk = try await Trunk.create { $0.name = "T" }
        var parent: Offshoot?
        for name in ["a", "b", "c"] {
          parent = try await Offshoot.create { ($0.name, $0.parentID, $0.trunkID) = (name, parent?.id, trunk.id) }
        }
        try await Offshoot.updateAll { [$0.updatedAt.set(early)] }
        return trunk
      }
      let last = try #require(try await Offshoot.findBy { $0.name == "c" })
      try await RecordClock.set(to: late) { try await Offshoot(name: "d", parent: last, trunk: trunk).save() }
      #expect(try await Offshoot.order(\.name).pluck(\.updatedAt) == [late, late, late, late])
      #expect(try await trunk.reload().updatedAt == late)
    }
  }

  @Test(arguments: Engine.allCases) func anOwnerIsTouchedByMembersThatItsAttributesChange(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let song = try await RecordClock.set(to: early) {
        let song = try await Song.create { $0.title = "S" }
        try await song.verses.create { $0.text = "v" }
        return try await Song.find(song.id ?? 0)
      }
      #expect(song.updatedAt == early)
      let verse = try #require(try await Verse.first()?.id)
      try await RecordClock.set(to: late) { try await song.update(Attributes { $0.verses = [.update(verse) { $0.text = "w" }] }) }
      #expect(try await Verse.pluck(\.text) == ["w"])
      #expect(try await song.reload().updatedAt == late)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Columns that somebody else fills: the clock, and the database.
@Suite struct FilledColumnTests {
  @Test(arguments: Engine.allCases) func daysAndMomentsOfARow(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let first = Date(timeIntervalSince1970: 86_400), second = Date(timeIntervalSince1970: 172_800)
      let almanac = try await RecordClock.set(to: first) { try await Almanac.create { $0.name = "A" } }
      #expect(almanac.createdOn == first && almanac.updatedOn == first && almanac.createdAt == first)
      try await RecordClock.set(to: second) { try await almanac.update { $0.name = "B" } }
      #expect(almanac.createdOn == first && almanac.updatedOn == second && almanac.createdAt == first)
      let found = try await Almanac.find(almanac.id!)
      #expect(found.createdOn == first && found.updatedOn == second)
      recorder.clear()
      try await RecordClock.set(to: first) { try await found.save() }
      #expect(recorder.queries.isEmpty && found.updatedOn == second)
      try await RecordClock.set(to: first) { try await found.save(touch: false) }
      #expect(found.updatedOn == second)
    }
  }

  @Test(arguments: Engine.allCases) func generatedColumnsAreLeftOutAndReadBack(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let almanac = try await RecordClock.stop { try await Almanac.create { $0.pages = 21 } }
      #expect(recorder.sql[0].hasPrefix(#"INSERT INTO "almanacs" ("name", "pages") VALUES (?, ?)"#))
      #expect(almanac.doubled == 42 && !almanac.isChanged)
      recorder.clear()
      try await almanac.update { $0.pages = 4 }
      #expect(recorder.sql[0].contains(#"SET "pages" = ?"#) && !recorder.sql[0].contains("doubled"))
      #expect(try await almanac.reload().doubled == 8)
      #expect(try await Almanac.where { $0.doubled == 8 }.count() == 1)
    }
  }
}

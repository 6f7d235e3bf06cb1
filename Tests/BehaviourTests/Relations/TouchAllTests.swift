import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// The times of many rows, set by one statement.
@Suite struct TouchAllTests {
  @Test(arguments: Engine.allCases) func rowsOfAQueryAreTouched(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let before = Date(timeIntervalSince1970: 86_400), time = Date(timeIntervalSince1970: 172_800)
      try await RecordClock.set(to: before) { () async throws in
        _ = try await Parcel.insertAll(["a", "b", "c"].map { Parcel(code: $0) })
      }
      recorder.clear()
      let count = try await RecordClock.set(to: time) { () async throws in try await Parcel.where { $0.code != "c" }.touchAll() }
      #expect(count == 2)
      #expect(recorder.sql == [#"UPDATE "parcels" SET "updated_at" = ? WHERE "parcels"."code" <> ?"#])
      let found = try await Parcel.order(\.code).load()
      #expect(found.map(\.updatedAt) == [time, time, before] && found.allSatisfy { $0.createdAt == before })
    }
  }

  @Test(arguments: Engine.allCases) func namedColumnsAreTouchedToo(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let time = Date(timeIntervalSince1970: 172_800)
      _ = try await Parcel.insertAll([Parcel(code: "a")])
      recorder.clear()
      try await RecordClock.set(to: time) { () async throws in _ = try await Parcel.all().touchAll(\.createdAt) }
      #expect(recorder.sql == [#"UPDATE "parcels" SET "updated_at" = ?, "created_at" = ?"#])
      let parcel = try await Parcel.all().sole()
      #expect(parcel.createdAt == time && parcel.updatedAt == time)
      let told = await failure { _ = try await Play.all().touchAll() }
      #expect(told?.contains("there is no column to touch") == true)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Many rows at once.
@Suite struct BulkInsertTests {
  private func parcels(_ codes: some Sequence<Int>) -> [Parcel] { codes.map { Parcel(code: "p\($0)", weight: $0) } }

  @Test(arguments: Engine.allCases) func aFewRowsAreOneStatement(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let time = Date(timeIntervalSince1970: 86_400)
      let count = try await RecordClock.set(to: time) { () async throws in try await Parcel.insertAll(parcels(1...3)) }
      #expect(count == 3)
      #expect(
        recorder.sql == [
          #"INSERT INTO "parcels" ("code", "weight", "created_at", "updated_at") VALUES (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?)"#
        ])
      #expect(recorder.queries[0].bindings.count == 12 && recorder.queries[0].rows == 3)
      let found = try await Parcel.order(\.code).load()
      #expect(found.map(\.code) == ["p1", "p2", "p3"] && found.map(\.weight) == [1, 2, 3])
      #expect(found.allSatisfy { $0.note == nil && $0.createdAt == time && $0.updatedAt == time })
      #expect(try await Parcel.insertAll([]) == 0)
    }
  }

  @Test(arguments: Engine.allCases) func columnsThatOneRowSetsAreWrittenForAll(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let fragile = Parcel(code: "f", note: "fragile")
      try await RecordClock.stop { () async throws in _ = try await Parcel.insertAll([Parcel(code: "a"), fragile]) }
      #expect(recorder.sql == [#"INSERT INTO "parcels" ("code", "weight", "note") VALUES (?, ?, ?), (?, ?, ?)"#])
      #expect(try await Parcel.order(\.code).pluck(\.note) == [nil, "fragile"])
    }
  }

  @Test(arguments: Engine.allCases) func manyRowsShareAStatementAndATransaction(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      #expect(try await Parcel.insertAll(parcels(1...250)) == 250)
      let inserts = recorder.queries
      #expect(inserts.map(\.rows) == [100, 100, 50])
      #expect(inserts[0].sql == inserts[1].sql && inserts[1].bindings.first == .text("p101"))
      #expect(recorder.events.count == 5 && recorder.events[0].isTransactionControl && recorder.events[4].sql == "COMMIT")
      #expect(try await Parcel.sum(\.weight) == 250 * 251 / 2)
    }
  }

  @Test(arguments: Engine.allCases) func oneDuplicateTakesEverythingBack(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Parcel.insertAll(parcels([230]))
      await #expect(throws: DatabaseError.self) { try await Parcel.insertAll(parcels(1...250)) }
      #expect(try await Parcel.count() == 1)
      #expect(try await Parcel.insertAll(parcels(1...3)) == 3)
    }
  }

  @Test(arguments: Engine.allCases) func knownRowsAreSkippedOrUpdated(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Parcel.insertAll(parcels(1...2))
      try await Parcel.insertAll([Parcel(code: "p2", weight: 70), Parcel(code: "p3", weight: 3)], skippingDuplicates: true)
      #expect(try await Parcel.order(\.code).pluck(\.weight) == [1, 2, 3])
      let heavier = [Parcel(code: "p3", weight: 30), Parcel(code: "p4", weight: 4)]
      #expect(try await Parcel.upsertAll(heavier, recognizedBy: [\.code], updating: [\.weight]) == 2)
      #expect(try await Parcel.order(\.code).pluck(\.weight) == [1, 2, 30, 4])
    }
  }

  @Test(arguments: Engine.allCases) func rowsThatAreLeftOutDoNotCount(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Parcel.insertAll(parcels(1...2))
      // One row, several, none of them new, some of them new, and one that is there twice.
      for (codes, inserted) in [([1], 0), ([3], 1), ([1, 2], 0), ([2, 4, 5], 2), ([6, 6], 1), ([7, 8], 2)] {
        #expect(try await Parcel.insertAll(parcels(codes), skippingDuplicates: true) == inserted, "\(codes)")
        #expect(recorder.queries.last?.rows == inserted, "\(codes)")
      }
      // Three statements, the last of them with one row.
      #expect(try await Parcel.insertAll(parcels(8...208), skippingDuplicates: true) == 200)
      #expect(recorder.queries.suffix(3).map(\.rows) == [99, 100, 1])
      #expect(try await Parcel.insertAll(parcels(108...208), skippingDuplicates: true) == 0)
      #expect(try await Parcel.count() == 208)
      #expect(try await Parcel.sum(\.weight) == 208 * 209 / 2)
      // What the database gives as keys goes on as before.
      try await Parcel.create { $0.code = "next" }
      #expect(try await Parcel.order(\.id).pluck(\.code).suffix(2) == ["p208", "next"])
    }
  }

  @Test(arguments: Engine.allCases) func keysThatAreThereAlreadyAreLeftOut(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let spain = Country(code: "es", name: "Spain"), chile = Country(code: "cl", name: "Chile")
      #expect(try await Country.insertAll([spain], skippingDuplicates: true) == 1)
      #expect(try await Country.insertAll([Country(code: "es", name: "España")], skippingDuplicates: true) == 0)
      #expect(try await Country.insertAll([chile, Country(code: "es", name: "España")], skippingDuplicates: true) == 1)
      #expect(try await Country.order(\.code).pluck(\.name) == ["Chile", "Spain"])
    }
  }

  @Test(arguments: Engine.allCases) func whatWasNeverSetIsNamed(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let error = await #expect(throws: ModelError.self) { try await Parcel.insertAll([Parcel(code: "a"), Parcel()]) }
      #expect(error?.code == .attributeNotSet && error?.member == "code")
      #expect(recorder.queries.isEmpty)
    }
  }
}

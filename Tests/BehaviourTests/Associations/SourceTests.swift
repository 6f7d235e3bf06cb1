import ActiveRecord
import ActiveRecordTesting
import Testing

/// Another model of the theatres: its association to one record through another has a name of its own.
@Model(table: "theatres") class Playhouse: Record {
  var name: String
  @HasOne var license: License? = .has(foreignKey: "theatre_id", hasInverse: false)
  @HasOne var bureau: Office? = .through(\.license, source: \.office)
}

/// Another model of the markers: the types of its collections say what they find among the marked.
@Model(table: "markers") class SortedMarker: Record {
  var name = ""
  var weight = 0
  @HasMany var markings: Many<Marking> = .has(foreignKey: "marker_id", hasInverse: false)
  @HasMany var clips: Many<Clip> = .through(\.markings, source: \.markable)
  @HasMany var reels: Many<Reel> = .through(\.markings, source: \.markable)
}

/// Through associations whose source has another name, or is one of several models.
@Suite struct SourceTests {
  @Test(arguments: Engine.allCases) func ofAnAssociationToOneRecord(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let house = try await Playhouse.create { $0.name = "Globe" }
      try await house.$license.create { $0.number = "1" }
      try await house.$bureau.set(Office(city: "London"))
      recorder.clear()
      #expect(try await Playhouse.find(1).bureau?.city == "London")
      #expect(recorder.sql.last?.contains(#"FROM "offices" INNER JOIN "licenses" ON "offices"."id" = "licenses"."office_id""#) == true)
      #expect(try await Playhouse.preload(\.bureau).first()?.$bureau.loaded?.city == "London")
      #expect(try await Playhouse.joins(\.bureau).where { $0.bureau.city == "London" }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func oneOfSeveralModelsIsMeantByTheType(_ engine: Engine) async throws {
    try await engine.database(models: [Clip.self, Reel.self]) { database, recorder async throws in
      let marker = try await SortedMarker.create { $0.name = "m" }
      let clip = try await marker.clips.create { $0.title = "c" }
      let reel = Reel(name: "r")
      try await marker.reels.append(reel)
      #expect(clip.id == reel.id)
      #expect(try await Marking.order(\.id).pluck { $0.markable.type } == ["Clip", "Reel"])
      let found = try await SortedMarker.find(1)
      recorder.clear()
      #expect(try await found.clips.map(\.title) == ["c"])
      #expect(recorder.sql.last?.contains(#""markings"."markable_type" = ?"#) == true)
      #expect(try await found.reels.map(\.name) == ["r"])
      recorder.clear()
      let preloaded = try #require(try await SortedMarker.preload(\.clips, \.reels).first())
      #expect(try preloaded.clips.loaded == [clip] && preloaded.reels.loaded == [reel])
      // The keys in between and the records, for each class.
      #expect(recorder.queries.count == 5 && !recorder.sql.contains { $0.contains("JOIN") })
      #expect(try await SortedMarker.joins(\.clips).where { $0.clips.title == "c" }.count() == 1)
      try await found.clips.remove(clip)
      #expect(try await Marking.all().pluck { $0.markable.type } == ["Reel"])
      #expect(try await Clip.count() == 1)
    }
  }
}

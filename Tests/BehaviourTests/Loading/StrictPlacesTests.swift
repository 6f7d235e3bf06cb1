import ActiveRecord
import ActiveRecordTesting
import Testing

/// Another model of the sheets, whose records load nothing by themselves.
@Model(table: "sheets") class StrictSheet: Record {
  var title: String
  @BelongsTo var folder: Folder?
  override class var strictLoadingMode: StrictLoadingMode { .all }
}

/// The places where strict loading can be said.
@Suite struct StrictPlacesTests {
  /// Where it is said.
  enum Place: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case query, record, association, model, database
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Place.allCases) func aLazyLoadIsRefusedWithTheLineToAdd(_ engine: Engine, _ place: Place) async throws {
    var configuration = DatabaseConfiguration()
    if place == .database { configuration.strictLoading = .all }
    try await engine.database(configuration: configuration) { _, recorder async throws in
      try await Worlds.fillArchive()
      let folder = try #require(try await place == .query ? Folder.strictLoading().first() : Folder.first())
      if place == .record { folder.strictLoading() }
      let sheet = try #require(try await StrictSheet.first())
      recorder.clear()
      let told = await failure {
        switch place {
        case .association: _ = try await folder.strictSheets.load()
        case .model: _ = try await sheet.folder
        default: _ = try await folder.sheets.load()
        }
      }
      #expect(recorder.queries.isEmpty)
      let name = place == .association ? "Folder.strictSheets" : place == .model ? "StrictSheet.folder" : "Folder.sheets"
      #expect(told?.contains(name) == true && told?.contains("includes(") == true)
      try await [folder].preload(\.sheets, \.strictSheets)
      #expect(try folder.sheets.loaded.count == 2 && folder.strictSheets.loaded.count == 2)
      if place == .association { #expect(try await folder.children.load().count == 1) }
    }
  }
}

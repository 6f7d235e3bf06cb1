import ActiveRecord
import ActiveRecordTesting
import Testing

/// Another model of the sheets, whose records load nothing by themselves.
@Model(table: "sheets") class StrictSheet: Record {
  var title: String
  @BelongsTo var folder: Folder?
  override class var strictLoadingMode: StrictLoadingMode { .all }
}

/// Other models of the folders and their sheets, which refuse what would be a query for each of several records.
@Model(table: "folders") class WaryFolder: Record {
  var name: String
  @HasMany var sheets: Many<WarySheet> = .has(foreignKey: "folder_id", hasInverse: false)
  @HasMany var warySheets: Many<WarySheet> = .has(foreignKey: "folder_id", hasInverse: false) { $0.strictLoading(.nPlusOneOnly) }
}
@Model(table: "sheets") class WarySheet: Record {
  var title: String
  @BelongsTo var folder: WaryFolder? = .belongs(hasInverse: false)
}
@Model(table: "folders") class WariestFolder: Record {
  var name: String
  @HasMany var sheets: Many<WarySheet> = .has(foreignKey: "folder_id", hasInverse: false)
  override class var strictLoadingMode: StrictLoadingMode { .nPlusOneOnly }
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

  /// Each collection may be loaded; what its members would ask for, each for itself, may not.
  @Test(arguments: Engine.allCases, Place.allCases) func onlyNPlusOneIsRefused(_ engine: Engine, _ place: Place) async throws {
    var configuration = DatabaseConfiguration()
    if place == .database { configuration.strictLoading = .nPlusOneOnly }
    try await engine.database(configuration: configuration) { _, recorder async throws in
      try await Worlds.fillArchive()
      var sheets: [WarySheet]
      switch place {
      case .model: sheets = try await WariestFolder.find(1).sheets.load()
      case .association:
        // What comes through it is as wary as a record that was told so itself: its collections' members are strict.
        sheets = try await WaryFolder.find(1).warySheets.load()
        let folder = try #require(try await sheets[0].folder)
        sheets = try await folder.sheets.load()
      default:
        let query = place == .query ? WaryFolder.strictLoading(.nPlusOneOnly) : WaryFolder.all()
        let folder = try #require(try await query.where { $0.id == 1 }.first())
        if place == .record { folder.strictLoading(.nPlusOneOnly) }
        sheets = try await folder.sheets.load()
      }
      #expect(sheets.count == 2 && sheets.allSatisfy(\.isStrict))
      recorder.clear()
      let told = await failure { _ = try await sheets[0].folder }
      #expect(told?.contains("WarySheet.folder") == true && told?.contains(#".includes(\.folder)"#) == true)
      #expect(recorder.queries.isEmpty)
      try await sheets.preload(\.folder)
      #expect(try sheets.map { try $0.$folder.loaded?.id } == [1, 1])
    }
  }
}

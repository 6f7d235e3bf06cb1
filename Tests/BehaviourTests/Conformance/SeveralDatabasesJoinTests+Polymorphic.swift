import ActiveRecord
import ActiveRecordTesting
import Testing

/// A model of a third database whose table is called as another's in the second.
@Model(table: "hounds") class PrizeHound: Record {
  override class var databaseName: DatabaseName? { .trophies }
  var name: String
}

extension SeveralDatabasesJoinTests {
  @Test(arguments: Engine.allCases) func tablesOfOneNameInTwoDatabasesAreTwo(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { databases async throws in
      ModelRegistry.register([Hound.self, PrizeHound.self])
      let rex = try await Hound.create { $0.name = "Rex" }, lassie = try await PrizeHound.create { $0.name = "Lassie" }
      for hound in [rex, lassie] as [Record] { try await Note { $0.$about.set(hound) }.save() }
      let notes = try await Note.order(\.id).load()
      databases.clear()
      try await notes.preload(\.about)
      #expect(databases.counts == [0, 1, 1])
      #expect(try notes.map { try $0.$about.loaded } == [rex, lassie])
    }
  }
}

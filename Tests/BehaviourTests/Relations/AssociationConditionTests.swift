import ActiveRecord
import ActiveRecordTesting
import Testing

/// Rows by what their associations hold: existence, counts, sums.
@Suite struct AssociationConditionTests {
  @Test(arguments: Engine.allCases) func existence(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      #expect(try await Folder.where { $0.children.exists() }.pluck(\.name) == ["Law"])
      #expect(
        recorder.sql.last
          == #"SELECT "folders"."name" FROM "folders" WHERE EXISTS (SELECT 1 FROM "folders" AS "folders_inside" "#
          + #"WHERE "folders_inside"."parent_id" = "folders"."id")"#)
      #expect(try await Folder.where { !$0.children.exists() }.order(\.id).pluck(\.name) == ["Art", "Tax"])
      #expect(try await Folder.where { $0.sheets.exists { $0.pages > 10 } }.order(\.id).pluck(\.name) == ["Law", "Art"])
      #expect(try await Folder.where { $0.parent.exists { $0.label == "red" } }.pluck(\.name) == ["Tax"])
      #expect(try await Folder.where { $0.sheets.remarks.exists { $0.stars == 5 } }.order(\.id).pluck(\.name) == ["Law", "Art"])
      #expect(try await Folder.where { $0.notes.exists { $0.stars.isNil } }.pluck(\.name) == ["Law"])
      #expect(try await Folder.where { $0.sheets.exists { $0.remarks.exists { $0.text == "great" } } }.pluck(\.name) == ["Art"])
      #expect(try await Folder.where { $0.parent.exists { $0.parent.exists() } }.pluck(\.name) == [])
      #expect(try await Folder.where { $0.children.exists { $0.children.exists() } || $0.name == "Art" }.pluck(\.name) == ["Art"])
      #expect(try await Sheet.joins(\.folder).where { $0.folder.sheets.exists { $0.pages > 30 } }.pluck(\.title) == ["Art"])
    }
  }

  @Test(arguments: Engine.allCases) func countsAndSums(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      #expect(try await Folder.where { $0.sheets.count >= 2 }.pluck(\.name) == ["Law"])
      #expect(
        recorder.sql.last?.hasSuffix(#"WHERE (SELECT COUNT(*) FROM "sheets" WHERE "sheets"."folder_id" = "folders"."id") >= ?"#) == true)
      #expect(try await Folder.where { $0.sheets.count { $0.pages > 10 } == 1 }.order(\.id).pluck(\.name) == ["Law", "Art"])
      #expect(try await Folder.where { $0.sheets.sum(\.pages) > $0.weight }.order(\.id).pluck(\.name) == ["Law", "Art"])
      #expect(try await Folder.order { $0.sheets.maximum(\.pages).desc }.pluck(\.name) == ["Art", "Law", "Tax"])
      #expect(try await Folder.all().select { ($0.name, $0.notes.count) }.map(\.1).reduce(0, +) == 4)
    }
  }

  @Test(arguments: Engine.allCases) func associatedAndMissing(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      #expect(try await Sheet.missing(\.folder).pluck(\.title) == ["Loose"])
      #expect(
        recorder.sql.last
          == #"SELECT "sheets"."title" FROM "sheets" LEFT OUTER JOIN "folders" ON "folders"."id" = "sheets"."folder_id" "#
          + #"WHERE "folders"."id" IS NULL"#)
      #expect(try await Sheet.associated(\.remarks).order(\.id).pluck(\.title) == ["Law", "Law", "Deed", "Art"])
      #expect(try await Sheet.missing(\.remarks).order(\.id).pluck(\.title) == ["Loose", "Bill"])
      #expect(try await Folder.missing(\.sheets.remarks).pluck(\.name) == ["Tax"])
      let told = await failure { _ = try await Photo.missing(\.subject).load() }
      #expect(told?.contains("Photo.subject") == true && told?.contains("polymorphic") == true)
    }
  }

  @Test(arguments: Engine.allCases) func valuesLoadedWithTheOwners(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      recorder.clear()
      let folders = try await Folder.with(\.sheets.count, \.sheets.pages.sum).with { $0.sheets.count { $0.pages > 10 } }.order(\.id).load()
      #expect(recorder.queries.count == 2)
      #expect(recorder.causes.last == "Folder, values of associations, for 3 records")
      #expect(try folders.map { try $0.loaded(\.sheets.count) } == [2, 1, 1])
      #expect(try folders.map { try $0.loaded(\.sheets.pages.sum) } == [20, 40, 5])
      #expect(try folders.map { try $0.loaded { $0.sheets.count { $0.pages > 10 } } } == [1, 1, 0])
      #expect(recorder.queries.count == 2)
      let told = await failure { _ = try folders[0].loaded(\.notes.count) }
      #expect(told?.contains("Folder.with") == true)
      #expect(try await Folder.with(\.sheets.count).find(2).loaded(\.sheets.count) == 1)
    }
  }

  @Test(arguments: Engine.allCases) func peersAskOnce(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      let folders = try await Folder.order(\.id).load()
      recorder.clear()
      var sizes: [Int] = []
      for folder in folders { sizes.append(try await folder.sheets.size()) }
      #expect(sizes == [2, 1, 1])
      #expect(recorder.causes == ["Folder.sheets, asked for size, for 3 records"])
      var empties: [Bool] = []
      for folder in folders { empties.append(try await folder.children.isEmpty()) }
      #expect(empties == [false, true, true])
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func peersAskAgainAfterAWrite(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      let folders = try await Folder.order(\.id).load()
      #expect(try await folders[0].sheets.size() == 2)
      try await Sheet.where { $0.folderID == 2 }.deleteAll()
      recorder.clear()
      #expect(try await folders[1].sheets.size() == 0)
      #expect(recorder.queries.count == 1)
      #expect(try await folders[1].sheets.size() == 0)
      #expect(recorder.queries.count == 2)
      folders[1].sheets.build { $0.title = "New" }
      #expect(try await folders[1].sheets.size() == 1)
      #expect(try await folders[0].sheets.count() == 2)
    }
  }
}

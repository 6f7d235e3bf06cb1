import ActiveRecord
import ActiveRecordTesting
import Testing

/// Numbers and words at their ends: what a request may send, and what a query must stand.
@Suite struct QueryLimitTests {
  @Test(arguments: Engine.allCases) func negativeNumbersAreRefused(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillArchive()
      let limit = "Sheet.limit: a negative number of records was asked for. Give 0 or more, or nil for no limit"
      let law = try await Folder.find(1)
      recorder.clear()
      #expect(await failure { _ = try await Sheet.limit(-1).load() } == limit)
      #expect(await failure { _ = try await Sheet.all().first(-1) } == limit)
      #expect(await failure { _ = try await Sheet.all().last(-1) } == limit)
      #expect(await failure { _ = try await Sheet.limit(2).last(-1) } == limit)
      #expect(await failure { _ = try await Sheet.all().take(-1) } == limit)
      #expect(await failure { _ = try await law.sheets.first(-1) } == limit)
      #expect(recorder.queries.isEmpty)
      try await law.sheets.load()
      #expect(await failure { _ = try await law.sheets.first(-1) } == limit)
      #expect(await failure { _ = try await law.sheets.last(-1) } == limit)
      #expect(await failure { _ = try await law.sheets.take(-1) } == limit)
      #expect(await failure { _ = try await Sheet.offset(-1).count() }?.hasPrefix("Sheet.offset: a negative number") == true)
    }
  }

  @Test(arguments: Engine.allCases) func hugeNumbersFindNothing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillArchive()
      let beyond = try await Sheet.order(\.id).page(.max, size: 25)
      #expect(beyond.records.isEmpty && beyond.total == 5 && beyond.pageCount == 1 && !beyond.hasNext)
      let whole = try await Sheet.order(\.id).page(1, size: .max)
      #expect(whole.records.count == 5 && whole.pageCount == 1)
      #expect(try await Sheet.order(\.id).page(2, size: .max).records.isEmpty)
      #expect(try await Sheet.none().page(1).pageCount == 1)
      let first = try await Sheet.order(\.id).page(after: nil, size: .max)
      #expect(first.records.count == 5 && first.next == nil)
      #expect(try await Sheet.order(\.id).offset(1).element(at: .max) == nil)
    }
  }

  @Test(arguments: Engine.allCases) func anOffsetBeforeAHugeLimitCountsForEachOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillArchive()
      let folders = try await SkippingFolder.preload(\.others).order(\.id).load()
      #expect(try folders.map { try $0.others.loaded.map(\.title) } == [["Deed"], [], []])
    }
  }

  @Test(arguments: Engine.allCases) func countsOfAColumnLeaveNullOut(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillArchive()
      #expect(try await Sheet.all().count(\.label) == 3)
      #expect(try await Sheet.order(\.id).limit(3).count(\.label) == 1)
      #expect(try await Sheet.order(\.id).offset(1).limit(3).count(\.label) == 1)
      #expect(try await Sheet.distinct().count(\.label) == 2)
      #expect(try await Sheet.distinct().limit(10).count(\.label) == 2)
      #expect(try await Sheet.order(\.id).limit(3).count() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func writtenOrdersAreTurnedRoundWordByWord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillArchive()
      let sheets = Sheet.order("pages % 2, title")
      #expect(try await sheets.pluck(\.title) == ["Art", "Deed", "Law", "Bill", "Loose"])
      #expect(try await sheets.reversed().pluck(\.title) == ["Loose", "Bill", "Law", "Deed", "Art"])
      #expect(try await sheets.last()?.title == "Loose")
      #expect(try await sheets.last(2).map(\.title) == ["Bill", "Loose"])
      #expect(try await sheets.reversed().reversed().pluck(\.title) == ["Art", "Deed", "Law", "Bill", "Loose"])
      #expect(try await Sheet.order("pages % 2 desc, title ASC").last()?.title == "Law")
      #expect(try await Sheet.order("\(Sheet.title) DESC, id").last()?.title == "Art")
      let labels = Sheet.order("COALESCE(label, 'x,y'), id").reversed()
      #expect(try await labels.pluck(\.title) == ["Art", "Deed", "Law", "Bill", "Loose"])
      let law = try await Folder.find(1)
      #expect(try await law.sheets.order("pages % 2, title").last()?.title == "Law")
    }
  }

  @Test(arguments: Engine.allCases) func commentsEndWhereTheyShould(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      for text in ["**// DROP TABLE sheets", "*/ DROP TABLE sheets", "*/**//*/", "/**/"] {
        recorder.clear()
        _ = try await Sheet.all().annotated(text).load()
        #expect(recorder.sql.last?.ranges(of: "*/").count == 1 && recorder.sql.last?.hasSuffix(" */") == true)
      }
    }
  }

  @Test(arguments: Engine.allCases) func moreIntegersThanAStatementBinds(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillArchive()
      let many = Array(-70_000...70_000)
      #expect(try await Sheet.where { $0.id.isIn(many) }.count() == 5)
      #expect(try await Sheet.find(Array(repeating: 2, count: 70_000)).count == 70_000)
    }
  }

  @Test(arguments: Engine.allCases) func aValueThatIsMissingIsNamed(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillArchive()
      let sheets = Sheet.leftJoins(\.folder).order(\.id)
      let told = await failure { _ = try await sheets.pluck(\.folder.name) }
      #expect(
        told == "Sheet.folder.name: NULL was found, and String holds none. Ask for an optional: .pluck { $0.folder.name.as(String?.self) }")
      #expect(await failure { _ = try await sheets.select(\.title, \.folder.name) }?.hasPrefix("Sheet.folder.name: NULL") == true)
      #expect(try await sheets.pluck { $0.folder.name.as(String?.self) } == ["Law", "Law", "Art", nil, "Tax"])
    }
  }

  @Test(arguments: Engine.allCases) func classesAreAskedForColumnsAndPages(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillArchive()
      let rows = try await Sheet.pluck(\.title, \.pages, \.folderID).sorted { $0.1 < $1.1 }
      #expect(rows.map(\.0) == ["Loose", "Bill", "Deed", "Law", "Art"] && rows.map(\.2) == [nil, 3, 1, 1, 2])
      let first = try await Sheet.page(after: nil, size: 3)
      #expect(first.records.compactMap(\.id) == [1, 2, 3])
      #expect(try await Sheet.page(after: first.next, size: 3).records.compactMap(\.id) == [4, 5])
    }
  }

  @Test(arguments: Engine.allCases) func numbersThatJSONDoesNotKnowAreKept(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for peak in [Double.infinity, -.infinity, 1.5] {
        let folder = try await MeasuredFolder.create {
          $0.name = "a"; $0.settings = Measures(peak: peak, name: "NaN")
        }
        #expect(try await MeasuredFolder.find(folder.id ?? 0).settings == Measures(peak: peak, name: "NaN"))
      }
      let folder = try await MeasuredFolder.create {
        $0.name = "a"; $0.settings = Measures(peak: .nan, name: "x")
      }
      #expect(try await MeasuredFolder.find(folder.id ?? 0).settings?.peak.isNaN == true)
    }
  }
}

/// All members but the first.
@Model(table: "folders") class SkippingFolder: Record {
  var name = ""
  @HasMany var others: Many<SkippedSheet> = .has(foreignKey: \.folderID) { $0.order(\.id).offset(1).limit(Int.max) }
}
@Model(table: "sheets") class SkippedSheet: Record {
  var title = ""
  @BelongsTo var folder: SkippingFolder?
}

/// A document with a number that may be endless.
struct Measures: JSONColumnValue {
  var peak: Double
  var name: String
}
@Model(table: "folders") class MeasuredFolder: Record {
  var name = ""
  var settings: Measures?
}

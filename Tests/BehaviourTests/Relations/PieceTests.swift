import ActiveRecord
import ActiveRecordTesting
import Testing

/// Large results in pieces: batches, streams, pages.
@Suite struct PieceTests {
  @Test(arguments: Engine.allCases) func batchesBeginWhereTheLastOneEnded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await fill(10)
      recorder.clear()
      var seen: [[Int]] = []
      for try await batch in Sheet.where({ $0.pages > 1 }).batches(of: 4) { seen.append(batch.compactMap(\.id)) }
      #expect(seen == [[2, 3, 4, 5], [6, 7, 8, 9], [10]])
      #expect(recorder.queries.count == 3)
      #expect(recorder.sql[1].contains(#"WHERE "sheets"."pages" > ? AND "sheets"."id" > ? ORDER BY "sheets"."id" ASC LIMIT ?"#))
    }
  }

  @Test(arguments: Engine.allCases) func orderTiesAndNull(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await fill(12)
      let labels = Sheet.order { $0.label.asc }
      let whole = try await labels.order(\.id).ids()
      for size in 1...5 {
        var ids: [Int] = []
        for try await sheet in labels.stream(batch: size) { ids.append(sheet.id ?? 0) }
        #expect(ids == whole)
      }
      var down: [Int] = []
      for try await sheet in Sheet.order({ [$0.label.desc, $0.title.asc] }).stream(batch: 3) { down.append(sheet.id ?? 0) }
      let expected = try await Sheet.order { [$0.label.desc, $0.title.asc, $0.id.asc] }.ids()
      #expect(down == expected)
    }
  }

  @Test(arguments: Engine.allCases) func limitsAndProgress(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await fill(10)
      var progress: [Int] = []
      var sizes: [Int] = []
      try await Sheet.limit(7).inBatches(
        of: 3,
        progress: {
          progress.append($0.done); #expect($0.total == 7)
        }
      ) { sizes.append($0.count) }
      #expect(progress == [3, 6, 7] && sizes == [3, 3, 1])
      var count = 0
      try await Sheet.offset(8).limit(100).findEach(batch: 1) { _ in count += 1 }
      #expect(count == 2)
      let told = await failure { for try await _ in Sheet.order("title").stream() {} }
      #expect(told?.contains("Sheet.order") == true)
    }
  }

  @Test(arguments: Engine.allCases) func lazyLoadsKeepToTheirPiece(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await fill(6)
      recorder.clear()
      for try await sheet in Sheet.all().stream(batch: 3) { _ = try await sheet.remarks.load() }
      #expect(recorder.queries.count(where: { $0.cause.description.contains("Sheet.remarks") }) == 2)
    }
  }

  @Test(arguments: Engine.allCases) func pagesByNumber(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await fill(10)
      recorder.clear()
      let page = try await Sheet.order { $0.title.desc }.page(2, size: 4)
      #expect(recorder.queries.count == 2)
      #expect(page.records.count == 4 && page.total == 10 && page.pageCount == 3 && page.hasNext && page.hasPrevious)
      let last = try await Sheet.order { $0.title.desc }.page(3, size: 4)
      #expect(last.records.count == 2 && !last.hasNext)
      recorder.clear()
      #expect(try await Sheet.all().page(9, size: 4).records.isEmpty)
      #expect(recorder.queries.count == 1)
      #expect(try await Sheet.limit(5).page(2, size: 4).records.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func pagesByCursor(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await fill(10)
      let query = Sheet.order { $0.pages.desc }
      var cursor: PageCursor?
      var ids: [Int] = []
      repeat {
        let page = try await query.page(after: cursor, size: 4)
        ids += page.records.compactMap(\.id)
        cursor = PageCursor(page.next?.text)
        if ids.count == 4 {
          try await Sheet.create {
            $0.title = "New"; $0.pages = 1000
          }
        }
      } while cursor != nil
      #expect(ids == Array((1...10).reversed()))
      #expect(PageCursor("nonsense") == nil && PageCursor(nil) == nil)
      let other = try await query.page(after: nil, size: 1).next
      let told = await failure { _ = try await Sheet.all().page(after: other) }
      #expect(told?.contains("cursor") == true)
    }
  }

  /// Sheets with as many pages as their number, and a label for two of three.
  private func fill(_ count: Int) async throws {
    for number in 1...count {
      try await Sheet.create { sheet in
        sheet.title = "S\(number % 4)"
        sheet.pages = number
        sheet.label = number % 3 == 0 ? nil : "L\(number % 2)"
      }
    }
  }
}

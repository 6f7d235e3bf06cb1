import ActiveRecord
import ActiveRecordTesting
import Testing

/// Long tables, read record by record.
@Suite struct StreamMemoryTests {
  @Test(arguments: Engine.allCases) func aStreamHoldsOnePieceAtATime(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Sheet.insertAll((1...10_000).map { number in Sheet { ($0.title, $0.pages) = ("sheet \(number)", number) } })
      recorder.clear()
      var sum = 0, seen: [Weak] = [], most = 0
      for try await sheet in Sheet.stream(batch: 500) {
        sum += sheet.pages
        seen.append(Weak(sheet))
        if seen.count % 500 == 0 { most = max(most, seen.count { $0.record != nil }) }
      }
      #expect(seen.count == 10_000 && sum == 50_005_000)
      // What is read now, and what was read just before.
      #expect(most <= 1000)
      // Each piece is a query; the last one finds nothing more.
      #expect(recorder.sql.count == 21)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Rows of hand-written SQL, read as they come.
@Suite struct RowStreamTests {
  struct Line: Decodable {
    var number: Int
    var text: String
  }

  /// Rows numbered from 0, ten to the power of `digits`, without a table.
  private static func numbers(_ digits: Int) -> SQL {
    let parts = (0..<digits).map { "(SELECT 0 AS d \((1...9).map { "UNION ALL SELECT \($0)" }.joined(separator: " "))) d\($0)" }
    let number = (0..<digits).map { "d\($0).d * \(Int(pow(10, Double($0))))" }.joined(separator: " + ")
    return SQL(raw: "SELECT \(number) AS number, 'a text of thirty-two characters.' AS text FROM \(parts.joined(separator: ", "))")
  }

  @Test(arguments: Engine.allCases) func everyRowComesOnce(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      recorder.clear()
      var seen = Set<Int>(), isWhole = true
      for try await line in database.stream(Self.numbers(4), as: Line.self) {
        seen.insert(line.number)
        isWhole = isWhole && line.text.count == 32
      }
      #expect(seen == Set(0..<10_000) && isWhole)
      #expect(recorder.events.count == 1 && recorder.events[0].rows == 10_000 && recorder.events[0].cause.description == "SQL, streamed")
      var values: [Int] = []
      try await Sheet.insertAll([Sheet(title: "a", pages: 42), Sheet(title: "b")])
      for try await value in database.stream("SELECT pages FROM sheets WHERE title = \("a")", as: Int.self) { values.append(value) }
      #expect(values == [42])
      for try await _ in database.stream("SELECT id FROM folders", as: Int.self) { Issue.record("there is no row") }
    }
  }

  @Test(arguments: Engine.allCases) func aLoopThatIsLeftGivesTheConnectionBack(_ engine: Engine) async throws {
    var configuration = DatabaseConfiguration()
    configuration.maximumConnections = 1
    try await engine.database(configuration: configuration) { database, _ async throws in
      for round in 1...5 {
        var count = 0
        for try await _ in database.stream(Self.numbers(5), as: Line.self) {
          count += 1
          if count == round * 100 { break }
        }
        try await Sheet.create { $0.title = "\(round)" }
        #expect(try await Sheet.count() == round)
      }
    }
  }

  @Test(arguments: Engine.allCases) func aTransactionGoesOnAfterALoopThatWasLeft(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.transaction {
        try await Sheet.create { $0.title = "before" }
        for try await line in database.stream(Self.numbers(4), as: Line.self) where line.number >= 0 {
          // The transaction's connection is taken.
          #expect(await failure { _ = try await Sheet.count() }?.contains("two tasks used the same transaction at once") == true)
          break
        }
        try await Sheet.create { $0.title = "after" }
      }
      #expect(try await Sheet.order(\.id).pluck(\.title) == ["before", "after"])
    }
  }

  @Test(arguments: Engine.allCases) func aCancelledTaskStopsItsStream(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let (begun, begin) = AsyncStream<Void>.makeStream()
      let task = Task {
        var count = 0
        for try await _ in database.stream(Self.numbers(6), as: Line.self) {
          count += 1
          if count == 10 { begin.finish() }
          if count > 10 { try await Task.sleep(for: .milliseconds(1)) }
        }
      }
      for await _ in begun {}
      task.cancel()
      await #expect(throws: (any Error).self) { try await task.value }
      for _ in 0..<3 { #expect(try await Sheet.count() == 0) }
    }
  }

  @Test(arguments: Engine.allCases) func whatCannotBeReadEndsTheStream(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      recorder.clear()
      #expect(await failure { for try await _ in database.stream("SELECT nothing FROM nowhere", as: Int.self) {} } != nil)
      struct Other: Decodable { var other: Int }
      #expect(
        await failure { for try await _ in database.stream(Self.numbers(3), as: Other.self) {} }?.contains("no column 'other'") == true)
      #expect(recorder.events.last?.failed == true)
      #expect(try await Sheet.count() == 0)
    }
  }

  /// A hundred thousand rows, or as many as `AR_STREAM_ROWS` says; only then the process is alone, and its memory is looked at.
  @Test(arguments: Engine.allCases) func longStreamsHoldMemoryFlat(_ engine: Engine) async throws {
    let asked = ProcessInfo.processInfo.environment["AR_STREAM_ROWS"].flatMap { Int($0) }
    let rows = asked ?? 100_000
    try await engine.database { database, _ async throws in
      var count = 0, sizes: [Int] = []
      for try await line in database.stream(Self.numbers(String(rows).count - 1), as: Line.self) {
        count += line.text.isEmpty ? 0 : 1
        if count % (rows / 10) == 0 { sizes.append(Self.residentMemory) }
      }
      #expect(count == rows)
      var sum = 0
      try await database.execute(
        "INSERT INTO sheets (title, pages) SELECT text, number FROM (\(Self.numbers(String(rows).count - 1))) numbered")
      var recordSizes: [Int] = []
      for try await sheet in Sheet.stream() {
        sum += 1
        _ = sheet.title
        if sum % (rows / 10) == 0 { recordSizes.append(Self.residentMemory) }
      }
      #expect(sum == rows)
      guard asked != nil else { return }
      print("\(engine): \(rows) rows, resident memory \(sizes) MB; \(rows) records \(recordSizes) MB")
      for sizes in [sizes, recordSizes] { #expect((sizes.max() ?? 0) - (sizes.first ?? 0) < 16) }
    }
  }

  /// The process' memory in MB; 0 where the system does not tell.
  private static var residentMemory: Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0) * 4096 / 1_000_000
  }
}

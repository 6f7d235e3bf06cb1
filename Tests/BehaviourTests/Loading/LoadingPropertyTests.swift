import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Whatever the rows are, it makes no difference how they are read: one by one, for all at once, preloaded, or by joins.
///
/// Takes a hundred seeds, or as many as `AR_SEEDS` says.
@Suite struct LoadingPropertyTests {
  private static let seeds = ProcessInfo.processInfo.environment["AR_SEEDS"].flatMap { Int($0) } ?? 100

  @Test(arguments: Engine.allCases) func everyWayOfReadingFindsTheSame(_ engine: Engine) async throws {
    try await engine.database(models: [Subscriber.self, Writer.self]) { database, _ async throws in
      for seed in 1...Self.seeds {
        var random = SplitMix(seed: UInt64(seed))
        try await RandomGazette.fill(database, &random)
        let query = RandomGazette.query(&random)
        let paths = Array(ReadPath.all.filter { _ in random.next(5) == 0 }.prefix(7))
        let expected = try await read(query.writers.loadsTogether(false), paths)
        for way in Way.allCases {
          let relation = paths.reduce(query.writers) { $1.add($0, way) }
          let found = try await read(relation, paths)
          let agrees = query.finds(found, expected, way)
          #expect(agrees, "seed \(seed), \(way): \(paths.map(\.name)): \(found), not \(expected)")
          if !agrees { return }
        }
      }
    }
  }

  private func read(_ relation: Relation<Writer>, _ paths: [ReadPath]) async throws -> [ReadWriter] {
    var read: [ReadWriter] = []
    for writer in try await relation.load() {
      var line = ReadWriter(id: writer.id!, name: writer.name)
      for path in paths { line.lines.append("\(path.name): \(try await path.read(writer))") }
      read.append(line)
    }
    return read
  }

  @Test(arguments: Fault.allCases) func aFaultIsSeen(_ fault: Fault) async throws {
    try await Engine.sqlite.database(models: [Subscriber.self, Writer.self]) { database, _ async throws in
      var isSeen = false
      for seed in 1...40 where !isSeen {
        var random = SplitMix(seed: UInt64(seed))
        try await RandomGazette.fill(database, &random)
        let relation = ReadPath.all.reduce(Writer.order { $0.name.asc }.order(\.id)) { $1.add($0, .preload) }
        let found = try await read(relation, ReadPath.all)
        let again = Writer.order { $0.name.asc }.order(\.id).loadsTogether(false)
        #expect(try await read(again, ReadPath.all) == found)
        try await database.execute(fault.sql)
        isSeen = try await read(again, ReadPath.all) != found
      }
      #expect(isSeen)
    }
  }

  /// The rows are right, but what loads them is not: one way or another finds something else than what each record finds by itself.
  @Test(arguments: Mistake.allCases) func aMistakeInLoadingIsSeen(_ mistake: Mistake) async throws {
    #expect(try await differences(seeds: 100, mistake).count == 1)
  }

  @Test func withoutAMistakeNothingIsSeen() async throws {
    #expect(try await differences(seeds: 3, nil) == [])
  }

  /// The first difference between what each record finds by itself, and what a library with a mistake finds for all of them.
  private func differences(seeds: Int, _ mistake: Mistake?) async throws -> [String] {
    _ = ModelGraph.problems([Subscriber.self, Writer.self])
    return try await ShelterDatabase.use(.sqlite) { driver async throws in
      let right = Database(driver), wrong = Database(MistakenDriver(base: driver, mistake: mistake))
      do {
        let found = try await right.use { try await differences(right, wrong, seeds) }
        await wrong.close()
        await right.close()
        return found
      } catch {
        await wrong.close()
        await right.close()
        throw error
      }
    }
  }

  private func differences(_ right: Database, _ wrong: Database, _ seeds: Int) async throws -> [String] {
    for table in Worlds.gazette + Worlds.clippings { try await right.execute(SQL(raw: Engine.sqlite.spelled(table))) }
    let writers = Writer.order { $0.name.asc }.order(\.id)
    for seed in 1...seeds {
      var random = SplitMix(seed: UInt64(seed))
      try await RandomGazette.fill(right, &random)
      for path in ReadPath.all {
        let expected = try await read(writers.loadsTogether(false), [path])
        for way in Way.allCases {
          let found = try await wrong.use { try await read(path.add(writers, way), [path]) }
          if found != expected { return ["seed \(seed), \(way), \(path.name)"] }
        }
      }
    }
    return []
  }
}

/// How associations are loaded.
enum Way: CaseIterable { case lazily, preload, includes, eagerLoad }

/// What a mistake in loading would look like: the rows are no longer those that were loaded.
enum Fault: String, CaseIterable, CustomTestStringConvertible {
  case memberLost, memberDoubled, memberOfAnother, targetLost, orderTurned, halfAKeyTaken

  var testDescription: String { rawValue }

  var sql: SQL {
    switch self {
    case .memberLost: "DELETE FROM articles WHERE id = (SELECT MIN(id) FROM articles WHERE writer_id IS NOT NULL)"
    case .memberDoubled:
      "INSERT INTO articles (id, title, writer_id) SELECT 500, title, writer_id FROM articles WHERE writer_id < 9 LIMIT 1"
    case .memberOfAnother: "UPDATE articles SET writer_id = writer_id % 4 + 1 WHERE id = (SELECT MIN(id) FROM articles WHERE writer_id < 9)"
    case .targetLost: "UPDATE writers SET editor_id = NULL"
    case .orderTurned: "UPDATE writers SET name = 'A' WHERE id = (SELECT MAX(id) FROM writers)"
    case .halfAKeyTaken: "UPDATE scraps SET clipping_place = clipping_place % 2 + 1 WHERE clipping_place < 3"
    }
  }
}

/// A generator whose numbers depend on the seed alone.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Scopes of to-one associations that take the owner: read alone, together, and preloaded.
@Suite struct OwnerScopeTests {
  enum Way: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case alone, together, preloaded
    var testDescription: String { rawValue }
  }

  /// Four shifts at a post of level 2; two of them are below it. Each has a report of its own day and one of another.
  private func shifts(_ way: Way, _ preload: (Relation<Shift>) -> Relation<Shift>) async throws -> [Shift] {
    let post = try await WatchPost.create { $0.level = 2 }
    for (day, level) in [(1, 1), (1, 2), (2, 3), (2, 1)] {
      let shift = try await Shift.create {
        $0.day = day
        $0.level = level
        $0.$post.set(post)
      }
      for reported in [day + 10, day] {
        let report = try await ShiftReport.create {
          $0.day = reported
          $0.$shift.set(shift)
        }
        try await ReportStamp.create {
          $0.level = reported == day ? level : 9
          $0.$shiftReport.set(report)
        }
      }
    }
    let all = Shift.order { $0.id.asc }
    return try await (way == .alone ? all.loadsTogether(false) : way == .preloaded ? preload(all) : all).load()
  }

  @Test(arguments: Engine.allCases, Way.allCases) func belongsTo(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, recorder async throws in
      let shifts = try await shifts(way) { $0.preload(\.post) }
      var levels: [Int?] = []
      for shift in shifts { levels.append(try await shift.post?.level) }
      #expect(levels == [nil, 2, 2, nil])
    }
  }

  @Test(arguments: Engine.allCases, Way.allCases) func hasOne(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, recorder async throws in
      let shifts = try await shifts(way) { $0.preload(\.report) }
      var days: [Int?] = []
      for shift in shifts { days.append(try await shift.report?.day) }
      #expect(days == [1, 1, 2, 2])
    }
  }

  /// One owner's members are read-only and come with their own, the other's are not.
  @Test(arguments: Engine.allCases, Way.allCases) func whatTheScopeAsksForBesideRows(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillVineyard()
      let all = Vineyard.order(\.id)
      let found = try await (way == .alone ? all.loadsTogether(false) : way == .preloaded ? all.preload(\.keptWines) : all).load()
      var wines: [[Wine]] = []
      for vineyard in found { wines.append(try await vineyard.keptWines.load()) }
      recorder.clear()
      #expect(wines.map { $0.map(\.name) } == [["Dear", "Red"], ["Cheap"]])
      #expect(wines.map { $0.map(\.isReadonly) } == [[true, true], [false]])
      #expect(wines.map { $0.map(\.casks.isLoaded) } == [[true, true], [false]])
      #expect(try wines[0].map { try $0.casks.loaded.map(\.litres) } == [[130], [108]])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases, Way.allCases) func hasOneThrough(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, recorder async throws in
      let shifts = try await shifts(way) { $0.preload(\.stamp) }
      var levels: [Int?] = []
      for shift in shifts { levels.append(try await shift.stamp?.level) }
      #expect(levels == [1, 2, 3, 1])
    }
  }
}

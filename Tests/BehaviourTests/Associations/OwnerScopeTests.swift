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

  @Test(arguments: Engine.allCases, Way.allCases) func hasOneThrough(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, recorder async throws in
      let shifts = try await shifts(way) { $0.preload(\.stamp) }
      var levels: [Int?] = []
      for shift in shifts { levels.append(try await shift.stamp?.level) }
      #expect(levels == [1, 2, 3, 1])
    }
  }
}

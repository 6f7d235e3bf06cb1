import ActiveRecord
import ActiveRecordTesting
import Testing

/// Writing to some rows of a query, in its order: engines differ in whether `UPDATE` and `DELETE` take a limit, or read their own table.
@Suite struct LimitedWriteTests {
  private func run(_ engine: Engine, _ body: nonisolated(nonsending) () async throws -> Void) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Rose" }
      for (number, title) in ["A", "B", "C", "D", "E"].enumerated() {
        try await Play(title: title, seats: number * 10, theatre: number < 3 ? theatre : nil).save()
      }
      try await body()
    }
  }

  private var seats: [Int] { get async throws { try await Play.order(\.title).pluck(\.seats) } }

  @Test(arguments: Engine.allCases) func updates(_ engine: Engine) async throws {
    try await run(engine) { () async throws in
      #expect(try await Play.order { $0.title.desc }.limit(2).updateAll { [$0.seats.set(1)] } == 2)
      #expect(try await seats == [0, 10, 20, 1, 1])
      #expect(try await Play.order(\.title).offset(1).limit(1).updateAll { [$0.seats.increase(by: 5)] } == 1)
      #expect(try await seats == [0, 15, 20, 1, 1])
      #expect(try await Play.joins(\.theatre).order { $0.title.desc }.limit(1).updateAll { [$0.seats.set(2)] } == 1)
      #expect(try await seats == [0, 15, 2, 1, 1])
    }
  }

  @Test(arguments: Engine.allCases) func deletes(_ engine: Engine) async throws {
    try await run(engine) { () async throws in
      #expect(try await Play.order { $0.seats.desc }.limit(1).deleteAll() == 1)
      #expect(try await Play.order(\.title).pluck(\.title) == ["A", "B", "C", "D"])
      // The table that rows go from is asked which they are.
      let most = Play.all().subquery { $0.seats.maximum }
      #expect(try await Play.where { $0.seats == most.value.as(Int.self) }.deleteAll() == 1)
      let first = Play.order(\.title).limit(1).subquery(\.title)
      #expect(try await Play.where { $0.title.isIn(first) }.deleteAll() == 1)
      #expect(try await Play.order(\.title).pluck(\.title) == ["B", "C"])
    }
  }
}

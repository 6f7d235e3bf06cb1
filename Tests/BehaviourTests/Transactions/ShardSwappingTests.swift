import ActiveRecord
import ActiveRecordTesting
import Testing

/// A block in which the shard that is used stays the same.
@Suite(.serialized) struct ShardSwappingTests {
  private static let refusal =
    "the shard with the key 'second' is asked for inside of Database.prohibitShardSwapping { … }, where the shard that is used stays the same. "
    + "Choose it around that block"

  @Test(arguments: Engine.allCases) func anotherShardIsRefused(_ engine: Engine) async throws {
    try await engine.database(as: .kennel) { first, _ async throws in
      try await engine.database(as: .kennel) { second, secondLog async throws in
        let shards = ActiveRecord.Shards(["first": first, "second": second])
        try await shards.use("first") {
          try await Database.prohibitShardSwapping {
            let error = await #expect(throws: DatabaseError.self) { () async throws in
              try await shards.use("second") { try await Hound.create { $0.name = "Ace" } }
            }
            #expect(error?.code == .misuse && error?.message == Self.refusal)
            // Each shard is asked for before anything runs.
            await #expect(throws: DatabaseError.self) { () async throws in
              try await shards.onEach { _ in try await Hound.create { $0.name = "Ace" } }
            }
            // The one that is used is not swapped.
            try await shards.use("first") { _ = try await Hound.create { $0.name = "Rex" } }
            try await first.transaction { try await shards.use("first") { _ = try await Hound.create { $0.name = "Pip" } } }
            let isRefused = try await withThrowingTaskGroup(of: Bool.self) { group in
              group.addTask { await failure { try await shards.use("second") {} } != nil }
              return try await group.next()
            }
            #expect(isRefused == true)
          }
          #expect(try await Hound.order(\.id).pluck(\.name) == ["Rex", "Pip"])
        }
        #expect(secondLog.queries.isEmpty)
        // After the block, also after one that threw, shards are chosen as before.
        await #expect(throws: DatabaseError.self) { () async throws in
          try await Database.prohibitShardSwapping { () async throws in try await shards.use("first") {} }
        }
        #expect(try await shards.use("second") { try await Hound.count() } == 0)
      }
    }
  }

  @Test(arguments: Engine.allCases) func theDatabaseThatIsUsedWithoutAKeyIsTheShard(_ engine: Engine) async throws {
    try await engine.database(as: .kennel) { first, _ async throws in
      let shards = ActiveRecord.Shards([1: first])
      // It is in use already, so that nothing is swapped; databases of other names are none of its business.
      try await Database.prohibitShardSwapping {
        try await shards.use(1) { _ = try await Hound.create { $0.name = "Rex" } }
        #expect(try await shards.onEach { _ in try await Hound.count() } == [1: 1])
        let error = await #expect(throws: DatabaseError.self) { () async throws in try await shards.use(2) {} }
        #expect(error?.code == .notConnected)
      }
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many through, name by name: members that are taken out, destroyed and replaced.
extension HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func deleteAllForWithDependentOptionDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fansDestroyed.create { $0.name = "Ann" }
      try await League.find(1).fansDestroyed.removeAll()
      #expect(try await [Fan.count(), Pass.count()] == [1, 0])
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllForWithDependentOptionDeleteAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fansDeleted.create { $0.name = "Ann" }
      try await League.find(1).fansDeleted.removeAll()
      #expect(try await [Fan.count(), Pass.count()] == [1, 0])
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fans.create { $0.name = "Ann" }
      try await league.fans.removeAll()
      #expect(try await league.fans.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }, player = try await Player.create { $0.name = "P" }
      try await play.players.append(player)
      let found = try await Play.find(1)
      recorder.clear()
      try await found.players.remove(player)
      #expect(recorder.sql.contains { $0.hasPrefix(#"DELETE FROM "roles""#) })
      #expect(try await found.players.load().isEmpty)
      #expect(try await found.reload().players.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fans.destroy(fan)
      #expect(try await [Fan.count(), Pass.count()] == [1, 0])
      #expect(try await league.reload().fans.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, _) = try await joined()
      try await league.fans.destroyAll()
      #expect(try await [Fan.count(), Pass.count()] == [1, 0])
      #expect(try await league.reload().fans.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAllOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, _) = try await joined()
      try await league.fans.destroyAll()
      #expect(try await league.fans.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func destroyOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fans.destroy(fan)
      #expect(try await league.fans.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func deleteOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fans.remove(fan)
      #expect(try await league.fans.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func deleteThroughBelongsToWithDependentDeleteAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fans.create { $0.name = "other" }
      try await league.fansDeleted.remove(fan)
      #expect(try await [Fan.count(), Pass.count(), league.fans.count()] == [2, 1, 1])
      #expect(try await league.reload().note == nil)
    }
  }

  @Test(arguments: Engine.allCases) func deleteThroughBelongsToWithDependentDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fans.create { $0.name = "other" }
      try await league.fansDestroyed.remove(fan)
      #expect(try await [Fan.count(), Pass.count(), league.fans.count()] == [2, 1, 1])
      #expect(try await league.reload().note == "pass destroyed")
    }
  }

  @Test(arguments: Engine.allCases) func replaceAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      let michael = try await play.players.create { $0.name = "Michael" }, david = try await Player.create { $0.name = "David" }
      let found = try await Play.find(1)
      try await found.players.reload()
      recorder.clear()
      try await found.players.replace(with: [david])
      #expect(recorder.sql.filter { $0.hasPrefix("INSERT") }.count == 1)
      recorder.clear()
      #expect(try await [found.players.contains(david), found.players.contains(michael)] == [true, false])
      #expect(recorder.events.isEmpty)
      #expect(try await found.reload().players.reload() == [david])
    }
  }

  @Test(arguments: Engine.allCases) func replaceOrderIsPreserved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      let ann = try await Fan.create { $0.name = "Ann" }, bob = try await Fan.create { $0.name = "Bob" }
      try await league.fans.replace(with: [ann, bob])
      #expect(try await league.passes.order(\.id).pluck(\.fanID) == [ann.id, bob.id])
      try await league.fans.clear()
      try await league.fans.replace(with: [bob, ann])
      #expect(try await league.passes.order(\.id).pluck(\.fanID) == [bob.id, ann.id])
    }
  }

  @Test(arguments: Engine.allCases) func replaceByIdOrderIsPreserved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      let ann = try await Fan.create { $0.name = "Ann" }, bob = try await Fan.create { $0.name = "Bob" }
      try await league.fans.replace(withIDs: [ann.id!, bob.id!])
      #expect(try await league.passes.order(\.id).pluck(\.fanID) == [ann.id, bob.id])
      try await league.fans.clear()
      try await league.fans.replace(withIDs: [bob.id!, ann.id!])
      #expect(try await league.passes.order(\.id).pluck(\.fanID) == [bob.id, ann.id])
    }
  }
}

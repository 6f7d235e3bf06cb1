import ActiveRecord
import ActiveRecordTesting
import Testing

/// Lists of members that one does not expect: a record twice, and one that is gone.
@Suite struct OddMembersTests {
  @Test(arguments: Engine.allCases, ["nullified", "deleted", "by key", "destroyed"]) func aRecordThatIsNamedTwiceGoesOnce(
    _ engine: Engine, _ way: String
  ) async throws {
    try await engine.database { _, _ async throws in
      let orchard = try await Orchard.create { $0.name = "O" }
      let kept = try await orchard.trees.create { $0.name = "kept" }, tree = try await orchard.trees.create { $0.name = "gone" }
      #expect(try await Orchard.find(orchard.id!).treesCount == 2)
      switch way {
      case "nullified": try await orchard.trees.remove(tree, tree)
      case "deleted": try await orchard.treesToDelete.remove(tree, tree)
      case "by key": try await orchard.trees.remove(ids: tree.id!, tree.id!)
      default: try await orchard.trees.destroy(tree, tree)
      }
      #expect(try await Orchard.find(orchard.id!).treesCount == 1)
      #expect(orchard.treesCount == 1)
      #expect(try await orchard.trees.reload() == [kept])
    }
  }

  @Test(arguments: Engine.allCases, [false, true]) func aRecordThatIsGoneIsNotAdded(_ engine: Engine, _ isStored: Bool) async throws {
    try await engine.database { database, _ async throws in
      let play = Play(title: "A"), genre = try await Genre.create { $0.name = "g" }, player = try await Player.create { $0.name = "p" }
      let role = try await Role.create { $0.name = "r" }
      if isStored { try await play.save() }
      try await genre.destroy()
      try await player.destroy()
      try await role.destroy()
      await #expect(throws: ModelError.self) { try await play.genres.append(genre) }
      await #expect(throws: ModelError.self) { try await play.genres.replace(with: [genre]) }
      await #expect(throws: ModelError.self) { try await play.roles.append(role) }
      let told = await failure { try await play.players.append(player) }
      #expect(told?.contains("was destroyed, so it cannot be added to Play.players") == true)
      #expect(play.genres.target.isEmpty && play.players.target.isEmpty && play.roles.target.isEmpty)
      try await play.save()
      #expect(try await Role.count() == 0)
      #expect(try await database.query("SELECT COUNT(*) FROM genres_plays", as: Int.self) == [0])
    }
  }

  @Test(arguments: Engine.allCases) func aMemberThatIsDestroyedBeforeItsOwnerIsSavedIsLeftOut(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = Play(title: "A"), role = try await Role.create { $0.name = "r" }
      let genre = try await Genre.create { $0.name = "g" }, kept = try await Genre.create { $0.name = "kept" }
      try await play.genres.append(genre, kept)
      try await play.roles.append(role)
      try await genre.destroy()
      try await role.destroy()
      try await play.save()
      #expect(try await Play.find(play.id!).genres.load() == [kept])
      #expect(try await database.query("SELECT COUNT(*) FROM genres_plays", as: Int.self) == [1])
      #expect(try await Role.count() == 0)
    }
  }
}

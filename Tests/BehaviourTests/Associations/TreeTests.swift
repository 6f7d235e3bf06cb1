import ActiveRecord
import ActiveRecordTesting
import Testing

/// A model that belongs to itself: what is above and below its records.
@Suite struct TreeTests {
  /// Two trees: `oak` with `a` (with `a1`, `a2`) and `b`, and `elm` with `c`.
  private func seed() async throws {
    func grow(_ name: String, on parent: Bough?, green: Bool = true) async throws -> Bough {
      try await Bough.create {
        $0.name = name
        $0.isGreen = green
        $0.$parent.set(parent)
      }
    }
    let oak = try await grow("oak", on: nil), elm = try await grow("elm", on: nil)
    let a = try await grow("a", on: oak), b = try await grow("b", on: oak, green: false)
    _ = try await (grow("a1", on: a), grow("a2", on: a), grow("b1", on: b), grow("c", on: elm))
  }

  private func bough(_ name: String) async throws -> Bough { try await Bough.findByOrThrow { $0.name == name } }

  @Test(arguments: Engine.allCases) func everythingBelowIsOneQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let oak = try await bough("oak")
      recorder.clear()
      #expect(try await oak.descendants(by: \.boughs).load().map(\.name) == ["a", "a1", "a2", "b", "b1"])
      let steps =
        #"WITH RECURSIVE "boughs_steps" ("step") AS (SELECT "boughs"."id" FROM "boughs" WHERE "boughs"."parent_id" = ? "#
        + #"UNION SELECT "boughs"."id" FROM "boughs" INNER JOIN "boughs_steps" ON "boughs"."parent_id" = "boughs_steps"."step") "#
      let rows =
        #"SELECT "boughs"."id", "boughs"."name", "boughs"."is_green", "boughs"."parent_id" FROM "boughs" "#
        + #"WHERE ("boughs"."parent_id" = ? OR "boughs"."parent_id" IN (SELECT "boughs_steps"."step" FROM "boughs_steps")) "#
        + #"ORDER BY "boughs"."name" ASC"#
      #expect(recorder.sql == [steps + rows])
      #expect(try await oak.descendants(by: \.boughs).where { $0.name.like("%1") }.count() == 2)
      #expect(try await Bough.descendants(of: [oak, bough("elm")], by: \.boughs).ids().count == 6)
      #expect(try await bough("a1").descendants(by: \.boughs).load() == [])
      #expect(try await Bough(name: "new").descendants(by: \.boughs).load() == [])
    }
  }

  @Test(arguments: Engine.allCases) func everythingAboveIsOneQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let leaf = try await bough("a1")
      #expect(Set(try await leaf.ancestors(by: \.parent).load().map(\.name)) == ["a", "oak"])
      recorder.clear()
      #expect(try await leaf.lineage(by: \.parent).map(\.name) == ["a", "oak"])
      #expect(recorder.sql.count == 1)
      #expect(try await leaf.parent?.parent?.name == "oak")
      #expect(recorder.sql.count == 1)
      #expect(try await Set(Bough.ancestors(of: [leaf, bough("c")], by: \.parent).load().map(\.name)) == ["a", "oak", "elm"])
      #expect(try await bough("oak").lineage(by: \.parent) == [])
      let twig = Bough(name: "twig", parent: Bough(name: "unsaved", parent: leaf))
      #expect(try await twig.lineage(by: \.parent).map(\.name) == ["unsaved", "a1", "a", "oak"])
    }
  }

  @Test(arguments: Engine.allCases) func aScopeIsFollowedAtEachStep(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      // `b` is not green, so what hangs on it is not reached.
      #expect(Set(try await bough("oak").descendants(by: \.greenBoughs).load().map(\.name)) == ["a", "a1", "a2"])
      let told = await failure { _ = try await bough("oak").descendants(by: \.firstBoughs).load() }
      #expect(told?.hasPrefix("Bough.firstBoughs: its scope takes the owner, or limits the rows of one") == true)
    }
  }

  @Test(arguments: Engine.allCases) func wholeTreesArePreloadedForManyRoots(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let roots = try await Bough.where { $0.parentID == nil }.order(\.id).load()
      recorder.clear()
      try await roots.preloadTree(\.boughs)
      #expect(recorder.sql.count == 1)
      func names(_ bough: Bough) throws -> String {
        let below = try bough.boughs.loaded.map { try names($0) }
        return bough.name + (below.isEmpty ? "" : "(\(below.joined(separator: " ")))")
      }
      #expect(try roots.map { try names($0) } == ["oak(a(a1 a2) b(b1))", "elm(c)"])
      let leaf = try #require(try roots[0].boughs.loaded.first?.boughs.loaded.last)
      #expect(try leaf.$parent.loaded?.$parent.loaded === roots[0])
      #expect(recorder.sql.count == 1)
      let leaves = try await Bough.where { $0.name.like("_1") }.order(\.id).load()
      recorder.clear()
      try await leaves.preloadTree(\.parent)
      #expect(try leaves.map { try $0.$parent.loaded?.$parent.loaded?.name } == ["oak", "oak"])
      #expect(recorder.sql.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func circlesEndAndAreTold(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let oak = try await bough("oak"), leaf = try await bough("a1")
      try await oak.updateColumns { $0.parentID = leaf.id }
      #expect(Set(try await oak.descendants(by: \.boughs).load().map(\.name)) == ["oak", "a", "a1", "a2", "b", "b1"])
      #expect(Set(try await oak.ancestors(by: \.parent).load().map(\.name)) == ["oak", "a", "a1"])
      let below = await failure { try await [oak].preloadTree(\.boughs) }
      #expect(below?.hasPrefix("Bough.boughs: the rows form a circle: a record is above itself.") == true)
      let above = await failure { _ = try await leaf.reload().lineage(by: \.parent) }
      #expect(above?.hasPrefix("Bough.parent: the rows form a circle: a record is above itself.") == true)
    }
  }

  @Test(arguments: Engine.allCases) func onlyAModelOfItselfMakesATree(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let told = await failure { _ = try await Bough.create { $0.name = "x" }.descendants(by: \.nests).load() }
      #expect(told?.hasPrefix("Bough.nests: only a belongs_to or has_many from a model to itself makes a tree.") == true)
    }
  }
}

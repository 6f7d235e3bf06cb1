import ActiveRecord
import ActiveRecordTesting
import Testing

/// Scopes that take the owner, conditions on what is included, and names of joined tables: Rails 8.2 on the same rows, and what is here.
@Suite struct ScopeDefectTests {
  /// Rails asks once for each owner: three statements for two farms, and five for four.
  @Test(arguments: Engine.allCases) func ownersOfEqualScopesShareAQuery(_ engine: Engine) async throws {
    let rails = (weights: [[3], [3, 7, 8]], statements: 5)
    try await engine.database { _, recorder async throws in
      try await Surprises.fillFarms([5, 9, 5, 5])
      recorder.clear()
      let farms = try await Surprises.Farm.preload(\.sellable).order(\.id).load()
      let found = try farms.map { try $0.sellable.loaded.map(\.kg) }
      #expect(Array(found.prefix(2)) == rails.weights && found[2] == [3] && found[3] == [3])
      #expect(recorder.queries.count == 3 && recorder.queries.count < rails.statements)
    }
  }

  /// Rails refuses both: "The association scope 'sellable' is instance dependent (the scope block takes an argument). Eager loading
  /// instance dependent scopes is not supported."
  @Test(arguments: Engine.allCases) func aScopeThatComparesColumnsOfItsOwnerIsJoined(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Surprises.fillFarms([5, 9])
      recorder.clear()
      let joined = try await Surprises.Farm.joins(\.sellable).order(\.id).load()
      #expect(joined.map(\.name) == ["A", "B", "B", "B"])
      #expect(recorder.sql.last?.contains(#""apples"."kg" <= "farms"."max_kg""#) == true)
      recorder.clear()
      let loaded = try await Surprises.Farm.eagerLoad(\.sellable).order(\.id).load()
      #expect(try loaded.map { try $0.sellable.loaded.map(\.kg) } == [[3], [3, 7, 8]])
      #expect(recorder.queries.count == 1)
    }
  }

  /// As in Rails, a condition on what is included loads the members that fulfil it, and so do the forms that load all of them; here the log
  /// warns of the first, see PartialLoadTests.
  @Test(arguments: Engine.allCases) func aConditionOnWhatIsIncludedLoadsAPart(_ engine: Engine) async throws {
    let rails = (part: ["Ann Ann20"], whole: ["Ann Ann5,Ann20"])
    try await engine.database { _, recorder async throws in
      try await Surprises.fillCooks()
      func dishes(_ cooks: Relation<Surprises.Cook>) async throws -> [String] {
        recorder.clear()
        return try await cooks.load().map { "\($0.name) " + (try $0.dishes.loaded.map(\.name).joined(separator: ",")) }
      }
      #expect(try await dishes(Surprises.Cook.includes(\.dishes).where { $0.dishes.price == 20 }) == rails.part)
      #expect(recorder.queries.count == 1)
      #expect(try await dishes(Surprises.Cook.preload(\.dishes).joins(\.dishes).where { $0.dishes.price == 20 }) == rails.whole)
      #expect(try await dishes(Surprises.Cook.includes(\.dishes).where { $0.dishes.exists { $0.price == 20 } }) == rails.whole)
      #expect(recorder.queries.count == 2)
    }
  }

  /// As in Rails, `includes` and `joins` of one association are one inner join, and an order that names the table switches to the join.
  @Test(arguments: Engine.allCases) func whatIsIncludedAndJoinedIsOneJoin(_ engine: Engine) async throws {
    let railsJoined = ["Ann Ann20"], railsOrdered = ["Ann Ann20,Ann5", "Bo Bo7", "Cy "]
    try await engine.database { _, recorder async throws in
      try await Surprises.fillCooks()
      func dishes(_ cooks: Relation<Surprises.Cook>) async throws -> [String] {
        recorder.clear()
        return try await cooks.load().map { "\($0.name) " + (try $0.dishes.loaded.map(\.name).joined(separator: ",")) }
      }
      let both = Surprises.Cook.includes(\.dishes).joins(\.dishes).where { $0.dishes.price == 20 }
      #expect(try await dishes(both) == railsJoined)
      #expect(recorder.queries.count == 1 && recorder.sql[0].contains("INNER JOIN") && !recorder.sql[0].contains("OUTER"))
      // Where NULL comes last differs between engines.
      let ordered = try await dishes(Surprises.Cook.includes(\.dishes).order("cook_dishes.price DESC"))
      #expect(Set(ordered) == Set(railsOrdered))
      #expect(ordered.filter { $0 != "Cy " } == railsOrdered.filter { $0 != "Cy " })
      #expect(recorder.queries.count == 1 && recorder.sql[0].contains("LEFT OUTER JOIN"))
    }
  }

  /// As in Rails, a condition that names the association makes its name that of the table: `INNER JOIN nodes AS children … WHERE
  /// children.name = 'c'`; without one the table is `children_nodes`.
  @Test(arguments: Engine.allCases) func aConditionNamesTheJoinedTable(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let root = try await Surprises.Twig.create { $0.name = "root" }
      try await root.children.create { $0.name = "c" }
      recorder.clear()
      #expect(try await Surprises.Twig.joins(\.children).where { $0.children.name == "c" }.load() == [root])
      let join = #" FROM "tree_twigs" INNER JOIN "tree_twigs" AS "children" ON "children"."parent_id" = "tree_twigs"."id""#
      #expect(recorder.sql[0].hasSuffix(join + #" WHERE "children"."name" = ?"#))
      #expect(try await Surprises.Twig.joins(\.children).load() == [root])
      #expect(recorder.sql[1].contains(#"INNER JOIN "tree_twigs" AS "children_tree_twigs" ON"#))
    }
  }
}

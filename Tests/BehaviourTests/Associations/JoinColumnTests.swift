import ActiveRecord
import ActiveRecordTesting
import Testing

/// Columns of a table of pairs that has no model.
@Suite struct JoinColumnTests {
  private func run(
    _ engine: Engine, _ body: nonisolated(nonsending) (Database, Etude, SQLRecorder) async throws -> Void
  ) async throws {
    try await engine.database(models: [Etude.self, Folio.self]) { database, recorder async throws in
      let etude = try await Etude.create { $0.name = "E" }
      for name in ["a", "b"] { try await Folio.create { $0.name = name } }
      try await database.execute("INSERT INTO etudes_folios (etude_id, folio_id, place) VALUES (1, 1, 7), (1, 2, NULL)")
      recorder.clear()
      try await body(database, etude, recorder)
    }
  }

  @Test(arguments: Engine.allCases) func areReadWithTheMembers(_ engine: Engine) async throws {
    try await run(engine) { _, etude, recorder async throws in
      let rows = try await etude.folios.load(withJoinColumn: "place", as: Int?.self)
      #expect(recorder.sql.count == 1 && recorder.sql[0].contains(#", "etudes_folios"."place" FROM "folios" INNER JOIN "etudes_folios""#))
      let places = rows.sorted { ($0.0.name ?? "") < ($1.0.name ?? "") }
      #expect(places.map(\.0.name) == ["a", "b"] && places.map(\.1) == [7, nil])
      #expect(!etude.folios.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func suchRecordsAreReadOnly(_ engine: Engine) async throws {
    try await run(engine) { _, etude, _ async throws in
      let folio = try #require(try await etude.folios.load(withJoinColumn: "place", as: Int?.self).first?.0)
      #expect(folio.isReadonly)
      folio.name = "changed"
      let told = await failure { try await folio.save() }
      #expect(told?.contains("read-only") == true)
      #expect(try await etude.folios.load().allSatisfy { !$0.isReadonly })
    }
  }

  @Test(arguments: Engine.allCases) func theGraphCheckSaysWhatToUseInstead(_ engine: Engine) async throws {
    try await run(engine) { database, _, _ async throws in
      let advice = try await ModelGraph.advice([Etude.self, Folio.self], in: database).filter { $0.rule == .joinTableWithColumns }
      #expect(advice.map { "\($0.model).\($0.association)" } == ["Etude.folios", "Folio.etudes"])
      #expect(
        advice.first?.message
          == "the table 'etudes_folios' has columns of its own (place), which its rows get no values for. Give it a model, and write "
          + #"@HasMany var folios: Many<Folio> = .through(\.…)"#)
      #expect(try await ModelGraph.advice([Curator.self], in: database).allSatisfy { $0.rule != .joinTableWithColumns })
    }
  }

  @Test(arguments: Engine.allCases) func onlyTablesOfPairsHaveThem(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let curator = try await Curator.create { $0.name = "Ann" }
      let told = await failure { _ = try await curator.relics.load(withJoinColumn: "place", as: Int.self) }
      #expect(told?.hasPrefix("Curator.relics: only a @HasAndBelongsToMany has rows in between without a model") == true)
    }
  }
}

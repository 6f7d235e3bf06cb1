import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_and_belongs_to_many whose members are narrowed, ordered, or stand there once.
extension HasAndBelongsToManyAssociationsTests {
  @Test(arguments: Engine.allCases) func distinctBeforeTheFact(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (hamper, tags) = try await tagged()
      try await hamper.uniqueTags.append(tags[0])
      try await hamper.uniqueTags.append(tags[1])
      #expect(try await hamper.reload().uniqueTags.size() == 2)
      #expect(try await hamper.uniqueTags.load().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func distinctOptionPreventsDuplicatePush(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (hamper, tags) = try await tagged()
      try await hamper.uniqueTags.load()
      try await hamper.uniqueTags.append(tags[1], tags[0])
      #expect(try hamper.uniqueTags.loaded.map(\.name).sorted() == ["blue", "red"])
      #expect(try await hamper.uniqueTags.size() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func distinctWhenAssociationAlreadyLoaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (hamper, tags) = try await tagged()
      try await hamper.uniqueTags.append(tags[0], tags[1], tags[0], tags[1])
      #expect(try await Hamper.includes(\.uniqueTags).find(hamper.id!).uniqueTags.size() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func associationsWithConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (hamper, tags) = try await tagged()
      #expect(try await hamper.tags.size() == 2)
      #expect(try await hamper.redTags.size() == 1)
      #expect(try await hamper.redTags.find(tags[0].id!) == tags[0])
      await #expect(throws: RecordNotFound.self) { _ = try await hamper.redTags.find(tags[1].id!) }
      try await hamper.redTags.clear()
      #expect(try await hamper.reload().tags.map(\.name) == ["blue"])
    }
  }

  @Test(arguments: Engine.allCases) func creationRespectsHashCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hamper = try await Hamper.create()
      let built = hamper.redTags.build()
      try await built.save()
      #expect(built.name == "red")
      #expect(try await hamper.redTags.create().name == "red")
    }
  }

  @Test(arguments: Engine.allCases) func findWithMergedOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (hamper, _) = try await tagged()
      #expect(try await hamper.oneTag.size() == 1)
      #expect(try await hamper.oneTag.load().count == 1)
      #expect(try await hamper.oneTag.limit(nil).load().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func dynamicFindShouldRespectAssociationOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (hamper, _) = try await tagged()
      #expect(try await hamper.sortedTags.map(\.name) == ["red", "blue"])
      #expect(try await hamper.sortedTags.findBy { $0.weight == 0 }?.name == "red")
      #expect(try await hamper.sortedTags.first()?.name == "red")
    }
  }

  @Test(arguments: Engine.allCases) func findShouldAppendToAssociationOrder(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let (hamper, _) = try await tagged()
      recorder.clear()
      _ = try await hamper.sortedTags.order { $0.weight.asc }.load()
      #expect(recorder.sql.last?.contains(#"ORDER BY "hamper_tags"."name" DESC, "hamper_tags"."weight" ASC"#) == true)
    }
  }

  @Test(arguments: Engine.allCases) func dynamicFindAllShouldRespectReadonlyAccess(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (hamper, _) = try await tagged()
      for tag in try await hamper.fixedTags.load() {
        #expect(tag.isReadonly)
        await #expect(throws: ModelError.self) { try await tag.save() }
      }
      #expect(try await Hamper.preload(\.fixedTags).find(hamper.id!).fixedTags.loaded.allSatisfy(\.isReadonly))
    }
  }

  @Test(arguments: Engine.allCases) func attributesAreBeingSetWhenInitializedFromHabtmAssociationWithWhereClause(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let (hamper, _) = try await tagged()
      #expect(hamper.tags.where { $0.name == "green" }.build().name == "green")
    }
  }

  @Test(arguments: Engine.allCases) func attributesAreBeingSetWhenInitializedFromHabtmAssociationWithMultipleWhereClauses(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let (hamper, _) = try await tagged()
      let tag = hamper.tags.where { $0.name == "green" }.where { $0.weight == 7 }.build()
      #expect(tag.name == "green" && tag.weight == 7)
    }
  }

  @Test(arguments: Engine.allCases) func buildByNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hamper = Hamper()
      hamper.tags.build { $0.name = "a" }
      let last = hamper.tags.build { $0.name = "b" }
      #expect(try await hamper.tags.last() === last && last.isNew)
      try await hamper.save()
      #expect(last.isPersisted)
      #expect(try await hamper.tags.last() == last)
      #expect(try await Hamper.find(hamper.id!).tags.last() == last)
    }
  }

  @Test(arguments: Engine.allCases) func updateColumnsAfterPushWithoutDuplicateJoinTableRows(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let hamper = try await Hamper.create(), tag = try await HamperTag.create { $0.name = "t" }
      try await hamper.tags.append(tag)
      try await hamper.updateColumns { $0.name = "changed" }
      #expect(try await database.query("SELECT COUNT(*) FROM hampers_tags", as: Int.self) == [1])
    }
  }

  @Test(arguments: Engine.allCases) func newWithValuesInCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, tags) = try await tagged()
      let hamper = Hamper()
      try await hamper.tags.append(tags[0])
      try await hamper.save()
      #expect(try await hamper.reload().tags.contains(tags[0]))
    }
  }

  @Test(arguments: Engine.allCases) func pluckOnLoadedAssociationOfNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, tags) = try await tagged()
      let hamper = Hamper()
      try await hamper.tags.replace(with: [tags[0]])
      #expect(try await hamper.tags.map(\.name) == ["red"])
    }
  }

  @Test(arguments: Engine.allCases) func preloadedAssociationsSize(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (hamper, _) = try await tagged()
      let alone = try await Hamper.find(hamper.id!).redTags.size()
      #expect(alone == 1)
      #expect(try await Hamper.preload(\.redTags).find(hamper.id!).redTags.size() == alone)
      #expect(try await Hamper.eagerLoad(\.redTags).find(hamper.id!).redTags.size() == alone)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAssociationsDestroysMultipleAssociations(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let (hamper, _) = try await tagged()
      try await hamper.destroy()
      #expect(try await HamperTag.count() == 2)
      #expect(try await database.query("SELECT COUNT(*) FROM hampers_tags", as: Int.self) == [0])
    }
  }

  /// A hamper with a red and a blue tag, found again.
  private func tagged() async throws -> (Hamper, [HamperTag]) {
    let hamper = try await Hamper.create()
    let tags = try await hamper.tags.create(forEach: ["red", "blue"]) { $0.name = $1 }
    return (try await Hamper.find(hamper.id!), tags)
  }
}

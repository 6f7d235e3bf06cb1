import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of the debates, whose answers' key has another name, and of fruits, whose peels call the key as its association.
@Model(table: "debates") class AliasedDebate: Record {
  var title = ""
  var answersCount = 0
  @HasMany var answers: Many<RenamedAnswer> = .has(foreignKey: \.topicID, inverse: \.topic)
}
@Model(table: "answers") class RenamedAnswer: Record {
  var text = ""
  @Column("debate_id") var topicID: Int?
  @BelongsTo var topic: AliasedDebate? = .belongs(foreignKey: \.topicID, counterCache: \.answersCount, inverse: \.answers)
}
@Model(table: "fruits") class PeeledFruit: Record {
  var name = ""
  @HasMany var peels: Many<Peel> = .has(foreignKey: "fruit", hasInverse: false)
}

/// What Rails' suite shows of has_many: members by a key that is not the primary one, or whose column has another name.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func associationPrimaryKeyOnNewRecordShouldFetchWithQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ada = try await Weaver.create { $0.name = "Ada" }
      let paper = try await ada.papers.create { $0.text = "A" }
      #expect(paper.writerID == "Ada" && paper.writerType == "Weaver")
      let namesake = Weaver(name: "Ada")
      #expect(!namesake.papers.isLoaded)
      recorder.clear()
      #expect(try await namesake.papers.size() == 1)
      #expect(recorder.queries.count == 1)
      #expect(try await namesake.papers.load() == [paper])
      // A save writes no other key over the one that the members are found by.
      paper.text = "B"
      try await paper.save()
      #expect(try await WeaverPaper.pluck(\.writerID) == ["Ada"])
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheUpdatesInMemoryAfterCreateWithOverlappingCounterCacheColumns(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let opiner = try await Opiner.create(), pamphlet = try await Pamphlet.create()
      try await pamphlet.opinions.append(Opinion.create { $0.$opiner.set(opiner) })
      #expect([opiner.opinionsCount, pamphlet.opinionsCount] == [1, 0])
      try await opiner.opinions.append(Opinion.create { $0.$pamphlet.set(pamphlet) })
      #expect([opiner.opinionsCount, pamphlet.opinionsCount] == [2, 0])
      #expect(try await Opiner.pluck(\.opinionsCount) == [2])
      #expect(try await Pamphlet.pluck(\.opinionsCount) == [0])
    }
  }

  @Test(arguments: Engine.allCases) func blankCustomPrimaryKeyOnNewRecordShouldNotRunQueries(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await WeaverPaper.create { $0.text = "of nobody" }
      let weaver = Weaver()
      #expect(!weaver.papers.isLoaded)
      recorder.clear()
      #expect(try await weaver.papers.size() == 0)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyWritesForeignKeyThroughAliasAttribute(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let debate = try await AliasedDebate.create { $0.title = "D" }
      let answer = try await debate.answers.create { $0.text = "A" }
      #expect(answer.topicID == debate.id)
      #expect(try await database.query("SELECT debate_id FROM answers", as: Int.self) == [debate.id!])
    }
  }

  @Test(arguments: Engine.allCases) func hasManySetsInverseInstanceThroughAliasAttributeForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await AliasedDebate.create { $0.title = "D" }
      try await debate.answers.create { $0.text = "A" }
      let answer = try #require(try await debate.answers.reload().first)
      #expect(try await answer.topic === debate)
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheUpdatesInMemoryAfterUpdateWithInverseOfDisabled(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let debate = try await Debate.create { $0.title = "Zoom" }
      #expect(debate.answersCount == 0)
      var answers: [Answer] = []
      for text in ["a", "b"] { answers.append(try await Answer.create { $0.text = text }) }
      #expect(try await recorder.statements { try await debate.answers.append(answers) } <= 6)
      #expect(debate.answersCount == 2)
      #expect(try await debate.reload().answersCount == 2)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyWithOutOfRangeValue(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let far = Theatre(name: "far")
      far.id = 2_147_483_648
      try await far.save()
      #expect(try await Theatre.find(2_147_483_648).plays.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAssociationWithSameForeignKeyName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      // The association and its foreign key share a name.
      let fruit = try await Fruit.create { $0.name = "pear" }
      let peel = Peel(fruit: fruit)
      try await peel.save()
      #expect(try await PeeledFruit.find(fruit.id!).peels.first() == peel)
    }
  }

  @Test(arguments: Engine.allCases) func creatingUsingPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await Maker.create { $0.name = "Ann" }
      #expect(try await maker.gadgets.create().makerName == "Ann")
    }
  }

  @Test(arguments: Engine.allCases) func doesNotDuplicateAssociationsWhenUsedWithNaturalPrimaryKeys(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let german = try await Language.create { $0.name = "German" }
      try await german.countries.create {
        $0.code = "CH"; $0.name = "Switzerland"
      }
      #expect(try await german.countries.load().count == 1)
      #expect(try await german.reload().countries.load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associationWithOrDoesntSetInverseInstanceKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await Play.create { $0.title = "X" }
      let plays = try await theatre.plays.relation.or(Play.where { $0.theatreID.isNil }).order(\.id).load()
      #expect(plays.map(\.theatreID) == [1, 1, 1, nil])
    }
  }

  @Test(arguments: Engine.allCases) func idsOnUnloadedAssociationWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await made()
      #expect(try await maker.gadgets.ids() == Gadget.where { $0.makerName == "Ann" }.ids())
      #expect(!maker.gadgets.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func idsOnLoadedAssociationWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let maker = try await made()
      _ = try await maker.gadgets.load()
      recorder.clear()
      #expect(try await maker.gadgets.ids() == [1, 2])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAssignmentWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await made()
      try await maker.gadgets.replace(with: [Gadget.create { $0.label = "remote" }])
      #expect(try await maker.gadgets.map(\.label) == ["remote"])
      #expect(try await Gadget.order(\.id).pluck(\.makerName) == [nil, nil, "Ann"])
      #expect(try await maker.reload().gadgetsCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func customPrimaryKeyOnNewRecordShouldFetchWithQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await made()
      let maker = Studio(name: "Ann")
      #expect(!maker.all.isLoaded)
      recorder.clear()
      #expect(try await maker.all.size() == 2)
      #expect(recorder.queries.count == 1)
      #expect(try await maker.all.load().count == 2)
    }
  }
}

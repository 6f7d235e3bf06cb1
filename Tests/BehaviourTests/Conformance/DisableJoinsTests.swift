import ActiveRecord
import ActiveRecordTesting
import Testing

/// Through associations whose steps are queries of their own: what Rails' suite shows, and what a batch of owners gets.
@Suite struct DisableJoinsTests {
  @Test(arguments: Engine.allCases) func counts(_ engine: Engine) async throws {
    try await gazette(engine) { ada, recorder async throws in
      try await sends(2, recorder) { () async throws in #expect(try await ada.lettersApart.count() == 2) }
      try await sends(1, recorder) { () async throws in #expect(try await ada.letters.count() == 2) }
      try await sends(3, recorder) { () async throws in #expect(try await ada.stampsApart.count() == 3) }
      try await sends(3, recorder) { () async throws in #expect(try await ada.goodStampsApart.count() == 2) }
      #expect(!recorder.sql.contains { $0.contains("JOIN") })
    }
  }

  @Test(arguments: Engine.allCases) func countsByAKeyThatIsNamed(_ engine: Engine) async throws {
    try await named(engine) { team, recorder async throws in
      try await sends(2, recorder) { () async throws in #expect(try await team.peopleApart.count() == 2) }
      try await sends(1, recorder) { () async throws in #expect(try await team.people.count() == 2) }
    }
  }

  @Test(arguments: Engine.allCases) func plucks(_ engine: Engine) async throws {
    try await gazette(engine) { ada, recorder async throws in
      try await sends(2, recorder) { () async throws in #expect(try await ada.lettersApart.pluck(\.text).sorted() == ["loud", "open"]) }
      try await sends(3, recorder) { () async throws in #expect(try await ada.stampsApart.pluck(\.value).sorted() == [1, 8, 9]) }
      try await sends(1, recorder) { () async throws in #expect(try await ada.stamps.pluck(\.value).sorted() == [1, 8, 9]) }
    }
  }

  @Test(arguments: Engine.allCases) func plucksByAKeyThatIsNamed(_ engine: Engine) async throws {
    try await named(engine) { team, recorder async throws in
      try await sends(2, recorder) { () async throws in #expect(try await team.peopleApart.pluck(\.name).sorted() == ["Kim", "Lou"]) }
    }
  }

  @Test(arguments: Engine.allCases) func first(_ engine: Engine) async throws {
    try await gazette(engine) { ada, recorder async throws in
      let first = try await ada.letters.first()
      try await sends(2, recorder) { () async throws in #expect(try await ada.lettersApart.first() == first) }
    }
  }

  @Test(arguments: Engine.allCases) func firstByAKeyThatIsNamed(_ engine: Engine) async throws {
    try await named(engine) { team, recorder async throws in
      try await sends(2, recorder) { () async throws in #expect(try await team.peopleApart.first()?.name == "Kim") }
    }
  }

  @Test(arguments: Engine.allCases) func isNotPutTogetherWithAnotherQuery(_ engine: Engine) async throws {
    try await gazette(engine) { ada, recorder async throws in
      let all = try await Stamp.count()
      recorder.clear()
      let either = await failure { _ = try await Stamp.where { $0.value > 5 }.or(ada.stampsApart.relation).deleteAll() }
      #expect(either?.hasPrefix("Writer.stampsApart: its steps are queries of their own ('disableJoins')") == true)
      let other = await failure { _ = try await ada.stampsApart.relation.or(Stamp.where { $0.value > 5 }).load() }
      #expect(other == either)
      let both = await failure { _ = try await ada.stampsApart.relation.merge(ada.goodStampsApart.relation).deleteAll() }
      #expect(both?.contains("'disableJoins'") == true)
      #expect(!recorder.sql.contains { $0.hasPrefix("DELETE") || $0.contains("\"stamps\"") })
      #expect(try await Stamp.count() == all)
    }
  }

  @Test(arguments: Engine.allCases) func loads(_ engine: Engine) async throws {
    try await gazette(engine) { ada, recorder async throws in
      let letters = try await ada.letters.load()
      recorder.clear()
      #expect(try await ada.lettersApart.load().sorted { $0.id! < $1.id! } == letters.sorted { $0.id! < $1.id! })
      #expect(recorder.sql.count == 2)
      #expect(recorder.sql[0] == #"SELECT "articles"."writer_id", "articles"."id" FROM "articles" WHERE "articles"."writer_id" = ?"#)
      #expect(recorder.sql[1].hasSuffix(#" FROM "letters" WHERE "letters"."article_id" IN (1,2)"#))
      #expect(try await ada.goodStampsApart.order(\.id).load().map(\.value) == [8, 9])
    }
  }

  @Test(arguments: Engine.allCases) func seesWhatWasAdded(_ engine: Engine) async throws {
    try await gazette(engine) { ada, recorder async throws in
      #expect(try await ada.lettersApart.reload().count == 2)
      try await ada.articles.first()?.letters.create { $0.text = "more" }
      try await sends(2, recorder) { () async throws in #expect(try await ada.lettersApart.reload().count == 3) }
      #expect(try await ada.lettersApart.size() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func seesWhatWasAddedByAKeyThatIsNamed(_ engine: Engine) async throws {
    try await named(engine) { team, recorder async throws in
      try await team.people.append(HirePerson(name: "Max"))
      try await sends(2, recorder) { () async throws in #expect(try await team.peopleApart.reload().count == 3) }
    }
  }

  @Test(arguments: Engine.allCases) func nothingInBetweenIsNoQueryMore(_ engine: Engine) async throws {
    try await gazette(engine) { _, recorder async throws in
      let cy = try await Writer.create { $0.name = "Cy" }
      try await sends(1, recorder) { () async throws in #expect(try await cy.lettersApart.load().isEmpty) }
      try await sends(1, recorder) { () async throws in #expect(try await cy.lettersApart.count() == 0) }
      #expect(try await cy.lettersApart.isEmpty())
      #expect(try await cy.lettersApart.where { $0.text == "loud" }.exists() == false)
      #expect(try await Writer(name: "new").lettersApart.load().isEmpty)
      let none = try await HireTeam.create { $0.name = "none" }
      try await sends(1, recorder) { () async throws in #expect(try await none.peopleApart.load().isEmpty) }
    }
  }

  @Test(arguments: Engine.allCases) func preloads(_ engine: Engine) async throws {
    try await gazette(engine) { _, recorder async throws in
      recorder.clear()
      let writers = try await Writer.preload(\.goodStampsApart).order(\.id).load()
      #expect(recorder.queries.count == 4)
      #expect(try writers.map { try $0.goodStampsApart.loaded.map(\.value).sorted() } == [[8, 9], []])
      let joined = try await Writer.preload(\.goodStamps).order(\.id).load()
      #expect(try joined.map { try $0.goodStamps.loaded.count } == [2, 0])
      let lazy = try await Writer.order(\.id).load()
      #expect(try await lazy[0].lettersApart.load().count == 2)
      #expect(try lazy[1].lettersApart.loaded.map(\.text) == ["quiet"])
    }
  }

  @Test(arguments: Engine.allCases) func ordersByItsOwnScope(_ engine: Engine) async throws {
    try await gazette(engine) { ada, recorder async throws in
      try await sends(3, recorder) { () async throws in #expect(try await ada.sendersApart.count() == 2) }
      try await sends(3, recorder) { () async throws in #expect(try await ada.sendersApart.load().map(\.id) == [2, 1]) }
      try await sends(1, recorder) { () async throws in #expect(try await ada.senders.load().map(\.id) == [2, 1]) }
      #expect(try await ada.sendersApart.reorder { $0.id.asc }.load().map(\.id) == [1, 2])
      #expect(try await ada.senders.reorder { $0.id.asc }.load().map(\.id) == [1, 2])
    }
  }

  @Test(arguments: Engine.allCases) func narrowsAndLimits(_ engine: Engine) async throws {
    try await gazette(engine) { ada, recorder async throws in
      let unnamed = ada.sendersApart.where { $0.name == nil }
      try await sends(3, recorder) { () async throws in #expect(try await unnamed.load().map(\.id) == [2, 1]) }
      try await sends(3, recorder) { () async throws in #expect(try await unnamed.where { $0.id > 0 }.load().map(\.id) == [2, 1]) }
      try await sends(3, recorder) { () async throws in #expect(try await unnamed.limit(1).load().map(\.id) == [2]) }
      try await sends(3, recorder) { () async throws in #expect(try await unnamed.first()?.id == 2) }
    }
  }

  @Test(arguments: Engine.allCases) func keepsTheOrderOfTheWay(_ engine: Engine) async throws {
    try await gazette(engine) { ada, recorder async throws in
      #expect(try await ada.recentSenders.load().map(\.id) == [2, 1])
      try await sends(3, recorder) { () async throws in #expect(try await ada.recentSendersApart.load().map(\.id) == [2, 1]) }
      let unnamed = ada.recentSendersApart.where { $0.name == nil }
      try await sends(3, recorder) { () async throws in #expect(try await unnamed.first()?.id == 2) }
      try await sends(3, recorder) { () async throws in #expect(try await unnamed.limit(1).load().map(\.id) == [2]) }
      #expect(try await ada.recentSendersApart.last()?.id == 1)
      let writers = try await Writer.preload(\.recentSendersApart).order(\.id).load()
      #expect(try writers.map { try $0.recentSendersApart.loaded.map(\.id) } == [[2, 1], []])
    }
  }

  @Test(arguments: Engine.allCases) func ofOne(_ engine: Engine) async throws {
    try await gazette(engine) { ada, recorder async throws in
      try await sends(1, recorder) { () async throws in #expect(try await ada.room?.name == "Attic") }
      #expect(recorder.sql[0].contains("INNER JOIN"))
      try await sends(2, recorder) { () async throws in #expect(try await ada.roomApart?.name == "Attic") }
      #expect(!recorder.sql.contains { $0.contains("JOIN") })
      let ben = try await Writer.find(2)
      try await sends(1, recorder) { () async throws in #expect(try await ben.room == nil) }
      try await sends(1, recorder) { () async throws in #expect(try await ben.roomApart == nil) }
      let writers = try await Writer.preload(\.room, \.roomApart).order(\.id).load()
      recorder.clear()
      #expect(try writers.map { try $0.$roomApart.loaded?.name } == ["Attic", nil])
      #expect(try writers.map { try $0.$room.loaded?.name } == ["Attic", nil])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func ofOneThroughABelongsTo(_ engine: Engine) async throws {
    try await gazette(engine) { _, recorder async throws in
      let desk = try await Desk.find(1)
      try await sends(1, recorder) { () async throws in #expect(try await desk.newest?.title == "Apple") }
      #expect(recorder.sql[0].contains("INNER JOIN"))
      try await sends(2, recorder) { () async throws in #expect(try await desk.newestApart?.title == "Apple") }
      #expect(!recorder.sql.contains { $0.contains("JOIN") })
    }
  }

  @Test(arguments: Engine.allCases) func ofOneWithAConditionOnTheWay(_ engine: Engine) async throws {
    try await gazette(engine) { ada, recorder async throws in
      try await sends(1, recorder) { () async throws in #expect(try await ada.mainRoom?.name == "Attic") }
      try await sends(2, recorder) { () async throws in #expect(try await ada.mainRoomApart?.name == "Attic") }
      #expect(recorder.sql[0].contains(#""desks"."label" = ?"#) && !recorder.sql.contains { $0.contains("JOIN") })
    }
  }

  @Test(arguments: Engine.allCases) func writesOnlyItsOwnRows(_ engine: Engine) async throws {
    try await gazette(engine) { ada, _ async throws in
      #expect(try await ada.lettersApart.updateAll { [$0.text.set("x")] } == 2)
      #expect(try await Letter.where { $0.text == "quiet" }.count() == 1)
      #expect(try await ada.lettersApart.where { $0.text == "x" }.deleteAll() == 2)
      #expect(try await Letter.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func cannotBeSaidInOneStatement(_ engine: Engine) async throws {
    try await gazette(engine) { ada, _ async throws in
      #expect(await failure { _ = try ada.lettersApart.toSQL() }?.contains("disableJoins") == true)
      #expect(try await Writer.eagerLoad(\.lettersApart).find(1).lettersApart.loaded.count == 2)
    }
  }

  /// Runs `body`, which is to send so many statements.
  private func sends(
    _ count: Int, _ recorder: SQLRecorder, _ body: nonisolated(nonsending) () async throws -> Void
  ) async throws {
    let sent = try await recorder.statements(body)
    #expect(sent == count)
  }

  private func gazette(
    _ engine: Engine, _ body: nonisolated(nonsending) (Writer, SQLRecorder) async throws -> Void
  ) async throws {
    try await engine.database(models: [Subscriber.self]) { _, recorder async throws in
      try await Worlds.fillGazette()
      try await body(Writer.find(1), recorder)
    }
  }

  private func named(
    _ engine: Engine, _ body: nonisolated(nonsending) (HireTeam, SQLRecorder) async throws -> Void
  ) async throws {
    try await engine.database { _, recorder async throws in
      let team = try await HireTeam.create { $0.name = "crew" }
      try await team.people.append(HirePerson(name: "Kim"), HirePerson(name: "Lou"))
      recorder.clear()
      try await body(team, recorder)
    }
  }
}

import ActiveRecord
import ActiveRecordTesting
import Testing

/// Joins of polymorphic associations, where they point at one class.
@Suite struct PolymorphicJoinTests {
  /// Photos of a play and of a player of one key, and one of nothing.
  private func seed() async throws {
    let lear = try await Play.create { $0.title = "Lear" }, ann = try await Player.create { $0.name = "Ann" }
    #expect(lear.id == ann.id)
    try await lear.photos.create { $0.file = "lear" }
    try await ann.photos.create { $0.file = "ann" }
    try await Photo.create { $0.file = "none" }
  }

  @Test(arguments: Engine.allCases) func aClassOfAClosedSet(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      #expect(try await Photo.joins(\.subject, of: Play.self).load().map(\.file) == ["lear"])
      #expect(recorder.sql[0].contains(#"INNER JOIN "plays" ON "photos"."subject_type" = ? AND "plays"."id" = "photos"."subject_id""#))
      #expect(recorder.sql.count == 1)
      let players = Photo.joins(\.subject, of: Player.self)
      #expect(try await players.where { $0.subject.of(Player.self).name == "Ann" }.map(\.file) == ["ann"])
      #expect(try await players.where { $0.subject.of(Player.self).name == "Bob" }.count() == 0)
      #expect(try await Photo.joins(\.subject, of: Play.self).joins(\.subject, of: Play.self).count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func outerJoinsKeepTheOthers(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let rows = try await Photo.leftJoins(\.subject, of: Play.self).order(\.id).load()
      #expect(rows.map(\.file) == ["lear", "ann", "none"])
      #expect(try await Photo.leftJoins(\.subject, of: Play.self).where("plays.id IS NULL").order(\.id).pluck(\.file) == ["ann", "none"])
    }
  }

  @Test(arguments: Engine.allCases) func aClassThatSharesItsTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for worker in [Worker { $0.name = "w" }, SignPainter { $0.name = "s" }, Painter { $0.name = "p" }] {
        try await worker.save()
        try await Note.create {
          $0.text = worker.name; $0.$about.set(worker)
        }
      }
      #expect(try await Note.joins(\.about, of: Worker.self).count() == 3)
      #expect(try await Note.joins(\.about, of: Painter.self).order(\.id).pluck(\.text) == ["s", "p"])
      let named = Note.joins(\.about, of: SignPainter.self).where { $0.about.of(SignPainter.self).name == "s" }
      #expect(try await named.pluck(\.text) == ["s"])
    }
  }

  @Test(arguments: Engine.allCases) func whatCannotBeJoinedIsSaid(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let none = await failure { _ = try await Photo.joins(\.subject, of: Theatre.self).load() }
      #expect(none?.contains("Photo.subject") == true && none?.contains("Theatre is none of its classes: Play, Player") == true)
      let plain = await failure { _ = try await Play.joins(\.theatre, of: Theatre.self).load() }
      #expect(plain?.contains(#"only a polymorphic belongs_to has a class for each row. Write .joins(\.theatre)"#) == true)
      let both = await failure { _ = try await Photo.joins(\.subject, of: Play.self).joins(\.subject, of: Player.self).load() }
      #expect(both?.contains("it is joined with Play, and a row points at one class only") == true)
      #expect(recorder.queries.isEmpty)
    }
  }
}

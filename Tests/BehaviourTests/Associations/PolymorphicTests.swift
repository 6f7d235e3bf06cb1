import ActiveRecord
import ActiveRecordTesting
import Testing

/// Associations to several classes: a closed set, and an open one.
@Suite struct PolymorphicTests {
  @Test(arguments: Engine.allCases) func closedSetReadsAndWrites(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }, ann = try await Player.create { $0.name = "Ann" }
      let photo = Photo(file: "a", subject: .play(play))
      #expect(photo.subjectID == play.id)
      #expect(photo.$subject.type == "Play")
      try await photo.save()
      guard case .play(let found)? = try await Photo.find(1).subject else {
        Issue.record("no play")
        return
      }
      #expect(found == play)
      photo.$subject.set(.player(ann))
      #expect(photo.$subject.isChanged)
      try await photo.save()
      guard case .player(let player)? = try await Photo.find(1).subject else {
        Issue.record("no player")
        return
      }
      #expect(player == ann)
      photo.$subject.set(nil)
      try await photo.save()
      #expect(try await Photo.find(1).subject == nil)
    }
  }

  @Test(arguments: Engine.allCases) func asKeepsOwnersApart(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }, ann = try await Player.create { $0.name = "Ann" }
      #expect(play.id == ann.id)
      try await play.photos.create { $0.file = "play" }
      try await ann.photos.append(Photo(file: "ann"))
      #expect(try await play.photos.reload().map(\.file) == ["play"])
      recorder.clear()
      #expect(try await ann.photos.reload().map(\.file) == ["ann"])
      #expect(recorder.sql.last?.contains(#""photos"."subject_type" = ?"#) == true)
      #expect(try await Photo.where { $0.subject == .play(play) }.pluck(\.file) == ["play"])
      #expect(try await Photo.findBy { $0.subject.points(to: ann) }?.file == "ann")
      try await ann.photos.clear()
      let orphan = try #require(try await Photo.findBy { $0.file == "ann" })
      #expect(orphan.subjectID == nil && orphan.$subject.type == nil)
    }
  }

  @Test(arguments: Engine.allCases) func preloadsOneQueryAType(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      for index in 1...3 {
        let play = try await Play.create { $0.title = "P\(index)" }, player = try await Player.create { $0.name = "N\(index)" }
        try await Photo(file: "p\(index)", subject: .play(play)).save()
        try await Photo(file: "n\(index)", subject: .player(player)).save()
      }
      try await Photo(file: "none").save()
      for lazily in [false, true] {
        recorder.clear()
        let photos = try await lazily ? Photo.order(\.id).load() : Photo.preload(\.subject).order(\.id).load()
        var names: [String] = []
        for photo in photos {
          switch try await photo.subject {
          case .play(let play): names.append(play.title)
          case .player(let player): names.append(player.name)
          case nil: names.append("-")
          }
        }
        #expect(names == ["P1", "N1", "P2", "N2", "P3", "N3", "-"])
        #expect(recorder.queries.count == 3)
      }
    }
  }

  @Test(arguments: Engine.allCases) func openSetTakesAnyModel(_ engine: Engine) async throws {
    try await engine.database(models: [Play.self, Player.self, Country.self]) { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      try await Note(text: "n", about: play).save()
      try await Note(text: "m", about: Player(name: "New")).save()
      let notes = try await Note.preload(\.about).order(\.id).load()
      #expect(try notes[0].$about.loaded == play)
      #expect((try notes[1].$about.loaded as? Player)?.name == "New")
      #expect(try await Note.where { $0.about == play }.pluck(\.text) == ["n"])
    }
  }

  @Test(arguments: Engine.allCases) func unknownTypeNamesTheFix(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.execute("INSERT INTO notes (text, about_id, about_type) VALUES ('x', 1, 'Spaceship')")
      try await database.execute("INSERT INTO photos (file, subject_id, subject_type) VALUES ('x', 1, 'Spaceship')")
      let open = await failure { _ = try await Note.first()?.about }
      #expect(open?.contains("Note.about") == true && open?.contains("Spaceship") == true && open?.contains("models:") == true)
      let closed = await failure { _ = try await Photo.first()?.subject }
      #expect(closed?.contains("Photo.subject") == true && closed?.contains("Spaceship") == true)
    }
  }

  @Test(arguments: Engine.allCases) func joinIsRefused(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let told = await failure { _ = try await Photo.eagerLoad(\.subject).load() }
      #expect(told?.contains("Photo.subject") == true)
      #expect(told?.contains("polymorphic") == true)
    }
  }

  @Test(arguments: Engine.allCases) func dependentDestroysPhotosOfTheOwnerOnly(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }, ann = try await Player.create { $0.name = "Ann" }
      try await play.photos.create { $0.file = "play" }
      try await ann.photos.create { $0.file = "ann" }
      try await play.destroy()
      #expect(try await Photo.pluck(\.file) == ["ann"])
    }
  }
}

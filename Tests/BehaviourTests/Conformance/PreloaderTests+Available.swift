import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of preloading from records that are there already.
extension PreloaderTests {
  /// Hamlet and Lear of the Globe, Faustus of the Rose; each record is loaded by itself.
  private func plays() async throws -> (hamlet: Play, lear: Play, faustus: Play, globe: Theatre, rose: Theatre) {
    let globe = try await Theatre.create { $0.name = "Globe" }, rose = try await Theatre.create { $0.name = "Rose" }
    var found: [Play] = []
    for (title, theatre) in [("Hamlet", globe), ("Lear", globe), ("Faustus", rose)] {
      found.append(try await Play.find(try await theatre.plays.create { $0.title = title }.id!))
    }
    return (found[0], found[1], found[2], try await Theatre.find(globe.id!), try await Theatre.find(rose.id!))
  }

  @Test(arguments: Engine.allCases) func availableTargetsAreTaken(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let seed = try await plays()
      recorder.clear()
      try await [seed.hamlet, seed.lear].preload(\.theatre, from: [seed.globe])
      #expect(try seed.hamlet.$theatre.loaded === seed.globe && seed.lear.$theatre.loaded === seed.globe)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func availableTargetsOfASubclass(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let painter = try await SignPainter.create { $0.name = "S" }
      let tool = try await Tool.find(try await painter.tools.create { $0.name = "brush" }.id!)
      recorder.clear()
      try await [tool].preload(\.worker, from: [painter])
      #expect(try tool.$worker.loaded === painter)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func onlySomeAreAvailable(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let seed = try await plays()
      recorder.clear()
      try await [seed.hamlet, seed.faustus].preload(\.theatre, from: [seed.globe])
      #expect(recorder.queries.count == 1 && recorder.queries[0].rows == 1)
      #expect(try seed.hamlet.$theatre.loaded === seed.globe)
      #expect(try seed.faustus.$theatre.loaded == seed.rose && seed.faustus.$theatre.loaded !== seed.rose)
    }
  }

  @Test(arguments: Engine.allCases) func availableTargetsBehindAThrough(_ engine: Engine) async throws {
    try await engine.nested { recorder async throws in
      let fellow = try await Lyceum.Fellow.find(1), academies = try await Lyceum.Academy.all().load()
      recorder.clear()
      try await [fellow].preload(\.academy, from: academies)
      #expect(recorder.queries.count == 1 && recorder.sql[0].contains(#"FROM "dossiers""#))
      let academy = try #require(try fellow.$academy.loaded)
      #expect(academies.contains { $0 === academy } && academy.name == "Arts")
    }
  }

  @Test(arguments: Engine.allCases) func onlySomeAreAvailableBehindAThrough(_ engine: Engine) async throws {
    try await engine.nested { recorder async throws in
      let ann = try await Lyceum.Fellow.find(1), cid = try await Lyceum.Fellow.find(3), arts = try await Lyceum.Academy.find(1)
      recorder.clear()
      try await [ann, cid].preload(\.academy, from: [arts])
      #expect(recorder.queries.count == 2)
      #expect(try ann.$academy.loaded === arts)
      #expect(try cid.$academy.loaded?.name == "Sciences")
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func availableTargetsOfSeveralClasses(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let seed = try await plays(), ann = try await Player.create { $0.name = "Ann" }
      let made = try await Role.create {
        $0.name = "Hamlet"; $0.$play.set(seed.hamlet); $0.$player.set(ann)
      }
      let role = try await Role.find(made.id!)
      recorder.clear()
      try await [role].preload(\.play, \.player, from: [seed.hamlet, ann])
      #expect(try role.$play.loaded === seed.hamlet && role.$player.loaded === ann)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func associationsWithAScopeAreAskedFor(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let bob = try await Maker.create { $0.name = "Bob" }
      let gadget = try await Gadget.find(try await Gadget.create { $0.makerID = bob.id }.id!)
      recorder.clear()
      try await [gadget].preload(\.bob, from: [bob])
      #expect(recorder.queries.count == 1)
      #expect(try gadget.$bob.loaded == bob && gadget.$bob.loaded !== bob)
    }
  }

  @Test(arguments: Engine.allCases) func collectionsAreAskedFor(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let seed = try await plays(), all = try await Play.all().load()
      recorder.clear()
      try await [seed.globe].preload(\.plays, from: all)
      #expect(recorder.queries.count == 1)
      let members = try seed.globe.plays.loaded
      #expect(members.count == 2 && !members.contains { member in all.contains { $0 === member } })
    }
  }

  @Test(arguments: Engine.allCases) func whatIsNotAvailableIsAskedFor(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let seed = try await plays()
      recorder.clear()
      try await [seed.hamlet].preload(\.theatre, from: [seed.rose])
      #expect(recorder.queries.count == 1)
      #expect(try seed.hamlet.$theatre.loaded == seed.globe)
    }
  }

  @Test(arguments: Engine.allCases) func recordsOfAnotherClassAreNotTaken(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let seed = try await plays()
      let genre = try await Genre.create {
        $0.id = seed.globe.id; $0.name = "Tragedy"
      }
      recorder.clear()
      try await [seed.hamlet].preload(\.theatre, from: [genre])
      #expect(recorder.queries.count == 1)
      #expect(try seed.hamlet.$theatre.loaded == seed.globe)
    }
  }

  @Test(arguments: Engine.allCases) func availableTargetsOfAPolymorphicAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let seed = try await plays(), ann = try await Player.create { $0.name = "Ann" }
      for subject in [Subject.play(seed.hamlet), .player(ann)] { try await Photo { $0.$subject.set(subject) }.save() }
      let photos = try await Photo.order(\.id).load()
      recorder.clear()
      try await photos.preload(\.subject, from: [seed.hamlet])
      #expect(recorder.queries.count == 1)
      #expect(try photos[0].$subject.loaded?.record === seed.hamlet)
      #expect(try photos[1].$subject.loaded?.record == ann)
    }
  }

  /// A has_one knows its owner, whichever way it came.
  @Test(arguments: Engine.allCases) func availableTargetsKnowTheirOwner(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let seed = try await plays()
      try await License(number: "1", theatre: seed.globe).save()
      let license = try #require(try await License.first()), globe = try await Theatre.find(seed.globe.id!)
      recorder.clear()
      try await [globe].preload(\.license, from: [license])
      #expect(try globe.$license.loaded === license && license.$theatre.loaded === globe)
      #expect(recorder.events.isEmpty)
    }
  }
}

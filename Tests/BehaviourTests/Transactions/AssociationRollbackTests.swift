import ActiveRecord
import Testing

/// What a transaction wrote through associations is taken back in memory, too; what was only in memory stays.
@Suite struct AssociationRollbackTests {
  /// How the writes are taken back.
  enum Failure: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case transaction
    case savepoint

    var testDescription: String { rawValue }
  }

  /// Runs `body` and takes back what it wrote.
  private func takingBack(_ failure: Failure, _ database: Database, _ body: () async throws -> Void) async throws {
    func refused() async {
      await #expect(throws: Refused.self) {
        try await database.transaction(requiresNew: true) {
          try await body()
          throw Refused()
        }
      }
    }
    guard failure == .savepoint else { return await refused() }
    try await database.transaction {
      try await Player.create { $0.name = "outside" }
      await refused()
    }
  }

  @Test(arguments: Engine.allCases, Failure.allCases) func hasManyAppend(_ engine: Engine, _ failure: Failure) async throws {
    try await engine.database { database, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let first = try await theatre.plays.create { $0.title = "A" }
      let unloaded = try await Theatre.find(1), second = Play(title: "B")
      #expect(try await theatre.plays.load() == [first])
      try await takingBack(failure, database) {
        try await theatre.plays.append(second)
        try await theatre.plays.create { $0.title = "C" }
        #expect(try theatre.plays.loaded.map(\.title) == ["A", "B", "C"])
        try await unloaded.plays.append(Play(title: "D"))
      }
      #expect(try theatre.plays.loaded == [first])
      #expect(second.isNew && second.id == nil && second.theatreID == nil && second.changedColumns == ["title"])
      #expect(try await second.theatre == nil)
      #expect(!unloaded.plays.isLoaded)
      #expect(try await unloaded.plays.map(\.title) == ["A"])
      try await theatre.plays.append(second)
      #expect(try await Play.order(\.id).pluck(\.title) == ["A", "B"])
    }
  }

  @Test(arguments: Engine.allCases, Failure.allCases) func hasManyAppendOfPeers(_ engine: Engine, _ failure: Failure) async throws {
    try await engine.database { database, _ async throws in
      for name in ["Globe", "Rose"] { try await Theatre.create { $0.name = name }.plays.create { $0.title = name } }
      let theatres = try await Theatre.preload(\.plays).order(\.id).load()
      try await takingBack(failure, database) {
        try await theatres[0].plays.append(Play(title: "B"))
        try await theatres[1].plays.clear()
        #expect(try theatres.map { try $0.plays.loaded.count } == [2, 0])
      }
      #expect(try theatres.map { try $0.plays.loaded.map(\.title) } == [["Globe"], ["Rose"]])
    }
  }

  @Test(arguments: Engine.allCases, Failure.allCases) func hasManyRemove(_ engine: Engine, _ failure: Failure) async throws {
    try await engine.database { database, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      for title in ["A", "B", "C"] { try await theatre.plays.create { $0.title = title } }
      let plays = try await theatre.plays.load()
      for way in 0..<4 {
        try await takingBack(failure, database) {
          switch way {
          case 0: try await theatre.plays.remove(plays[0], plays[1])
          case 1: try await theatre.plays.clear()
          case 2: try await theatre.plays.replace(with: [plays[2], Play(title: "D")])
          default: try await theatre.plays.destroy(plays[0])
          }
          #expect(try theatre.plays.loaded != plays)
        }
        #expect(try theatre.plays.loaded == plays)
        #expect(plays.allSatisfy { $0.isPersisted && $0.theatreID == theatre.id && !$0.isChanged })
        #expect(try plays.allSatisfy { try $0.$theatre.loaded === theatre })
        #expect(try await Play.where { $0.theatre == theatre }.count() == 3)
      }
    }
  }

  @Test(arguments: Engine.allCases) func removingKeepsOtherChangesOfAMember(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "A" }
      play.title = "B"
      try await theatre.plays.remove(play)
      #expect(play.changedColumns == ["title"] && play.theatreID == nil)
      try await play.save()
      #expect(try await Play.pluck(\.title) == ["B"])
    }
  }

  @Test(arguments: Engine.allCases, Failure.allCases) func hasAndBelongsToMany(_ engine: Engine, _ failure: Failure) async throws {
    try await engine.database { database, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let drama = try await play.genres.create { $0.name = "Drama" }, farce = Genre(name: "Farce")
      for way in 0..<4 {
        try await takingBack(failure, database) {
          switch way {
          case 0: try await play.genres.append(farce)
          case 1: try await play.genres.remove(drama)
          case 2: try await play.genres.replace(with: [farce])
          default: try await play.genres.clear()
          }
          #expect(play.genres.target != [drama])
        }
        #expect(play.genres.target == [drama])
        #expect(farce.isNew && farce.id == nil)
      }
      try await play.save()
      #expect(try await play.genres.reload() == [drama])
      #expect(try await Genre.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases, Failure.allCases) func hasManyThrough(_ engine: Engine, _ failure: Failure) async throws {
    try await engine.database { database, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let ann = try await play.players.create { $0.name = "Ann" }, bob = Player(name: "Bob")
      let roles = try await play.roles.load()
      #expect(try await play.players.load() == [ann])
      for way in 0..<3 {
        try await takingBack(failure, database) {
          switch way {
          case 0: try await play.players.append(bob)
          case 1: try await play.players.remove(ann)
          default: try await play.players.replace(with: [bob])
          }
          #expect(try play.players.loaded != [ann])
        }
        #expect(try play.players.loaded == [ann])
        #expect(try play.roles.loaded == roles)
        #expect(bob.isNew)
      }
      try await play.save()
      #expect(try await Role.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases, Failure.allCases) func hasOne(_ engine: Engine, _ failure: Failure) async throws {
    try await engine.database { database, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let old = try await theatre.$license.create { $0.number = "1" }, new = License(number: "2")
      for way in 0..<4 {
        try await takingBack(failure, database) {
          switch way {
          case 0: try await theatre.$license.set(new)
          case 1: try await theatre.$license.set(nil)
          case 2: try await theatre.$license.create { $0.number = "3" }
          default: try await old.destroy()
          }
          #expect(try theatre.$license.loaded !== old || old.isDestroyed)
        }
        #expect(try theatre.$license.loaded === old)
        #expect(old.isPersisted && old.theatreID == theatre.id && !old.isChanged)
        #expect(try await old.theatre === theatre)
        #expect(new.isNew && new.theatreID == nil)
        #expect(try await new.theatre == nil)
      }
      theatre.$license.build { $0.number = "4" }
      try await takingBack(failure, database) { try await theatre.save() }
      #expect(try theatre.$license.loaded?.number == "4")
      try await theatre.save()
      #expect(try await License.where { $0.theatre == theatre }.pluck(\.number) == ["4"])
    }
  }

  @Test(arguments: Engine.allCases, Failure.allCases) func belongsTo(_ engine: Engine, _ failure: Failure) async throws {
    try await engine.database { database, _ async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }, rose = try await Theatre.create { $0.name = "Rose" }
      let play = try await globe.plays.create { $0.title = "A" }
      try await takingBack(failure, database) {
        play.$theatre.set(rose)
        try await play.save()
      }
      #expect(play.theatreID == rose.id && play.changedColumns == ["theatre_id"])
      #expect(try play.$theatre.loaded === rose)
      let swan = Theatre(name: "Swan")
      try await takingBack(failure, database) {
        play.title = "B"
        try await play.save()
        play.$theatre.set(swan)
        try await play.save()
      }
      #expect(swan.isNew && play.theatreID == nil)
      #expect(try play.original(\.title) == "A")
      #expect(try play.$theatre.loaded === swan)
      try await play.save()
      #expect(swan.isPersisted && play.theatreID == swan.id)
      #expect(try await Play.find(1).theatre?.name == "Swan")
      try await takingBack(failure, database) { try await play.$theatre.create { $0.name = "Hope" } }
      #expect(play.theatreID == nil)
      try await play.save()
      #expect(try await Play.find(1).theatre?.name == "Hope")
    }
  }

  @Test(arguments: Engine.allCases, Failure.allCases) func unsavedOwnersKeepWhatWasBuilt(_ engine: Engine, _ failure: Failure) async throws
  {
    try await engine.database { database, _ async throws in
      let theatre = Theatre(name: "Globe")
      theatre.$license.build { $0.number = "1" }
      let play = theatre.plays.build { $0.title = "A" }
      let genre = play.genres.build { $0.name = "Drama" }, stored = try await Genre.create { $0.name = "Farce" }
      try await play.genres.append(stored)
      let player = Player(name: "Ann")
      try await play.players.append(player)
      for _ in 0..<2 {
        try await takingBack(failure, database) {
          try await theatre.save()
          #expect(player.isPersisted && genre.isPersisted)
        }
        #expect(theatre.isNew && play.isNew && genre.isNew && player.isNew && theatre.id == nil && play.id == nil)
        // What the save filled in stays, as a change, until the next one writes the key that the theatre has then.
        #expect(play.theatreID != nil && play.isChanged(\.theatreID))
        #expect(theatre.plays.target == [play] && play.genres.target == [genre, stored] && play.players.target == [player])
        #expect(try theatre.$license.loaded?.isNew == true)
        #expect(try play.$theatre.loaded === theatre)
      }
      try await theatre.save()
      #expect(try await Theatre.count() == 1)
      #expect(try await Play.pluck(\.theatreID) == [theatre.id])
      #expect(try await License.pluck(\.theatreID) == [theatre.id])
      #expect(try await Play.find(try #require(play.id)).genres.order(\.id).pluck(\.name) == ["Farce", "Drama"])
      #expect(try await Play.find(try #require(play.id)).players.map(\.name) == ["Ann"])
      #expect(try await Role.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases, Failure.allCases) func dependentsAreThereAgain(_ engine: Engine, _ failure: Failure) async throws {
    try await engine.database { database, _ async throws in
      let ship = try await Ship.create { $0.name = "Argo" }
      let sailor = try await ship.sailors.create { $0.name = "Jason" }
      try await ship.$anchor.create()
      #expect(try await ship.sailors.load() == [sailor])
      try await takingBack(failure, database) {
        try await ship.destroy()
        #expect(sailor.isDestroyed)
      }
      #expect(ship.isPersisted && sailor.isPersisted)
      #expect(try ship.sailors.loaded == [sailor])
      #expect(try ship.$anchor.loaded?.isPersisted == true)
      try await ship.destroy()
      #expect(try await Sailor.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func earlierSavesAreNoChanges(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      theatre.name = "Rose"
      try await theatre.save()
      try await takingBack(.transaction, database) { try await theatre.plays.create { $0.title = "A" } }
      #expect(!theatre.isChanged)
      try await takingBack(.transaction, database) {
        theatre.name = "Swan"
        try await theatre.plays.create { $0.title = "A" }
      }
      #expect(theatre.changedColumns == ["name"])
      #expect(try theatre.original(\.name) == "Rose")
    }
  }
}

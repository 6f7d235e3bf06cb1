import ActiveRecord
import ActiveRecordTesting
import Synchronization
import Testing

/// Other models of wines and casks: each cask holds 225 litres, where nothing else is said.
@Model(table: "wines") class OakWine: Record {
  var name = ""
  @HasMany var casks: Many<OakCask> = .has(foreignKey: "wine_id")
  @HasMany var allCasks: Many<OakCask> = .has(foreignKey: "wine_id") { $0.unscope(where: \.litres) }
  @HasMany var allCasksAgain: Many<OakCask> = .has(foreignKey: "wine_id") { $0.unscope(.where) }
  @HasMany var otherCasks: Many<OakCask> = .has(foreignKey: "wine_id") { $0.unscope(where: \.litres).where { $0.litres == 7 } }
  @HasMany var oldCasks: Many<OakCask> = .has(foreignKey: "wine_id") { $0.rewhere { $0.litres == 9 } }
}
@Model(table: "casks") class OakCask: Record {
  var litres = 0
  @BelongsTo var wine: OakWine?
  static func rules(_ cask: Rules<OakCask>) { cask.defaultScope { $0.where { $0.litres == 225 } } }
}

/// Other models of vineyards and wines: what is drunk is hidden in between, and everything seen behind it.
@Model(table: "vineyards") class SoberVineyard: Record {
  var name = ""
  @HasMany var wines: Many<SoberWine> = .has(foreignKey: "vineyard_id")
  @HasMany var casks: Many<OakCask> = .through(\.wines)
  @HasMany var allCasks: Many<OakCask> = .through(\.wines)
}
@Model(table: "wines") class SoberWine: Record {
  var name = ""
  var isDrunk = false
  @BelongsTo var vineyard: SoberVineyard?
  @HasMany var casks: Many<OakCask> = .has(foreignKey: "wine_id", hasInverse: false)
  @HasMany var allCasks: Many<OakCask> = .has(foreignKey: "wine_id", hasInverse: false) { $0.unscope(where: \.litres) }
  static func rules(_ wine: Rules<SoberWine>) { wine.defaultScope { $0.where { $0.isDrunk == false } } }
}
@Model(table: "grapes") class OpenGrape: Record {
  var name = ""
  @HasAndBelongsToMany var wines: Many<SoberWine> = .has(
    joinTable: "grapes_wines", foreignKey: "grape_id", associationForeignKey: "wine_id"
  ) { $0.unscope(where: \.isDrunk) }
}

/// Other models of choirs, seats and singers: seats are golden, the first singer is the one, and a task sees only its own.
@Model(table: "choirs") class GoldChoir: Record {
  var name = ""
  @HasMany var seats: Many<GoldSeat> = .has(foreignKey: "choir_id")
  @HasMany var singers: Many<Singer> = .through(\.seats)
  @HasMany var allSeats: Many<GoldSeat> = .has(foreignKey: "choir_id") { $0.unscope(where: \.isFavourite) }
  @HasMany var allSingers: Many<Singer> = .through(\.allSeats, source: \.singer)
  @HasMany var someSingers: Many<FirstSinger> = .through(\.allSeats, source: \.firstSinger) { $0.where { $0.id.isIn([1, 2]) } }
  @HasMany var ownSeats: Many<OwnSeat> = .has(foreignKey: "choir_id", hasInverse: false)
  @HasMany var ownSingers: Many<Singer> = .through(\.ownSeats, source: \.singer)
}
@Model(table: "choir_seats") class GoldSeat: Record {
  var isFavourite = false
  var singerID: Int?
  @BelongsTo var choir: GoldChoir?
  @BelongsTo var singer: Singer? = .belongs(foreignKey: \.singerID, hasInverse: false)
  @BelongsTo var firstSinger: FirstSinger? = .belongs(foreignKey: \.singerID) { $0.where { $0.id.isIn([2, 3]) } }
  static func rules(_ seat: Rules<GoldSeat>) { seat.defaultScope { $0.where { $0.isFavourite == true } } }
}
@Model(table: "singers") class FirstSinger: Record {
  var name = ""
  static func rules(_ singer: Rules<FirstSinger>) { singer.defaultScope { $0.where { $0.id == 1 } } }
}
@Model(table: "choir_seats") class OwnSeat: Record {
  @TaskLocal static var viewer: Int?
  var choirID: Int?
  var singerID: Int?
  @BelongsTo var singer: Singer? = .belongs(foreignKey: \.singerID, hasInverse: false)
  static func rules(_ seat: Rules<OwnSeat>) {
    seat.defaultScope { seats in OwnSeat.viewer.map { viewer in seats.where { $0.singerID == viewer } } ?? seats }
  }
}

/// Other models of the debates: those that are rejected, and answers whose scope counts its queries.
@Model(table: "debates") class RejectedDebate: Record {
  var title = ""
  var answersCount = 0
  @HasMany var answers: Many<RejectedAnswer> = .has(foreignKey: "debate_id", inverse: \.debate)
  @HasMany var counted: Many<CountedAnswer> = .has(foreignKey: "debate_id", hasInverse: false)
  static func rules(_ debate: Rules<RejectedDebate>) { debate.defaultScope { $0.where { $0.title == "rejected" } } }
}
@Model(table: "answers") class RejectedAnswer: Record {
  var text = ""
  @BelongsTo var debate: RejectedDebate? = .belongs(counterCache: \.answersCount, inverse: \.answers)
}
@Model(table: "answers") class CountedAnswer: Record {
  static let queries = Mutex(0)
  var text = ""
  var debateID: Int?
  static func rules(_ answer: Rules<CountedAnswer>) {
    answer.defaultScope { answers in
      let number = queries.withLock { number in
        number += 1
        return number
      }
      return answers.where("answers.id <> \(-number)")
    }
  }
}

/// What Rails' suite shows of default scopes in associations.
@Suite struct DefaultScopeOfAssociationsTests {
  @Test(arguments: Engine.allCases) func scopesAreAskedForEachQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let debate = try await RejectedDebate.create { $0.title = "rejected" }
      try await debate.counted.load()
      let first = recorder.queries.last?.bindings
      debate.counted.reset()
      try await debate.counted.load()
      #expect(first != nil && recorder.queries.last?.bindings != first)
    }
  }

  @Test(arguments: Engine.allCases) func membersAreMadeAsTheScopeSays(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let wine = try await OakWine.create { $0.name = "honda" }
      #expect(wine.casks.build().litres == 225)
      #expect(try await wine.casks.createIfValid().litres == 225)
      #expect(try await wine.casks.create().litres == 225)
      #expect(try await wine.casks.create { $0.litres = 1 }.litres == 1)
    }
  }

  @Test(arguments: Engine.allCases) func whatAQueryLeavesOutIsNotSet(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let wine = try await OakWine.create { $0.name = "honda" }
      let casks = wine.casks.unscope(where: \.litres)
      #expect(casks.build().litres == 0)
      #expect(try await casks.createIfValid().litres == 0)
      #expect(try await casks.create().litres == 0)
      // What the association itself says is left out, too; the owner stays.
      let other = try await wine.otherCasks.unscope(where: \.litres).create()
      #expect(other.litres == 0 && other.wineID == wine.id)
    }
  }

  @Test(arguments: Engine.allCases) func collectionsExistWithinTheScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (wine, _) = try await casked()
      #expect(try await wine.casks.exists())
      try await OakCask.all().deleteAll()
      #expect(try await !wine.casks.exists())
      #expect(try await wine.allCasks.exists())
    }
  }

  @Test(arguments: Engine.allCases, Way.allCases) func theScopeIsLeftOut(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, _ async throws in
      let (wine, ids) = try await casked()
      let all = OakWine.where { $0.id == wine.id! }
      let relation =
        switch way {
        case .lazily: all
        case .preload: all.preload(\.casks, \.allCasks, \.allCasksAgain)
        case .includes: all.includes(\.casks, \.allCasks, \.allCasksAgain)
        case .eagerLoad: all.eagerLoad(\.casks, \.allCasks, \.allCasksAgain)
        }
      let found = try #require(try await relation.first())
      #expect(try await found.casks.load().map(\.id) == [ids[0]])
      #expect(try await found.allCasks.load().map { $0.id! }.sorted() == ids)
      #expect(try await found.allCasksAgain.load().map { $0.id! }.sorted() == ids)
    }
  }

  @Test(arguments: Engine.allCases, ["unscope", "rewhere"]) func anotherConditionTakesThePlaceOfTheScope(
    _ engine: Engine, _ way: String
  ) async throws {
    try await engine.database { _, _ async throws in
      let (wine, ids) = try await casked()
      #expect(try await wine.casks.load().map(\.id) == [ids[0]])
      if way == "unscope" {
        #expect(try await wine.otherCasks.load().map(\.id) == [ids[1]])
      } else {
        #expect(try await wine.oldCasks.load().map(\.id) == [ids[2]])
      }
    }
  }

  @Test(arguments: Engine.allCases) func aCounterIsFoundOutsideOfTheScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await RejectedDebate.create { $0.title = "approved" }
      try await debate.answers.create { $0.text = "A" }
      #expect(try await debate.reload().answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func joinModelsKeepTheirScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let choir = try await GoldChoir.create { $0.name = "C" }
      let singer = try await choir.singers.create { $0.name = "Foo" }
      #expect(try await GoldSeat.unscoped().pluck(\.isFavourite) == [true])
      let other = try await Singer.create { $0.name = "plain" }
      try await ChoirSeat {
        $0.choirID = choir.id; $0.singerID = other.id
      }.save()
      #expect(try await choir.singers.reload() == [singer])
      #expect(try await choir.allSeats.load().count == 2)
      #expect(try await choir.allSingers.order(\.id).load() == [singer, other])
    }
  }

  @Test(arguments: Engine.allCases) func theTargetsScopeGivesWay(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let choir = try await GoldChoir.create { $0.name = "C" }
      for name in ["a", "b", "c"] { try await choir.singers.create { $0.name = name } }
      #expect(try await FirstSinger.ids() == [1])
      #expect(try await choir.someSingers.load().map(\.id) == [2])
      try await GoldSeat.where { $0.singerID == 3 }.updateAll { [$0.singerID.set(1)] }
      #expect(try await choir.reload().someSingers.load().map(\.id) == [2])
    }
  }

  @Test(arguments: Engine.allCases) func aSourceThatIsUnscopedLeavesTheScopeInBetween(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let vineyard = try await SoberVineyard.create { $0.name = "V" }
      for isDrunk in [false, true] {
        let wine = try await vineyard.wines.create { $0.isDrunk = isDrunk }
        for litres in [225, 7] {
          try await OakCask {
            $0.litres = litres; $0.wineID = wine.id
          }.save()
        }
      }
      #expect(try await vineyard.casks.count() == 1)
      #expect(try await vineyard.allCasks.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func aScopeInBetweenMayChange(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      var choirs: [GoldChoir] = []
      for name in ["one", "two"] {
        let choir = try await GoldChoir.create { $0.name = name }
        try await choir.singers.create { $0.name = "of \(name)" }
        choirs.append(choir)
      }
      try await OwnSeat.$viewer.withValue(1) { () async throws in
        #expect(try await choirs[0].ownSingers.load().map(\.name) == ["of one"])
        #expect(try await choirs[1].ownSingers.count() == 0)
      }
      #expect(try await choirs[1].ownSingers.load().map(\.name) == ["of two"])
    }
  }

  @Test(arguments: Engine.allCases, ["alone", "included"]) func aTableOfPairsIsUnscoped(_ engine: Engine, _ way: String) async throws {
    try await engine.database { _, _ async throws in
      let grape = try await OpenGrape.create { $0.name = "G" }
      let wine = try await SoberWine.create {
        $0.name = "Not David"; $0.isDrunk = true
      }
      try await grape.wines.append(wine)
      let all = OpenGrape.where { $0.id == grape.id! }
      let found = try await (way == "alone" ? all : all.includes(\.wines)).load()
      #expect(found.count == 1)
      #expect(try await found[0].wines.size() == 1)
    }
  }

  /// A wine with casks of 225, 7 and 9 litres.
  private func casked() async throws -> (OakWine, [Int]) {
    let wine = try await OakWine.create { $0.name = "W" }
    var ids: [Int] = []
    for litres in [225, 7, 9] { ids.append(try await wine.casks.create { $0.litres = litres }.id!) }
    return (try await OakWine.find(wine.id!), ids)
  }
}

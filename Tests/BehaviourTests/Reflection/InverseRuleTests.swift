import ActiveRecord
import ActiveRecordTesting
import Testing

/// Models that point at each other in every way that matters for inverses. They have no tables.
enum Rigging {
  @Model class Mast: Record {
    var name = ""
    @HasMany var sails: Many<Sail>
    @HasMany var whiteSails: Many<Sail> = .has { $0.where { $0.isWhite == true } }
    @HasMany var sailmakers: Many<Sailmaker> = .through(\.sails)
    @HasMany var ropes: Many<Rope> = .has(foreignKey: "held_by")
    @HasMany var lines: Many<Line>
    @HasMany var sheets: Many<Line>
    @HasMany var knots: Many<Knot> = .has(hasInverse: false)
    @HasMany var lamps: Many<Lamp> = .has(foreignKey: \.mastName, primaryKey: \.name)
    @HasMany var torches: Many<Lamp> = .has(foreignKey: \.mastName, primaryKey: \.name, inverse: \.mast)
    @HasMany var pennants: Many<Pennant> = .has(as: \.pole)
    @HasOne var top: Top?
    @HasOne var ensign: Pennant? = .has(as: \.pole)
    @HasAndBelongsToMany var boats: Many<Boat>
  }
  @Model class Sail: Record {
    var isWhite = false
    @BelongsTo var mast: Mast?
    @BelongsTo var tallMast: Mast? = .belongs(foreignKey: \.mastID) { $0.where { $0.name == "tall" } }
    @BelongsTo var sailmaker: Sailmaker?
  }
  @Model class Sailmaker: Record { @HasMany var sails: Many<Sail> }
  @Model class Rope: Record { @BelongsTo var mast: Mast? = .belongs(foreignKey: "held_by") }
  @Model class Line: Record { @BelongsTo var mast: Mast? }
  @Model class Knot: Record { @BelongsTo var mast: Mast? }
  @Model class Lamp: Record {
    var mastName: String?
    @BelongsTo var mast: Mast? = .belongs(foreignKey: \.mastName, primaryKey: \.name)
  }
  @Model class Pennant: Record { @BelongsTo var pole: Record? }
  @Model class Top: Record { @BelongsTo var mast: Mast? }
  @Model class Boat: Record { @HasAndBelongsToMany var masts: Many<Mast> }
}

/// The table of the guide on inverses, a row a case: what an association leads back by.
@Suite struct InverseRuleTests {
  /// One association and the name of its inverse.
  struct Rule: Sendable, CustomTestStringConvertible {
    let name: String
    let model: @Sendable () -> Record.Type
    let association: String
    let inverse: String?
    var testDescription: String { name }

    init(_ name: String, _ model: @autoclosure @escaping @Sendable () -> Record.Type, _ association: String, _ inverse: String?) {
      (self.name, self.model, self.association, self.inverse) = (name, model, association, inverse)
    }
  }

  static let rules = [
    Rule("has_many", Rigging.Mast.self, "sails", "mast"),
    Rule("belongs_to of a has_many", Rigging.Sail.self, "mast", "sails"),
    Rule("has_one", Rigging.Mast.self, "top", "mast"),
    Rule("belongs_to of a has_one", Rigging.Top.self, "mast", "top"),
    Rule("a scope", Rigging.Mast.self, "whiteSails", "mast"),
    Rule("a scope on the belongs_to", Rigging.Sail.self, "tallMast", "sails"),
    Rule("through", Rigging.Mast.self, "sailmakers", nil),
    Rule("a foreign key", Rigging.Mast.self, "ropes", "mast"),
    Rule("a foreign key on the belongs_to", Rigging.Rope.self, "mast", "ropes"),
    Rule("two that fit", Rigging.Line.self, "mast", nil),
    Rule("one of two", Rigging.Mast.self, "sheets", "mast"),
    Rule("hasInverse: false", Rigging.Mast.self, "knots", nil),
    Rule("hasInverse: false on the other side", Rigging.Knot.self, "mast", nil),
    Rule("a primary key", Rigging.Mast.self, "lamps", nil),
    Rule("a primary key, named", Rigging.Mast.self, "torches", "mast"),
    Rule("as, many", Rigging.Mast.self, "pennants", "pole"),
    Rule("as, one", Rigging.Mast.self, "ensign", "pole"),
    Rule("polymorphic", Rigging.Pennant.self, "pole", nil),
    Rule("a table of pairs", Rigging.Mast.self, "boats", nil),
  ]

  @Test(arguments: Engine.allCases, rules) func inverseIsFound(_ engine: Engine, _ rule: Rule) throws {
    let reflection = try #require(rule.model().reflection(rule.association))
    #expect(reflection.inverseName == rule.inverse)
  }

  @Test(arguments: Engine.allCases) func limitsOfTheReferenceOneByOne(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "A" }
      try await play.roles.create { $0.name = "R" }
      try await play.photos.create { $0.file = "a" }
      // With `as`: lifted.
      let found = try await Play.find(1)
      let photo = try #require(try await found.photos.load().first)
      recorder.clear()
      guard case .play(let same)? = try await photo.subject else { return #expect(Bool(false), "no play") }
      #expect(same === found && recorder.queries.isEmpty)
      // Through: kept, since the members belong to what is in between.
      let role = try #require(try await Theatre.find(1).roles.load().first)
      #expect(!role.$play.isLoaded)
      // A has_many behind a belongs_to: kept, since one member is not the collection.
      let owner = try #require(try await Play.find(1).theatre)
      #expect(!owner.plays.isLoaded && owner.plays.target.isEmpty)
      // A has_one behind a belongs_to: known.
      try await License(number: "1", theatre: owner).save()
      let license = try #require(try await License.first())
      let licensed = try #require(try await license.theatre)
      recorder.clear()
      #expect(try await licensed.license === license && recorder.queries.isEmpty)
    }
  }
}

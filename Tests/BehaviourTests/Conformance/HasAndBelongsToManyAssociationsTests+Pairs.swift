import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Other models of hampers and their tags: orders, lengths that are loaded along, and a mark for an extension.
@Model(table: "hampers") class Pannier: Record {
  var name = ""
  @HasAndBelongsToMany var tags: ManyWith<PannierTag, PannierTags> = .has(
    joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id")
  @HasAndBelongsToMany var sortedTags: Many<PannierTag> = .has(
    joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id"
  ) { $0.order { [$0.name.desc, $0.id.desc] } }
  @HasAndBelongsToMany var uniqueSortedTags: Many<PannierTag> = .has(
    joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id"
  ) { $0.distinct().order { [$0.name.desc, $0.id.desc] } }
  @HasAndBelongsToMany var tagsByHamper: Many<PannierTag> = .has(
    joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id"
  ) { $0.includes(\.panniers).order { $0.panniers.id.asc } }
}
@Model(table: "hamper_tags") class PannierTag: Record {
  var name = ""
  var weight = 0
  @HasAndBelongsToMany var panniers: Many<Pannier> = .has(
    joinTable: "hampers_tags", foreignKey: "tag_id", associationForeignKey: "hamper_id")
}

/// The mark of a pannier's tags.
enum PannierTags {}
extension ManyAssociation where Extension == PannierTags { var category: String { "sns" } }

/// Models of another database, paired there.
@Model(table: "hampers") class KennelHamper: KennelRecord {
  var name = ""
  @HasAndBelongsToMany var tags: Many<KennelTag> = .has(joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id")
}
@Model(table: "hamper_tags") class KennelTag: KennelRecord {
  var name = ""
  var weight = 0
}

/// Other models of subscribers and their letters, both of which are pointed at by others.
@Model(table: "subscribers") class Reviewer: Record {
  var name: String?
  @HasMany var letters: Many<ReviewedLetter> = .has(as: \.sender)
  @HasMany var notes: Many<Note> = .through(\.letters, source: \.notes)
}
@Model(table: "letters") class ReviewedLetter: Record {
  var text = ""
  @BelongsTo var sender: Record?
  @HasMany var notes: Many<Note> = .has(as: \.about)
}

/// What Rails' suite shows of has_and_belongs_to_many: orders, classes, groups and names of tables of pairs, and databases.
extension HasAndBelongsToManyAssociationsTests {
  @Test(arguments: Engine.allCases) func habtmDistinctOrderPreserved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (pannier, _) = try await filled()
      #expect(try await pannier.sortedTags.map(\.weight) == [2, 3, 1])
      #expect(try await pannier.uniqueSortedTags.map(\.weight) == [2, 3, 1])
    }
  }

  @Test(arguments: Engine.allCases) func habtmCollectionSizeFromParams(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let corsair = Corsair()
      try await corsair.assign(Attributes { $0.fewMacaws = [.new { $0.name = "Polly" }] })
      #expect(try await corsair.fewMacaws.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associationWithExtendOption(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await Pannier.create { $0.name = "Eponine" }.tags.category == "sns")
    }
  }

  @Test(arguments: Engine.allCases) func considerType(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let article = try #require(try await Article.findBy { $0.title == "Snow" })
      let other = try #require(try await article.rubrics.first()), paper = try await PaperRubric.create { $0.name = "special" }
      try await article.paperRubrics.append(paper)
      try await article.reload()
      #expect(try await article.rubrics.load().contains(paper))
      #expect(try await article.paperRubrics.contains(paper))
      #expect(try await article.paperRubrics.load().map(\.id) == [paper.id])
      #expect(try await article.rubrics.load().contains(other))
    }
  }

  @Test(arguments: Engine.allCases) func joinMiddleTableAlias(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await filled()
      try await Pannier.create { $0.name = "empty" }
      #expect(try await Pannier.eagerLoad(\.tags).where("hampers_tags.tag_id IS NOT NULL").load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func joinTableAlias(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await filled()
      try await Pannier.create { $0.name = "empty" }
      recorder.clear()
      let all = try await Pannier.eagerLoad(\.tags.panniers).load()
      #expect(all.count == 2)
      let alias = try #require(Self.secondAlias(of: "hampers_tags", in: recorder.sql.last ?? ""))
      let found = try await Pannier.eagerLoad(\.tags.panniers).where(SQL(raw: "\(alias).tag_id IS NOT NULL")).load()
      #expect(found.map(\.name) == ["P"])
      #expect(try found[0].tags.loaded.allSatisfy { try $0.panniers.loaded.count == 1 })
    }
  }

  @Test(arguments: Engine.allCases) func joinWithGroup(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await filled()
      try await Pannier.create { $0.name = "empty" }
      let tags = PannierTag.joins(\.panniers.tags).where { $0.panniers.tags.weight > 1 }.group(\.id, \.name, \.weight)
      #expect(try await tags.load().count == 3)
      #expect(recorder.sql.last?.contains("GROUP BY") == true)
    }
  }

  @Test(arguments: Engine.allCases) func findGrouped(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (pannier, _) = try await filled()
      let joined = PannierTag.joins(\.panniers).where { $0.panniers.id == pannier.id! }
      #expect(try await joined.load().count == 3)
      #expect(try await joined.grouped(by: \.name).count() == ["red": 2, "blue": 1])
    }
  }

  @Test(arguments: Engine.allCases) func findScopedGrouped(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (pannier, _) = try await filled()
      #expect(try await pannier.tags.group(\.name).select(\.name).count == 2)
      #expect(try await pannier.tags.group(\.weight).select(\.weight).count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func findScopedGroupedHaving(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (pannier, _) = try await filled()
      let heavy = try await pannier.tags.group(\.name).having { $0.weight.sum > 3 }.select { ($0.name, $0.weight.sum) }
      #expect(heavy.map(\.0) == ["red"] && heavy.map(\.1) == [5])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughPolymorphicHasManysWorks(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let reviewer = try await Reviewer.create { $0.name = "Redbeard" }
      for price in ["$10.00", "$20.00"] {
        let letter = try await reviewer.letters.create { $0.text = price }
        try await letter.notes.create { $0.text = price }
      }
      try await Note.create { $0.text = "of nobody" }
      #expect(try await Set(reviewer.notes.load().map(\.text)) == ["$10.00", "$20.00"])
    }
  }

  @Test(arguments: Engine.allCases) func dynamicFindShouldRespectAssociationInclude(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (pannier, tags) = try await filled()
      #expect(try await pannier.tagsByHamper.findBy { $0.name == "blue" } == tags[0])
    }
  }

  @Test(arguments: Engine.allCases) func hasAndBelongsToManyWithBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = Play(title: "sink", theatre: Theatre(name: "kitchen"))
      try await play.genres.append(Genre(name: "source"))
      try await play.save()
      #expect(try await play.genres.count() == 1)
      #expect(try await play.theatre?.isPersisted == true)
    }
  }

  /// A pannier with three tags, two of which have one name.
  private func filled() async throws -> (Pannier, [PannierTag]) {
    let pannier = try await Pannier.create { $0.name = "P" }
    var tags: [PannierTag] = []
    for (name, weight) in [("blue", 1), ("red", 3), ("red", 2)] {
      tags.append(
        try await pannier.tags.create {
          $0.name = name; $0.weight = weight
        })
    }
    return (try await Pannier.find(pannier.id!), tags)
  }

  /// What a statement calls a table where it stands the second time.
  private static func secondAlias(of table: String, in sql: String) -> String? {
    let places = sql.components(separatedBy: "JOIN \"\(table)\" AS \"")
    return places.count > 1 ? places[1].split(separator: "\"").first.map(String.init) : nil
  }
}

extension SeveralDatabasesTests {
  @Test(arguments: Engine.allCases) func aTableOfPairsStandsInTheDatabaseOfItsModels(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      let hamper = try await KennelHamper.create { $0.name = "Plum" }, tag = try await KennelTag.create { $0.name = "Forensics" }
      #expect(try await hamper.tags.count() == 0)
      try await hamper.tags.append(tag)
      #expect(try await hamper.tags.count() == 1)
      #expect(try await places.kennel.query("SELECT 1 AS one FROM hampers_tags").count == 1)
      #expect(try await places.home.query("SELECT 1 AS one FROM hampers_tags").isEmpty)
    }
  }
}

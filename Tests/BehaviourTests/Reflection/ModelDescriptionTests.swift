import ActiveRecord
import Foundation
import Testing

/// The description of the whole model graph, from which tools are written.
@Suite struct ModelDescriptionTests {
  private let models = ModelGraph.describe([Theatre.self, Play.self, Curios.Labelled.self, Curios.CurioVase.self, SignPainter.self])

  private func association(_ model: Int, _ name: String) throws -> AssociationDescription {
    try #require(models[model].association(name))
  }

  @Test func tablesAndColumns() {
    #expect(models.map(\.name) == ["Theatre", "Play", "Curios.Labelled", "Curios.CurioVase", "SignPainter"])
    #expect(models.map(\.table) == ["theatres", "plays", nil, "curio_vases", "workers"])
    #expect(models.map(\.base) == ["Theatre", "Play", "Curios.Labelled", "Curios.CurioVase", "Worker"])
    #expect(models[3].parent == "Curios.Curio" && models[3].primaryKey == ["id"] && models[2].primaryKey.isEmpty)
    #expect(models[4].parent == "Painter" && models[4].typeColumn == "type" && models[4].storedName == "SignPainter")
    #expect(models[1].columns.map(\.name) == ["id", "title", "seats", "is_hit", "theatre_id"])
    #expect(models[1].columns.map(\.property) == ["id", "title", "seats", "isHit", "theatreID"])
    #expect(models[1].columns.map(\.hasDefault) == [false, false, true, true, false])
    #expect(models[1].columns[1].type == "String" && !models[1].columns[1].isOptional && models[1].columns[4].isOptional)
  }

  @Test func associationsOfEachKind() throws {
    let plays = try association(0, "plays"), roles = try association(0, "roles"), hits = try association(0, "hits")
    #expect(plays.kind == "hasMany" && plays.targets == ["Play"] && plays.foreignKey == ["theatre_id"])
    #expect(plays.foreignKeyHolder == "plays" && plays.inverse == "Play.theatre" && !plays.hasScope && hits.hasScope)
    #expect(roles.through == "plays" && roles.source == "roles" && roles.targets == ["Role"])
    let theatre = try association(1, "theatre"), genres = try association(1, "genres"), photos = try association(1, "photos")
    #expect(theatre.kind == "belongsTo" && !theatre.isRequired && theatre.foreignKeyHolder == "plays")
    #expect(genres.kind == "hasAndBelongsToMany" && genres.joinTable == "genres_plays")
    #expect(photos.foreignType == "subject_type" && photos.dependent == "destroy" && photos.options == ["as", "dependent"])
    let label = try association(3, "label")
    #expect(label.kind == "hasOne" && label.foreignKeyHolder == "curio_labels" && label.foreignType == "curio_type")
    #expect([models[0], models[1], models[3]].flatMap(\.associations).allSatisfy { $0.problem == nil })
  }

  @Test func whatIsWrongIsSaid() throws {
    let marks = try #require(ModelGraph.describe([Misguided.Mark.self]).first)
    let problem = try #require(marks.association("motifs")?.problem)
    #expect(problem.contains("'item' is polymorphic, so there is no one table to go through"))
    #expect(marks.association("item")?.isPolymorphic == true && marks.association("item")?.targets == [])
  }

  @Test func crossesTasksAndIsWrittenAsJSON() async throws {
    let models = self.models
    let text = try await Task.detached { try JSONEncoder().encode(models) }.value
    #expect(try JSONDecoder().decode([ModelDescription].self, from: text) == models)
  }
}

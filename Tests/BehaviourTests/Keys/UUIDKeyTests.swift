import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// UUID keys in every kind of association: written, read lazily for all peers, preloaded, joined.
@Suite struct UUIDKeyTests {
  private func observatory(_ engine: Engine, _ body: (SQLRecorder) async throws -> Void) async throws {
    try await engine.database { database, recorder async throws in
      try await database.migrate(Worlds.observatory)
      recorder.clear()
      try await body(recorder)
    }
  }

  /// Two stars with a planet each, and one with none.
  private func seed() async throws -> (sun: Star, vega: Star) {
    let sun = Star(name: "Sun"), vega = Star(name: "Vega")
    for star in [sun, vega] {
      let planet = star.planets.build { $0.name = "\(star.name) b" }
      _ = planet.moons.build { $0.name = "\(star.name) moon" }
      try await star.save()
      try await star.catalogues.append(Catalogue(name: "\(star.name) catalogue"))
      try await Sighting(place: "\(star.name) hill", subject: .star(star)).save()
      let report = try await Report.create { $0.text = "\(star.name) report" }
      try await star.$survey.create { $0.$report.set(report) }
    }
    try await Star(name: "Nemesis", companion: sun).save()
    return (sun, vega)
  }

  @Test(arguments: Engine.allCases) func belongsTo(_ engine: Engine) async throws {
    try await observatory(engine) { recorder async throws in
      let (sun, vega) = try await seed()
      recorder.clear()
      let planets = try await Planet.order(\.name).load()
      var names: [String?] = []
      for planet in planets { names.append(try await planet.star?.name) }
      #expect(names == ["Sun", "Vega"])
      #expect(recorder.queries.count == 2)
      #expect(try await Planet.preload(\.star).order(\.name).load().map { try $0.$star.loaded?.code } == [sun.code, vega.code])
      #expect(try await Planet.eagerLoad(\.star).order(\.name).load().map { try $0.$star.loaded?.code } == [sun.code, vega.code])
      #expect(try await Planet.findBy { $0.star == vega }?.name == "Vega b")
      planets[0].$star.set(vega)
      try await planets[0].save()
      #expect(try await vega.planets.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func hasMany(_ engine: Engine) async throws {
    try await observatory(engine) { recorder async throws in
      let (sun, _) = try await seed()
      recorder.clear()
      let stars = try await Star.order(\.name).load()
      var names: [[String]] = []
      for star in stars { names.append(try await star.planets.map(\.name)) }
      #expect(names == [[], ["Sun b"], ["Vega b"]])
      #expect(recorder.queries.count == 2)
      #expect(try await Star.preload(\.planets).order(\.name).load().map { try $0.planets.loaded.map(\.name) } == names)
      #expect(try await Star.eagerLoad(\.planets).order(\.name).load().map { try $0.planets.loaded.map(\.name) } == names)
      let planet = try await sun.planets.create { $0.name = "Sun c" }
      #expect(try await sun.planets.map(\.name).sorted() == ["Sun b", "Sun c"])
      try await sun.planets.remove(planet)
      #expect(try await Planet.find(planet.code).starID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func hasOne(_ engine: Engine) async throws {
    try await observatory(engine) { recorder async throws in
      let (sun, _) = try await seed()
      recorder.clear()
      let stars = try await Star.order(\.name).load()
      var owners: [UUID?] = []
      for star in stars { owners.append(try await star.survey?.starID) }
      #expect(owners == [nil, stars[1].code, stars[2].code])
      #expect(recorder.queries.count == 2)
      #expect(try await Star.preload(\.survey).order(\.name).load().map { try $0.$survey.loaded?.starID } == owners)
      let old = try await sun.survey
      try await sun.$survey.set(Survey())
      #expect(try await Survey.count() == 3)
      #expect(try await old?.reload().starID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneThrough(_ engine: Engine) async throws {
    try await observatory(engine) { _ async throws in
      _ = try await seed()
      let stars = try await Star.order(\.name).load()
      var texts: [String?] = []
      for star in stars { texts.append(try await star.report?.text) }
      #expect(texts == [nil, "Sun report", "Vega report"])
      #expect(try await Star.preload(\.report).order(\.name).load().map { try $0.$report.loaded?.text } == texts)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThrough(_ engine: Engine) async throws {
    try await observatory(engine) { recorder async throws in
      _ = try await seed()
      recorder.clear()
      let stars = try await Star.order(\.name).load()
      var names: [[String]] = []
      for star in stars { names.append(try await star.moons.map(\.name)) }
      #expect(names == [[], ["Sun moon"], ["Vega moon"]])
      #expect(recorder.queries.count == 2)
      #expect(try await Star.preload(\.moons).order(\.name).load().map { try $0.moons.loaded.map(\.name) } == names)
      #expect(try await Star.joins(\.moons).where { $0.moons.name == "Vega moon" }.pluck(\.name) == ["Vega"])
    }
  }

  @Test(arguments: Engine.allCases) func hasAndBelongsToMany(_ engine: Engine) async throws {
    try await observatory(engine) { recorder async throws in
      let (sun, vega) = try await seed()
      recorder.clear()
      let stars = try await Star.order(\.name).load()
      var names: [[String]] = []
      for star in stars { names.append(try await star.catalogues.map(\.name)) }
      #expect(names == [[], ["Sun catalogue"], ["Vega catalogue"]])
      #expect(recorder.queries.count == 2)
      #expect(try await Star.preload(\.catalogues).order(\.name).load().map { try $0.catalogues.loaded.map(\.name) } == names)
      #expect(try await Star.eagerLoad(\.catalogues).order(\.name).load().map { try $0.catalogues.loaded.map(\.name) } == names)
      let shared = try #require(try await sun.catalogues.first())
      try await vega.catalogues.append(shared)
      #expect(try await shared.stars.map(\.name).sorted() == ["Sun", "Vega"])
      try await vega.catalogues.remove(shared)
      #expect(try await shared.stars.reload().map(\.name) == ["Sun"])
    }
  }

  @Test(arguments: Engine.allCases) func polymorphic(_ engine: Engine) async throws {
    try await observatory(engine) { recorder async throws in
      let (sun, _) = try await seed()
      try await Sighting(place: "valley", subject: .planet(sun.planets.load()[0])).save()
      recorder.clear()
      let sightings = try await Sighting.order(\.id).load()
      var names: [String] = []
      for sighting in sightings {
        switch try await sighting.subject {
        case .star(let star): names.append(star.name)
        case .planet(let planet): names.append(planet.name)
        case nil: names.append("-")
        }
      }
      #expect(names == ["Sun", "Vega", "Sun b"])
      #expect(recorder.queries.count == 3)
      #expect(try await sun.sightings.map(\.place) == ["Sun hill"])
      #expect(try await Star.preload(\.sightings).order(\.name).load().map { try $0.sightings.loaded.count } == [0, 1, 1])
      #expect(try await Sighting.where { $0.subject == .star(sun) }.pluck(\.place) == ["Sun hill"])
    }
  }

  @Test(arguments: Engine.allCases) func selfJoin(_ engine: Engine) async throws {
    try await observatory(engine) { _ async throws in
      let (sun, _) = try await seed()
      #expect(try await sun.companions.map(\.name) == ["Nemesis"])
      #expect(try await Star.findBy { $0.name == "Nemesis" }?.companion == sun)
    }
  }
}
